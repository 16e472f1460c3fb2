"""One item: who holds it, why, what they may do, its clocks, what happened, and what the reader can do."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from demarc.acts.look import look_at_item
from demarc.doors.web.drawers import drawers
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.item_values import ItemPage


@require_safe
@for_member
def item(visit: Visit, item: str) -> HttpResponse:
    """Show the item."""
    page = look_at_item(engagement=visit.engagement, item=item, by=visit.by, now=visit.now)
    return item_shown(visit, page)


def item_shown(
    visit: Visit, page: ItemPage, *, tried: tuple[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page; `tried` is the form that came back with something to mend."""
    member = visit.member
    provider = next((party for party in member.parties if _is_party(party.name, page, member.client)), None)
    halves = (member.parties[0], provider or member.parties[-1])
    found = () if member.is_guest else drawers(page, visit.engagement, reader=visit.by, tried=tried)
    return visit.show("item.html", here="items", page=page, halves=halves, drawers=found, status=status)


def _is_party(name: str, page: ItemPage, client: str) -> bool:
    """Tell whether this provider stands right of the line for this item: it holds it or was offered it."""
    people = [page.holder, *([page.offer.to] if page.offer else [])]
    return name != client and any(person.party == name for person in people)
