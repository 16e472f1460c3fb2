"""Changing a clock: a version like any other, with one clock changed, for both sides to sign."""

from dataclasses import replace
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.versions import Proposed, propose_change
from demarc.core.clocks import TERMS
from demarc.core.matrix.table import Clock, Matrix
from demarc.core.row_clocks import BadClocks, RowClocks, row_clocks
from demarc.core.words import Priority
from demarc.record.reads.versions_page import matrix_to_download


def propose_clock(
    *, engagement: str, target: str, says: str, by: str, now: datetime, starts_at: datetime, why: str
) -> Proposed | Refused:
    """Propose the matrix in force with another clock: of a priority (`P2`) or of a row (its id).

    `says` is a line as rows have it, `accept 10 min; then 10 min, 20 min`. Raises `NotFound` for strangers.
    """
    changed = with_clock(matrix_to_download(engagement=engagement, by=by, now=now), target, says)
    if isinstance(changed, str):
        return Refused(changed)
    about = f"with clocks of {target}"
    return propose_change(engagement=engagement, matrix=changed, about=about, by=by, now=now, starts_at=starts_at, why=why)


def with_clock(matrix: Matrix, target: str, says: str) -> Matrix | str:
    """Change one clock in a copy of the matrix, or say in one sentence why that is refused."""
    try:
        stated = row_clocks(says)
    except BadClocks as bad:
        return f"{bad}."
    if stated is None:
        return f"`{says}` are no clocks; write `accept 10 min; then 10 min, 20 min`."
    if target in set(Priority):
        return _of_priority(matrix, Priority(target), stated)
    row = matrix.row(target)
    if row is None:
        return f"There is no row `{target}` in the matrix in force."
    said = stated.says()
    if row.clocks == said:
        return "Nothing would change: the row has these clocks already."
    return replace(matrix, rows=tuple(replace(one, clocks=said) if one.id == row.id else one for one in matrix.rows))


def _of_priority(matrix: Matrix, priority: Priority, stated: RowClocks) -> Matrix | str:
    if stated.due is not None:
        return "A due date belongs to a row; a priority has a time to accept and its steps."
    if priority is Priority.P1 and stated.business:
        return "A P1 runs in plain time, always: write min, h or d."
    terms = stated.over(TERMS[priority])
    new = Clock(priority, terms.accept, terms.steps, stated.business)
    if new in matrix.clocks:
        return f"Nothing would change: {priority} has this clock already."
    others = tuple(clock for clock in matrix.clocks if clock.priority is not priority)
    return replace(matrix, clocks=tuple(sorted((*others, new), key=lambda clock: clock.priority)))
