"""The whole owner grid of a fleet at once: which row takes each duty of each device, and who takes nothing or twice.

What devices say is numbered first, values that no row tells apart getting one number; one mixed-radix key then stands
for everything a device says. Per key the rows of all duties lie side by side, so a device costs one look-up whatever
the number of duties, and gaps and overlaps are counted by key instead of by device.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
from numpy.typing import NDArray

from demarc.core.matrix.decide import Outcome, verdict_of
from demarc.core.matrix.grid import masks_by_value, places
from demarc.core.matrix.table import Facts, Matrix, Row
from demarc.core.words import UNKNOWN, RowId, Window

GAP, OVERLAP, FIRST = 0, 1, 2
"""The owner numbers: nobody, two at once, and the number of a duty's first row."""

CELLS = 100_000_000
"""Entries the table may hold before a fleet is refused: 100 or 200 MB."""

SMALL = 256
"""How many owner numbers, or values of a column, fit one byte."""

CHUNK = 16_384
"""Devices looked up at a time, so that their keys stay in the processor's cache."""

Codes = NDArray[np.uint8] | NDArray[np.uint16]


class TooManyKeys(ValueError):
    """What devices can say makes too many combinations to hold the owners of each."""

    def __init__(self, cells: int, most: int) -> None:
        super().__init__(
            f"the fleet has {cells} combinations and duties, more than {most}; decide device by device instead"
        )


@dataclass(frozen=True, slots=True)
class Column:
    """What devices say of one aspect: each value's number. Values that no row tells apart share one."""

    aspect: str
    numbers: Mapping[str, int]
    width: int

    def encode(self, values: Sequence[str]) -> Codes:
        """Turn values into their numbers. Raises `KeyError` for a value that the aspect does not list."""
        numbers = np.fromiter((self.numbers[value] for value in values), dtype=np.uint16, count=len(values))
        return numbers.astype(np.uint8) if self.width <= SMALL else numbers


@dataclass(frozen=True, slots=True)
class OwnerGrid:
    """`owners[device, duty]` is `GAP`, `OVERLAP` or `FIRST` plus a row's place; the counts are of devices, by duty."""

    owners: Codes
    gaps: tuple[int, ...]
    overlaps: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OwnerTables:
    """A matrix made ready for fleets: `rows` names, duty by duty, the row of each owner number from `FIRST` on."""

    duties: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[RowId, ...], ...]
    owners: Codes = field(repr=False)
    _gaps: tuple[NDArray[np.int32], ...] = field(repr=False)
    _overlaps: tuple[NDArray[np.int32], ...] = field(repr=False)

    def grid(self, said: Mapping[str, Codes], count: int, out: Codes | None = None) -> OwnerGrid:
        """Find the owners of `count` devices, given a column of numbers per aspect, in `out` if there is one already."""
        owners = np.empty((count, len(self.duties)), self.owners.dtype) if out is None else out
        parts = [said[column.aspect] for column in self.columns]
        for part, column in zip(parts, self.columns, strict=True):
            if count and int(part.max()) >= column.width:
                raise ValueError(f"`{column.aspect}` has no number {int(part.max())}; make columns with `encode`")
        keys = np.zeros(count, dtype=np.intp)
        for start in range(0, count, CHUNK):
            end = min(count, start + CHUNK)
            key = keys[start:end]
            for part, column in zip(parts, self.columns, strict=True):
                np.multiply(key, column.width, out=key)
                np.add(key, part[start:end], out=key)
            # with `clip` the rows are written straight into the grid; the numbers were checked above
            np.take(self.owners, key, axis=0, out=owners[start:end], mode="clip")
        devices = np.bincount(keys, minlength=len(self.owners))
        return OwnerGrid(owners, _counted(devices, self._gaps), _counted(devices, self._overlaps))


def _counted(devices: NDArray[np.intp], places_of: Sequence[NDArray[np.int32]]) -> tuple[int, ...]:
    return tuple(int(devices[keys].sum()) for keys in places_of)


def owner_tables(matrix: Matrix, duties: Mapping[str, Facts], aspects: Sequence[str], *, cells: int = CELLS) -> OwnerTables:
    """Make the tables of these duties over what devices say of `aspects`; each duty comes with its facts about the rest.

    Facts must be total, as `facts_of` makes them. Raises `TooManyKeys` beyond `cells` entries.
    """
    asked = {aspect for row in matrix.rows for aspect, _ in row.scope}
    columns = tuple(_column(matrix, aspect) for aspect in aspects if aspect in asked)
    count = prod(column.width for column in columns)
    if count * len(duties) > cells:
        raise TooManyKeys(count * len(duties), cells)
    outside = {column.aspect for column in columns}
    rows_of = [_rows_for(matrix, facts, outside) for facts in duties.values()]
    kind = np.uint8 if max(map(len, rows_of), default=0) + FIRST <= SMALL else np.uint16
    owners = np.empty((count, len(duties)), dtype=kind)
    for at, (facts, rows) in enumerate(zip(duties.values(), rows_of, strict=True)):
        owners[:, at] = _owners(matrix, facts, rows, columns)
    return OwnerTables(
        tuple(duties),
        columns,
        tuple(tuple(row.id for row in rows) for rows in rows_of),
        owners,
        tuple(np.flatnonzero(owners[:, at] == GAP).astype(np.int32) for at in range(len(duties))),
        tuple(np.flatnonzero(owners[:, at] == OVERLAP).astype(np.int32) for at in range(len(duties))),
    )


def _column(matrix: Matrix, aspect: str) -> Column:
    """Number the values of an aspect by the rows that allow them."""
    values = matrix.domain(aspect)
    number_of: dict[int, int] = {}
    masks = _masks(matrix.rows, aspect, values)
    numbers = {value: number_of.setdefault(mask, len(number_of)) for value, mask in zip(values, masks, strict=True)}
    return Column(aspect, numbers, len(number_of))


def _masks(rows: Sequence[Row], aspect: str, values: Sequence[str]) -> list[int]:
    """Find the rows that allow each value, as the bits of one integer."""
    bit_of = {value: 1 << at for at, value in enumerate(values)}
    full = (1 << len(values)) - 1
    allowed = [row.box().get(aspect) for row in rows]
    cells = [full if cell is None else sum(bit_of.get(value, 0) for value in cell) for cell in allowed]
    return masks_by_value(cells, len(values))


def _rows_for(matrix: Matrix, facts: Facts, outside: set[str]) -> tuple[Row, ...]:
    """Keep the rows that the facts of a duty allow, whatever a device says."""
    return tuple(
        row
        for row in matrix.rows
        if all(facts.get(aspect, UNKNOWN) in allowed for aspect, allowed in row.scope if aspect not in outside)
    )


def _owners(matrix: Matrix, facts: Facts, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> Codes:
    """Fold one duty column by column, a state being the rows still in play, and spread the states over all keys."""
    frontier = {(1 << len(rows)) - 1: 0}
    states = np.zeros(1, dtype=np.int32)
    for column in columns:
        by_number = dict(zip(column.numbers.values(), _masks(rows, column.aspect, tuple(column.numbers)), strict=True))
        masks = [by_number[number] for number in range(column.width)]
        following: dict[int, int] = {}
        steps = [[following.setdefault(live & mask, len(following)) for mask in masks] for live in frontier]
        states = np.array(steps, dtype=np.int32).take(states, axis=0).ravel()
        frontier = following
    answers = np.array([_answer(matrix, facts, rows, live) for live in frontier], dtype=np.uint16)
    owners: Codes = answers.take(states)
    return owners


def _answer(matrix: Matrix, facts: Facts, rows: tuple[Row, ...], live: int) -> int:
    numbers = tuple(places(live))
    window = Window(facts.get("window", Window.BUSINESS))
    verdict = verdict_of(matrix, tuple(rows[number] for number in numbers), window)
    if verdict.outcome is not Outcome.ROW:
        return GAP if verdict.outcome is Outcome.GAP else OVERLAP
    return FIRST + next(number for number in numbers if rows[number].id == verdict.row)
