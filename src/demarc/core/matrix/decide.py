"""THE DEFINITION: which row decides. Slow and obvious; everything faster is checked against it.

The matching rows are those whose box contains the facts. The effective ones are the matching rows that yield to no
other matching row. One effective row decides; none is a gap; two or more are an overlap. There is no first match.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.matrix.table import Facts, Matrix, Row
from demarc.core.words import RowId, Window


class Outcome(StrEnum):
    """What a decision comes to."""

    ROW = "row"
    GAP = "gap"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and its reasons: the version, the deciding row or none, all matching and effective rows, the window."""

    version: str
    outcome: Outcome
    row: RowId | None
    matching: tuple[RowId, ...]
    effective: tuple[RowId, ...]
    window: Window


def decide(matrix: Matrix, facts: Facts) -> Verdict:
    """Decide which row these total facts fall to. `facts["window"]` is already a fact."""
    matching = tuple(row for row in matrix.rows if row.allows(facts))
    return verdict_of(matrix, matching, Window(facts.get("window", Window.BUSINESS)))


def verdict_of(matrix: Matrix, matching: tuple[Row, ...], window: Window) -> Verdict:
    """Put into words what these matching rows come to."""
    ids = tuple(row.id for row in effective_of(matrix, matching))
    outcome = Outcome.GAP if not ids else Outcome.ROW if len(ids) == 1 else Outcome.OVERLAP
    return Verdict(
        version=matrix.version,
        outcome=outcome,
        row=ids[0] if outcome is Outcome.ROW else None,
        matching=tuple(row.id for row in matching),
        effective=ids,
        window=window,
    )


def effective_of(matrix: Matrix, matching: Iterable[Row]) -> tuple[Row, ...]:
    """Keep the matching rows that yield to no other matching row."""
    rows = tuple(matching)
    present = {row.id for row in rows}
    return tuple(row for row in rows if not present.intersection(matrix.yields(row.id)))
