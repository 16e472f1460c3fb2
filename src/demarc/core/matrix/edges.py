"""Coverage in time: at which instants each row has a holder, and at which somebody on its list answers.

People change only at edges: a shift, an absence, a departure, a calendar's stretch, a clock change. Between two edges
nothing changes, so each interval is looked at once and the hours are exact, not sampled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row, Topic
from demarc.core.matrix.who import calendar_of, runs_always
from demarc.core.moments import Calendar, edges, window_at
from demarc.core.people import Slots, answers, call_list
from demarc.core.words import PersonId, RowId, Severity, Window

HORIZON = timedelta(days=14)
"""How far ahead rosters and absences are published and checked, unless said otherwise."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to `end` the same people are there."""

    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Return the real hours between its ends."""
        return (self.end - self.start) / timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """The hours in which a row can decide, those with a holder, those in which somebody answers, and the first without.

    `fewest` is the smallest number of different people on its list at any instant in which it can decide.
    """

    row: RowId
    hours: float
    owned: float
    answered: float
    fewest: int
    nobody_at: datetime | None = None
    silent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The hours of a horizon, those in which every row that can decide has a holder, and those in which each answers."""

    hours: float
    owned: float
    answered: float
    rows: tuple[RowCoverage, ...]


@dataclass(slots=True)
class _Sums:
    """The running sums of one row."""

    hours: float = 0.0
    owned: float = 0.0
    answered: float = 0.0
    fewest: int | None = None
    nobody_at: datetime | None = None
    silent_at: datetime | None = None

    def add(self, interval: Interval, call: tuple[PersonId, ...], *, answered: bool) -> None:
        self.hours += interval.hours
        self.fewest = len(call) if self.fewest is None else min(self.fewest, len(call))
        if call:
            self.owned += interval.hours
        elif self.nobody_at is None:
            self.nobody_at = interval.start
        if answered:
            self.answered += interval.hours
        elif self.silent_at is None:
            self.silent_at = interval.start


def intervals(matrix: Matrix, start: datetime, end: datetime) -> Iterator[Interval]:
    """Yield the intervals of [start, end) between edges: within each, windows and people stay the same."""
    found = {start, end}
    for calendar in _calendars(matrix):
        found.update(edges(calendar, start, end))
    directory = matrix.directory
    found.update(edge for shift in directory.shifts for edge in (shift.start, shift.end))
    found.update(edge for absence in directory.absences for edge in (absence.start, absence.end))
    found |= {person.left_at for person in directory.people if person.left_at is not None}
    ordered = sorted(edge for edge in found if start <= edge <= end)
    for here, there in pairwise(ordered):
        yield Interval(here, there)


def coverage(matrix: Matrix, start: datetime, end: datetime | None = None) -> Coverage:
    """Add up owned and answered hours from `start` (aware UTC) to `end` (or 14 days on), per row and for all."""
    end = end or start + HORIZON
    sums = {row.id: _Sums() for row in matrix.rows}
    calendars = {
        row.id: tuple({id(calendar): calendar for calendar in calendars_of(matrix, row)}.values()) for row in matrix.rows
    }
    owned = answered = 0.0
    for interval in intervals(matrix, start, end):
        windows: dict[int, Window] = {}
        called: dict[Slots, tuple[tuple[PersonId, ...], bool]] = {}
        everybody = everything = True
        for row in matrix.rows:
            allowed = row.box().get(WINDOW)
            if allowed is not None and not any(
                _window(windows, one, interval.start) in allowed for one in calendars[row.id]
            ):
                continue
            call, heard = _called(matrix, row, interval.start, called)
            sums[row.id].add(interval, call, answered=heard)
            everybody, everything = everybody and bool(call), everything and heard
        owned += interval.hours if everybody else 0.0
        answered += interval.hours if everything else 0.0
    rows = tuple(
        RowCoverage(id_, one.hours, one.owned, one.answered, one.fewest or 0, one.nobody_at, one.silent_at)
        for id_, one in sums.items()
    )
    return Coverage((end - start) / timedelta(hours=1), owned, answered, rows)


def owned_hours(matrix: Matrix, start: datetime, end: datetime | None = None) -> float:
    """Tell the hours in which every row that can decide has a holder."""
    return coverage(matrix, start, end).owned


def answered_hours(matrix: Matrix, start: datetime, end: datetime | None = None) -> float | None:
    """Tell the hours in which every row that can decide has somebody who answers; None when nobody's hours are given."""
    if not hours_are_given(matrix):
        return None
    return coverage(matrix, start, end).answered


def hours_are_given(matrix: Matrix) -> bool:
    """Tell whether the matrix says when anybody works or is on call."""
    return bool(matrix.directory.shifts) or any(person.hours for person in matrix.directory.people)


def on_call_hours(matrix: Matrix, start: datetime, end: datetime) -> dict[PersonId, float]:
    """Add up the hours each person is on some roster within [start, end); overlapping shifts count once."""
    spans: dict[PersonId, list[tuple[datetime, datetime]]] = {}
    for shift in matrix.directory.shifts:
        here, there = max(shift.start, start), min(shift.end, end)
        if here < there:
            spans.setdefault(shift.person, []).append((here, there))
    return {person: _length(sorted(taken)) for person, taken in spans.items()}


def calendars_of(matrix: Matrix, row: Row) -> tuple[Calendar, ...]:
    """List the calendars that decide the window of the items a row can take: one per topic it names, or all topics'."""
    named = row.box().get(TOPIC)
    topics = [topic for topic in matrix.topics if named is None or topic.name in named]
    return tuple(calendar_of(matrix, topic) for topic in topics) or (calendar_of(matrix, None),)


def can_run_always(matrix: Matrix, row: Row) -> bool:
    """Tell whether some item this row can take runs 24x7, by the topics and severities of its scope."""
    box = row.box()
    severities = [severity for severity in Severity if severity in box.get("severity", frozenset(Severity))]
    named = box.get(TOPIC)
    topics: list[Topic | None] = [topic for topic in matrix.topics if named is None or topic.name in named]
    return any(runs_always(topic, severity) for topic in topics or [None] for severity in severities)


def _calendars(matrix: Matrix) -> tuple[Calendar, ...]:
    own = (person.hours for person in matrix.directory.people if person.hours is not None)
    return tuple(dict.fromkeys((*matrix.calendars, calendar_of(matrix, None), *own)))


def _window(known: dict[int, Window], calendar: Calendar, instant: datetime) -> Window:
    found = known.get(id(calendar))
    if found is None:
        found = known[id(calendar)] = window_at(calendar, instant)
    return found


def _called(
    matrix: Matrix, row: Row, instant: datetime, known: dict[Slots, tuple[tuple[PersonId, ...], bool]]
) -> tuple[tuple[PersonId, ...], bool]:
    found = known.get(row.slots)
    if found is None:
        call = call_list(matrix.directory, row.slots, instant)
        found = known[row.slots] = (call, any(answers(matrix.directory, person, instant) for person in call))
    return found


def _length(spans: list[tuple[datetime, datetime]]) -> float:
    total, until = timedelta(0), None
    for start, end in spans:
        here = start if until is None else max(start, until)
        total += max(end - here, timedelta(0))
        until = end if until is None else max(until, end)
    return total / timedelta(hours=1)
