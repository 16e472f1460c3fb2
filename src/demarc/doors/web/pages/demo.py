"""The demo's two buttons: be somebody else, and let 15 minutes pass. Anywhere else there are no such pages."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from demarc.acts.tick import tick
from demarc.doors import clock
from demarc.doors.web import seat
from demarc.record.reads.cast import CastLine, cast_of_the_demo

A_WHILE = timedelta(minutes=15)


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sit down as somebody else of the cast."""
    wanted = request.POST.get("person", "")
    one = next((line for line in _cast() if line.id == wanted), None)
    if one is None:
        raise Http404
    seat.sit_down(request, account=one.account, engagement=one.engagement)
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


def _cast() -> tuple[CastLine, ...]:
    if not settings.DEMARC_DEMO:
        raise Http404
    return cast_of_the_demo()


def _back(request: HttpRequest, engagement: str) -> str:
    """Go back to the page the button was pressed on, if it is one of the engagement's; else to the day."""
    came_from = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    if ours and engagement and urlsplit(came_from).path.startswith(f"/e/{engagement}/"):
        return came_from
    return reverse("today", args=(engagement,)) if engagement else reverse("home")
