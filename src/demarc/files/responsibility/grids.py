"""From a grid to its tables: merged cells spread, colours turned into texts, one table after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell, Grid
from demarc.files.matrix.places import Place
from demarc.files.matrix.reading import Note
from demarc.files.responsibility.build import Building, mapped_letters
from demarc.files.responsibility.colours import Painted, painted
from demarc.files.responsibility.headings import Headings, headings_in, is_headings, same_headings
from demarc.files.responsibility.legend import is_legend, letters_explained
from demarc.files.responsibility.letters import RACI, is_blank, is_letters
from demarc.files.responsibility.table import Layout, ResponsibilityTable
from demarc.files.responsibility.words import ASSIGNING, Role, folded

Rows = Sequence[tuple[Cell, ...]]
PEOPLE = frozenset(
    {
        "role",
        "roles",
        "person",
        "people",
        "name",
        "names",
        "team",
        "member",
        "team member",
        "stakeholder",
        "stakeholders",
        "staff",
    }
)
"""Headings that say that people, not tasks, stand below them."""

LETTERED_ROWS, LETTERED_CELLS = 2, 2


def tables_in(grid: Grid, mapping: Mapping[str, str]) -> tuple[ResponsibilityTable, ...]:
    """Read all tables of a grid; one that says nothing about who does what is given as such, with a note."""
    paint = painted(_downwards(grid.rows))
    signs = frozenset(letters_explained(row for row in paint.rows if is_legend(row))) | frozenset(mapped_letters(mapping))
    found: list[ResponsibilityTable] = []
    begins = 0
    while begins < len(paint.rows):
        headings = headings_in(paint.rows, begins, mapping, signs)
        if headings is None:
            break
        ends = _end(paint.rows, headings, mapping)
        if _lies(headings) and (stood := _stood_up(grid, paint.rows[headings.last : ends], mapping, signs)) is not None:
            found.append(_with_rest(stood, paint.rows[begins : headings.last]))
            begins = ends
            continue
        above, header = paint.rows[begins : headings.first], paint.rows[headings.first : headings.last + 1]
        body = _across(paint.rows[headings.last + 1 : ends], headings)
        found.append(Building(grid, headings, mapping).table(above, body, header))
        begins = ends
    if not found:
        return (_nothing(grid, paint),)
    rest = paint.rows[begins:]
    found[0] = replace(found[0], notes=(*found[0].notes, *_colour_notes(paint)))
    found[-1] = _with_rest(found[-1], rest)
    return tuple(found)


def _lies(headings: Headings) -> bool:
    """Tell whether the table lies on its side: people down the first column, tasks over the letters."""
    title = next((column for column in headings.columns if column.role is Role.TITLE), None)
    lettered = any(column.role is Role.LETTERS for column in headings.columns)
    return title is not None and not title.mapped and lettered and folded(title.heading) in PEOPLE


def _stood_up(grid: Grid, rows: Rows, mapping: Mapping[str, str], signs: frozenset[str]) -> ResponsibilityTable | None:
    """Read a table that lies on its side as if it stood; every cell keeps its place."""
    turned = tuple(zip(*rows, strict=True))
    headings = headings_in(turned, 0, mapping, signs)
    if headings is None or headings.layout is not Layout.RACI:
        return None
    made = Building(grid, headings, mapping).table(
        turned[: headings.first], turned[headings.last + 1 :], turned[headings.first : headings.last + 1]
    )
    message = "the people stand down the side and the tasks over the letters; it was read that way"
    return replace(made, notes=(*made.notes, Note(finding(Kind.GUESSED, message), rows[0][0].place)))


def _end(rows: Rows, headings: Headings, mapping: Mapping[str, str]) -> int:
    """Return the row at which the next table begins, with what stands directly above its headings.

    The same headings again, as on a new page, begin no table.
    """
    for at in range(headings.last + 2, len(rows)):
        if _filled(rows[at - 1]) > 1 or not is_headings(rows[at]) or same_headings(rows[at], headings.columns):
            continue
        begins = at
        while begins > headings.last + 1 and _filled(rows[begins - 1]) == 1:
            begins -= 1
        following = headings_in(rows[: at + 60], at, mapping)
        if following is not None and following.first == at:
            return begins
    return len(rows)


def _filled(row: Sequence[Cell]) -> int:
    return len({cell.text for cell in row if not is_blank(cell.text)})


def _downwards(rows: Rows) -> Rows:
    """Repeat what a cell merged downwards says in every row it reaches, at its own place."""
    made = [list(row) for row in rows]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.down > 1 and cell.text:
                for below in range(at + 1, min(at + cell.down, len(rows))):
                    if column < len(made[below]) and not made[below][column].text:
                        made[below][column] = replace(cell, down=1)
    return tuple(tuple(row) for row in made)


def _across(rows: Rows, headings: Headings) -> Rows:
    """Repeat what a cell merged over several holders says under each of them."""
    holders = {column.index for column in headings.columns if column.role in ASSIGNING}
    made = []
    for row in rows:
        cells = list(row)
        for at, cell in enumerate(row):
            if cell.across > 1 and at in holders and cell.text:
                for more in range(at + 1, min(at + cell.across, len(row))):
                    if more in holders and not cells[more].text:
                        cells[more] = replace(cell, across=1)
        made.append(tuple(cells))
    return tuple(made)


def _colour_notes(paint: Painted) -> tuple[Note, ...]:
    """Say that colours were read as data, and what each was taken for."""
    if not paint.places:
        return ()
    meaning = ", ".join(f"{fill} as `{text}`" for fill, text in (paint.meaning or {}).items())
    message = f"{len(paint.places)} cells say something only by their colour; read were {meaning}"
    return (Note(finding(Kind.GUESSED, message, severity=Level.WARNING), paint.places[0]),)


def _with_rest(table: ResponsibilityTable, rest: Rows) -> ResponsibilityTable:
    """Keep rows after the last table, if any, as texts beside it."""
    cells = {cell.place: "text beside the table" for row in rest for cell in row if cell.text}
    texts = tuple(" | ".join(cell.text for cell in row if cell.text) for row in rest if any(cell.text for cell in row))
    return replace(table, texts=(*table.texts, *texts), cells={**cells, **table.cells}) if cells else table


def _nothing(grid: Grid, paint: Painted) -> ResponsibilityTable:
    """Make the table that says nothing about who does what; letters without headings are worth more than a word."""
    filled = [cell for row in paint.rows for cell in row if cell.text]
    lettered = [row for row in paint.rows if _has_letters(row)]
    place = grid.place
    if len(lettered) >= LETTERED_ROWS:
        place = lettered[0][0].place
        message = "letters stand here, but no row above says whose they are; write the names over them"
        note = Note(finding(Kind.UNREADABLE, message), place)
    else:
        whole = Place(grid.file, grid.sheet, place.row)
        message = f"nothing here says who does what, so its {len(filled):,} filled cells were not read as rows"
        note = Note(finding(Kind.UNREADABLE, message, severity=Level.INFO), whole)
    return ResponsibilityTable(
        file=grid.file,
        sheet=grid.sheet,
        kind=Layout.OTHER,
        notes=(note,),
        name=grid.name,
        texts=tuple(" | ".join(cell.text for cell in row if cell.text) for row in paint.rows if any(c.text for c in row)),
        cells={cell.place: "not read" for cell in filled},
    )


def _has_letters(row: Sequence[Cell]) -> bool:
    return sum(is_letters(cell.text, RACI) and not cell.text.isdigit() for cell in row[1:] if cell.text) >= LETTERED_CELLS
