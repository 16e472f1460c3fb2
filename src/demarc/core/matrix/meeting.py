"""Which boxes of a table meet: every pair once, without comparing all with all.

Rows are dealt into heaps by the value of the column that tells them apart best, again and again; within a heap, the
partners of a row are one AND of row sets per column. A pair that shares several heaps is told in the first of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarc.core.matrix.grid import Box, by_single_value, places, rows_by_cell

HEAP = 6000
"""Below this many rows the row sets are so short that dealing on costs more than it saves."""

WORTH = 0.6
"""Deal on while it leaves at most this part of the pairs to compare."""

Dealt = tuple[tuple[int, int], ...]
"""The columns dealt by so far, each with the bit of the value this heap stands for."""


def meeting_pairs(boxes: Sequence[Box], most: int = HEAP) -> Iterator[tuple[int, int]]:
    """Yield every pair (i, j), i < j, of boxes that have a combination of values in common; each pair once."""
    width = len(boxes[0]) if boxes else 0
    waiting: list[tuple[list[int], Dealt]] = [(list(range(len(boxes))), ())]
    while waiting:
        heap, dealt = waiting.pop()
        column = _column_to_deal(boxes, heap, width, {column for column, _ in dealt}) if len(heap) > most else None
        if column is None:
            yield from _pairs_within(boxes, heap, width, dealt)
            continue
        for value, rows in _deal(boxes, heap, column).items():
            waiting.append((rows, (*dealt, (column, 1 << value))))


def _column_to_deal(boxes: Sequence[Box], heap: list[int], width: int, used: set[int]) -> int | None:
    """Choose the column that leaves the fewest pairs to compare, or None when none is worth it."""
    best, fewest = None, WORTH * len(heap) ** 2
    for column in range(width):
        if column in used:
            continue
        sizes: Counter[int] = Counter()
        for cell, count in Counter(boxes[row][column] for row in heap).items():
            for value in places(cell):
                sizes[value] += count
        left = sum(size * size for size in sizes.values())
        if left < fewest:
            best, fewest = column, left
    return best


def _deal(boxes: Sequence[Box], heap: list[int], column: int) -> dict[int, list[int]]:
    dealt: dict[int, list[int]] = {}
    values_of: dict[int, tuple[int, ...]] = {}
    for row in heap:
        cell = boxes[row][column]
        values = values_of.get(cell)
        if values is None:
            values = values_of[cell] = tuple(places(cell))
        for value in values:
            dealt.setdefault(value, []).append(row)
    return dealt


def _pairs_within(boxes: Sequence[Box], heap: list[int], width: int, dealt: Dealt) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one heap: per row, the later rows that share a value with it in every column not yet dealt by."""
    used = {column for column, _ in dealt}
    columns = [_column(boxes, heap, column) for column in range(width) if column not in used]
    columns = sorted((column for column in columns if column.partial), key=lambda column: column.open)
    later = (1 << len(heap)) - 1
    for row in heap:
        later &= later - 1  # a pair is told at its first row
        mask = later
        box = boxes[row]
        for column in columns:
            mask &= column.partners(box[column.number])
            if not mask:
                break
        for partner in places(mask):
            other = heap[partner]
            if all(
                (box[column] & boxes[other][column]) & -(box[column] & boxes[other][column]) == bit for column, bit in dealt
            ):
                yield row, other


def _lowest(cell: int) -> int:
    return cell & -cell


def _column(boxes: Sequence[Box], heap: list[int], number: int) -> "_Column":
    """Turn one column of a heap around; where every cell is one unbroken run of values, the cheaper way."""
    by_cell = rows_by_cell([boxes[row][number] for row in heap])
    widest = max(by_cell, default=0)
    runs = all(cell & (cell + _lowest(cell)) == 0 for cell in by_cell)
    few = len(by_cell) <= widest.bit_length()
    partners = _meeting_runs(by_cell) if runs and not few else _meeting_sets(by_cell if few else by_single_value(by_cell))
    return _Column(number, len(by_cell) > 1, by_cell.get(widest, 0).bit_count(), partners)


@dataclass(slots=True)
class _Column:
    """One column of a heap: whether it tells rows apart, how many rows it leaves open, and who shares a value with whom.

    `partners` gives, for a cell, the set of rows whose cell has a value in common with it.
    """

    number: int
    partial: bool
    open: int
    partners: Callable[[int], int]


def _meeting_sets(sets: Mapping[int, int]) -> Callable[[int], int]:
    """Find partners among row sets by cell or by value, whichever are fewer; each cell once."""
    known: dict[int, int] = {}

    def partners(cell: int) -> int:
        found = known.get(cell)
        if found is None:
            found = 0
            for other, rows in sets.items():
                if other & cell:
                    found |= rows
            known[cell] = found
        return found

    return partners


def _meeting_runs(by_cell: Mapping[int, int]) -> Callable[[int], int]:
    """Find partners among runs: two runs meet if each begins before the other has ended."""
    width = max(by_cell).bit_length()
    begun, lasting = [0] * width, [0] * width
    for cell, rows in by_cell.items():
        begun[_lowest(cell).bit_length() - 1] |= rows
        lasting[cell.bit_length() - 1] |= rows
    for value in range(1, width):
        begun[value] |= begun[value - 1]
    for value in range(width - 1, 0, -1):
        lasting[value - 1] |= lasting[value]

    def partners(cell: int) -> int:
        return begun[cell.bit_length() - 1] & lasting[_lowest(cell).bit_length() - 1]

    return partners
