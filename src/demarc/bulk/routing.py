"""Route columns of items at once: which row takes each, by one table look-up per aspect.

The matrix is folded level by level: a state is the set of rows still in play, a level a table from (state, value) to the
next state. Items come as columns of value numbers, one array per aspect, and leave as row numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demarc.core.matrix.decide import Outcome, verdict_of
from demarc.core.matrix.grid import Grid, grid_of, masks_by_value, places
from demarc.core.matrix.table import Matrix
from demarc.core.words import RowId, Window

GAP, OVERLAP = -1, -2
"""The answers that are no row's number."""

STATES = 2_000_000
"""Entries the tables may hold together before a matrix is refused."""

SMALL = 256
"""Values that fit a column of one byte an item."""

CHUNK = 65_536
"""Items walked at a time, so that their states stay in the processor's cache."""

Codes = NDArray[np.uint8] | NDArray[np.uint16]


class TooManyStates(ValueError):
    """The rows cut the aspects into too many pieces to hold as tables."""

    def __init__(self, aspect: str, states: int) -> None:
        super().__init__(f"the rows cut `{aspect}` and others into more than {states} pieces; decide item by item instead")


@dataclass(frozen=True, slots=True)
class Level:
    """One aspect's table: `next_state[state * width + value]`, with the values in the order of their numbers."""

    aspect: str
    values: tuple[str, ...]
    next_state: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Router:
    """A matrix as level tables. `rows` names the row of each number that `route` answers."""

    rows: tuple[RowId, ...]
    levels: tuple[Level, ...]
    answers: NDArray[np.int32]

    def encode(self, aspect: str, values: list[str]) -> Codes:
        """Turn one column of values into value numbers; every value must be listed. Raises `KeyError` for others."""
        level = next(level for level in self.levels if level.aspect == aspect)
        number = {value: at for at, value in enumerate(level.values)}
        numbers = np.fromiter((number[value] for value in values), dtype=np.uint16, count=len(values))
        return numbers.astype(np.uint8) if len(number) <= SMALL else numbers

    def route(self, columns: Mapping[str, Codes], count: int) -> NDArray[np.int32]:
        """Answer the row number of each of `count` items, or `GAP` or `OVERLAP`; aspects no row mentions are not needed."""
        found = np.empty(count, dtype=np.int32)
        tables = [(level.next_state, len(level.values), columns[level.aspect]) for level in self.levels]
        for start in range(0, count, CHUNK):
            end = min(count, start + CHUNK)
            state = np.zeros(end - start, dtype=np.int32)
            for table, width, column in tables:
                np.multiply(state, width, out=state)
                np.add(state, column[start:end], out=state, casting="unsafe")
                state = table.take(state)
            found[start:end] = self.answers.take(state)
        return found


def router_of(matrix: Matrix, *, states: int = STATES) -> Router:
    """Fold a matrix into level tables. Raises `TooManyStates` when they would hold more than `states` entries."""
    grid = grid_of(matrix.rows, matrix.domain)
    masks = [masks_by_value([box[at] for box in grid.boxes], len(axis.values)) for at, axis in enumerate(grid.axes)]
    order = sorted(range(len(grid.axes)), key=lambda at: (_open(masks[at]), len(set(masks[at]))))
    frontier = {(1 << len(grid.rows)) - 1: 0}
    levels = []
    held = 0
    for at in order:
        axis = grid.axes[at]
        following: dict[int, int] = {}
        entries = [following.setdefault(live & mask, len(following)) for live in frontier for mask in masks[at]]
        held += len(entries)
        if held > states:
            raise TooManyStates(axis.aspect, states)
        levels.append(Level(axis.aspect, axis.values, np.array(entries, dtype=np.int32)))
        frontier = following
    answers = np.array([_answer(matrix, grid, live) for live in frontier], dtype=np.int32)
    return Router(tuple(row.id for row in grid.rows), tuple(levels), answers)


def _open(masks: list[int]) -> int:
    open_ = -1
    for mask in masks:
        open_ &= mask
    return open_.bit_count() if masks else 0


def _answer(matrix: Matrix, grid: Grid, live: int) -> int:
    numbers = tuple(places(live))
    verdict = verdict_of(matrix, tuple(grid.rows[number] for number in numbers), Window.BUSINESS)
    if verdict.outcome is not Outcome.ROW:
        return GAP if verdict.outcome is Outcome.GAP else OVERLAP
    return next(number for number in numbers if grid.rows[number].id == verdict.row)
