"""The responsibility table inside a proposal, read as any stranger's table is: from the rows of the document itself."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from demarc.core.proposal.document import Block, Document
from demarc.core.words import Side
from demarc.files.grid import Cell, Grid, even
from demarc.files.matrix.places import Place, column_letters
from demarc.files.responsibility.grids import tables_in
from demarc.files.responsibility.table import Layout, ResponsibilityTable
from demarc.files.stranger import Stranger, as_matrix

FEWEST = 3
"""Lines that make a matrix; a table of two is an example in passing."""


def matrix_inside(document: Document) -> Stranger | None:
    """Read the tables that say who does what; None where there is none."""
    found = [table for grid in _grids(document) for table in _says_who(grid)]
    if not found:
        return None
    read = as_matrix(found)
    return read if read.lines else None


def tables_inside(document: Document) -> tuple[Grid, ...]:
    """Give the tables that say who does what, as they stand in the document."""
    return tuple(grid for grid in _grids(document) if _says_who(grid))


def owners_of(read: Stranger) -> dict[str, Side]:
    """Say which side answers for each function; one that both or nobody answers for is left out."""
    sides = {holder.name: holder.side for holder in read.holders}
    named: dict[str, set[Side | None]] = {}
    for line in read.lines:
        for function in line.functions:
            of_line = {sides.get(owner.name) for owner in line.standing.owners}
            named.setdefault(function, set()).update(of_line or {None})
    return {function: side for function, found in named.items() for side in found if side and len(found) == 1}


def _says_who(grid: Grid) -> tuple[ResponsibilityTable, ...]:
    return tuple(table for table in tables_in(grid, {}) if table.kind is not Layout.OTHER and len(table.rows) >= FEWEST)


def _grids(document: Document) -> Iterator[Grid]:
    """Gather rows that follow each other into tables; the last text before a table is its heading."""
    heading = ""
    for is_table, run in groupby(document.blocks, key=lambda block: bool(block.cells)):
        blocks = list(run)
        if is_table:
            rows = [_cells(document.file, number, block) for number, block in _numbered(blocks)]
            yield Grid(document.file, None, even(rows), heading)
        else:
            heading = blocks[-1].text


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Leave out the line that Markdown draws below its headings."""
    for number, block in enumerate(blocks, 1):
        if not all(set(cell) <= set("-: ") for cell in block.cells):
            yield number, block


def _cells(file: str, row: int, block: Block) -> list[Cell]:
    places = (Place(file, None, row, column_letters(at)) for at in range(len(block.cells)))
    return [Cell(text.strip("* "), place) for text, place in zip(block.cells, places, strict=True)]
