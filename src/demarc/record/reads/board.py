"""The line: what is open between the firms, in groups, a page at a time; and a stamp that says whether it has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from demarc.core.matrix.table import Matrix
from demarc.core.words import Priority, Side
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Head, Item, ItemQuerySet
from demarc.record.models.items import OFFERED
from demarc.record.parties import engagement_of
from demarc.record.reads.counts import counted
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.marks import after_mark, mark_of, soonest
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of
from demarc.record.reads.questions import questions_of

PAGE_LENGTH = 40
OVER = "over"
"""The filter for what lies on the line: offered, and not accepted yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the board: `group` by `lane` or `priority`; the rest narrows it, and empty means all of it.

    `side` is a word of `core.words.Side` or `over`; `person` an id.
    """

    group: str = "lane"
    side: str = ""
    priority: str = ""
    lane: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class LaneLine:
    """A lane as a heading and a filter: its name and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Items under one heading, soonest clock first."""

    name: str
    title: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One page of the board. The counts are of everything open that the reader may see, not of this page (`reads.counts`).

    `next` is where the next page begins, empty at the end; `began` is when the engagement did; `stamp` as `board_stamp`.
    """

    groups: tuple[BoardGroup, ...]
    lanes: tuple[LaneLine, ...]
    client: int
    provider: int
    over: int
    next: str
    began: datetime
    stamp: str

    @property
    def total(self) -> int:
        """Count what is open."""
        return self.client + self.provider


def board_stamp(*, engagement: str, by: str, now: datetime, asked: str) -> str:
    """Name the state of the board: the same text for the same board, as it reads within one minute. One short query.

    `asked` is what of the board was asked for. Raises `NotFound`.
    """
    return _stamp(viewer_of(engagement=engagement, by=by, now=now), now, asked)


def _stamp(viewer: Viewer, now: datetime, asked: str) -> str:
    size = Head.objects.values_list("size", flat=True).get(engagement=viewer.engagement)
    told = f"{viewer.engagement} {viewer.person} {size} {now:%Y%m%d%H%M} {asked}"
    return sha256(told.encode()).hexdigest()[:24]


def board_of(*, engagement: str, by: str, now: datetime, wanted: Wanted, after: str = "", asked: str = "") -> Board:
    """Give one page of what is open, by the clock that calls next. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    # Read first: what is written meanwhile makes the board newer than its stamp, and it is asked for again.
    stamp = _stamp(viewer, now, asked)
    people = people_of(engagement=engagement)
    matrix = matrix_at(engagement, now)
    found = _narrowed(items_for(viewer).open(), wanted, people, matrix)
    parts = (after_mark(part, after, "next_due") for part in found)
    rows = soonest(engagement, parts, PAGE_LENGTH + 1, (*SHOWN, "topic"))
    shown = rows[:PAGE_LENGTH]
    about = engagement_of(engagement)
    sides = {side: counted(_on_side(items_for(viewer).open(), side, people)) for side in Side}
    lines = item_lines(shown, people, about.prefix, questions_of(viewer, shown))
    return Board(
        groups=grouped(zip(lines, shown, strict=True), wanted.group, matrix),
        lanes=lanes_of(matrix),
        client=sides[Side.CLIENT],
        provider=sides[Side.PROVIDER],
        over=counted(items_for(viewer).filter(OFFERED)),
        next=mark_of(shown[-1].next_due, shown[-1].id) if len(rows) > PAGE_LENGTH else "",
        began=about.started_at,
        stamp=stamp,
    )


def matrix_at(engagement: str, instant: datetime) -> Matrix | None:
    """Give the matrix in force, or None before the first one."""
    try:
        return matrix_in_force(engagement=engagement, now=instant).matrix
    except NothingInForce:
        return None


def lanes_of(matrix: Matrix | None) -> tuple[LaneLine, ...]:
    """List the lanes in the matrix's own order."""
    return tuple(LaneLine(lane.name, lane.title or lane.name) for lane in matrix.lanes) if matrix else ()


def grouped(pairs: Iterable[tuple[ItemLine, Item]], group: str, matrix: Matrix | None) -> tuple[BoardGroup, ...]:
    """Put lines under their headings: what lies on the line, then lanes in the matrix's order, or priorities."""
    under: dict[str, list[ItemLine]] = {}
    lane_of = {topic.name: topic.lane for topic in matrix.topics} if matrix else {}
    for line, item in pairs:
        name = line.priority if group == "priority" else lane_of.get(item.topic, "")
        under.setdefault(OVER if _lies_on_the_line(line) else name, []).append(line)
    titles = PRIORITIES if group == "priority" else {lane.name: lane.title for lane in lanes_of(matrix)} | {"": "No lane"}
    titles = {OVER: "On the line", **titles}
    return tuple(BoardGroup(name, title, tuple(under[name])) for name, title in titles.items() if name in under)


def _lies_on_the_line(line: ItemLine) -> bool:
    return line.offered_to is not None and line.offered_to.side is not line.holder.side


PRIORITIES: Mapping[str, str] = {
    str(Priority.P1): "P1: now, at any hour",
    str(Priority.P2): "P2: within the hour",
    str(Priority.P3): "P3: today",
    str(Priority.P4): "P4: by its date",
}


def _on_side(items: ItemQuerySet, side: str, people: Mapping[str, PersonLine]) -> ItemQuerySet:
    return items.filter(holder__in=[id_ for id_, one in people.items() if one.side == side])


def _narrowed(
    items: ItemQuerySet, wanted: Wanted, people: Mapping[str, PersonLine], matrix: Matrix | None
) -> tuple[ItemQuerySet, ...]:
    """Narrow to what was asked for, in parts that share no item and are each served by one index."""
    if wanted.side == OVER:
        items = items.filter(OFFERED)
    elif wanted.side:
        items = _on_side(items, wanted.side, people)
    if wanted.priority:
        items = items.filter(priority=wanted.priority)
    if wanted.lane:
        topics = [topic.name for topic in matrix.topics if topic.lane == wanted.lane] if matrix else []
        items = items.filter(topic__in=topics)
    if wanted.person:
        offered = items.filter(OFFERED, offered_to=wanted.person).exclude(holder=wanted.person)
        return items.filter(holder=wanted.person), offered
    return (items,)
