"""Coverage in time: for how long each row and lane has a holder, and for how long somebody on its list answers.

Added up between edges, so the hours are exact. Owned is not answered: both are told, and what a named person accepts to
wait is told apart from both.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from demarc.core.matrix.edges import HORIZON, calendars_of, hours_are_given, intervals
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row
from demarc.core.moments import Calendar, Interval, window_at
from demarc.core.people import Slots, answers, levels
from demarc.core.words import PersonId, RowId, Window


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """The hours in which a row can decide, those with a holder, and those in which somebody answers.

    `accepted` are the hours in which nobody answers and a named person accepts that (it waits until opening). `nobody`
    and `silent` are the first stretches without a holder, and without an answer that nobody accepts. `fewest` is the
    smallest number of different people on its list while it can decide, and `short` the first stretch with so few;
    `twice` is the first stretch in which one person (`same`) fills two levels of the list.
    """

    row: RowId
    hours: float
    owned: float
    answered: float
    accepted: float
    fewest: int
    nobody: Interval | None = None
    silent: Interval | None = None
    short: Interval | None = None
    twice: Interval | None = None
    same: PersonId | None = None

    @property
    def nobody_at(self) -> datetime | None:
        """Return the first instant without a holder, or None."""
        return self.nobody.start if self.nobody else None


@dataclass(frozen=True, slots=True)
class LaneCoverage:
    """The hours of a horizon in which every row of a lane that can decide has a holder, and in which each answers.

    `accepted` are the hours in which some row does not answer, and for each of those a named person accepts it.
    """

    lane: str
    hours: float
    owned: float
    answered: float
    accepted: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """The hours of a horizon, those in which every row that can decide has a holder, and those in which each answers.

    `lanes` has the same for each lane that has a row, in the order of the matrix.
    """

    hours: float
    owned: float
    answered: float
    accepted: float
    rows: tuple[RowCoverage, ...]
    lanes: tuple[LaneCoverage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Called:
    """Whom some slots call at an instant, whether any of them answers, and who fills two levels."""

    people: tuple[PersonId, ...]
    answered: bool
    same: PersonId | None


@dataclass(slots=True)
class _Sums:
    """The running sums of one row, one lane or the whole matrix."""

    hours: float = 0.0
    owned: float = 0.0
    answered: float = 0.0
    accepted: float = 0.0

    def add(self, interval: Interval, *, owned: bool, answered: bool, accepted: bool) -> None:
        """Count an interval; `accepted` says that whatever does not answer then is allowed to wait."""
        hours = interval.hours
        self.hours += hours
        self.owned += hours if owned else 0.0
        self.answered += hours if answered else 0.0
        self.accepted += hours if accepted and not answered else 0.0


@dataclass(slots=True)
class _RowSums:
    """The running sums of one row, and the first stretches at which something is wrong with it."""

    sums: _Sums = field(default_factory=_Sums)
    fewest: int | None = None
    nobody: Interval | None = None
    silent: Interval | None = None
    short: Interval | None = None
    twice: Interval | None = None
    same: PersonId | None = None

    def add(self, interval: Interval, called: _Called, *, accepted: bool) -> None:
        owned = bool(called.people)
        self.sums.add(interval, owned=owned, answered=called.answered, accepted=accepted)
        if not owned:
            self.nobody = _longer(self.nobody, interval)
        if not called.answered and not accepted:
            self.silent = _longer(self.silent, interval)
        if self.fewest is None or len(called.people) < self.fewest:
            self.fewest, self.short = len(called.people), interval
        elif len(called.people) == self.fewest:
            self.short = _longer(self.short, interval)
        if called.same is not None:
            self.same = self.same or called.same
            self.twice = _longer(self.twice, interval) if self.same == called.same else self.twice

    def told(self, row: RowId) -> RowCoverage:
        one = self.sums
        return RowCoverage(
            row,
            one.hours,
            one.owned,
            one.answered,
            one.accepted,
            self.fewest or 0,
            self.nobody,
            self.silent,
            self.short,
            self.twice,
            self.same,
        )


def _longer(first: Interval | None, interval: Interval) -> Interval:
    """Keep the first stretch, made longer by an interval that begins where it ends."""
    if first is None:
        return interval
    return Interval(first.start, interval.end) if first.end == interval.start else first


def coverage(matrix: Matrix, start: datetime, end: datetime | None = None) -> Coverage:
    """Add up owned and answered hours from `start` (aware UTC) to `end` (or 14 days on), per row, per lane and for all."""
    end = end or start + HORIZON
    alike = _alike(matrix)
    groups = tuple({id(group): group for group in alike.values()}.values())
    whole = _Sums()
    lanes = {lane: _Sums() for lane in _lanes(matrix) if any(lane in group.lanes for group in groups)}
    for interval in intervals(matrix, start, end):
        known = _Known(matrix, interval.start)
        empty: set[str] = set()
        silent: set[str] = set()
        waiting: set[str] = set()
        for group in groups:
            open_to = known.windows(group.row, group.calendars)
            if not open_to:
                continue
            called = known.called(group.row.slots)
            accepted = _accepted(group.row, interval.start, open_to)
            group.sums.add(interval, called, accepted=accepted)
            if not called.people:
                empty.update(group.lanes)
            if not called.answered:
                (waiting if accepted else silent).update(group.lanes)
        for lane, one in (("", whole), *lanes.items()):
            quiet = lane in silent or lane in waiting
            one.add(interval, owned=lane not in empty, answered=not quiet, accepted=lane not in silent)
    return Coverage(
        (end - start) / timedelta(hours=1),
        whole.owned,
        whole.answered,
        whole.accepted,
        tuple(group.sums.told(id_) for id_, group in alike.items()),
        tuple(LaneCoverage(lane, one.hours, one.owned, one.answered, one.accepted) for lane, one in lanes.items()),
    )


def owned_hours(matrix: Matrix, start: datetime, end: datetime | None = None) -> float:
    """Tell the hours in which every row that can decide has a holder."""
    return coverage(matrix, start, end).owned


def answered_hours(matrix: Matrix, start: datetime, end: datetime | None = None) -> float | None:
    """Tell the hours in which every row that can decide has somebody who answers; None when nobody's hours are given."""
    if not hours_are_given(matrix):
        return None
    return coverage(matrix, start, end).answered


@dataclass(slots=True)
class _Group:
    """Rows that nothing about time tells apart: the same slots, windows and calendars. One stands for all of them.

    `lanes` are those of every row of it, with the empty text for the whole matrix.
    """

    row: Row
    calendars: tuple[Calendar, ...]
    lanes: set[str] = field(default_factory=lambda: {""})
    sums: _RowSums = field(default_factory=_RowSums)


def _alike(matrix: Matrix) -> dict[RowId, _Group]:
    """Put each row into its group."""
    groups: dict[tuple[object, ...], _Group] = {}
    found: dict[RowId, _Group] = {}
    for row in matrix.rows:
        calendars = {id(calendar): calendar for calendar in calendars_of(matrix, row)}
        key = (row.slots, row.box().get(WINDOW), row.waits, *sorted(calendars))
        group = groups.setdefault(key, _Group(row, tuple(calendars.values())))
        named = row.box().get(TOPIC)
        group.lanes.update(topic.lane for topic in matrix.topics if topic.lane and (named is None or topic.name in named))
        found[row.id] = group
    return found


def _lanes(matrix: Matrix) -> tuple[str, ...]:
    """List the lanes in the order of the matrix; a lane that only topics name stands after those that are listed."""
    return tuple(
        dict.fromkeys((*(lane.name for lane in matrix.lanes), *(topic.lane for topic in matrix.topics if topic.lane)))
    )


@dataclass(slots=True)
class _Known:
    """What was already found out about one instant, so that it is found out once: windows by calendar, calls by slots."""

    matrix: Matrix
    instant: datetime
    _windows: dict[int, Window] = field(default_factory=dict)
    _calls: dict[Slots, _Called] = field(default_factory=dict)

    def windows(self, row: Row, calendars: tuple[Calendar, ...]) -> frozenset[Window]:
        """Tell the windows in which the row can decide at the instant: one per calendar at most, none if it cannot."""
        allowed = row.box().get(WINDOW)
        found = frozenset(self._window(calendar) for calendar in calendars)
        return found if allowed is None else found & allowed

    def called(self, slots: Slots) -> _Called:
        """Tell whom these slots call."""
        found = self._calls.get(slots)
        if found is None:
            directory = self.matrix.directory
            filled = levels(directory, (slots.accountable, slots.deputy, *slots.escalation), self.instant)
            people = tuple(dict.fromkeys(filled))
            heard = any(answers(directory, person, self.instant) for person in people)
            same = next((person for person in people if filled.count(person) > 1), None)
            found = self._calls[slots] = _Called(people, heard, same)
        return found

    def _window(self, calendar: Calendar) -> Window:
        found = self._windows.get(id(calendar))
        if found is None:
            found = self._windows[id(calendar)] = window_at(calendar, self.instant)
        return found


def _accepted(row: Row, instant: datetime, open_to: frozenset[Window]) -> bool:
    """Tell whether a named person accepts that the row waits now: only while everything it can take is closed."""
    return row.waits is not None and row.waits.stands(instant) and Window.BUSINESS not in open_to
