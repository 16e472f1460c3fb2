"""The line: what is open between the firms, in groups, a page at a time; and a stamp that says whether it has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Count, Q

from demarc.core.custody.states import State
from demarc.core.matrix.table import Matrix
from demarc.core.words import Priority, Side
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Engagement, Head, Item, ItemQuerySet
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.marks import after_mark, mark_of
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
    """One page of the board. The counts are of everything open that the reader may see, not of this page.

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
    held, offered = _counts(viewer)
    found = _narrowed(items_for(viewer).open(), wanted, people, matrix)
    rows = list(after_mark(found, after, "next_due").only(*SHOWN, "topic").order_by("next_due", "id")[: PAGE_LENGTH + 1])
    shown = rows[:PAGE_LENGTH]
    about = Engagement.objects.get(id=engagement)
    sides = {side: sum(count for person, count in held.items() if people[person].side is side) for side in Side}
    lines = item_lines(shown, people, about.prefix, questions_of(viewer, shown))
    return Board(
        groups=grouped(zip(lines, shown, strict=True), wanted.group, matrix),
        lanes=lanes_of(matrix),
        client=sides[Side.CLIENT],
        provider=sides[Side.PROVIDER],
        over=offered,
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


def _counts(viewer: Viewer) -> tuple[Mapping[str, int], int]:
    """Count what each person holds, and what is offered; each from an index."""
    open_ = items_for(viewer).open()
    held = dict(open_.values_list("holder").annotate(count=Count("*")))
    return held, items_for(viewer).filter(state=State.OFFERED).count()


def _narrowed(items: ItemQuerySet, wanted: Wanted, people: Mapping[str, PersonLine], matrix: Matrix | None) -> ItemQuerySet:
    if wanted.side == OVER:
        items = items.filter(state=State.OFFERED)
    elif wanted.side:
        items = items.filter(holder__in=[id_ for id_, one in people.items() if one.side == wanted.side])
    if wanted.priority:
        items = items.filter(priority=wanted.priority)
    if wanted.person:
        items = items.filter(Q(holder=wanted.person) | Q(offered_to=wanted.person, state=State.OFFERED))
    if wanted.lane:
        topics = [topic.name for topic in matrix.topics if topic.lane == wanted.lane] if matrix else []
        items = items.filter(topic__in=topics)
    return items
