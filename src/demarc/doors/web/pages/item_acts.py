from django.http import HttpResponse
from demarc.doors.web.visit import Visit, for_member
@for_member
def act(visit: Visit, item: str, act: str) -> HttpResponse:
    return HttpResponse()
