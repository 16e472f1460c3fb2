"""Are there enough people behind every row: one accountable person, a deputy, three different people to call."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from demarc.core.matrix.edges import Coverage, can_run_always, hours_are_given, on_call_hours
from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.vague import is_shared
from demarc.core.people import Channel
from demarc.core.words import PersonId, RowId

ENOUGH = 3
"""Different people a list must have, so that silence always reaches somebody else."""

MOST_ON_CALL = timedelta(hours=60)
"""On call in a week, above which it is one person's life and not a duty."""


def staffing(matrix: Matrix) -> Iterator[Finding]:
    """Yield what is wrong with the people of each row, without looking at the time."""
    for row in matrix.rows:
        accountable = row.slots.accountable
        if not accountable.strip():
            message = f"row `{row.id}` names nobody accountable: each side may think the other does it"
            yield finding(Kind.NO_ACCOUNTABLE, message, rows=(row.id,), field="accountable")
            continue
        for field, name in _named(row):
            yield from _not_a_person(matrix, row, field, name)
        if not row.slots.deputy:
            message = f"row `{row.id}` has no deputy for `{accountable}`: nobody holds it after a departure"
            yield finding(Kind.NO_DEPUTY, message, rows=(row.id,), field="deputy")
        elif row.slots.deputy == accountable:
            message = f"row `{row.id}` has `{accountable}` as the deputy of `{accountable}`"
            yield finding(Kind.NO_DEPUTY, message, rows=(row.id,), field="deputy")
        yield from _looping(row)
        people = {name for _, name in _named(row)}
        if len(people) < ENOUGH:
            message = (
                f"row `{row.id}` can call {len(people)} different people; it takes {ENOUGH} for silence to reach somebody"
            )
            yield finding(Kind.NO_ESCALATION, message, rows=(row.id,), field="escalation")
    if any(person.example for person in matrix.directory.people):
        message = "the people of this matrix are examples; replace them with your own"
        yield finding(Kind.EXAMPLE_PEOPLE, message, section="people")


def _looping(row: Row) -> Iterator[Finding]:
    """Yield when the calls of a row come back to somebody who was called already, and so end with nobody new."""
    path = row.slots.escalation
    again = next(
        (name for at, name in enumerate(path) if name in path[:at] or (at and name == row.slots.accountable)), None
    )
    if again is not None:
        message = f"row `{row.id}` calls `{again}` again: who did not answer the first time does not the second"
        yield finding(Kind.NO_ESCALATION, message, rows=(row.id,), field="escalation")


def staffing_in_time(matrix: Matrix, start: datetime, end: datetime, covered: Coverage) -> Iterator[Finding]:
    """Yield the rows without a holder or an answer at some instant of the horizon, and who is on call too long."""
    hours_given = hours_are_given(matrix)
    always = {row.id for row in matrix.rows if can_run_always(matrix, row)}
    waiting: list[RowId] = []
    for row in covered.rows:
        if row.nobody_at is not None:
            message = f"row `{row.row}` has nobody at {_when(row.nobody_at)}: owned {row.owned:g} of {row.hours:g} h"
            yield finding(Kind.NOBODY, message, rows=(row.row,), field="accountable")
        if row.silent_at is None or not hours_given:
            continue
        if row.row not in always:
            waiting.append(row.row)
            continue
        message = f"row `{row.row}` runs 24x7 and is answered {row.answered:g} of {row.hours:g} h"
        message += f", not at {_when(row.silent_at)}; put somebody on call, or say so and sign it"
        yield finding(Kind.UNANSWERED, message, rows=(row.row,))
    if waiting:
        message = f"{len(waiting)} rows wait until opening: they are owned at night, and nobody answers"
        yield finding(Kind.UNANSWERED, message, rows=tuple(waiting), severity=Level.INFO)
    yield from _gone(matrix, end)
    yield from _rosters(matrix, end)
    week = timedelta(days=7)
    for person, hours in on_call_hours(matrix, start, start + week).items():
        if hours > MOST_ON_CALL / timedelta(hours=1):
            message = f"`{person}` is on call {hours:g} h in the week from {start:%Y-%m-%d}; 60 h is the most"
            yield finding(Kind.ONE_PERSON_ON_CALL, message, section="rosters", entry=person)


def _when(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _named(row: Row) -> Iterator[tuple[str, str]]:
    yield "accountable", row.slots.accountable
    if row.slots.deputy:
        yield "deputy", row.slots.deputy
    for name in row.slots.escalation:
        yield "escalation", name


def _not_a_person(matrix: Matrix, row: Row, field: str, name: str) -> Iterator[Finding]:
    directory = matrix.directory
    person, role = directory.person(name), directory.role(name)
    if is_shared(name) and person is None and role is None:
        message = f"row `{row.id}` has `{name}` as {field}: shared is nobody's; name one person"
        yield finding(Kind.SHARED, message, rows=(row.id,), field=field)
    elif person is None and role is None:
        message = f"row `{row.id}` has `{name}` as {field}, which is not a person and not a role"
        yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field)
    elif person is None and role is not None and role.fallback is None:
        staffed = bool(directory.roster(name))
        level = Level.WARNING if staffed else Level.ERROR
        message = f"row `{row.id}` has the role `{name}` as {field}, which has no fallback person" + (
            "" if staffed else " and no roster"
        )
        yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field, severity=level)
    elif person is not None and field == "accountable" and set(person.channels) <= {Channel.EMAIL} and _at_night(row):
        message = f"row `{row.id}` runs at night, and `{name}` can only be reached by e-mail"
        yield finding(Kind.UNANSWERED, message, rows=(row.id,), field=field)


def _at_night(row: Row) -> bool:
    """Tell whether a row is written for hours in which nobody reads mail."""
    window = row.box().get("window")
    return window is not None and "business" not in window


def _gone(matrix: Matrix, end: datetime) -> Iterator[Finding]:
    """Yield where a row names somebody who has left, or will have by the end of the horizon."""
    left = {person.id: person.left_at for person in matrix.directory.people if person.left_at and person.left_at < end}
    for row in matrix.rows:
        for field, name in _named(row):
            when = left.get(PersonId(name))
            if when is not None:
                message = f"row `{row.id}` names `{name}` as {field}, who left or leaves on {when:%Y-%m-%d}"
                level = Level.ERROR if field == "accountable" else Level.WARNING
                yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field, severity=level)


def _rosters(matrix: Matrix, end: datetime) -> Iterator[Finding]:
    for role in matrix.directory.roles:
        last = max((shift.end for shift in matrix.directory.roster(role.name)), default=None)
        if last is not None and last < end:
            message = f"the roster of `{role.name}` ends {_when(last)}, before the horizon of {end:%Y-%m-%d}"
            yield finding(Kind.SHORT_ROSTER, message, section="rosters", entry=role.name, field="to")
