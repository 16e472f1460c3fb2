"""Are there people behind every row at every hour of the horizon, and is what is written down long enough for it.

Each stretch is told as the clocks of the row's calendar show it; the finding holds it in UTC.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from demarc.core.matrix.coverage import Coverage, RowCoverage
from demarc.core.matrix.edges import calendars_of, can_run_always, hours_are_given, on_call_hours
from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.core.matrix.staffing import ENOUGH, named_by
from demarc.core.matrix.table import AcceptedWait, Matrix, Row
from demarc.core.moments import Calendar, Interval, local_text
from demarc.core.people import Shift
from demarc.core.words import PersonId, RowId

MOST_ON_CALL = timedelta(hours=60)
"""On call in a week, above which it is one person's life and not a duty."""

WEEK = timedelta(days=7)


def staffing_in_time(matrix: Matrix, start: datetime, end: datetime, covered: Coverage) -> Iterator[Finding]:
    """Yield the rows without a holder, an answer or enough people at some instant, and what ends before the horizon."""
    yield from _without_holder(matrix, covered)
    if hours_are_given(matrix):
        yield from _without_answer(matrix, covered)
    yield from _same_people(matrix, covered)
    yield from _gone(matrix, end)
    for role in matrix.directory.roles:
        yield from _roster(matrix, role.name, start, end)
    yield from _on_call(matrix, start, end)
    for calendar in _all_calendars(matrix):
        yield from _holidays(calendar, end)


def _without_holder(matrix: Matrix, covered: Coverage) -> Iterator[Finding]:
    for row in covered.rows:
        if row.nobody is not None:
            zone = _zone(matrix, row.row)
            message = f"row `{row.row}` has nobody from {row.nobody.local(zone)}: owned {row.owned:g} of {row.hours:g} h"
            yield finding(Kind.NOBODY, message, rows=(row.row,), field="accountable", interval=row.nobody, zone=zone)


def _without_answer(matrix: Matrix, covered: Coverage) -> Iterator[Finding]:
    """Yield each 24x7 row that is silent at some hour and, once each, the rows that wait until opening."""
    waiting: list[RowId] = []
    accepted: dict[AcceptedWait, list[RowId]] = {}
    for told in covered.rows:
        row = matrix.row(told.row)
        assert row is not None
        if row.waits is not None and told.accepted:
            accepted.setdefault(row.waits, []).append(row.id)
        if told.silent is None:
            continue
        if can_run_always(matrix, row):
            yield _silent(matrix, row, told, told.silent)
        else:
            waiting.append(row.id)
    for wait, rows in accepted.items():
        until = f"{local_text(wait.until, matrix.engagement.zone)}, {matrix.engagement.zone}"
        message = f"{_rows(rows)} until opening where nobody answers; `{wait.by}` accepts that until {until}"
        yield finding(Kind.UNANSWERED, message, rows=tuple(rows), severity=Level.INFO, field="waits_by")
    if waiting:
        message = f"{len(waiting)} rows wait until opening: they are owned at night, and nobody answers"
        yield finding(Kind.UNANSWERED, message, rows=tuple(waiting), severity=Level.INFO)


def _rows(rows: list[RowId]) -> str:
    return f"row `{rows[0]}` waits" if len(rows) == 1 else f"{len(rows)} rows wait"


def _silent(matrix: Matrix, row: Row, told: RowCoverage, silent: Interval) -> Finding:
    zone = _zone(matrix, row.id)
    message = f"row `{row.id}` runs 24x7 and is answered {told.answered:g} of {told.hours:g} h"
    message += f", not from {silent.local(zone)}; "
    if row.waits is None:
        message += "put somebody on call, or let a named person accept that it waits until opening (`waits_by`)"
    elif silent.start >= row.waits.until:
        until = local_text(row.waits.until, matrix.engagement.zone)
        message += f"that `{row.waits.by}` accepts it ends {until}: put somebody on call, or accept it anew"
    else:
        message += "that is within opening hours, which nobody can accept"
    return finding(Kind.UNANSWERED, message, rows=(row.id,), interval=silent, zone=zone)


def _same_people(matrix: Matrix, covered: Coverage) -> Iterator[Finding]:
    """Yield the lists that are too short once roles and covers are people, and the levels that are one person."""
    doubled: list[RowCoverage] = []
    for told in covered.rows:
        row = matrix.row(told.row)
        assert row is not None
        few = 0 < told.fewest < ENOUGH
        if few and told.short is not None and len({name for _, name in named_by(row)}) >= ENOUGH:
            zone = _zone(matrix, row.id)
            message = f"row `{row.id}` can call only {told.fewest} different people from {told.short.local(zone)}"
            one = told.twice is not None and told.twice.start <= told.short.start < told.twice.end
            message += f": `{told.same}` stands at two levels" if one else ": the others are away"
            kind = Kind.SAME_PERSON if one else Kind.NO_ESCALATION
            yield finding(
                kind, message, rows=(row.id,), field="escalation", interval=told.short, zone=zone, severity=Level.WARNING
            )
        elif told.twice is not None and not few and told.fewest:
            doubled.append(told)
    if doubled:
        first = doubled[0]
        assert first.twice is not None
        zone = _zone(matrix, first.row)
        message = (
            f"one person stands at two levels of {len(doubled)} rows at some hours; each still calls {ENOUGH} different "
            f"people. First `{first.row}`, `{first.same}`, {first.twice.local(zone)}"
        )
        rows = tuple(told.row for told in doubled)
        yield finding(
            Kind.SAME_PERSON, message, rows=rows, severity=Level.INFO, field="escalation", interval=first.twice, zone=zone
        )


def _gone(matrix: Matrix, end: datetime) -> Iterator[Finding]:
    """Yield where a row names somebody who has left, or will have by the end of the horizon."""
    left = {person.id: person.left_at for person in matrix.directory.people if person.left_at and person.left_at < end}
    for row in matrix.rows:
        accepting = [("waits_by", row.waits.by)] if row.waits else []
        for field, name in (*named_by(row), *accepting):
            when = left.get(PersonId(name))
            if when is not None:
                day = _day(when, _zone(matrix, row.id))
                message = f"row `{row.id}` names `{name}` as {field}, who left or leaves on {day}"
                level = Level.ERROR if field == "accountable" else Level.WARNING
                yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field, severity=level)


def _roster(matrix: Matrix, role: str, start: datetime, end: datetime) -> Iterator[Finding]:
    """Yield the first hole of a roster that has no fallback, and that it ends before the horizon does."""
    shifts = sorted(matrix.directory.roster(role), key=lambda shift: shift.start)
    last = max((shift.end for shift in shifts), default=None)
    if last is None:
        return
    zone = matrix.engagement.zone
    post = matrix.directory.role(role)
    hole = _hole(shifts, start, min(last, end))
    if hole is not None and post is not None and post.fallback is None:
        message = f"the roster of `{role}` has a hole from {hole.local(zone)}, and there is no fallback person"
        yield finding(Kind.ROSTER_HOLE, message, section="rosters", entry=role, field="from", interval=hole, zone=zone)
    if last < end:
        message = f"the roster of `{role}` ends {local_text(last, zone)}, {zone}, before the horizon of {_day(end, zone)}"
        short = Interval(max(last, start), end)
        yield finding(Kind.SHORT_ROSTER, message, section="rosters", entry=role, field="to", interval=short, zone=zone)


def _hole(shifts: list[Shift], start: datetime, end: datetime) -> Interval | None:
    """Find the first stretch of [start, end) that no shift takes."""
    here = start
    for shift in shifts:
        if shift.start > here:
            break
        here = max(here, shift.end)
    if here >= end:
        return None
    following = min((shift.start for shift in shifts if shift.start > here), default=end)
    return Interval(here, min(following, end))


def _on_call(matrix: Matrix, start: datetime, end: datetime) -> Iterator[Finding]:
    """Yield who is on call too long in any seven days of the horizon; the most begin or end with one of their shifts."""
    last = max(end - WEEK, start)
    begins = {start, last}
    for shift in matrix.directory.shifts:
        begins.update(edge for edge in (shift.start, shift.end - WEEK) if start <= edge <= last)
    most: dict[PersonId, tuple[float, datetime]] = {}
    for begin in sorted(begins):
        for person, hours in on_call_hours(matrix, begin, min(begin + WEEK, end)).items():
            if hours > most.get(person, (0.0, begin))[0]:
                most[person] = hours, begin
    zone = matrix.engagement.zone
    for person, (hours, begin) in most.items():
        if hours > MOST_ON_CALL / timedelta(hours=1):
            week = Interval(begin, min(begin + WEEK, end))
            message = (
                f"`{person}` is on call {hours:g} h in the week from {local_text(begin, zone)}, {zone}; 60 h is the most"
            )
            yield finding(Kind.ONE_PERSON_ON_CALL, message, section="rosters", entry=person, interval=week, zone=zone)


def _holidays(calendar: Calendar, end: datetime) -> Iterator[Finding]:
    """Yield a calendar whose holidays are written down to a day before the horizon ends; without any, nothing is meant."""
    written = calendar.horizon or max((dated.day for dated in calendar.dated), default=None)
    last = _day(end - timedelta(microseconds=1), calendar.zone)
    if written is not None and written < last:
        message = f"the holidays of `{calendar.name}` are written down to {written}, and the horizon ends {last}: write on"
        yield finding(
            Kind.SHORT_HOLIDAYS, message, section="calendars", entry=calendar.name, field="horizon", zone=calendar.zone
        )


def _all_calendars(matrix: Matrix) -> tuple[Calendar, ...]:
    own = (person.hours for person in matrix.directory.people if person.hours is not None)
    return tuple({calendar.name: calendar for calendar in (*matrix.calendars, *own)}.values())


def _zone(matrix: Matrix, row: RowId) -> str:
    """Name the zone whose clocks decide a row's window."""
    found = matrix.row(row)
    return calendars_of(matrix, found)[0].zone if found else matrix.engagement.zone


def _day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()
