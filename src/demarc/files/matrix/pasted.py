"""Rows copied from a spreadsheet: lines of cells parted by tabs, under the headings of the sheet Rows.

A pasted line is laid over the row with its id: what has no column among the pasted ones stays as it is. A line with a new
id is a new row. Rows that are not pasted stay.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demarc.core.matrix.table import Matrix
from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.matrix.build import ReadMatrix, build
from demarc.files.matrix.file import xlsx_bytes
from demarc.files.matrix.layout import field_key
from demarc.files.matrix.sections import CONDITION_PREFIX, ROWS
from demarc.files.matrix.xlsx import Value, sheets_of, sorted_sheets

PASTED = "what you pasted"
"""What messages call it; the row and column count from its first line."""

ID, SCOPE = "id", "scope"


@dataclass(frozen=True, slots=True)
class _Table:
    """Headings by field key in their order, and lines of texts."""

    keys: tuple[str, ...]
    headings: Sequence[Value]
    lines: Sequence[Sequence[Value]]

    def cells(self, line: Sequence[Value]) -> Mapping[str, Value]:
        return {key: value for key, value in zip(self.keys, line, strict=False) if key}


def read_pasted(text: str, matrix: Matrix) -> ReadMatrix:
    """Lay pasted rows over a matrix. The places of its notes are those of the pasted cells.

    Raises `UnusableFile` where the text is no table with the heading Id, or names a row twice.
    """
    sheets: dict[str, Sequence[Sequence[Value]]] = dict(sheets_of(xlsx_bytes(matrix), PASTED))
    aspects = tuple(aspect.name for aspect in matrix.aspects)
    pasted = _table(_records(text), aspects)
    if ID not in pasted.keys:
        raise UnusableFile(
            "its first line has no heading Id", PASTED, "copy the rows together with the headings of the sheet Rows"
        )
    standing = _table(sheets[ROWS.title], aspects)
    sheets[ROWS.title] = _laid_over(pasted, standing)
    read = build(sorted_sheets(sheets, PASTED))
    new = {row.id: row for row in read.matrix.rows}
    if len(new) != len(read.matrix.rows):
        raise UnusableFile("it has two lines with the same id", PASTED, "keep one of them")
    kept = tuple(new.pop(row.id, row) for row in matrix.rows)
    return replace(read, matrix=replace(matrix, rows=(*kept, *new.values())))


def _records(text: str) -> list[list[Value]]:
    """Part a text into cells as a spreadsheet copies them: a cell with a tab or a line break stands in double quotes."""
    found: list[list[Value]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True):
            found.append(list(record))
            if len(record) > COLUMNS or len(found) > LINES:
                raise UnusableFile("this is far too large for a matrix", PASTED, "paste only rows of the matrix")
    except csv.Error as error:
        where = f"{PASTED}, row {len(found) + 1}"
        raise UnusableFile(f"a cell cannot be read ({error})", where, "copy the cells again") from None
    if not found or not any(found[0]):
        raise UnusableFile("its first line has no headings", PASTED, "copy the rows together with their headings")
    return found


def _table(grid: Sequence[Sequence[Value]], aspects: tuple[str, ...]) -> _Table:
    headings = grid[0]
    keys = (field_key(ROWS, str(value or "").strip(), aspects) or "" for value in headings)
    return _Table(tuple(key.casefold() for key in keys), headings, grid[1:])


def _laid_over(pasted: _Table, standing: _Table) -> list[list[Value]]:
    """Give the pasted lines, each with what its row says in the columns that were not pasted, to their right."""
    said = set(pasted.keys)
    if SCOPE in said:
        said.update(key for key in standing.keys if key.startswith(CONDITION_PREFIX))
    if any(key.startswith(CONDITION_PREFIX) for key in said):
        said.add(SCOPE)
    rest = [at for at, key in enumerate(standing.keys) if key and key not in said]
    rows = {str(standing.cells(line).get(ID) or "").strip(): line for line in standing.lines}
    width = len(pasted.headings)
    grid = [[*pasted.headings, *(standing.headings[at] for at in rest)]]
    for line in pasted.lines:
        if not any(str(value or "").strip() for value in line):
            grid.append([])
            continue
        row = rows.get(str(pasted.cells(line).get(ID) or "").strip(), ())
        own = [*line, *("" for _ in range(width - len(line)))]
        grid.append([*own, *(row[at] if at < len(row) else "" for at in rest)])
    return grid
