"""The people of the engagement, both sides, and the way out."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.people_page import people_page


@require_safe
@for_member
def people(visit: Visit) -> HttpResponse:
    """Show who takes part, and who is away."""
    page = people_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("people.html", here="people", page=page)
