"""The matrix file as a workbook: one sheet per section, headings in its first row, one line per entry."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from demarc.files.limits import UnusableFile
from demarc.files.matrix.layout import (
    checked_text,
    field_key,
    has_rows,
    is_for_people,
    not_a_section,
    not_read,
    other_layout,
)
from demarc.files.matrix.lines import Cell, Line, MatrixText, Remark, Said
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.sections import ASPECTS, SECTIONS, Section, folded, section_for
from demarc.files.matrix.times import say_clock
from demarc.files.matrix.values import say_yes_no
from demarc.files.workbook import DEFAULT_HELP, safe_copy

Value = str | int | float | bool | date | time | timedelta | None
"""What the reader gives for a cell."""

SINGLE_HEADINGS = frozenset({"what", "field"})
Grid = Sequence[Sequence[Value]]


def read_sections(data: bytes, file: str) -> MatrixText:
    """Read the bytes of a workbook into its neutral form. Raises `UnusableFile`."""
    sheets = sheets_of(safe_copy(data, file), file)
    if not has_rows(sheets):
        raise other_layout(file)
    return sorted_sheets(sheets, file)


def sorted_sheets(sheets: Mapping[str, Grid], file: str) -> MatrixText:
    """Sort sheets, by their titles, into the neutral form. Raises `UnusableFile`."""
    return _Clothes(file).text(sheets)


def sheets_of(data: bytes, file: str) -> dict[str, Grid]:
    """Read the sheets whose titles are sections; of the others only the title counts. Raises `UnusableFile`."""
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
        return {name: _grid(book, name) if section_for(name) is not None else () for name in names}
    except (calamine.CalamineError, OSError, ValueError) as error:
        reason = (str(error).splitlines() or ["no reason given"])[0][:120]
        raise UnusableFile(f"it cannot be read as a workbook ({reason})", file, DEFAULT_HELP) from None


def _grid(book: calamine.CalamineWorkbook, name: str) -> Grid:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def text_of(value: Value) -> str:
    """Put a cell's value into the words the layout uses: dates as 2026-11-26, whole numbers without a point."""
    said = value
    match value:
        case None:
            said = ""
        case bool():
            said = say_yes_no(value)
        case float() if value.is_integer():
            said = int(value)
        case datetime():
            shape = "minutes" if not (value.second or value.microsecond) else "seconds"
            said = value.date() if value.time() == time(0) else value.isoformat(" ", shape)
        case time():
            said = say_clock(value)
        case timedelta():
            hours, minutes = divmod(int(value.total_seconds()) // 60, 60)
            said = f"{hours:02}:{minutes:02}"
        case _:
            pass
    return str(said)


class _Clothes:
    """One workbook being sorted into sections."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._remarks: list[Remark] = []
        self._aspects: tuple[str, ...] = ()

    def text(self, sheets: Mapping[str, Grid]) -> MatrixText:
        """Sort every sheet into its section, in the layout's order, so that aspects are known before rows."""
        found: dict[str, str] = {}
        for title in sheets:
            section = section_for(title)
            if section is None:
                if not is_for_people(title):
                    self._remarks.append(not_a_section(title, Place(self._file, title)))
            elif section.key in found:
                where = str(Place(self._file, title))
                raise UnusableFile(f"the section {section.title} is given twice", where, "keep one of the sheets")
            else:
                found[section.key] = title
        said = {}
        for section in SECTIONS:
            if section.key in found:
                title = found[section.key]
                said[section.key] = self._said(section, title, sheets[title])
        return MatrixText(Place(self._file), said, tuple(self._remarks))

    def _said(self, section: Section, title: str, grid: Grid) -> Said:
        rows = [(number, row) for number, row in enumerate(grid, 1) if any(text_of(value).strip() for value in row)]
        place = Place(self._file, title)
        if section.single:
            return self._single(section, title, rows)
        if not rows:
            return Said(section, (), place, frozenset())
        keys = self._keys(section, title, *rows[0])
        lines = tuple(self._line(title, number, row, keys) for number, row in rows[1:])
        if section is ASPECTS:
            self._aspects = tuple(line.cells["name"].text for line in lines if "name" in line.cells)
        return Said(section, tuple(line for line in lines if line.cells), place, frozenset(keys.values()))

    def _keys(self, section: Section, title: str, number: int, headings: Sequence[Value]) -> dict[int, str]:
        """Turn the headings into field keys by column; a heading that is no field, or comes twice, is remarked on."""
        keys: dict[int, str] = {}
        for column, value in enumerate(headings):
            heading = text_of(value).strip()
            if not heading:
                continue
            place = self._place(title, number, column)
            key = field_key(section, heading, self._aspects)
            if key is None:
                self._remarks.append(not_read(section, heading, place))
            elif key in keys.values():
                self._remarks.append(
                    Remark(f"`{heading}` is a second column for the same field, so it was not read", place, error=True)
                )
            else:
                keys[column] = key
        return keys

    def _line(self, title: str, number: int, row: Sequence[Value], keys: Mapping[int, str]) -> Line:
        cells = {keys[column]: cell for column, cell in self._cells(title, number, row) if column in keys}
        return Line(cells, Place(self._file, title, number))

    def _single(self, section: Section, title: str, rows: list[tuple[int, Sequence[Value]]]) -> Said:
        """Read a section of one entry: a field's name in the first column, its value in the second."""
        cells: dict[str, Cell] = {}
        for number, row in rows:
            found = dict(self._cells(title, number, row))
            name, value = found.get(0), found.get(1)
            if name is None or folded(name.text) in SINGLE_HEADINGS:
                continue
            key = field_key(section, name.text, ())
            if key is None:
                self._remarks.append(not_read(section, name.text, name.place))
            elif value is not None:
                cells[key] = value
        return Said(section, (Line(cells, Place(self._file, title)),), Place(self._file, title), frozenset(cells))

    def _cells(self, title: str, number: int, row: Sequence[Value]) -> Iterator[tuple[int, Cell]]:
        for column, value in enumerate(row):
            place = self._place(title, number, column)
            text = checked_text(text_of(value), place)
            if text:
                yield column, Cell((text,), place)

    def _place(self, title: str, number: int, column: int) -> Place:
        return Place(self._file, title, number, column_letters(column))
