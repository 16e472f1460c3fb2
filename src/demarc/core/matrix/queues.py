"""Queues: a row whose accountable slot is a role waits in that role's queue, held by the steward on duty.

The people of a queue are those on the role's roster and its fallback, of the steward's own party. The first of them to
touch an item takes it; until then the steward holds it.
"""

from demarc.core.matrix.table import Matrix, Row
from demarc.core.words import PersonId, RowId


def queue_of(matrix: Matrix, row: Row | None) -> frozenset[PersonId]:
    """Name the people of the queue this row waits in, or nobody where the row names a person."""
    role = matrix.directory.role(row.slots.accountable) if row is not None else None
    if role is None:
        return frozenset()
    on_roster = {shift.person for shift in matrix.directory.roster(role.name)}
    return frozenset(on_roster | ({role.fallback} if role.fallback else set()))


def rows_queued_for(matrix: Matrix, person: PersonId) -> tuple[RowId, ...]:
    """List the rows whose queue this person is one of, in the order of the matrix."""
    return tuple(row.id for row in matrix.rows if person in queue_of(matrix, row))
