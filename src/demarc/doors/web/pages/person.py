"""One person: what they hold; away from now on, back, or gone, on the word of who may say so."""

from datetime import UTC, datetime
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.absence import Away, be_away, be_back
from demarc.acts.leave import Left, MayNotDismiss, leave
from demarc.acts.outcome import Refused
from demarc.doors.web.forms.people import AwayForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.person_page import PersonPage, person_page

UNFIT = 422


class About(TypedDict):
    """Of whom something is said, by whom, when."""

    engagement: str
    person: str
    by: str
    now: datetime


@require_safe
@for_member
def person(visit: Visit, person: str) -> HttpResponse:
    """Show the person."""
    page = person_page(engagement=visit.engagement, person=person, by=visit.by, now=visit.now)
    return _shown(visit, page, AwayForm(page=page))


@require_POST
@for_member
def person_act(visit: Visit, person: str, verb: str) -> HttpResponse:
    """Say that they are away, back, or gone."""
    page = person_page(engagement=visit.engagement, person=person, by=visit.by, now=visit.now)
    if visit.member.is_guest:
        raise PermissionDenied
    about: About = {"engagement": visit.engagement, "person": person, "by": visit.by, "now": visit.now}
    match verb:
        case "away":
            form = AwayForm(visit.request.POST, page=page)
            if not form.is_valid():
                return _shown(visit, page, form, UNFIT)
            until = form.ends(visit.member.zone).astimezone(UTC)
            done = be_away(until=until, cover=form.cleaned_data["cover"], **about)
            if isinstance(done, Refused):
                form.add_error(None, done.reason)
                return _shown(visit, page, form, UNFIT)
            say(visit.request, _told(done))
        case "back":
            say(visit.request, _told(be_back(**about)))
        case "left":
            if visit.request.POST.get("sure") != "yes":
                say(visit.request, Said("Nothing was done: mark that you are sure.", "warning"))
            else:
                say(visit.request, _told(leave(**about)))
        case _:
            raise Http404
    gone_myself = verb == "left" and person == visit.by
    return HttpResponseRedirect(reverse("home") if gone_myself else reverse("person", args=(visit.engagement, person)))


def _told(done: Away | Left | Refused | MayNotDismiss) -> Said:
    match done:
        case Refused(reason) | MayNotDismiss(reason):
            return Said(reason, "warning")
        case Left(moved=moved):
            return Said(f"Written down. {moved} {'item' if moved == 1 else 'items'} moved at that instant.")
        case Away(start=start, until=until) if start == until:
            return Said("Welcome back. What others took meanwhile stays with them.")
        case Away():
            return Said("Written down. What they hold moves within a second to who covers.")


def _shown(visit: Visit, page: PersonPage, form: AwayForm, status: int = 200) -> HttpResponse:
    return visit.show("person.html", here="people", page=page, form=form, status=status)
