"""The change of a shift: a bundle is offered, and taken over by one act."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.outcome import Refused
from demarc.acts.together import Together, accept_together, offer_together
from demarc.doors.web.forms.fields import STEERING, TEXT_LIMIT
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.shift_page import shift_page


@require_safe
@for_member
def shift(visit: Visit) -> HttpResponse:
    """Show what one hands over and what one can take over."""
    page = shift_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("shift.html", here="today", page=page)


@require_POST
@for_member
def shift_act(visit: Visit, verb: str) -> HttpResponse:
    """Offer or accept the items that are marked."""
    if visit.member.is_guest:
        raise PermissionDenied
    sent = visit.request.POST
    items = sent.getlist("item")
    match verb:
        case "offer":
            why, carries = (STEERING.sub("\ufffd", sent.get(name, ""))[:TEXT_LIMIT] for name in ("why", "carries"))
            done = offer_together(
                engagement=visit.engagement,
                items=items,
                to=sent.get("to", ""),
                why=why,
                carries=carries,
                by=visit.by,
                now=visit.now,
            )
        case "accept":
            done = accept_together(engagement=visit.engagement, items=items, by=visit.by, now=visit.now)
        case _:
            raise Http404
    say(visit.request, _told(done, verb))
    return HttpResponseRedirect(reverse("shift", args=(visit.engagement,)))


def _told(done: Together | Refused, verb: str) -> Said:
    if isinstance(done, Refused):
        return Said(done.reason, "warning")
    what = "1 item" if done.covered == 1 else f"{done.covered} items"
    said = (
        f"{what} offered together; you hold each until it is accepted."
        if verb == "offer"
        else f"{what} accepted by one act."
    )
    if not done.left_out:
        return Said(said)
    left_out = "; ".join(f"number {number}: {why}" for number, why in done.left_out)
    return Said(f"{said} Left out: {left_out}", "warning")
