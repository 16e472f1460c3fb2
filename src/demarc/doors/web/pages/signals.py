"""The signals grouped on one item, one by one, page by page."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.group import group_page


@require_safe
@for_member
def signals(visit: Visit, item: str) -> HttpResponse:
    """List them from where the last page ended."""
    after = visit.request.GET.get("after", "")
    page = group_page(engagement=visit.engagement, item=item, by=visit.by, now=visit.now, after=after)
    return visit.show("signals.html", here="items", page=page)
