"""Putting a change of the matrix before both sides, whatever page it was looked at on."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from demarc.acts.outcome import Refused
from demarc.acts.versions import Proposed
from demarc.doors.web.forms.versions import ChangeForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit

UNFIT = 422


def proposed(
    visit: Visit, form: ChangeForm, propose: Callable[..., Proposed | Refused], again: Callable[[], HttpResponse]
) -> HttpResponse:
    """Propose what a valid form asks for and go to the version; or say on the form what is wrong, and show it `again`.

    `propose` is the act, with what it changes; who proposes it, from when on and why is added here.
    """
    if form.cleaned_data["starts_at"] is None:
        form.add_error("starts_at", "Say from when it is to count.")
    if form.errors:
        return again()
    done = propose(
        engagement=visit.engagement,
        by=visit.by,
        now=visit.now,
        starts_at=form.start(visit.member.zone),
        why=form.cleaned_data["why"],
    )
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return again()
    say(visit.request, Said("Proposed. Nothing changes until both sides have signed."))
    return HttpResponseRedirect(reverse("version", args=(visit.engagement, done.number)))
