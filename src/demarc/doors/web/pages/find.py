"""Finding: one field from everywhere, over items, rows and people."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.saved import saved_of
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.search import search


@require_safe
@for_member
def find(visit: Visit) -> HttpResponse:
    """Show what was found, or the field to search by."""
    words = visit.request.GET.get("q", "")
    found = search(engagement=visit.engagement, by=visit.by, now=visit.now, words=words)
    return visit.show("find.html", here="find", found=found, saved=saved_of(visit, "find"))
