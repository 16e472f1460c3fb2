"""Small damages to a written matrix, one at a time, as a hurried pen would do them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from demarc.core.matrix.table import Matrix, Row, scope_of

Damage = Callable[[Matrix, Row], Iterator[Row | None]]
"""From a row to what it becomes; None takes it away."""


def row_deleted(_matrix: Matrix, _row: Row) -> Iterator[Row | None]:
    """Take the row away."""
    yield None


def cell_widened(matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Let a condition allow one value more."""
    for aspect, allowed in row.scope:
        missing = [value for value in matrix.domain(aspect) if value not in allowed]
        if missing:
            yield replace(row, scope=scope_of({**row.box(), aspect: allowed | {missing[0]}}))


def condition_dropped(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Let the row allow any value of an aspect."""
    for aspect, _ in row.scope:
        yield replace(row, scope=tuple(pair for pair in row.scope if pair[0] != aspect))


def cell_narrowed(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Take one value out of a condition; the last one leaves an empty cell."""
    for aspect, allowed in row.scope:
        yield replace(row, scope=scope_of({**row.box(), aspect: allowed - {min(allowed)}}))


def condition_added(matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Forget the last value of the first aspect the row does not speak of, which is `unknown` where there is one."""
    free = [aspect for aspect in matrix.aspects if aspect.name not in row.box() and len(aspect.domain()) > 1]
    for aspect in free[:1]:
        yield replace(row, scope=scope_of({**row.box(), aspect.name: frozenset(aspect.domain()[:-1])}))


def yields_dropped(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Let the row give way to nobody."""
    if row.yields_to:
        yield replace(row, yields_to=())


def yields_added(matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Let the row give way to whoever gives way to it, or to its neighbour."""
    at = matrix.rows.index(row)
    others = [other.id for other in matrix.rows if row.id in other.yields_to] or [matrix.rows[at - 1].id]
    yield replace(row, yields_to=(*row.yields_to, others[0]))


def accountable_emptied(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Name nobody accountable."""
    yield replace(row, slots=replace(row.slots, accountable=""))


def accountable_shared(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Make the row everybody's."""
    yield replace(row, slots=replace(row.slots, accountable="shared"))


def deputy_dropped(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Name no deputy."""
    yield replace(row, slots=replace(row.slots, deputy=""))


def deputy_doubled(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Make the accountable person their own deputy."""
    yield replace(row, slots=replace(row.slots, deputy=row.slots.accountable))


def escalation_shortened(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Cut the list of people to call, step by step, to nobody."""
    for left in range(len(row.slots.escalation)):
        yield replace(row, slots=replace(row.slots, escalation=row.slots.escalation[:left]))


def escalation_looped(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Let the calls come back to their start."""
    if row.slots.escalation:
        yield replace(row, slots=replace(row.slots, escalation=(*row.slots.escalation, row.slots.escalation[0])))


def name_mistyped(_matrix: Matrix, row: Row) -> Iterator[Row | None]:
    """Name somebody who is not there."""
    yield replace(row, slots=replace(row.slots, deputy="nobody-of-that-name"))


DAMAGES: tuple[Damage, ...] = (
    row_deleted, cell_widened, condition_dropped, cell_narrowed, condition_added, yields_dropped, yields_added,
    accountable_emptied, accountable_shared, deputy_dropped, deputy_doubled, escalation_shortened, escalation_looped,
    name_mistyped,
)  # fmt: skip


def mutants(matrix: Matrix, damages: tuple[Damage, ...] = DAMAGES) -> Iterator[tuple[str, str, Matrix]]:
    """Yield every damaged matrix with the name of the damage and the row that was damaged."""
    for at, row in enumerate(matrix.rows):
        for damage in damages:
            for changed in damage(matrix, row):
                kept = () if changed is None else (changed,)
                damaged = replace(matrix, rows=(*matrix.rows[:at], *kept, *matrix.rows[at + 1 :]))
                yield damage.__name__, row.id, damaged


def roster_holes(matrix: Matrix, end: datetime) -> Iterator[tuple[str, str, Matrix]]:
    """Yield the matrix with one shift taken out of its rosters, and with the end of each roster torn off."""
    shifts = matrix.directory.shifts
    for at, shift in enumerate(shifts):
        if shift.start < end:
            left = (*shifts[:at], *shifts[at + 1 :])
            yield "roster_hole", shift.role, replace(matrix, directory=replace(matrix.directory, shifts=left))
    for role in matrix.directory.roles:
        kept = tuple(shift for shift in shifts if shift.role != role.name or shift.end < end)
        if kept != shifts:
            yield "roster_torn_off", role.name, replace(matrix, directory=replace(matrix.directory, shifts=kept))
