"""What a side does with the record: say how it keeps it, countersign a checkpoint, erase a text of its own."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from demarc.acts.cosign import cosign, keep_record
from demarc.acts.erase import erase
from demarc.acts.erase_person import erase_person
from demarc.acts.finding import file_finding
from demarc.acts.outcome import Refused
from demarc.acts.readers import Invited, end_reading, invite_reader
from demarc.doors.web.forms.record import EraseForm, ReaderForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member


@require_POST
@for_member
def keep(visit: Visit) -> HttpResponse:
    """Say where the side's checkpoints go, and by which key it countersigns."""
    sent = visit.request.POST
    done = keep_record(
        engagement=visit.engagement,
        mailbox=sent.get("mailbox", ""),
        key=sent.get("key", ""),
        by=visit.by,
        now=visit.now,
    )
    return _back(visit, done, "Kept. The next checkpoint goes there.")


@require_POST
@for_member
def cosign_checkpoint(visit: Visit, size: int) -> HttpResponse:
    """Put the side's signature under a checkpoint."""
    pasted = visit.request.POST.get("pasted", "")
    done = cosign(engagement=visit.engagement, size=size, pasted=pasted, by=visit.by, now=visit.now)
    return _back(visit, done, f"Checked, and kept: your side stands by the record up to entry {size - 1}.")


@require_POST
@for_member
def let_in(visit: Visit) -> HttpResponse:
    """Let somebody read along for some days; their link is shown this once."""
    form = ReaderForm(visit.request.POST)
    if not form.is_valid():
        return _back(visit, Refused("Nobody was let in: give a name, a mail address, and 1 to 90 days."), "")
    done = invite_reader(engagement=visit.engagement, by=visit.by, now=visit.now, **form.cleaned_data)
    link = f"{settings.DEMARC_URL}{reverse('enter-link', args=(done.token,))}" if isinstance(done, Invited) else ""
    return _back(visit, done, f"Let in. Give them this link, which works once within three days: `{link}`")


@require_POST
@for_member
def end(visit: Visit) -> HttpResponse:
    """End a reader's days."""
    person = visit.request.POST.get("person", "")
    done = end_reading(engagement=visit.engagement, person=person, by=visit.by, now=visit.now)
    return _back(visit, done, "They read no longer, from now on.")


@require_POST
@for_member
def erase_text(visit: Visit, seq: int) -> HttpResponse:
    """Erase one text of an entry."""
    form, field = EraseForm(visit.request.POST), visit.request.POST.get("field", "")
    there = reverse("entry", args=(visit.engagement, seq))
    if not form.is_valid():
        say(visit.request, Said("Nothing was erased: say why, and tick that it cannot be brought back.", "warning"))
        return HttpResponseRedirect(there)
    why = form.cleaned_data["why"]
    done = erase(engagement=visit.engagement, seq=seq, field=field, why=why, by=visit.by, now=visit.now)
    return _back(visit, done, "Erased, on every page, in every later export and in the database.", there)


@require_POST
@for_member
def find(visit: Visit) -> HttpResponse:
    """Enter what a reader for some days found."""
    text = visit.request.POST.get("text", "")
    done = file_finding(engagement=visit.engagement, text=text, by=visit.by, now=visit.now)
    return _back(visit, done, "Entered as a flag: it has a holder and a clock now, and both sides read it.")


@require_POST
@for_member
def forget(visit: Visit) -> HttpResponse:
    """Forget somebody who has left, by name and address."""
    sent = visit.request.POST
    if not sent.get("sure"):
        return _back(visit, Refused("Nobody was forgotten: tick that it cannot be brought back."), "")
    done = erase_person(
        engagement=visit.engagement,
        person=sent.get("person", ""),
        why=sent.get("why", ""),
        by=visit.by,
        now=visit.now,
    )
    return _back(visit, done, "Forgotten: no page, letter or later export names them.")


def _back(visit: Visit, done: object, told: str, there: str = "") -> HttpResponseRedirect:
    say(visit.request, Said(done.reason, "warning") if isinstance(done, Refused) else Said(told))
    return HttpResponseRedirect(there or reverse("record", args=(visit.engagement,)))
