"""Disputes: the list with whose turn it is, and one with both statements, its turns and what it ended in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.statements import STATEMENT
from demarc.core.custody.states import Act
from demarc.core.disputes import Timetable, timetable
from demarc.core.matrix.table import Matrix
from demarc.core.matrix.who import calendar_of
from demarc.core.words import Side
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Item
from demarc.record.models.items import CLOSED, DISPUTE
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.item_values import TimelineLine
from demarc.record.reads.lines import PersonLine, PrecedentLine
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import people_of
from demarc.record.reads.precedents import Look, recurring, ruled_in
from demarc.record.reads.timeline import LABELS, newest_entries, timeline_of
from demarc.record.translate.custody import custody_of

SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine:
    """A dispute in the list. `stands` says in words whose turn it is or how it ended; `until` is the end of the turn."""

    id: str
    number: str
    subject: str
    priority: str
    opened_at: datetime
    stands: str
    is_open: bool
    working: PersonLine | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One side's place in a dispute: its firm's side, who spoke when, and the text, or nothing yet."""

    side: str
    by: PersonLine | None = None
    at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedLine:
    """What a dispute is about: an item, its interim holder, and who was asked to be the holder before."""

    id: str
    number: str
    subject: str
    state: str
    holder: PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePage:
    """One dispute for one reader.

    `version` is what they have seen; `acts` are those of `speak`, `settle`, `rule` and `draft` that are open to them;
    `people` are those a ruling can name. `about` is None for a dispute about a row.
    """

    line: DisputeLine
    version: int
    grave: bool
    turns: Timetable
    about: DisputedLine | None
    statements: tuple[StatementLine, ...]
    timeline: tuple[TimelineLine, ...]
    ruling: PrecedentLine | None
    before: tuple[PrecedentLine, ...]
    agreed: tuple[PersonLine, PersonLine] | None
    acts: frozenset[str] = frozenset()
    people: tuple[PersonLine, ...] = ()


def disputes_page(*, engagement: str, by: str, now: datetime) -> tuple[DisputeLine, ...]:
    """List the disputes the reader may see: those that are open first, the longest running first among them."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    disputes = items_for(viewer).filter(DISPUTE)
    still = list(disputes.filter(closed_at__isnull=True).order_by("received_at")[:SHOWN_AT_ONCE])
    over = list(disputes.filter(CLOSED).order_by("-closed_at")[: SHOWN_AT_ONCE - len(still)])
    parents = items_for(viewer).filter(id__in=[one.parent for one in (*still, *over) if one.parent])
    holders = dict(parents.values_list("id", "holder"))
    look = Look(viewer, now, people_of(engagement=engagement), _prefix(engagement))
    matrix = matrix_in_force(engagement=engagement, now=now).matrix
    return tuple(_line(look, one, matrix, holders.get(one.parent, "")) for one in (*still, *over))


def dispute_page(
    *, viewer: Viewer, stored: Item, now: datetime, matrix: Matrix, acts: frozenset[str], active: frozenset[str]
) -> DisputePage:
    """Read one dispute that the viewer may see."""
    custody = custody_of(stored)
    look = Look(viewer, now, people_of(engagement=viewer.engagement), _prefix(viewer.engagement))
    people = look.people
    parent = items_for(viewer).filter(id=custody.parent).first() if custody.parent else None
    timeline = _timeline(look, stored, parent)
    return DisputePage(
        line=_line(look, stored, matrix, parent.holder if parent else ""),
        version=stored.version,
        grave=custody.is_grave,
        turns=turns_of(stored, matrix),
        about=_about(parent, people, look.prefix) if parent else None,
        statements=tuple(_statements(custody, timeline)),
        timeline=timeline,
        ruling=ruled_in(look, stored.id),
        before=tuple(one for one in recurring(look, matrix, stored.facts) if one.item != custody.parent),
        agreed=_agreed(custody_of(parent) if parent else custody, people),
        acts=acts,
        people=tuple(sorted((people[one] for one in active), key=lambda one: (one.side, one.party, one.name))),
    )


def turns_of(stored: Item, matrix: Matrix) -> Timetable:
    """Lay out the turns of a stored dispute."""
    calendar = calendar_of(matrix, matrix.topic(stored.topic))
    grave = stored.security or stored.priority == "P1"
    return timetable(opened=stored.received_at, grave=grave, calendar=calendar)


def _line(look: Look, one: Item, matrix: Matrix, working: str) -> DisputeLine:
    turns, now = turns_of(one, matrix), look.now
    is_open = one.closed_at is None
    ends = next((end for end in (turns.leads, turns.arbiter, turns.deputy) if end and end > now), None)
    return DisputeLine(
        id=one.id,
        number=numbered(look.prefix, one.number),
        subject=one.subject,
        priority=one.priority,
        opened_at=one.received_at,
        stands=str(turns.turn(now)) if is_open else ENDED.get(custody_of(one).ending, "over"),
        is_open=is_open,
        working=look.people.get(working),
        until=ends if is_open else one.closed_at,
    )


ENDED: Mapping[Ending | None, str] = {
    Ending.SETTLED: "settled by the leads",
    Ending.RULED: "ruled",
    Ending.LAPSED: "lapsed: nobody ruled in time",
}


def _about(parent: Item, people: Mapping[str, PersonLine], prefix: str) -> DisputedLine:
    number = numbered(prefix, parent.number)
    return DisputedLine(
        id=parent.id, number=number, subject=parent.subject, state=parent.state, holder=people[parent.holder]
    )


def _timeline(look: Look, stored: Item, parent: Item | None) -> tuple[TimelineLine, ...]:
    """Tell what happened to the dispute and, since it was opened, to what it is about, in one line of time."""
    engagement = look.viewer.engagement
    entries = newest_entries(engagement, stored.id)
    if parent:
        since = stored.received_at
        entries += [one for one in newest_entries(engagement, parent.id) if one.at >= since]
    return timeline_of(look.viewer, sorted(entries, key=lambda one: -one.seq), look.people, look.prefix)


def _statements(custody: Custody, timeline: tuple[TimelineLine, ...]) -> Iterator[StatementLine]:
    """Give each side's place, spoken or not."""
    spoken = {line.side: line for line in timeline if line.act == Act.SPEAK}
    for side in Side:
        line = spoken.get(side) if side in custody.spoken else None
        text = next((one.text for one in line.texts if one.label == LABELS[STATEMENT]), "") if line else ""
        yield StatementLine(str(side), line.by if line else None, line.at if line else None, text)


def _agreed(custody: Custody, people: Mapping[str, PersonLine]) -> tuple[PersonLine, PersonLine] | None:
    """Name the lead who has proposed a settlement, and whom they named."""
    if custody.agreed_by is None or custody.agreed_on is None:
        return None
    return people[custody.agreed_by], people[custody.agreed_on]


def _prefix(engagement: str) -> str:
    return engagement_of(engagement).prefix
