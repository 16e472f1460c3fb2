"""Disputes: the list with whose turn it is, and one with both statements, its ruling, and what one can do about it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.amend_matrix import draft_amendment
from demarc.acts.dispute import rule, settle
from demarc.acts.look_dispute import look_at_dispute
from demarc.acts.outcome import Done, Outcome, Refused, SomebodyWasFirst
from demarc.acts.statements import give_statement
from demarc.acts.verb import OnItem
from demarc.acts.versions import Proposed
from demarc.doors.web.forms.dispute import DecideForm, SpeakForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.disputes import DisputePage, disputes_page

UNFIT = 422


@dataclass(frozen=True, slots=True)
class Words:
    """How an act on a dispute is put to a person."""

    title: str
    teach: str
    button: str
    done: str


WORDS = {
    "speak": Words("Speak for your side", "once, and sealed until both have spoken", "Give the statement", "Given."),
    "settle": Words("Settle with the other lead", "both name the same person", "Agree", "Written down."),
    "rule": Words("Rule", "who holds it, and the rule", "Rule", "Ruled."),
}


@dataclass(frozen=True, slots=True)
class Drawer:
    """One form of the page; `open` marks one that needs mending."""

    name: str
    words: Words
    form: forms.Form
    open: bool


@require_safe
@for_member
def disputes(visit: Visit) -> HttpResponse:
    """List the disputes."""
    lines = disputes_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    return visit.show("disputes.html", here="items", lines=lines)


@require_safe
@for_member
def dispute(visit: Visit, item: str) -> HttpResponse:
    """Show one dispute."""
    return _shown(visit, _read(visit, item))


@require_POST
@for_member
def dispute_act(visit: Visit, item: str, act: str) -> HttpResponse:
    """Speak, settle, rule, or draft the row again; what must be mended comes back open."""
    if visit.member.is_guest:
        raise PermissionDenied
    page = _read(visit, item)
    if act == "draft":
        return _draft(visit, page)
    if act not in WORDS:
        raise Http404
    form = _form(act, page, visit.request.POST)
    if not form.is_valid():
        return _shown(visit, page, tried=(act, form), status=UNFIT)
    match _do(visit, item, act, form.cleaned_data):
        case Done():
            say(visit.request, Said(WORDS[act].done))
        case SomebodyWasFirst() as first:
            say(
                visit.request,
                Said(f"Somebody was first (`{first.act}`). Nothing of yours was done: look again.", "warning"),
            )
        case Refused(reason) if act in page.acts:
            form.add_error(None, reason)
            return _shown(visit, page, tried=(act, form), status=UNFIT)
        case Refused(reason):
            say(visit.request, Said(reason, "warning"))
    return _back(visit, item)


def _do(visit: Visit, item: str, act: str, given: dict[str, str]) -> Outcome:
    seen = visit.request.POST.get("seen", "")
    at: OnItem = {
        "engagement": visit.engagement,
        "item": item,
        "by": visit.by,
        "now": visit.now,
        "seen": int(seen) if seen.isascii() and seen.isdecimal() and act == "speak" else None,
    }
    if act == "speak":
        return give_statement(text=given["text"], **at)
    decide = settle if act == "settle" else rule
    return decide(holder=given["holder"], text=given["text"], period=given["period"], **at)


def _draft(visit: Visit, page: DisputePage) -> HttpResponse:
    about = page.ruling.item if page.ruling else page.line.id
    done = draft_amendment(engagement=visit.engagement, item=about, by=visit.by, now=visit.now)
    if isinstance(done, Proposed):
        say(visit.request, Said("Drafted. Both sides read it among the versions, and each signs."))
    else:
        say(visit.request, Said(done.reason, "warning"))
    return _back(visit, page.line.id)


def _read(visit: Visit, item: str) -> DisputePage:
    return look_at_dispute(engagement=visit.engagement, item=item, by=visit.by, now=visit.now)


def _form(act: str, page: DisputePage, data: object = None) -> forms.Form:
    if act == "speak":
        return SpeakForm(data, auto_id="speak-%s")  # type: ignore[arg-type]  # a QueryDict or nothing
    return DecideForm(data, act=act, people=page.people, about_row=page.about is None)


def _shown(
    visit: Visit, page: DisputePage, *, tried: tuple[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    drawers = tuple(
        Drawer(act, words, tried[1] if tried and tried[0] == act else _form(act, page), bool(tried and tried[0] == act))
        for act, words in WORDS.items()
        if act in page.acts
    )
    halves = (visit.member.parties[0], visit.member.parties[-1])
    return visit.show("dispute.html", here="items", page=page, drawers=drawers, halves=halves, status=status)


def _back(visit: Visit, item: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("dispute", args=(visit.engagement, item)))
