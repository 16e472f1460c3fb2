"""The matrix as frozen values: aspects, rows, topics and all that a version of it says.

A row's scope is a box: for some aspects a set of values, for the others any value. There is no first match, no
priority number and no catch-all row; a row gives way only to the rows it names in `yields_to`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.moments import Calendar
from demarc.core.people import Directory, Slots
from demarc.core.words import NO_PERSON, UNKNOWN, Answer, PersonId, Priority, RowId, ScopeState, Severity, Tier, Window

Scope = tuple[tuple[str, frozenset[str]], ...]
Facts = Mapping[str, str]
"""Aspect name to value: total over the matrix's aspects when made by `demarc.core.matrix.facts.facts_of`."""

WINDOW = "window"
TOPIC = "topic"
TAG_YES, TAG_NO = "yes", "no"
NUMBER_LIMIT = 10_000


class AspectKind(StrEnum):
    """What kind of domain an aspect has."""

    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    TAG = "tag"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Aspect:
    """A fact that a condition can speak of, with its closed domain.

    `values` are the listed values (choice and scale: in order, lowest first), without `unknown`. A number lists nothing
    and spans `low` to `high`. `closed` marks the aspects without `unknown`: kind, window and tags.
    """

    name: str
    kind: AspectKind
    values: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    closed: bool = False
    _listed: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the domain by folded value once; derived, so it takes no part in comparison."""
        self._listed.update({value.casefold(): value for value in reversed(self.domain())})

    def listed(self, raw: str) -> str | None:
        """Return the value of the domain that this text means, compared trimmed and in any case, or None."""
        return self._listed.get(raw.strip().casefold())

    def has_unknown(self) -> bool:
        """Tell whether `unknown` is a value of this aspect: all but kind, window and tags have it."""
        return not self.closed and self.kind not in {AspectKind.TAG, AspectKind.WINDOW}

    def first(self) -> str:
        """Return the value that stands where none is given and there is no `unknown`."""
        domain = self.domain()
        return domain[0] if domain else UNKNOWN

    def domain(self) -> tuple[str, ...]:
        """List every value this aspect can take, `unknown` last where it has one."""
        match self.kind:
            case AspectKind.TAG:
                return (TAG_YES, TAG_NO)
            case AspectKind.WINDOW:
                return tuple(Window)
            case AspectKind.NUMBER:
                listed = tuple(str(number) for number in range(self.low, self.high + 1))
            case AspectKind.CHOICE | AspectKind.SCALE:
                listed = self.values
        return listed if self.closed else (*listed, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clocks of a priority: time to accept, then the escalation steps as minutes after the start and who is called.

    `business` says whether `accept` and the steps count business time of the calendar or plain time.
    """

    priority: Priority
    accept: timedelta
    steps: tuple[timedelta, ...] = ()
    business: bool = False


@dataclass(frozen=True, slots=True)
class Permission:
    """What whoever holds a row may do: an action on a device class in a window, after asking `minutes` where it asks."""

    row: RowId
    action: str
    answer: Answer
    device_class: frozenset[str] | None = None
    window: frozenset[Window] | None = None
    minutes: int = 0

    def says(self) -> str:
        """Put the permission in the words of the matrix file: `ask 15 then do`."""
        return self.answer.replace(" N ", f" {self.minutes} ")


@dataclass(frozen=True, slots=True)
class AcceptedWait:
    """That a row waits until opening where nobody answers at night: the person who accepts it, and until when (UTC)."""

    by: PersonId
    until: datetime

    def stands(self, instant: datetime) -> bool:
        """Tell whether it is still accepted at the instant; from `until` on it is not."""
        return instant < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the matrix: in this scope, this function has one accountable person.

    `scope` holds (aspect, allowed values) pairs sorted by aspect; an aspect not mentioned allows any value, `unknown`
    included. `slots` name people or roles. `watch_minutes` and `watch_times` belong to the tier `watch`.
    """

    id: RowId
    function: str
    slots: Slots
    scope: Scope = ()
    title: str = ""
    yields_to: tuple[RowId, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    clocks: str = ""
    proof: str = ""
    tier: Tier = Tier.ITEM
    watch_minutes: int = 0
    watch_times: int = 0
    state: ScopeState = ScopeState.UNKNOWN
    clause: str = ""
    must_carry: str = ""
    clears_itself: bool = False
    record_days: int = 0
    waits: AcceptedWait | None = None

    def allows(self, facts: Facts) -> bool:
        """Tell whether the facts lie in this row's box; what the facts do not state is `unknown`."""
        return all(facts.get(aspect, UNKNOWN) in allowed for aspect, allowed in self.scope)

    def box(self) -> dict[str, frozenset[str]]:
        """Return the scope as a mapping from aspect to allowed values."""
        return dict(self.scope)


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item can be about: its function, lane, calendar, from which severity up it runs 24x7, and if it is a duty."""

    name: str
    function: str
    lane: str
    calendar: str = ""
    always_from: Severity | None = Severity.HIGH
    duty: bool = False
    security: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A bundle of topics that is signed and goes live together."""

    name: str
    title: str
    live: bool = True


@dataclass(frozen=True, slots=True)
class DisputeRule:
    """How a dispute is settled: arbiter, deputy, and who bears what in the meantime (never who pays or is liable)."""

    arbiter: PersonId = NO_PERSON
    deputy: PersonId = NO_PERSON
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """One client and its providers, and the people the whole matrix leans on."""

    client: str
    zone: str
    intake_holder: PersonId
    providers: tuple[str, ...] = ()
    intake_deputy: PersonId = NO_PERSON
    executive: PersonId = NO_PERSON
    executive_deputy: PersonId = NO_PERSON
    dispute_rule: DisputeRule = DisputeRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """One version of the written matrix, whole. Frozen; `version` is what a verdict cites."""

    version: str
    engagement: Engagement
    directory: Directory
    aspects: tuple[Aspect, ...]
    rows: tuple[Row, ...]
    topics: tuple[Topic, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    clocks: tuple[Clock, ...] = ()
    permissions: tuple[Permission, ...] = ()
    lanes: tuple[Lane, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    _rows: dict[str, Row] = field(init=False, repr=False, compare=False, default_factory=dict)
    _yields: dict[str, frozenset[RowId]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _topics: dict[str, Topic] = field(init=False, repr=False, compare=False, default_factory=dict)
    _aspects: dict[str, Aspect] = field(init=False, repr=False, compare=False, default_factory=dict)
    _calendars: dict[str, Calendar] = field(init=False, repr=False, compare=False, default_factory=dict)
    _deputies: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _permissions: dict[str, tuple[Permission, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index everything once; the indexes take no part in comparison. Of two same ids the first counts."""
        self._rows.update({row.id: row for row in reversed(self.rows)})
        self._yields.update(_strictly({row.id: row.yields_to for row in self.rows}))
        self._topics.update({topic.name: topic for topic in reversed(self.topics)})
        self._aspects.update({aspect.name: aspect for aspect in reversed(self.aspects)})
        self._calendars.update({calendar.name: calendar for calendar in reversed(self.calendars)})
        self._deputies.update({row.slots.accountable: row.slots.deputy for row in reversed(self.rows) if row.slots.deputy})
        for permission in self.permissions:
            self._permissions[permission.row] = (*self._permissions.get(permission.row, ()), permission)

    def yields(self, id_: str) -> frozenset[RowId]:
        """Return every row this one gives way to, directly or through others; in a circle nobody gives way."""
        return self._yields.get(id_, frozenset())

    def row(self, id_: str) -> Row | None:
        """Return the row with this id, or None."""
        return self._rows.get(id_)

    def topic(self, name: str) -> Topic | None:
        """Return the topic with this name, or None."""
        return self._topics.get(name)

    def aspect(self, name: str) -> Aspect | None:
        """Return the aspect with this name, or None."""
        return self._aspects.get(name)

    def calendar(self, name: str) -> Calendar | None:
        """Return the calendar with this name, or None."""
        return self._calendars.get(name)

    def deputy_of(self, person: str) -> str:
        """Return the deputy that the first row of this accountable person names, or nothing."""
        return self._deputies.get(person, "")

    def permissions_of(self, row: str) -> tuple[Permission, ...]:
        """List what whoever holds this row may do."""
        return self._permissions.get(row, ())

    def domain(self, aspect: str) -> tuple[str, ...]:
        """List every value an aspect can take in facts; the window is always known, an unlisted aspect always `unknown`."""
        listed = self._aspects.get(aspect)
        if listed is not None:
            return listed.domain()
        return tuple(Window) if aspect == WINDOW else (UNKNOWN,)


def scope_of(box: Mapping[str, frozenset[str] | set[str] | tuple[str, ...]]) -> Scope:
    """Make a scope from a mapping: pairs sorted by aspect, values frozen."""
    return tuple(sorted((aspect, frozenset(values)) for aspect, values in box.items()))


def _strictly(direct: Mapping[RowId, tuple[RowId, ...]]) -> dict[str, frozenset[RowId]]:
    """Close the yielding over its chains, then drop what runs in a circle: what is left is acyclic."""
    closed = {start: _reached(direct, start) for start in direct}
    return {
        start: frozenset(row for row in reached if start not in closed.get(row, ())) if start in reached else reached
        for start, reached in closed.items()
    }


def _reached(direct: Mapping[RowId, tuple[RowId, ...]], start: RowId) -> frozenset[RowId]:
    seen: set[RowId] = set()
    ahead = list(direct[start])
    while ahead:
        row = ahead.pop()
        if row not in seen:
            seen.add(row)
            ahead.extend(direct.get(row, ()))
    return frozenset(seen)
