"""One table from its rows: every line with who has which part, and what every filled cell was read as."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from demarc.core.matrix.findings import Kind, Level
from demarc.files.grid import Cell, Grid
from demarc.files.matrix.places import column_letters
from demarc.files.responsibility.body import Line, lines_of
from demarc.files.responsibility.cells import Key, names_alone, parts_of
from demarc.files.responsibility.columns import Column
from demarc.files.responsibility.headings import Headings
from demarc.files.responsibility.legend import letters_explained, names_explained
from demarc.files.responsibility.letters import alphabet_of, is_blank
from demarc.files.responsibility.made import SHOWN, Made
from demarc.files.responsibility.table import (
    Assignment,
    Letter,
    ResponsibilityRow,
    ResponsibilityTable,
)
from demarc.files.responsibility.words import ASSIGNING, NAMED, TELLING, Role, folded

Row = Sequence[Cell]


class Building:
    """One table being built from the headings found and the rows around them."""

    def __init__(self, grid: Grid, headings: Headings, mapping: Mapping[str, str]) -> None:
        self._grid, self._headings = grid, headings
        self._columns = _distinct(headings.columns)
        self._mapping = mapping
        self._made = Made()
        self._section = ""
        self._sections_by_column: dict[int, str] = {}
        self._number = self._column(Role.NUMBER)
        self._title = self._column(Role.TITLE) or self._number

    def _column(self, role: Role) -> Column | None:
        return next((column for column in self._columns if column.role is role), None)

    def table(self, above: Sequence[Row], body: Sequence[Row], header: Sequence[Row]) -> ResponsibilityTable:
        """Build the table.

        1. What stands above is its title or its key. 2. The headings. 3. Every row by what it is. 4. Cells under no
        heading. 5. One spelling for each name.
        """
        made = self._made
        made.note_twice(self._headings.columns)
        for row in above:
            self._text(row)
        self._header(header)
        lines = lines_of(body, self._columns)
        key = self._key(above, body, lines)
        self._sections(lines, body)
        for row, line in zip(body, lines, strict=True):
            self._line(row, line, key)
        made.note_astray()
        made.keep_empty_sections()
        rows = made.one_spelling(made.rows)
        made.note_nobody(rows, self._columns[0].place)
        return ResponsibilityTable(
            file=self._grid.file,
            sheet=self._grid.sheet,
            kind=self._headings.layout,
            holders=_holders(self._columns, rows),
            rows=rows,
            columns={column.heading: _said(column) for column in self._columns if column.heading},
            notes=tuple(made.notes),
            name=self._grid.name,
            parties={column.holder: column.group for column in self._columns if column.holder and column.group},
            texts=tuple(made.texts),
            cells=made.cells,
        )

    def _header(self, header: Sequence[Row]) -> None:
        """Account for the headings; one over another that names no group of holders is a text beside the table."""
        kept = {column.heading for column in self._headings.columns}
        kept |= {column.group for column in self._headings.columns if column.holder}
        for row in header:
            for cell in row:
                self._made.read_as(cell, "heading")
                if not is_blank(cell.text) and cell.text not in kept:
                    self._made.texts.append(cell.text)

    def _key(self, above: Sequence[Row], body: Sequence[Row], lines: Sequence[Line]) -> Key:
        """Work out how the cells are read: by the table's own key and `--map`, else by what the cells use."""
        beside = [*above, *(row for row, line in zip(body, lines, strict=True) if line is Line.TEXT)]
        lettered = [column.index for column in self._columns if column.role in {Role.LETTERS, Role.ORIGIN}]
        texts = [row[at].text for row, line in zip(body, lines, strict=True) if line is Line.ROW for at in lettered]
        letters = {**alphabet_of(texts), **letters_explained(beside), **mapped_letters(self._mapping)}
        named = [column.index for column in self._columns if column.role in NAMED or column.role is Role.AREA]
        known = names_alone({row[at].text for row in body for at in named if not is_blank(row[at].text)})
        return Key(letters, names_explained(beside) if named else {}, known)

    def _sections(self, lines: Sequence[Line], body: Sequence[Row]) -> None:
        """Without headings inside the table, the heading it stands under is every row's section."""
        inside = {Line.SECTION, Line.GUESSED_SECTION} & set(lines) or self._column(Role.SECTION)
        self._section = "" if inside else self._grid.name
        guessed = [row[0].place for row, line in zip(body, lines, strict=True) if line is Line.GUESSED_SECTION]
        if guessed:
            said = ", ".join(str(place.row) for place in guessed)
            message = f"rows {said} name nobody and were read as headings over the rows below them"
            self._made.note(Kind.GUESSED, message, guessed[0])

    def _line(self, row: Row, line: Line, key: Key) -> None:
        if line in {Line.SECTION, Line.GUESSED_SECTION}:
            title = row[self._title.index].text if self._title else ""
            said = title if not is_blank(title) else next(cell.text for cell in row if not is_blank(cell.text))
            self._section = " ".join(said.split()).rstrip(":")
            self._made.sections.append(self._section)
            if len({cell.text for cell in row if not is_blank(cell.text)}) > 1:
                self._made.texts.append(_joined(row))
            for cell in row:
                self._made.read_as(cell, "section")
        elif line is Line.TEXT:
            self._text(row)
        elif line is Line.ROW:
            self._row(row, key)
        else:
            for cell in row:
                self._made.read_as(cell, str(line))

    def _text(self, row: Row) -> None:
        """Keep a title, key or footnote as a text beside the table."""
        if any(not is_blank(cell.text) for cell in row):
            self._made.texts.append(_joined(row))
        for cell in row:
            self._made.read_as(cell, "text beside the table")

    def _row(self, row: Row, key: Key) -> None:
        """Read one line: its number, title, section and notes, and who has which part."""
        made = self._made
        title = row[self._title.index] if self._title else row[0]
        number = row[self._number.index] if self._number else None
        said = "" if is_blank(title.text) else " ".join(title.text.split())
        if not said:
            made.note(Kind.UNREADABLE, "this line says who, but not what is to be done", title.place, Level.WARNING)
        short = sum(cell.missing for cell in row)
        if short:
            message = f"this row has {len(row) - short} cells where the table has {len(row)}; the others were read as blank"
            made.note(Kind.UNREADABLE, message, row[0].place, Level.WARNING)
        notes: list[str] = []
        assignments: list[tuple[Column, Assignment]] = []
        for column in self._columns:
            self._cell(row[column.index], column, key, notes, assignments)
        made.rows.extend(
            ResponsibilityRow(
                number="" if number is None or is_blank(number.text) else number.text.strip(),
                title=said,
                section=area.heading if area else self._section,
                notes=tuple(notes),
                assignments=tuple(each for column, each in assignments if column.role is not Role.AREA or column is area),
                place=row[area.index].place if area else title.place,
            )
            for area in self._areas()
        )

    def _areas(self) -> Sequence[Column | None]:
        areas = [column for column in self._columns if column.role is Role.AREA]
        return areas or [None]

    def _cell(
        self, cell: Cell, column: Column, key: Key, notes: list[str], assignments: list[tuple[Column, Assignment]]
    ) -> None:
        """Read one cell of a line into its notes and assignments."""
        made = self._made
        role = column.role
        if role is Role.SECTION:
            self._under(column, cell)
        elif role in ASSIGNING:
            parts = parts_of(cell, column, key)
            assignments.extend((column, each) for each in parts.assignments)
            if parts.unread:
                made.note(Kind.UNREADABLE, _not_read(parts.unread, column, key), cell.place)
                notes.append(f"{column.heading}: {cell.text}")
        elif role in TELLING and not is_blank(cell.text):
            notes.append(cell.text if role is Role.NOTE else f"{column.heading}: {_ticked(cell.text)}")
        elif role is None and not is_blank(cell.text):
            made.astray.setdefault(column.index, []).append(cell)
            notes.append(cell.text)
        made.read_as(cell, _said(column) if role else "under no heading")

    def _under(self, column: Column, cell: Cell) -> None:
        """Take the section a column gives; a blank cell goes on with the one above, and a wider one ends the narrower."""
        if is_blank(cell.text):
            return
        kept = {index: said for index, said in self._sections_by_column.items() if index < column.index}
        self._sections_by_column = {**kept, column.index: " ".join(cell.text.split())}
        self._section = " / ".join(self._sections_by_column.values())


def _distinct(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Give the later of two columns with one heading a heading and holder of its own."""
    seen: set[str] = set()
    made = []
    for column in columns:
        key = folded(column.heading)
        if column.heading and key in seen:
            mark = f" (column {column_letters(column.index)})"
            holder = column.holder + mark if column.holder else ""
            made.append(replace(column, heading=column.heading + mark, holder=holder))
        else:
            made.append(column)
        seen.add(key)
    return tuple(made)


def _joined(row: Row) -> str:
    """Put the filled cells of a row into one text; what a merged cell repeats is said once."""
    return " | ".join(dict.fromkeys(cell.text for cell in row if not is_blank(cell.text)))


def _holders(columns: Sequence[Column], rows: Sequence[ResponsibilityRow]) -> tuple[str, ...]:
    """List who the table speaks of: those of its headings in order, then those its cells name."""
    headed = [column.holder for column in columns if column.role in ASSIGNING and column.holder]
    named = [
        each.holder for row in rows for each in row.assignments if each.holder and not each.letters & {Letter.SHARED}
    ]  # fmt: skip
    return tuple(dict.fromkeys([*headed, *named]))


def _said(column: Column) -> str:
    """Say what a column was read as, in the words of `--map`."""
    return str(column.role) if column.role else "not read"


def _ticked(text: str) -> str:
    return "yes" if text.strip().casefold() in {"x", "✓", "✔"} else text


def _not_read(text: str, column: Column, key: Key) -> str:
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
    if column.role is Role.INHERITED:
        return f"`{shown}` is none of Yes, Partial and No"
    if column.role is Role.ORIGIN:
        return f"`{shown}` is no mark: an X says that it holds"
    if column.role in NAMED or column.role is Role.AREA:
        return f"`{shown}` under {column.heading} names nobody"
    signs = ", ".join(sorted(key.alphabet))
    return f"`{shown}` under {column.heading or 'no heading'} is none of the letters {signs}, nor a word for one"


def mapped_letters(mapping: Mapping[str, str]) -> Mapping[str, frozenset[Letter]]:
    """Take from `--map` what single letters stand for: `--map "D=accountable"`."""
    words = {
        "accountable": Letter.ACCOUNTABLE,
        "responsible": Letter.RESPONSIBLE,
        "consulted": Letter.CONSULTED,
        "informed": Letter.INFORMED,
        "support": Letter.SUPPORT,
        "owner": Letter.OWNS,
        "primary": Letter.PRIMARY,
        "deputy": Letter.SECONDARY,
        "secondary": Letter.SECONDARY,
    }
    return {
        sign.upper(): frozenset({words[folded(said)]})
        for sign, said in mapping.items()
        if len(sign) == 1 and sign.isalpha() and folded(said) in words
    }
