"""Acting on an item: a drawer of its page was sent. Done leads back to the page; what must be mended comes back open."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from demarc.acts.look import look_at_item
from demarc.acts.outcome import Done, Refused, SomebodyWasFirst
from demarc.acts.verb import OnItem
from demarc.doors.web.calls import CALLS
from demarc.doors.web.drawers import DRAWERS
from demarc.doors.web.pages.item import item_shown
from demarc.doors.web.seat import Said, Undo, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.item_values import ItemPage

UNFIT = 422


@require_POST
@for_member
def act(visit: Visit, item: str, act: str) -> HttpResponse:
    """Do one act to one item.

    The page is read first: it says what can be picked, and it is what comes back when something must be mended.
    """
    if visit.member.is_guest:
        # A guest of some days (an auditor, an insurer's reviewer) reads and does not act.
        raise PermissionDenied
    name = act.replace("-", " ")
    if name not in DRAWERS:
        raise Http404
    page = look_at_item(engagement=visit.engagement, item=item, by=visit.by, now=visit.now)
    form = DRAWERS[name].form(visit.request.POST, page=page, act=name)
    if not form.is_valid():
        return item_shown(visit, page, tried=(name, form), status=UNFIT)
    at: OnItem = {
        "engagement": visit.engagement,
        "item": item,
        "by": visit.by,
        "now": visit.now,
        "seen": form.seen_version,
    }
    match CALLS[name](form.given(visit.now), at):
        case Done(version=version):
            say(visit.request, Said(DRAWERS[name].done, undo=_undo(visit, page, name, version)))
        case SomebodyWasFirst() as first:
            say(visit.request, Said(_first(first, page), "warning"))
        case Refused(reason) if name in page.acts:
            form.add_error(None, reason)
            return item_shown(visit, page, tried=(name, form), status=UNFIT)
        case Refused(reason):
            # Its drawer is not on the reader's page, so the answer stands at the top.
            say(visit.request, Said(reason, "warning"))
    return HttpResponseRedirect(reverse("item", args=(visit.engagement, item)))


def _undo(visit: Visit, before: ItemPage, name: str, version: int) -> Undo | None:
    """Offer to take an act back where that is an ordinary act and the holder stays who they were: an offer, a question.

    What was accepted, declined or closed has told somebody something they may have acted on already; what was written
    stands in the record. Those are amended: handed back, noted anew, reopened.
    """
    # With the version it has now: who was quicker to accept or to answer is named, and nothing is taken from them.
    match name:
        case "offer":
            action = reverse("act", args=(visit.engagement, before.id, "withdraw"))
            return Undo("Undo the offer", action, {"seen": str(version)})
        case "ask":
            after = look_at_item(engagement=visit.engagement, item=before.id, by=visit.by, now=visit.now)
            asked = {ask.id for ask in after.asks} - {ask.id for ask in before.asks}
            if len(asked) != 1:
                return None
            action = reverse("act", args=(visit.engagement, asked.pop(), "take-back"))
            return Undo("Take the question back", action, {"seen": "1"})
        case _:
            return None


def _first(first: SomebodyWasFirst, page: ItemPage) -> str:
    """Say who was first, by name."""
    names = {person.id: person.name for person in (*page.people, page.holder)}
    return f"{names.get(first.by, 'Demarc')} was first (`{first.act}`). Nothing of yours was done: look again, then decide."
