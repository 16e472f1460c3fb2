"""The front door: to where one was last, to the choice of engagements, or to the entrance."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from demarc.doors import clock
from demarc.doors.web import seat
from demarc.doors.web.visit import show
from demarc.record.reads.membership import engagements_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send everybody where they most likely want to be."""
    account = seat.account_of(request)
    if not account:
        return HttpResponseRedirect(reverse("enter"))
    engagements = engagements_of(account=account, now=clock.now())
    last = seat.last_engagement(request)
    if any(line.id == last for line in engagements):
        return HttpResponseRedirect(reverse("today", args=(last,)))
    if len(engagements) == 1:
        return HttpResponseRedirect(reverse("today", args=(engagements[0].id,)))
    return HttpResponseRedirect(reverse("engagements"))


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Choose among several engagements."""
    account = seat.account_of(request)
    if not account:
        return HttpResponseRedirect(reverse("enter"))
    now = clock.now()
    engagements = engagements_of(account=account, now=now)
    return show(request, "engagements.html", now=now, engagements=engagements)
