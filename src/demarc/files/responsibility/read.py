"""From a file to its responsibility tables: pick the reader, find each table's layout, read its rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Grid
from demarc.files.limits import read_bytes
from demarc.files.matrix.places import Place
from demarc.files.matrix.reading import Note
from demarc.files.matrix.sections import ROWS, folded, section_for
from demarc.files.responsibility import words
from demarc.files.responsibility.agreement import disagreements
from demarc.files.responsibility.grids import tables_in
from demarc.files.responsibility.table import Layout, ResponsibilityTable
from demarc.files.tables.pick import OURS, read_grids, reader_for

NOTHING: Mapping[str, str] = MappingProxyType({})
EXAMPLE = re.compile(r"\b(examples?|samples?)\b", re.IGNORECASE)


def read_tables(path: Path, mapping: Mapping[str, str] = NOTHING) -> tuple[ResponsibilityTable, ...]:
    """Read every table of a file.

    `mapping` overrules how headings are read (`{"Who": "owner"}`), or names the side or person of one (`{"MSP":
    "provider"}`). Our own format is recognised and left to its reader. Raises `UnusableFile`.
    """
    return read_tables_bytes(read_bytes(path), str(path), mapping)


def read_tables_bytes(data: bytes, file: str, mapping: Mapping[str, str] = NOTHING) -> tuple[ResponsibilityTable, ...]:
    """Read every table of a file's bytes; `file` is what messages call it. Raises `UnusableFile`."""
    if reader_for(data, file) == OURS:
        return (ResponsibilityTable(file, None, Layout.OURS),)
    read = read_grids(data, file)
    if any(_is_ours(grid) for grid in read.grids):
        return (ResponsibilityTable(file, None, Layout.OURS),)
    said = {words.folded(heading) if len(heading) > 1 else heading: meaning for heading, meaning in mapping.items()}
    tables = [table for grid in read.grids for table in _tables(grid, said)]
    return _with_notes(file, tables, [*read.notes, *_unused(file, tables, mapping)])


def _is_ours(grid: Grid) -> bool:
    """Tell whether a sheet is the section Rows of our own format: by its title and its first headings."""
    if grid.sheet is None or section_for(grid.sheet) is not ROWS or not grid.rows:
        return False
    headings = {folded(cell.text) for cell in grid.rows[0]}
    return {"id", "accountable"} <= headings


def _tables(grid: Grid, mapping: Mapping[str, str]) -> tuple[ResponsibilityTable, ...]:
    """Read a grid; one that calls itself an example is not read as anybody's own."""
    found = tables_in(grid, mapping)
    if not EXAMPLE.search(grid.sheet or ""):
        return found
    message = "the sheet calls itself an example, so its rows were not read as yours"
    note = Note(finding(Kind.UNREADABLE, message, severity=Level.INFO), Place(grid.file, grid.sheet))
    cells = {cell.place: "example" for row in grid.rows for cell in row if cell.text}
    texts = tuple(text for table in found for text in table.texts)
    return (ResponsibilityTable(grid.file, grid.sheet, Layout.OTHER, notes=(note,), texts=texts, cells=cells),)


def _with_notes(file: str, tables: Sequence[ResponsibilityTable], notes: Sequence[Note]) -> tuple[ResponsibilityTable, ...]:
    """Give each note to the first table of its sheet, else to the first of all; a file without any says so."""
    made = list(tables) or [ResponsibilityTable(file, None, Layout.OTHER)]
    waiting = [*notes, *disagreements(tables)]
    if not any(table.kind is not Layout.OTHER for table in made):
        message = "no table in this file says who does what; `--map` can say what the headings mean"
        waiting.append(Note(finding(Kind.UNREADABLE, message), Place(file)))
    for note in waiting:
        at = next((at for at, table in enumerate(made) if _belongs(note, table)), 0)
        made[at] = replace(made[at], notes=(*made[at].notes, note))
    return tuple(made)


def _belongs(note: Note, table: ResponsibilityTable) -> bool:
    if note.place.sheet is not None:
        return note.place.sheet == table.sheet
    return note.place in table.cells


def _unused(file: str, tables: Sequence[ResponsibilityTable], mapping: Mapping[str, str]) -> list[Note]:
    """Say which headings that `--map` names are in no table."""
    known = {words.folded(name) for table in tables for name in (*table.columns, *table.holders)}
    astray = [heading for heading in mapping if len(heading) > 1 and words.folded(heading) not in known]
    seen = ", ".join(dict.fromkeys(heading for table in tables for heading in table.columns)) or "none"
    return [
        Note(
            finding(Kind.UNREADABLE, f"`--map` speaks of `{heading}`, and no heading is called so; there are: {seen}"),
            Place(file),
        )
        for heading in astray
    ]
