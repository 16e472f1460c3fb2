"""The tables of a Word document: merged cells, fills and bold, each under the heading it stands below.

Word has no line numbers: a place gives the table's number as its sheet, and the row in that table.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell, Grid, ReadGrids, even
from demarc.files.limits import COLUMNS, MEGABYTE, UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import Note
from demarc.files.parts import unpacked_parts
from demarc.files.tables.sheet_xml import local, parsed
from demarc.files.workbook import CELLS

NEEDED = re.compile(r"word/document\.xml", re.IGNORECASE)
HEADING = re.compile(r"(heading|title|berschrift|titre|t[ií]tulo)", re.IGNORECASE)
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
TICK_FONTS = {"F0FC": "✓", "F0FE": "☒", "F0FB": "✗", "F0A8": "☐", "F052": "☑", "F0D6": "✓"}
"""The check marks of the symbol fonts, by their code."""

DOCUMENT_BYTES = 16 * MEGABYTE
PLAIN_FILLS = frozenset({"", "AUTO", "FFFFFF"})


def read(data: bytes, file: str) -> ReadGrids:
    """Read every table that does not stand inside another one. Raises `UnusableFile` for what is damaged or too large."""
    parts = unpacked_parts(data, file, NEEDED)
    if not parts:
        raise UnusableFile("this is a zip file, but no Word document", file, "name a DOCX file")
    name, part = next(iter(parts.items()))
    if len(part) > DOCUMENT_BYTES or part.count(b":tc>") > CELLS:
        raise UnusableFile("it is far longer than a matrix", file, "keep only the matrix in it")
    notes: list[Note] = []
    grids: list[Grid] = []
    heading = ""
    for block in _blocks(parsed(part, file, name)):
        if local(block) == "tbl":
            grids.append(_Table(file, f"table {len(grids) + 1}", notes).grid(block, heading))
        elif _is_heading(block):
            heading = _text(block) or heading
    return ReadGrids(tuple(grid for grid in grids if grid.rows), tuple(notes))


def _blocks(root: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, looking into content controls but not into tables."""
    waiting = list(root)[::-1]
    while waiting:
        element = waiting.pop()
        if local(element) in {"tbl", "p"}:
            yield element
        else:
            waiting.extend(list(element)[::-1])


def _child(element: Element, *names: str) -> Element | None:
    """Follow a path of names down, or return None."""
    found: Element | None = element
    for name in names:
        found = next((each for each in found if local(each) == name), None) if found is not None else None
    return found


def _value(element: Element | None, name: str = "val") -> str:
    """Return an attribute whatever its namespace; "" when it or its element is not there."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_heading(paragraph: Element) -> bool:
    return bool(
        HEADING.search(_value(_child(paragraph, "pPr", "pStyle"))) or _child(paragraph, "pPr", "outlineLvl") is not None
    )


def _text(element: Element) -> str:
    """Return the text under an element; what tracked changes deleted is left out."""
    said: list[str] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name == "t":
            said.append(each.text or "")
        elif name == "sym":
            said.append(TICK_FONTS.get(_value(each, "char").upper(), "�"))
        elif name in BREAKS:
            said.append(BREAKS[name])
        elif name not in {"del", "moveFrom", "instrText", "pPr", "rPr", "tcPr", "fallback"}:
            waiting.extend(list(each)[::-1])
    return "".join(said).strip()


class _Table:
    """One table being read."""

    def __init__(self, file: str, sheet: str, notes: list[Note]) -> None:
        self._file, self._sheet, self._notes = file, sheet, notes
        self._open: dict[int, tuple[int, int]] = {}
        self._rows: list[list[Cell]] = []

    def grid(self, table: Element, heading: str) -> Grid:
        """Read its rows; a cell that is merged downwards is counted where it begins."""
        for row in _own(table, "tr"):
            self._row(row)
        return Grid(self._file, self._sheet, even(self._rows), heading)

    def _row(self, row: Element) -> None:
        at = len(self._rows)
        cells: list[Cell] = []
        self._rows.append(cells)
        for _ in range(_number(_value(_child(row, "trPr", "gridBefore")), 0)):
            cells.append(Cell("", self._place(at, len(cells))))
        for cell in _own(row, "tc"):
            self._cell(cell, at, cells)
        if len(cells) > COLUMNS:
            raise UnusableFile(
                f"a row has more than {COLUMNS} cells", str(self._place(at, 0)), "keep only the matrix in it"
            )

    def _cell(self, cell: Element, at: int, cells: list[Cell]) -> None:
        column = len(cells)
        place = self._place(at, column)
        across = _number(_value(_child(cell, "tcPr", "gridSpan")), 1)
        merge = _child(cell, "tcPr", "vMerge")
        text = "\n".join(said for said in (_text(block) for block in _blocks_of(cell)) if said)
        if any(local(each) == "tbl" for each in cell):
            message = "a table stands inside this cell; its text was read as the cell's"
            self._notes.append(Note(finding(Kind.UNREADABLE, message, severity=Level.WARNING), place))
        fill = _value(_child(cell, "tcPr", "shd"), "fill").upper()
        made = Cell(text, place, "" if fill in PLAIN_FILLS else fill, _is_bold(cell), across)
        if merge is not None and _value(merge) != "restart" and column in self._open:
            self._reach_down(column)
        else:
            self._open.pop(column, None)
            if merge is not None:
                self._open[column] = (at, column)
        cells.append(made)
        cells.extend(Cell("", self._place(at, column + more)) for more in range(1, min(across, COLUMNS)))

    def _reach_down(self, column: int) -> None:
        row, at = self._open[column]
        top = self._rows[row][at]
        down = len(self._rows) - row
        self._rows[row][at] = Cell(top.text, top.place, top.fill, top.bold, top.across, down)

    def _place(self, row: int, column: int) -> Place:
        return Place(self._file, self._sheet, row + 1, column_letters(column))


def _own(around: Element, name: str) -> Iterator[Element]:
    """Yield a table's own rows, or a row's own cells, also those in content controls, never those of a table inside."""
    waiting = list(around)[::-1]
    while waiting:
        element = waiting.pop()
        if local(element) == name:
            yield element
        elif local(element) in {"sdt", "sdtContent", "ins", "customXml"}:
            waiting.extend(list(element)[::-1])


def _blocks_of(cell: Element) -> Iterator[Element]:
    return (each for each in cell if local(each) != "tcPr")


def _is_bold(cell: Element) -> bool:
    """Tell whether the first text of a cell is bold."""
    for run in cell.iter():
        if local(run) == "r" and _text(run):
            mark = _child(run, "rPr", "b")
            return mark is not None and _value(mark) not in {"0", "false"}
    return False


def _number(text: str, default: int) -> int:
    return min(int(text), COLUMNS) if text.isascii() and text.isdigit() and len(text) <= 6 else default  # noqa: PLR2004 digits
