"""Small tables as text, read the way a whole file is; and what is said of a row in one line."""

from collections.abc import Mapping
from inspect import cleandoc

from demarc.core.matrix.findings import Kind
from demarc.files.matrix.reading import Note
from demarc.files.responsibility import ResponsibilityRow, ResponsibilityTable, read_tables_bytes

NONE: Mapping[str, str] = {}


def tables(text: str, file: str = "raci.md", mapping: Mapping[str, str] = NONE) -> tuple[ResponsibilityTable, ...]:
    """Read a text as a file of this name."""
    return read_tables_bytes(cleandoc(text).encode(), file, mapping)


def table(text: str, file: str = "raci.md", mapping: Mapping[str, str] = NONE) -> ResponsibilityTable:
    """Read a text that has one table."""
    (found,) = tables(text, file, mapping)
    return found


def said(row: ResponsibilityRow) -> str:
    """Say who has which part in a row: `Dana A, MSP C+R (input)`."""
    parts = (
        f"{each.holder or 'nobody'} {'+'.join(sorted(each.letters)) or '?'}{f' ({each.note})' if each.note else ''}"
        for each in row.assignments
    )
    return ", ".join(parts)


def lines(found: ResponsibilityTable) -> list[str]:
    """Say every row in one line: its title and who has which part."""
    return [f"{row.title}: {said(row)}" for row in found.rows]


def notes(found: ResponsibilityTable, kind: Kind) -> list[Note]:
    """List the notes of one kind."""
    return [note for note in found.notes if note.finding.kind is kind]
