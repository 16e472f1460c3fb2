"""Lists of items: everything open, or one heap of one's day, or what is closed; page by page."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.doors.web.saved import list_asked, saved_of
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.items import LISTS, items_of


@require_safe
@for_member
def items(visit: Visit) -> HttpResponse:
    """Show a list, from where the last page ended."""
    name, find = list_asked(visit.request.GET)
    page = items_of(
        engagement=visit.engagement,
        by=visit.by,
        now=visit.now,
        name=name,
        after=visit.request.GET.get("after", ""),
        find=find,
    )
    return visit.show("items.html", here="items", page=page, lists=LISTS, saved=saved_of(visit, "items"))
