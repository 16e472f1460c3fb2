"""The keys that every page knows, as a page of its own: the same sheet as behind `?`."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors import clock
from demarc.doors.web.visit import show


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys to anybody."""
    return show(request, "keys.html", now=clock.now())
