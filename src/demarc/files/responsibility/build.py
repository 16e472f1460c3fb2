"""One table from its rows: every line with who has which part, and what every filled cell was read as."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell, Grid
from demarc.files.matrix_places import Place, column_letters
from demarc.files.matrix_reading import NOTES, Note
from demarc.files.responsibility.body import Line, lines_of
from demarc.files.responsibility.cells import Key, names_alone, parts_of
from demarc.files.responsibility.columns import Column
from demarc.files.responsibility.headings import Headings
from demarc.files.responsibility.legend import letters_explained, names_explained
from demarc.files.responsibility.letters import alphabet_of, is_blank
from demarc.files.responsibility.owners import spellings
from demarc.files.responsibility.table import (
    Assignment,
    Letter,
    ResponsibilityRow,
    ResponsibilityTable,
)
from demarc.files.responsibility.words import ASSIGNING, NAMED, TELLING, Role, folded

Row = Sequence[Cell]
MANY_CELLS = 5
"""From how many cells under no heading on they are said once for the column."""

SHOWN = 60


@dataclass(slots=True)
class _Made:
    """What has been made of a table so far."""

    rows: list[ResponsibilityRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: dict[Place, str] = field(default_factory=dict)
    astray: dict[int, list[Cell]] = field(default_factory=dict)

    def note(self, kind: Kind, message: str, place: Place, severity: Level | None = None) -> None:
        """Note a finding at its place."""
        if len(self.notes) < NOTES:
            self.notes.append(Note(finding(kind, message, severity=severity), place))

    def read_as(self, cell: Cell, what: str) -> None:
        """Remember what a filled cell was read as."""
        if cell.text:
            self.cells.setdefault(cell.place, what)


class Building:
    """One table being built from the headings found and the rows around them."""

    def __init__(self, grid: Grid, headings: Headings, mapping: Mapping[str, str]) -> None:
        self._grid, self._headings = grid, headings
        self._columns = _distinct(headings.columns)
        self._mapping = mapping
        self._made = _Made()
        self._section = self._heading_section = ""
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
        self._note_twice(self._headings.columns)
        for row in above:
            self._text(row)
        for row in header:
            for cell in row:
                made.read_as(cell, "heading")
        lines = lines_of(body, self._columns)
        key = self._key(above, body, lines)
        self._sections(lines, body)
        for row, line in zip(body, lines, strict=True):
            self._line(row, line, key)
        self._note_astray()
        rows = self._one_spelling(made.rows)
        self._note_nobody(rows)
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
        self._section = self._heading_section = "" if inside else self._grid.name
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
        said = [cell.text for cell in row if not is_blank(cell.text)]
        if said:
            self._made.texts.append(" | ".join(dict.fromkeys(said)))
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
            self._section = " ".join(cell.text.split()) if not is_blank(cell.text) else self._section
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

    def _note_astray(self) -> None:
        """Say which cells stand under no heading: each, or the column once when they are many."""
        for index, cells in self._made.astray.items():
            if len(cells) > MANY_CELLS:
                message = f"no heading stands over column {column_letters(index)}, so its {len(cells)} cells are only notes"
                self._made.note(Kind.UNREADABLE, message, replace(cells[0].place, row=None))
                continue
            for cell in cells:
                message = f"no heading stands over `{cell.text[:SHOWN]}`, so it is only a note of its row"
                self._made.note(Kind.UNREADABLE, message, cell.place)

    def _note_twice(self, columns: Sequence[Column]) -> None:
        counted = Counter(folded(column.heading) for column in columns if column.heading)
        for column in columns:
            if counted[folded(column.heading)] > 1:
                counted[folded(column.heading)] = 0
                places = [column_letters(each.index) for each in columns if folded(each.heading) == folded(column.heading)]
                message = f"the heading `{column.heading}` stands over the columns {', '.join(places)}; each was read apart"
                self._made.note(Kind.TWICE, message, column.place, Level.WARNING)

    def _note_nobody(self, rows: Sequence[ResponsibilityRow]) -> None:
        place = self._columns[0].place
        if not rows:
            self._made.note(Kind.NO_ACCOUNTABLE, "the table has headings, but no rows", place)
        elif not any(row.assignments for row in rows):
            message = f"none of its {len(rows):,} rows says who: a blank template, or `--map` must say what its columns are"
            self._made.note(Kind.NO_ACCOUNTABLE, message, place)

    def _one_spelling(self, rows: Sequence[ResponsibilityRow]) -> tuple[ResponsibilityRow, ...]:
        """Give every name that is spelled in several ways its most frequent spelling, and say so once for each other."""
        used = [each for row in rows for each in row.assignments]
        best = spellings(each.holder for each in used)
        for name, chosen in best.items():
            if name != chosen:
                cells = [each.place for each in used if each.holder == name]
                message = f"`{name}` was read as `{chosen}`, in {len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
                self._made.note(Kind.GUESSED, message, cells[0])
        if all(name == chosen for name, chosen in best.items()):
            return tuple(rows)

        def spelled(each: Assignment) -> Assignment:
            return replace(each, holder=best.get(each.holder, each.holder))

        return tuple(replace(row, assignments=tuple(spelled(each) for each in row.assignments)) for row in rows)


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
