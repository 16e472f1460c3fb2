"""The tables of a workbook: the values as a reader gives them, the colours, merges and hidden rows from the sheets' XML."""

import io
import re
from collections.abc import Iterator

import python_calamine as calamine

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell, Grid, ReadGrids
from demarc.files.limits import UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import NOTES, Note
from demarc.files.matrix.xlsx import text_of
from demarc.files.parts import part_names, unpacked_parts
from demarc.files.tables.looks import Looks, looks_in
from demarc.files.tables.sheet_xml import SheetFacts, sheet_facts, sheet_parts
from demarc.files.workbook import DEFAULT_HELP, packed

NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/theme/theme1\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
COMMENTS = re.compile(r"xl/(comments|threadedComments)", re.IGNORECASE)
EMPTY_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData></sheetData></worksheet>'
)


def read(data: bytes, file: str) -> ReadGrids:
    """Read every sheet that is not hidden. Raises `UnusableFile` for what is damaged or too large."""
    return _Book(data, file).read()


class _Book:
    """One workbook being read."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        self._notes: list[Note] = []
        self._parts = unpacked_parts(data, file, NEEDED)
        if any(COMMENTS.match(name) for name in part_names(data, file)):
            self._note("the cells' comments were not read", Place(file), Level.INFO)

    def read(self) -> ReadGrids:
        paths = sheet_parts(self._parts, self._file)
        looks = looks_in(self._parts, self._file)
        facts = {title: self._facts(title, path) for title, path in paths.items()}
        grids = [self._grid(values, title, facts.get(title), looks) for title, values in self._values(facts)]
        return ReadGrids(tuple(grid for grid in grids if grid.rows), tuple(self._notes[:NOTES]))

    def _facts(self, title: str, path: str) -> SheetFacts:
        """Look at a sheet's own XML first: one that reaches too far is emptied before the reader lays it out."""
        facts = sheet_facts(self._parts[path], self._file, path)
        if facts.too_far:
            self._note(f"this sheet was not read: it reaches to {facts.too_far}", Place(self._file, title), Level.ERROR)
            self._parts[path] = EMPTY_SHEET
            return SheetFacts()
        return facts

    def _values(self, facts: dict[str, SheetFacts]) -> Iterator[tuple[str, list[list[object]]]]:
        try:
            book = calamine.load_workbook(io.BytesIO(packed(self._parts)))
            for sheet in book.sheets_metadata:
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible != calamine.SheetVisibleEnum.Visible:
                    self._hidden_sheet(sheet.name, facts.get(sheet.name))
                    continue
                values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                yield sheet.name, [list(row) for row in values]
        except (calamine.CalamineError, OSError, ValueError) as error:
            reason = (str(error).splitlines() or ["no reason given"])[0][:120]
            raise UnusableFile(f"it cannot be read as a workbook ({reason})", self._file, DEFAULT_HELP) from None

    def _grid(self, values: list[list[object]], title: str, facts: SheetFacts | None, looks: Looks) -> Grid:
        facts = facts or SheetFacts()
        rows = tuple(
            tuple(self._cell(value, title, (at, column), facts, looks) for column, value in enumerate(row))
            for at, row in enumerate(values)
        )
        self._odd_cells(title, facts)
        return Grid(self._file, title, rows)

    def _cell(self, value: object, title: str, at: tuple[int, int], facts: SheetFacts, looks: Looks) -> Cell:
        look = looks.of(facts.styles.get(at, 0))
        down, across = facts.merged.get(at, (1, 1))
        place = Place(self._file, title, at[0] + 1, column_letters(at[1]))
        text = facts.errors.get(at) or text_of(value).strip()  # type: ignore[arg-type]  # a value as calamine gives it
        return Cell(text, place, look.fill, look.bold, across, down)

    def _odd_cells(self, title: str, facts: SheetFacts) -> None:
        for (row, column), text in facts.errors.items():
            place = Place(self._file, title, row + 1, column_letters(column))
            self._note(f"the workbook itself could not work this cell out: `{text}`", place, Level.ERROR)
        for row, column in facts.unworked:
            place = Place(self._file, title, row + 1, column_letters(column))
            help_ = "open the file in a spreadsheet program and save it"
            self._note(f"a formula stands here and its value was never saved; {help_}", place, Level.ERROR)
        if facts.hidden_rows:
            said = _ranges(facts.hidden_rows)
            place = Place(self._file, title, facts.hidden_rows[0])
            self._note(f"rows that are hidden in the sheet were read like the others: {said}", place, Level.INFO)
        if facts.hidden_columns:
            said = ", ".join(column_letters(column) for column in facts.hidden_columns)
            self._note(f"columns that are hidden were read like the others: {said}", Place(self._file, title), Level.INFO)

    def _hidden_sheet(self, title: str, facts: SheetFacts | None) -> None:
        filled = facts.filled if facts else 0
        message = (
            f"this sheet is hidden, so it was not read ({filled:,} filled cells); show it in the workbook to have it read"
        )
        self._note(message, Place(self._file, title), Level.WARNING if filled else Level.INFO)

    def _note(self, message: str, place: Place, level: Level) -> None:
        self._notes.append(Note(finding(Kind.UNREADABLE, message, severity=level), place))


def _ranges(numbers: tuple[int, ...]) -> str:
    """Say row numbers the short way: 3, 5 to 9, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in runs)
