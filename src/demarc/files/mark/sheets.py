"""Which parts of a workbook are its sheets, what hangs on each of them, and where their cells lie in pixels."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from demarc.files.limits import UnusableFile
from demarc.files.mark.package import Package
from demarc.files.mark.xml_text import Element, outline
from demarc.files.matrix.places import column_letters
from demarc.files.parts import DEFAULT_HELP

RELATIONS, RELATIONSHIP = "Relationships", "Relationship"
AFTER_LEGACY_DRAWING = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
    | {"AlternateContent"}
)
"""What must stand after the element that names a sheet's comments."""

CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
WIDTH, HEIGHT = 64, 20
DIGIT, PADDING = 7, 5
"""A column's width counts digits of 7 pixels and a padding of 5; a row's height counts points."""

PIXELS_A_POINT = 4 / 3
HIDDEN = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part needs: the id it calls it by, the last word of the kind, and the name of the other part."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its title and the name of its part."""

    title: str
    part: str
    visible: bool


def relations_name(part: str) -> str:
    """Name the part in which another part's relations stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """List the relations of a part; none when it has none."""
    name = relations_name(part)
    if not package.has(name):
        return ()
    return tuple(
        Relation(
            element.attribute("Id") or "",
            (element.attribute("Type") or "").rpartition("/")[2],
            _resolved(part, element.attribute("Target") or ""),
        )
        for element in outline(package.read(name), 1, package.where)
        if element.local == RELATIONSHIP and element.attribute("TargetMode") != "External"
    )


def _resolved(part: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def sheets_of(package: Package) -> tuple[SheetPart, ...]:
    """List the worksheets in the order of the workbook. Raises `UnusableFile` for a zip that is no workbook."""
    book = next((one.target for one in relations(package, "") if one.kind == "officeDocument"), "xl/workbook.xml")
    if not package.has(book) or not book.casefold().endswith(".xml"):
        raise UnusableFile("this is no XLSX workbook, so it cannot be marked", package.where, "save it as .xlsx")
    parts = {one.id: one.target for one in relations(package, book) if one.kind == "worksheet"}
    found = [
        SheetPart(element.attribute("name") or "", parts[id_], element.attribute("state") in {None, "visible"})
        for element in outline(package.read(book), 2, package.where)
        if element.local == "sheet" and (id_ := element.attribute("id") or "") in parts
    ]
    if not found:
        raise UnusableFile("this is no XLSX workbook with a sheet in it", package.where, "save it as .xlsx")
    return tuple(found)


@dataclass(slots=True)
class Layout:
    """What marking needs to know of a sheet: where its comments are named, its merged cells, and its sizes in pixels."""

    root: Element
    legacy: Element | None
    place_for_legacy: int
    merged: Mapping[tuple[int, int], tuple[int, int]]
    _widths: tuple[tuple[int, int, int], ...]
    _heights: Mapping[int, int]
    _width: int = WIDTH
    _height: int = HEIGHT
    _known: dict[int, int] = field(default_factory=dict)

    def width(self, column: int) -> int:
        """Return how wide a column is; both are counted from 0."""
        if column not in self._known:
            own = (width for low, high, width in self._widths if low <= column <= high)
            self._known[column] = next(own, self._width)
        return self._known[column]

    def height(self, row: int) -> int:
        """Return how high a row is."""
        return self._heights.get(row, self._height)


def layout_of(part: bytes, where: str) -> Layout:
    """Read a sheet's layout. Raises `UnusableFile` for what is no sheet."""
    elements = outline(part, 2, where)
    root = elements[0]
    children = [element for element in elements if element.depth == 1]
    if root.local != "worksheet":
        raise UnusableFile("one of its sheets is none", where, DEFAULT_HELP)
    sizes = next((one for one in children if one.local == "sheetFormatPr"), None)
    after = next((one.start for one in children if one.local in AFTER_LEGACY_DRAWING and _is_late(one, children)), None)
    return Layout(
        root=root,
        legacy=next((one for one in children if one.local == "legacyDrawing"), None),
        place_for_legacy=root.closing if after is None else after,
        merged=dict(_merged(elements)),
        _widths=tuple(_widths(elements)),
        _heights=dict(_heights(elements)),
        _width=_columns_width(sizes.attributes.get("defaultColWidth") if sizes else None, WIDTH),
        _height=_points(sizes.attributes.get("defaultRowHeight") if sizes else None, HEIGHT),
    )


def _is_late(one: Element, children: list[Element]) -> bool:
    """Tell whether an element that may stand anywhere (`AlternateContent`) stands behind the cells and the page set-up."""
    early = [other.start for other in children if other.local in {"sheetData", "pageSetup", "headerFooter", "drawing"}]
    return one.local != "AlternateContent" or one.start > max(early, default=0)


def _merged(elements: tuple[Element, ...]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for element in elements:
        low, _, high = (element.attribute("ref") or "").partition(":")
        if element.local != "mergeCell" or not CELL.fullmatch(low) or not CELL.fullmatch(high):
            continue
        (top, left), (bottom, right) = position(low), position(high)
        for row in range(top, min(bottom, top + 1000) + 1):
            for column in range(left, min(right, left + 200) + 1):
                yield (row, column), (top, left)


def _widths(elements: tuple[Element, ...]) -> Iterator[tuple[int, int, int]]:
    for element in elements:
        if element.local == "col" and element.depth == 2:  # noqa: PLR2004 - worksheet, cols, col
            low, high = element.attributes.get("min", ""), element.attributes.get("max", "")
            if low.isdecimal() and high.isdecimal():
                width = _columns_width(element.attributes.get("width"), WIDTH)
                hidden = element.attributes.get("hidden") in HIDDEN
                yield int(low) - 1, int(high) - 1, 0 if hidden else width


def _heights(elements: tuple[Element, ...]) -> Iterator[tuple[int, int]]:
    number = -1
    for element in elements:
        if element.local == "row":
            said = element.attributes.get("r", "")
            number = int(said) - 1 if said.isdecimal() else number + 1
            if element.attributes.get("hidden") in HIDDEN:
                yield number, 0
            elif "ht" in element.attributes:
                yield number, _points(element.attributes["ht"], HEIGHT)


def _columns_width(said: str | None, usual: int) -> int:
    number = _number(said)
    return usual if number is None else int(number * DIGIT) + PADDING


def _points(said: str | None, usual: int) -> int:
    number = _number(said)
    return usual if number is None else int(number * PIXELS_A_POINT)


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return number if 0 <= number <= 1000 else None  # noqa: PLR2004 - nobody's column is wider


def position(cell: str) -> tuple[int, int]:
    """Turn `B8` into (7, 1): row and column from 0. Anything else is the first cell."""
    match = CELL.fullmatch(cell)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """Turn (7, 1) into `B8`."""
    return f"{column_letters(column)}{row + 1}"
