"""Functions that may never be divided: within one window, one person answers for the whole of each."""

from collections.abc import Iterator
from itertools import combinations

from demarc.core.catalogue import ALWAYS_SINGLE
from demarc.core.matrix.findings import Finding, Kind, finding
from demarc.core.matrix.table import WINDOW, Matrix, Row
from demarc.core.words import Window

EVERY_WINDOW: frozenset[str] = frozenset(Window)


def divided(matrix: Matrix) -> Iterator[Finding]:
    """Yield each pair of rows that divide such a function among two people at one time, whatever else tells them apart."""
    by_function: dict[str, list[Row]] = {}
    for row in matrix.rows:
        if row.function in ALWAYS_SINGLE and row.slots.accountable:
            by_function.setdefault(row.function, []).append(row)
    for function, rows in by_function.items():
        for one, other in combinations(rows, 2):
            both = _windows(one) & _windows(other)
            if one.slots.accountable != other.slots.accountable and both:
                message = (
                    f"rows `{one.id}` and `{other.id}` divide {function} between `{one.slots.accountable}` and "
                    f"`{other.slots.accountable}`; at any one time one person must answer for the whole of it"
                )
                yield finding(Kind.TWO_ACCOUNTABLE, message, rows=(one.id, other.id), field="accountable")


def _windows(row: Row) -> frozenset[str]:
    return row.box().get(WINDOW, EVERY_WINDOW)
