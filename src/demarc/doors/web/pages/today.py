"""Today: what I hold, what waits for my acceptance, what I have offered, what is due; and accepting several at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.accept_many import Answered, Chosen, accept_many
from demarc.acts.outcome import Done, Refused, SomebodyWasFirst
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.items import lines_of
from demarc.record.reads.lines import ItemLine
from demarc.record.reads.today import today_of

HIGHEST_VERSION = 10**9


@require_safe
@for_member
def today(visit: Visit) -> HttpResponse:
    """Show one person's day."""
    return _show(visit)


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """How it went with one of the chosen items; `trouble` is empty when it was accepted."""

    item: str
    number: str
    subject: str
    trouble: str


@require_POST
@for_member
def accept_chosen(visit: Visit) -> HttpResponse:
    """Accept what was chosen, each by itself, and show the day with what became of it."""
    if visit.member.is_guest:
        raise PermissionDenied
    chosen = tuple(_chosen(visit.request.POST.getlist("item")))
    if not chosen:
        return _show(visit, trouble="Nothing was chosen, so nothing was accepted: tick what you take, then accept.")
    done = accept_many(engagement=visit.engagement, by=visit.by, now=visit.now, chosen=chosen)
    lines = lines_of(engagement=visit.engagement, by=visit.by, now=visit.now, ids=tuple(one.item for one in done))
    told = tuple(_told(one, lines[one.item]) for one in done if one.item in lines)
    accepted = sum(not one.trouble for one in told)
    values = {"accepted": accepted, "refused": len(done) - accepted, "unseen": len(done) - len(told)}
    return _show(visit, answered=told, was_tried=True, **values)


def _show(visit: Visit, **values: object) -> HttpResponse:
    page = today_of(engagement=visit.engagement, by=visit.by, now=visit.now)
    bulk = not visit.member.is_guest and any(line.can_be_accepted for line in page.waiting.lines)
    return visit.show("today.html", here="today", page=page, can_accept=bulk, **values)  # type: ignore[arg-type]  # what the template shows


def _chosen(sent: list[str]) -> Iterator[Chosen]:
    """Read what the boxes say, an id and the version seen; what is neither is left out."""
    for one in sent:
        item, _, version = one.rpartition(".")
        if item and version.isascii() and version.isdigit() and int(version) < HIGHEST_VERSION:
            yield Chosen(item, int(version))


def _told(one: Answered, line: ItemLine) -> AnsweredLine:
    match one.outcome:
        case Done():
            trouble = ""
        case SomebodyWasFirst(act):
            trouble = f"Somebody was first (`{act}`). Nothing of yours was done: look again, then decide."
        case Refused(reason):
            trouble = reason
    return AnsweredLine(one.item, line.number, line.subject, trouble)
