"""The demo's buttons: be somebody else, see both sides, let 15 minutes pass, be shown around, begin again.

Anywhere else there are no such pages.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.tick import tick
from demarc.doors import clock
from demarc.doors.web import seat
from demarc.doors.web.demo import ask_to_begin_again, counterparts
from demarc.doors.web.tour import address_of, step_shown
from demarc.doors.web.visit import show
from demarc.record.reads.cast import CastLine, cast_of_the_demo
from demarc.record.reads.membership import Member, member_of
from demarc.record.reads.today import today_of

A_WHILE = timedelta(minutes=15)
SECONDS_TO_LEAVE = 4
"""By then the process has closed its door; whoever knocks later is answered by the one that begins anew."""


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sit down as somebody else of the cast."""
    wanted = request.POST.get("person", "")
    one = next((line for line in _cast() if line.id == wanted), None)
    if one is None:
        raise Http404
    seat.sit_down(request, account=one.account, engagement=one.engagement, now=clock.now())
    seat.say(request, seat.Said(f"You are {one.name} of {one.party}."))
    return HttpResponseRedirect(_back(request, one.engagement))


@require_POST
def pass_time(request: HttpRequest) -> HttpResponse:
    """Push the demo's clock ahead and let what is due happen."""
    cast = _cast()
    now = clock.let_pass(A_WHILE)
    tick(now=now)
    seat.say(request, seat.Said("15 minutes have passed."))
    return HttpResponseRedirect(_back(request, cast[0].engagement if cast else ""))


@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """Go to a step of the tour: sit down as whom it is seen by, and open its page."""
    cast = _cast()
    step = step_shown(request.POST.get("step", ""))
    if step is None or not cast:
        raise Http404
    now = clock.now()
    member = _member(cast[0])
    one, address = address_of(step.number, cast, now=now, zone=member.zone)
    seat.sit_down(request, account=one.account, engagement=one.engagement, now=clock.now())
    return HttpResponseRedirect(address)


@require_safe
def both(request: HttpRequest) -> HttpResponse:
    """Show one day of each side beside each other; whoever sits here is one of the two."""
    cast = _cast()
    account = seat.account_of(request)
    here = next((line for line in cast if line.account == account), None)
    pair = counterparts(cast, here.id if here else "")
    if pair is None:
        raise Http404
    now = clock.now()
    days = tuple((one, today_of(engagement=one.engagement, by=one.id, now=now)) for one in pair)
    return show(request, "both.html", now=now, member=_member(here or pair[0]), here="both", days=days)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Forget what was done in the demo and begin anew.

    The page goes on by itself, by its header and not by a script: who asks for a script now asks a process that ends.
    """
    _cast()
    page = show(request, "again.html", now=clock.now())
    page["Refresh"] = f"{SECONDS_TO_LEAVE}; url={reverse('home')}"
    ask_to_begin_again()
    return page


def _cast() -> tuple[CastLine, ...]:
    if not settings.DEMARC_DEMO:
        raise Http404
    return cast_of_the_demo()


def _member(one: CastLine) -> Member:
    member = member_of(engagement=one.engagement, account=one.account, now=clock.now())
    if member is None:
        raise Http404
    return member


def _back(request: HttpRequest, engagement: str) -> str:
    """Go back to the page the button was pressed on, if it is one of the engagement's; else to the day."""
    came_from = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    known = (f"/e/{engagement}/", reverse("demo-both"))
    if ours and engagement and urlsplit(came_from).path.startswith(known):
        return came_from
    return reverse("today", args=(engagement,)) if engagement else reverse("home")
