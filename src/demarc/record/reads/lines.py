"""The small values pages and lists are made of: a person, an item in a list, a clock. Plain, frozen, ready to show."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.excepted import Course
from demarc.core.words import Side


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as both sides see them: name, firm, and which side of the line the firm stands on."""

    id: str
    name: str
    party: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """A running clock: what it waits for, when it started and falls due, how often it called, when it calls next.

    `next_calls` are the people that call adds; none means whoever is silent, again.
    """

    name: str
    started: datetime
    due: datetime
    calls_at: datetime
    step: int = 0
    next_calls: tuple[PersonLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item in a list: its own number and its source's, what it is, who holds it, who was asked, when its clock ends.

    `due_for` says what the clock waits for: `accept`, `first act` or `progress`. `version` is what the reader has seen.
    `question` is what an ask asks.
    """

    id: str
    number: str
    subject: str
    kind: str
    priority: str
    state: str
    received_at: datetime
    holder: PersonLine
    source_number: str = ""
    security: bool = False
    drill: bool = False
    offered_to: PersonLine | None = None
    due: datetime | None = None
    due_for: str = ""
    promise: str = ""
    question: str = ""
    version: int = 0

    @property
    def can_be_accepted(self) -> bool:
        """Tell whether accepting is what it waits for; a question is answered instead, and a dispute ruled on."""
        return self.kind not in {"ask", "dispute"} and self.state in {"routed", "offered"}


@dataclass(frozen=True, slots=True)
class Heap:
    """Some items, soonest clock first, how many there are in all, and how many of them stand in another heap."""

    lines: tuple[ItemLine, ...] = ()
    total: int = 0
    elsewhere: int = 0

    @property
    def more(self) -> int:
        """Tell how many items there are beyond the ones shown."""
        return self.total - self.elsewhere - len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentLine:
    """A ruling or settlement: on which item, who decided what in whose words, where it holds, and until when it counts.

    `counts` is whether it still does; `until` is None for what is permanent. `draft` is the number of the version drafted
    from it, 0 for none.
    """

    item: str
    number: str
    by: PersonLine
    holder: PersonLine
    text: str
    where: str
    period: str
    at: datetime
    until: datetime | None
    counts: bool
    settled: bool = False
    draft: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionLine:
    """One exception: its item, the row and whom that named, from whom to whom, since and until when, and what became.

    `row` is empty where no single row took the item. `reason` is empty while it is owed, by `owed_by`. `late` says that its
    time is over and the item still there; `may_explain` that the reader is asked for the reason.
    """

    item: str
    number: str
    subject: str
    row: str
    owner: PersonLine
    sender: PersonLine
    receiver: PersonLine
    at: datetime
    until: datetime
    course: Course
    late: bool
    reason: str
    owed_by: PersonLine | None
    may_explain: bool

    @property
    def under_way(self) -> bool:
        """Tell whether the item is still where the matrix would not have it."""
        return self.course is Course.UNDER_WAY
