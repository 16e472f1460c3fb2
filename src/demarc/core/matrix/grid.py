"""A table of rows as numbers: every cell a set of values held as the bits of one integer, every set of rows another.

Only the aspects that the rows mention become axes; what no row mentions cannot tell rows apart and costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from demarc.core.matrix.table import Row

Box = tuple[int, ...]
"""One cell per axis; bit n of a cell stands for the axis's n-th value."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An aspect that some row mentions, with its values in the order of their bits."""

    aspect: str
    values: tuple[str, ...]

    @property
    def full(self) -> int:
        """Return the cell that allows every value."""
        return (1 << len(self.values)) - 1

    def named(self, cell: int) -> tuple[str, ...]:
        """List the values of a cell."""
        return tuple(self.values[place] for place in places(cell))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows as boxes over axes. A row that can never match, because some cell is empty, is not in it."""

    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...]

    @property
    def space(self) -> Box:
        """Return the box that holds everything."""
        return tuple(axis.full for axis in self.axes)


def grid_of(rows: Iterable[Row], domain: Callable[[str], tuple[str, ...]], *, without: str = "") -> Grid:
    """Number the cells of these rows over the domains of the aspects they mention, leaving out the aspect `without`."""
    table = tuple(rows)
    mentioned = dict.fromkeys(aspect for row in table for aspect, _ in row.scope if aspect != without)
    axes = tuple(Axis(aspect, domain(aspect)) for aspect in mentioned)
    place = {axis.aspect: at for at, axis in enumerate(axes)}
    bits = [{value: 1 << bit for bit, value in enumerate(axis.values)} for axis in axes]
    cells: list[dict[frozenset[str], int]] = [{} for _ in axes]
    space = [axis.full for axis in axes]
    kept: list[Row] = []
    boxes: list[Box] = []
    for row in table:
        box = space.copy()
        for aspect, allowed in row.scope:
            if aspect == without:
                continue
            at = place[aspect]
            cell = cells[at].get(allowed)
            if cell is None:
                cell = cells[at][allowed] = _cell(bits[at], allowed)
            box[at] &= cell
        if all(box):
            kept.append(row)
            boxes.append(tuple(box))
    return Grid(axes, tuple(kept), tuple(boxes))


def _cell(bits: Mapping[str, int], allowed: frozenset[str]) -> int:
    """Set the bits of the allowed values that the axis has."""
    try:
        return sum(map(bits.__getitem__, allowed))
    except KeyError:
        return sum(bits.get(value, 0) for value in allowed)


def places(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def mask_of(numbers: Iterable[int], count: int) -> int:
    """Set the bits with these numbers, all below `count`."""
    bits = bytearray((count >> 3) + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def rows_by_cell(cells: Sequence[int]) -> dict[int, int]:
    """Gather the rows of one axis by their cell: cell to the set of rows (by their order in `cells`) that have it."""
    rows_of: dict[int, list[int]] = {}
    for row, cell in enumerate(cells):
        same = rows_of.get(cell)
        if same is None:
            rows_of[cell] = [row]
        else:
            same.append(row)
    return {cell: mask_of(rows, len(cells)) for cell, rows in rows_of.items()}


def by_single_value(by_cell: Mapping[int, int]) -> dict[int, int]:
    """Turn row sets by cell into row sets by value: the value's bit to the rows that allow it."""
    found: dict[int, int] = {}
    for cell, rows in by_cell.items():
        left = cell  # the loop of `places`, written out here because it is the hottest of all
        while left:
            bit = left & -left
            found[bit] = found.get(bit, 0) | rows
            left ^= bit
    return found


def masks_by_value(cells: Sequence[int], width: int) -> list[int]:
    """Turn one axis around: for each of its `width` values, the set of rows (by their order in `cells`) that allow it."""
    found = by_single_value(rows_by_cell(cells))
    return [found.get(1 << value, 0) for value in range(width)]


def volume(box: Box) -> int:
    """Count the combinations of values in a box."""
    return prod(cell.bit_count() for cell in box)


def meet(one: Box, other: Box) -> Box | None:
    """Return what two boxes have in common, or None."""
    common = tuple(mine & theirs for mine, theirs in zip(one, other, strict=True))
    return common if all(common) else None


def minus(box: Box, other: Box) -> Iterator[Box]:
    """Yield disjoint boxes that together are the part of `box` outside `other`."""
    if meet(box, other) is None:
        yield box
        return
    rest = list(box)
    for at, cell in enumerate(other):
        outside = rest[at] & ~cell
        if outside:
            yield (*rest[:at], outside, *rest[at + 1 :])
        rest[at] &= cell
