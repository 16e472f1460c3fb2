"""One reconciliation: its lines with their items, what becomes of each, the next date, and both signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.mail_link import mail_link_to
from demarc.acts.open_reconciliation import open_reconciliation
from demarc.acts.outcome import Refused
from demarc.acts.reconcile import Reconciled, choose_next, dispose, sign_reconciliation
from demarc.acts.reconcile_line import amend_by, disagree, draft_line
from demarc.core.reconciliation import Disposal, Matter
from demarc.doors.web.forms.reconciliation import (
    AcceptForm,
    AmendForm,
    DisagreeForm,
    LineForm,
    NextForm,
    StopForm,
    morning_of,
)
from demarc.doors.web.forms.versions import SignForm
from demarc.doors.web.seat import Said, account_of, has_just_come, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.reconciliations import Heading, LineToDecide, ReconciliationPage, reconciliation_page

UNFIT = 422
STALE = (
    "Signing asks who you are once more: you signed in a while ago. A link is on its way to your mailbox; open it, "
    "come back to this page, and sign."
)


@dataclass(frozen=True, slots=True)
class Words:
    """How one way to dispose of a line is put to a person."""

    title: str
    teach: str
    button: str
    form: type[LineForm]


WORDS: Mapping[str, Words] = {
    "stop": Words("Stop", "this work ends where it is now", "Stop it", StopForm),
    "accept": Words("Accept", "it may go on, until a day", "Accept it", AcceptForm),
    "amend": Words("Amend", "the matrix is to say so", "Amend the matrix", AmendForm),
    "disagree": Words("We disagree", "two readings, put to a dispute", "Open the dispute", DisagreeForm),
}

DEFINITIONS: Mapping[Matter, str] = {
    Matter.GAP: (
        "No single row takes these items, so the intake holder decided who works on them. Hours: how long they were open "
        "in the quarter, without the time they slept until opening."
    ),
    Matter.EXCEPTION: (
        "Items that crossed the line against their row, because the other side accepted. Hours: how long they stayed there "
        "in the quarter."
    ),
    Matter.CREEP: (
        "Items whose row names one side, and which somebody of the other side took over without an offer and without a "
        "ruling, for example when nobody answered and they were called. Hours: how long they held them in the quarter."
    ),
    Matter.RULING: "Rulings that hold until this reconciliation. Accepting keeps one until a day; stopping ends it.",
}
DECIDED: Mapping[str, str] = {
    Disposal.AMEND: "to be amended",
    Disposal.STOP: "stopped",
    Disposal.ACCEPT: "accepted",
    Disposal.DISAGREE: "in dispute",
}
TITLES: Mapping[Matter, str] = {
    Matter.GAP: "Scope gaps: no row takes it",
    Matter.EXCEPTION: "Scope gaps: exceptions",
    Matter.CREEP: "Scope creep: work done outside the rows",
    Matter.RULING: "Rulings until the reconciliation",
}


@dataclass(frozen=True, slots=True)
class Drawer:
    """One way to dispose of a line, as a form; `open` marks one that needs mending."""

    verb: str
    words: Words
    form: LineForm
    open: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One line with the forms to decide it."""

    line: LineToDecide
    drawers: tuple[Drawer, ...]

    @property
    def decided(self) -> str:
        """Say what was decided, in a word or two."""
        return DECIDED.get(self.line.how, "")

    @property
    def mending(self) -> bool:
        """Tell whether a form came back with something to mend."""
        return any(drawer.open for drawer in self.drawers)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one matter, under its title and definition."""

    heading: Heading
    title: str
    definition: str
    cards: tuple[Card, ...]


@require_safe
@for_member
def reconciliation(visit: Visit, number: int) -> HttpResponse:
    """Show one reconciliation."""
    return _shown(visit, _read(visit, number))


@require_POST
@for_member
def reconciliation_act(visit: Visit, number: int, verb: str) -> HttpResponse:
    """Open it, dispose of a line, choose the next date, or sign; what must be mended comes back open."""
    if visit.member.is_guest:
        raise PermissionDenied
    page = _read(visit, number)
    if verb in WORDS:
        return _decide(visit, page, verb)
    engagement, by, now = visit.engagement, visit.by, visit.now
    match verb:
        case "open":
            opened = open_reconciliation(engagement=engagement, number=number, by=by, now=now)
            done = opened if isinstance(opened, Refused) else Reconciled(number)
            said = "Open. Both sides decide about the same list."
        case "next":
            form = NextForm(visit.request.POST)
            if not form.is_valid():
                done = Refused("Say on which day the next reconciliation opens.")
            else:
                day = morning_of(form.cleaned_data["next_at"], visit.member.zone)
                done = choose_next(engagement=engagement, number=number, next_at=day, by=by, now=now)
            said = "The next date is written down."
        case "sign" if not has_just_come(visit.request, now):
            mail_link_to(account=account_of(visit.request), now=now)
            done, said = Refused(STALE), ""
        case "sign":
            digest = visit.request.POST.get("digest", "")
            done = sign_reconciliation(engagement=engagement, number=number, digest=digest, by=by, now=now)
            said = "Signed for your side. Now the other side signs."
        case _:
            raise Http404
    return _told(visit, number, done, said)


def _told(visit: Visit, number: int, done: Reconciled | Refused, said: str) -> HttpResponse:
    if isinstance(done, Refused):
        say(visit.request, Said(done.reason, "warning"))
    elif done.closed:
        say(visit.request, Said("Signed by both sides. The reconciliation is closed, and the next one has its date."))
    else:
        say(visit.request, Said(said))
    return HttpResponseRedirect(reverse("reconciliation", args=(visit.engagement, number)))


def _decide(visit: Visit, page: ReconciliationPage, verb: str) -> HttpResponse:
    raw = visit.request.POST.get("line", "")
    line = int(raw) if raw.isascii() and raw.isdecimal() else 0
    form = WORDS[verb].form(visit.request.POST, verb=verb, line=line, page=page)
    if not form.is_valid():
        return _shown(visit, page, tried=(verb, line, form), status=UNFIT)
    done = _do(visit, page.line.number, line, verb, form.cleaned_data)
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _shown(visit, page, tried=(verb, line, form), status=UNFIT)
    say(visit.request, Said(f"Line {line} is decided: {Disposal.DISAGREE if verb == 'disagree' else verb}."))
    back = reverse("reconciliation", args=(visit.engagement, page.line.number))
    return HttpResponseRedirect(f"{back}#line-{line}")


def _do(visit: Visit, number: int, line: int, verb: str, given: Mapping[str, object]) -> Reconciled | Refused:
    engagement, by, now = visit.engagement, visit.by, visit.now
    match verb, given:
        case "accept", {"until": day}:
            until = morning_of(day, visit.member.zone)  # type: ignore[arg-type]  # a cleaned date
            return dispose(
                engagement=engagement, number=number, line=line, how=Disposal.ACCEPT, until=until, by=by, now=now
            )
        case "amend", {"version": int(version)}:
            return amend_by(engagement=engagement, number=number, line=line, version=version, by=by, now=now)
        case "amend", {"holder": str(holder)}:
            return draft_line(engagement=engagement, number=number, line=line, holder=holder, by=by, now=now)
        case "disagree", {"client": str(client), "provider": str(provider)}:
            return disagree(
                engagement=engagement, number=number, line=line, client=client, provider=provider, by=by, now=now
            )
        case _:
            return dispose(engagement=engagement, number=number, line=line, how=Disposal.STOP, by=by, now=now)


def _read(visit: Visit, number: int) -> ReconciliationPage:
    return reconciliation_page(engagement=visit.engagement, number=number, by=visit.by, now=visit.now)


def _shown(
    visit: Visit,
    page: ReconciliationPage,
    *,
    tried: tuple[str, int, LineForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    parts = tuple(
        Part(
            heading,
            TITLES[heading.matter],
            DEFINITIONS[heading.matter],
            tuple(Card(line, _drawers(page, line.line, tried)) for line in heading.lines),
        )
        for heading in page.headings
    )
    zone = ZoneInfo(visit.member.zone)
    # Who may decide nothing has no form on the page for what was refused to stand in.
    stray = tried[2] if tried and not any(card.mending for part in parts for card in part.cards) else None
    return visit.show(
        "reconciliation.html",
        here="review",
        page=page,
        parts=parts,
        stray=stray,
        next=NextForm(initial={"next_at": page.next_at.astimezone(zone).date() if page.next_at else None}),
        sign=SignForm(),
        status=status,
    )


def _drawers(page: ReconciliationPage, line: int, tried: tuple[str, int, LineForm] | None) -> tuple[Drawer, ...]:
    if not page.decides or page.line.until is None:
        return ()
    drawers = []
    for verb, words in WORDS.items():
        mended = tried is not None and tried[:2] == (verb, line)
        form = tried[2] if tried and mended else words.form(verb=verb, line=line, page=page)
        drawers.append(Drawer(verb, words, form, mended))
    return tuple(drawers)
