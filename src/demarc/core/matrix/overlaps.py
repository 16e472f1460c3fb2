"""Every pair of rows that claim the same item: complete, exact, each pair once, each with an item both claim.

Two rows overlap where both match and neither gives way to any row that matches there: their scopes intersected, minus
the boxes either yields to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from demarc.core.matrix.covering import hole
from demarc.core.matrix.grid import Box, grid_of, meet
from demarc.core.matrix.meeting import meeting_pairs
from demarc.core.matrix.met import Met, met
from demarc.core.matrix.table import TOPIC, Matrix, Row, Scope
from demarc.core.matrix.telling import Teller
from demarc.core.words import RowId


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rows that are both effective on every item of `box`; `witness` is one of them, with a value for every aspect."""

    rows: tuple[RowId, RowId]
    box: Scope
    witness: Mapping[str, str]


def overlaps(matrix: Matrix, topic: str | None = None, *, known: Met | None = None) -> tuple[Overlap, ...]:
    """List every pair of overlapping rows once, in the order of the rows; with `topic`, only what happens in that topic.

    `known` are the pairs of this matrix that meet, where somebody has them already. Raises `OutOfBudget` (never seen with
    up to 16 yields a row) when a pair yields to too many boxes to tell.
    """
    if topic is None:
        known = known or met(matrix)
        grid, pairs = known.grid, known.pairs
    else:
        grid = grid_of(rows_of(matrix, topic), matrix.domain, without=TOPIC)
        pairs = tuple(sorted(meeting_pairs(grid.boxes)))
    boxes_of: dict[RowId, list[Box]] = {}
    for row, box in zip(grid.rows, grid.boxes, strict=True):
        boxes_of.setdefault(row.id, []).append(box)
    tell = Teller(matrix, grid.axes, topic or "")
    found = []
    for one, other in pairs:
        pair = (grid.rows[one].id, grid.rows[other].id)
        common = meet(grid.boxes[one], grid.boxes[other])
        left = _left_to_both(matrix, pair, common, boxes_of) if common is not None else None
        if left is not None:
            found.append(Overlap(pair, *tell(left)))
    return tuple(found)


def rows_of(matrix: Matrix, topic: str) -> tuple[Row, ...]:
    """List the rows that can take an item of this topic: those that name it, and those that name no topic."""
    return tuple(row for row in matrix.rows if all(topic in allowed for aspect, allowed in row.scope if aspect == TOPIC))


def _left_to_both(
    matrix: Matrix, pair: tuple[RowId, RowId], common: Box, boxes_of: Mapping[RowId, list[Box]]
) -> Box | None:
    """Cut the boxes that either row gives way to out of what the two have in common; a box of the rest, or None."""
    one, other = pair
    above = matrix.yields(one) | matrix.yields(other)
    if one in above or other in above:
        return None
    return hole(common, [box for id_ in above for box in boxes_of.get(id_, ())]) if above else common
