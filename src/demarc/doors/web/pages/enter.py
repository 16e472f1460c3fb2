"""The entrance: a link that works once. Looking shows a button with a name; only pressing it signs in.

Mail programs open links before people do, so a GET never uses a link up.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from demarc.acts.mail_link import mail_link
from demarc.acts.sign_in import Seat, redeem
from demarc.doors import clock
from demarc.doors.web import seat
from demarc.doors.web.visit import show
from demarc.record.reads.links import LinkState, link_for

GONE = 410
MOST_LETTERS = 320
"""The longest mail address there is."""


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Say how to get in, or send a link to whoever asks for one: the answer never tells whether there is an account."""
    now = clock.now()
    if request.method == "POST":
        mail_link(email=request.POST.get("email", "")[:MOST_LETTERS], now=now)
        return show(request, "enter.html", now=now, asked=True)
    return show(request, "enter.html", now=now, after=_after(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom a link signs in, or sign them in."""
    now = clock.now()
    if request.method == "POST":
        found = redeem(token=token, now=now)
        if isinstance(found, Seat):
            seat.sit_down(request, account=found.account, engagement=found.engagement, now=now)
            return HttpResponseRedirect(_after(request) or reverse("today", args=(found.engagement,)))
        return show(request, "enter.html", now=now, refused=str(found), status=GONE)
    link = link_for(token=token, now=now)
    if link.state is LinkState.GOOD:
        return show(request, "enter.html", now=now, link=link, after=_after(request))
    return show(request, "enter.html", now=now, refused=str(link.state), status=GONE)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    seat.stand_up(request)
    seat.say(request, seat.Said("You are signed out of this browser."))
    return HttpResponseRedirect(reverse("enter"))


def _after(request: HttpRequest) -> str:
    """Tell where to go after signing in: an address of this site, or nowhere special."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if here else ""
