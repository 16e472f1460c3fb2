"""Does a set of boxes cover a box, and if not, where is a hole? Exact for any boxes, within a budget of states.

Split by one column at a time, the one that most of the boxes still in play have a condition on; boxes that no longer
matter drop out, and a state already seen covered is not looked at again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from demarc.core.matrix.grid import Box, masks_by_value, meet

BUDGET = 200_000
"""States to look at before giving up: a second or two."""


class OutOfBudget(Exception):
    """The boxes overlap in too many ways to decide within the budget; `columns` are the three to blame, by place."""

    def __init__(self, columns: tuple[int, ...]) -> None:
        super().__init__(f"undecided: the columns {columns} cut the table into too many pieces")
        self.columns = columns


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's values in classes that no box tells apart, as (boxes that allow it, values), and the boxes open here."""

    classes: tuple[tuple[int, int], ...]
    open: int


def hole(space: Box, boxes: Sequence[Box], budget: int = BUDGET) -> Box | None:
    """Find a box inside `space` that none of `boxes` meets, or None when they cover it. Raises `OutOfBudget`."""
    inside = [common for box in boxes if (common := meet(space, box)) is not None]
    if not inside:
        return space
    columns = tuple(_column(cell, [box[at] for box in inside]) for at, cell in enumerate(space))
    search = _Search(columns, budget)
    found = search.run(tuple(range(len(space))), (1 << len(inside)) - 1)
    if found is None:
        return None
    return tuple(found.get(at, cell) for at, cell in enumerate(space))


def _column(cell: int, cells: list[int]) -> _Column:
    by_value = masks_by_value(cells, cell.bit_length())
    classes: dict[int, int] = {}
    open_ = -1
    for value, mask in enumerate(by_value):
        if cell >> value & 1:
            classes[mask] = classes.get(mask, 0) | 1 << value
            open_ &= mask
    return _Column(tuple(classes.items()), open_)


class _Search:
    """One search for a hole: what it has seen covered, and how many states it may still look at."""

    def __init__(self, columns: tuple[_Column, ...], budget: int) -> None:
        self._columns = columns
        self._left = budget
        self._covered: set[tuple[int, tuple[int, ...]]] = set()

    def run(self, free: tuple[int, ...], live: int) -> dict[int, int] | None:
        """Find the cells of a hole in the columns still free, given the boxes still in play, or None: all covered."""
        if not live:
            return {}
        bound: list[tuple[int, int, int]] = []
        whole = live
        for at in free:
            open_ = live & self._columns[at].open
            whole &= open_
            if open_ != live:
                bound.append((open_.bit_count(), len(self._columns[at].classes), at))
        if whole:
            return None
        key = (live, tuple(at for _, _, at in bound))
        if key in self._covered:
            return None
        self._spend()
        choice = min(bound)[2]
        rest = tuple(at for at in key[1] if at != choice)
        parts: dict[int, int] = {}
        for mask, values in self._columns[choice].classes:
            parts[live & mask] = parts.get(live & mask, 0) | values
        for mask, values in parts.items():
            found = self.run(rest, mask)
            if found is not None:
                return {**found, choice: values}
        self._covered.add(key)
        return None

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            busiest = sorted(range(len(self._columns)), key=lambda at: -len(self._columns[at].classes))
            raise OutOfBudget(tuple(sorted(busiest[:3])))
