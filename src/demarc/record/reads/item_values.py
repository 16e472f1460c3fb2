"""What the page of one item shows, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from demarc.record.reads.age import Age
from demarc.record.reads.lines import ClockLine, ExceptionLine, PersonLine, PrecedentLine


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyLines:
    """Why the item is where it is: the version, window and row that decided, and the reasons in sentences.

    `row` is empty on a gap or an overlap.
    """

    version: str
    window: str
    row: str = ""
    function: str = ""
    title: str = ""
    clause: str = ""
    must_carry: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer that waits: to whom, since when, why, and what comes with it."""

    to: PersonLine
    at: datetime
    why: str = ""
    carries: str = ""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What the holder promised: the next step and by when."""

    step: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ParentLine:
    """The item above: what an ask, a part or a dispute belongs to."""

    id: str
    number: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """A question under the item: who was asked what, until when, and whether it is still open.

    `action` is what leave was asked for, if anything; `leave_at` is when silence becomes leave, where the permission says
    so, and `leave_given` whether it has.
    """

    id: str
    number: str
    question: str
    asked: PersonLine
    due: datetime | None
    is_open: bool
    action: str = ""
    leave_at: datetime | None = None
    leave_given: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """An item under this one that is no question: a part of the work, a dispute about it, or a flag."""

    id: str
    number: str
    subject: str
    kind: str
    state: str
    holder: PersonLine

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act on it."""
        return self.state != "closed"


@dataclass(frozen=True, slots=True)
class AspectLine:
    """What is known of one aspect: its name, the values it can have (none: any), and the one it has."""

    name: str
    values: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text somebody wrote. `internal` texts are read by the writer's own firm only."""

    label: str
    text: str
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """One entry of the record: who did what when, what was written, and who held the item from then on.

    `by` is None for what time or a feed did. `says` is a sentence without its subject: `offered it to Dana Okafor`.
    `until` is the instant the act names: by when a promise falls due, or an offer wants an answer. `others` are the other
    items it has to do with.
    """

    seq: int
    at: datetime
    act: str
    by: PersonLine | None
    says: str
    holder: PersonLine
    texts: tuple[TextLine, ...] = ()
    until: datetime | None = None
    others: tuple[ParentLine, ...] = ()

    @property
    def side(self) -> str:
        """Tell on whose half of the line the entry stands: `client`, `provider`, or `engine` for nobody's."""
        return str(self.by.side) if self.by else "engine"


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the matrix in force, to be cited."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Everything the page of one item shows to one person.

    `version` is what the reader has seen; an act sends it back. `acts` are the acts this person may do now. `may` are
    the permissions of whoever holds it, (action, answer). `people` are those it can be offered to or asked of,
    `endings` the verdicts it can be closed with. `members` are the signals grouped on it, `members_accepted` how many the
    last acceptance covered; `queue` are those who may take it from the queue it waits in; `acted` is who acted on it last
    without holding it; `draft` is the number of the version that its ruling was drafted as; `aspects` and `topics` are
    what can be corrected and split off.
    """

    id: str
    number: str
    version: int
    subject: str
    kind: str
    severity: str
    priority: str
    security: bool
    state: str
    received_at: datetime
    holder: PersonLine
    title: str
    held_since: datetime
    why: WhyLines
    source_number: str = ""
    drill: bool = False
    draft: int | None = None
    closed_at: datetime | None = None
    ending: str = ""
    offer: OfferLine | None = None
    promise: PromiseLine | None = None
    parent: ParentLine | None = None
    question: str = ""
    worked_by: PersonLine | None = None
    facts: tuple[tuple[str, str], ...] = ()
    may: tuple[tuple[str, str], ...] = ()
    clocks: tuple[ClockLine, ...] = ()
    asks: tuple[AskLine, ...] = ()
    timeline: tuple[TimelineLine, ...] = ()
    acts: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    people: tuple[PersonLine, ...] = ()
    rows: tuple[RowLine, ...] = ()
    precedents: tuple[PrecedentLine, ...] = ()
    parts: tuple[PartLine, ...] = ()
    follows: ParentLine | None = None
    raised_by: PersonLine | None = None
    acted: PersonLine | None = None
    age: Age | None = None
    members: int = 0
    members_accepted: int = 0
    exceptions: tuple[ExceptionLine, ...] = ()
    queue: tuple[PersonLine, ...] = ()
    aspects: tuple[AspectLine, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def members_since(self) -> int:
        """Count the signals that came since the last acceptance."""
        return self.members - self.members_accepted
