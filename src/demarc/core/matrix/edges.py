"""The edges of a matrix in time: between two of them nobody comes or goes, and no window opens or closes.

People change only at edges: a shift, an absence, a departure, a calendar's stretch, a clock change, the end of what
somebody accepts. So each interval between edges is looked at once, and hours are exact, not sampled.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from demarc.core.matrix.table import TOPIC, Matrix, Row, Topic
from demarc.core.matrix.who import calendar_of, runs_always
from demarc.core.moments import Calendar, Interval, edges
from demarc.core.words import PersonId, Severity

HORIZON = timedelta(days=14)
"""How far ahead rosters and absences are published and checked, unless said otherwise."""


def intervals(matrix: Matrix, start: datetime, end: datetime) -> Iterator[Interval]:
    """Yield the intervals of [start, end) between edges: within each, windows and people stay the same."""
    found = {start, end}
    for calendar in _calendars(matrix):
        found.update(edges(calendar, start, end))
    directory = matrix.directory
    found.update(edge for shift in directory.shifts for edge in (shift.start, shift.end))
    found.update(edge for absence in directory.absences for edge in (absence.start, absence.end))
    found |= {person.left_at for person in directory.people if person.left_at is not None}
    found |= {row.waits.until for row in matrix.rows if row.waits is not None}
    ordered = sorted(edge for edge in found if start <= edge <= end)
    for here, there in pairwise(ordered):
        yield Interval(here, there)


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


def _length(spans: list[tuple[datetime, datetime]]) -> float:
    total, until = timedelta(0), None
    for start, end in spans:
        here = start if until is None else max(start, until)
        total += max(end - here, timedelta(0))
        until = end if until is None else max(until, end)
    return total / timedelta(hours=1)
