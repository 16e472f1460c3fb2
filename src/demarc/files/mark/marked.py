"""Marking: which cell each finding goes on, and which parts of the workbook change for it.

A finding without a cell is a comment too: on the column's first cell when it speaks of a column, on column A when it
speaks of a row, on A1 when it speaks of a sheet, and on A1 of the first visible sheet when it speaks of the whole file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from demarc.files.limits import UnusableFile, read_bytes
from demarc.files.mark import comments as said
from demarc.files.mark import vml
from demarc.files.mark.package import Package, open_package
from demarc.files.mark.sheets import (
    RELATIONSHIP,
    Layout,
    SheetPart,
    cell_name,
    layout_of,
    position,
    relations,
    relations_name,
    sheets_of,
)
from demarc.files.mark.xml_text import Edit, appended, edited, outline
from demarc.files.matrix.places import Place
from demarc.files.parts import DEFAULT_HELP

TYPES = "[Content_Types].xml"
OFFICE, STRICT_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
LETTERS = re.compile("[A-Za-z]{1,3}")
SUFFIXES = frozenset({".xlsx", ".xlsm"})
ZIP = b"PK\x03\x04"

Comment = tuple[Place, str]


def mark(source: Path, target: Path, comments: Sequence[Comment]) -> int:
    """Write the workbook `source` to `target` with each text as a comment at its place; return how many cells have one.

    Every part that does not have to change keeps its bytes. Raises `UnusableFile` when the source is no workbook that
    can be marked, or when there is a file `target` already (the source itself above all).
    """
    data = read_bytes(source)
    if not data.startswith(ZIP):
        raise UnusableFile("only an XLSX workbook can be marked", str(source), "save the table as .xlsx and check that")
    wanted = source.suffix.lower() if source.suffix.lower() in SUFFIXES else ".xlsx"
    if target.suffix.lower() != wanted:
        raise UnusableFile(
            f"a marked copy of {source.name} ends in {wanted}", str(target), f"name it {target.stem}{wanted}"
        )
    marked, cells = mark_bytes(data, str(source), comments)
    try:
        with target.open("xb") as file:
            file.write(marked)
    except FileExistsError:
        raise UnusableFile("there is such a file already", str(target), "name another; nothing is written over") from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise UnusableFile(f"it cannot be written ({reason})", str(target), "name a folder you may write to") from None
    return cells


def mark_bytes(data: bytes, where: str, comments: Sequence[Comment]) -> tuple[bytes, int]:
    """Mark the bytes of a workbook: the bytes of the marked one, and how many cells have a comment of ours."""
    package = open_package(data, where)
    sheets = sheets_of(package)
    cells = 0
    for sheet, texts in comment_places(sheets, comments).items():
        cells += _Sheet(package, sheet).mark(texts)
    return package.packed(), cells


def comment_places(sheets: Sequence[SheetPart], comments: Iterable[Comment]) -> dict[SheetPart, dict[str, list[str]]]:
    """Sort texts onto sheets and cells, in the order given; a sheet nobody has heard of is the first visible one."""
    first = next((sheet for sheet in sheets if sheet.visible), sheets[0])
    by_title = {sheet.title: sheet for sheet in reversed(sheets)}
    found: dict[SheetPart, dict[str, list[str]]] = {}
    for place, text in comments:
        sheet = by_title.get(place.sheet or "")
        cell = _cell(place) if sheet else "A1"
        found.setdefault(sheet or first, {}).setdefault(cell, []).append(text)
    return found


def _cell(place: Place) -> str:
    column = place.column if place.column and LETTERS.fullmatch(place.column) else "A"
    row = place.row if place.row and place.row <= vml.LAST_ROW + 1 else 1
    return f"{column.upper()}{row}"


class _Sheet:
    """One sheet being marked."""

    def __init__(self, package: Package, sheet: SheetPart) -> None:
        self._package = package
        self._part = sheet.part
        self._where = f"{package.where}, sheet {sheet.title}"
        self._text = package.read(sheet.part)
        self._layout = layout_of(self._text, self._where)
        self._strict = "purl.oclc.org" in (self._layout.root.attributes.get("xmlns") or "")
        self._relations = {one.kind: one for one in relations(package, sheet.part)}

    def mark(self, texts: Mapping[str, Sequence[str]]) -> int:
        """Put the texts on the sheet's cells and return how many cells that makes."""
        there = self._relations.get("comments")
        threads = said.threads_in(self._package.read(there.target), self._where) if there else frozenset()
        cells = _settled(texts, self._layout, threads)
        boxes = [vml.Box(*position(cell), text) for cell, text in cells.items()]
        if there:
            self._package.put(there.target, said.extended(self._package.read(there.target), cells, self._where))
        else:
            name = _free(self._package, "xl/comments{}.xml")
            self._package.put(name, said.fresh(cells, strict=self._strict))
            _declare(self._package, "Override", "PartName", f"/{name}", COMMENTS_TYPE)
            self._relate("comments", name)
        self._draw(boxes)
        return len(cells)

    def _draw(self, boxes: Sequence[vml.Box]) -> None:
        """Draw the boxes in the sheet's own part for them, or in a new one that the sheet then names."""
        package, legacy = self._package, self._layout.legacy
        if legacy is not None:
            wanted = legacy.attribute("id")
            name = next((one.target for one in relations(package, self._part) if one.id == wanted), None)
            if name is None:
                raise UnusableFile("the part that draws its comments is missing", self._where, DEFAULT_HELP)
            part = package.read(name)
            new = [box for box in boxes if (box.row, box.column) not in vml.drawn(part)]
            if new:
                package.put(name, vml.extended(part, new, self._layout, self._where))
            return
        drawings = [package.read(name) for name in package.names() if name.casefold().endswith(".vml")]
        block = 1 + max((number for part in drawings for number in vml.blocks_of(part)), default=0)
        name = _free(package, "xl/drawings/vmlDrawing{}.vml")
        package.put(name, vml.fresh(boxes, self._layout, block))
        _declare_drawing(package, name)
        id_ = self._relate("vmlDrawing", name)
        at, prefix = self._layout.place_for_legacy, self._layout.root.prefix
        office = STRICT_OFFICE if self._strict else OFFICE
        element = f'<{prefix}legacyDrawing xmlns:r="{office}" r:id="{id_}"/>'
        package.put(self._part, edited(self._text, [Edit(at, at, element)]))

    def _relate(self, kind: str, target: str) -> str:
        """Add a relation to the sheet and return its id."""
        name = relations_name(self._part)
        part = (
            self._package.read(name)
            if self._package.has(name)
            else f'{said.HEAD}<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
        )
        elements = outline(part, 1, self._where)
        used = {one.attribute("Id") for one in elements if one.local == RELATIONSHIP}
        id_ = next(id_ for number in range(1, len(used) + 2) if (id_ := f"rIdDemarc{number}") not in used)
        office = STRICT_OFFICE if self._strict else OFFICE
        tag = f'<{elements[0].prefix}{RELATIONSHIP} Id="{id_}" Type="{office}/{kind}" Target="/{target}"/>'
        self._package.put(name, edited(part, [appended(part, elements[0], tag)]))
        return id_


def _settled(texts: Mapping[str, Sequence[str]], layout: Layout, threads: frozenset[str]) -> dict[str, str]:
    """Give each comment a cell that can show it: of merged cells the first, and beside a cell that holds a thread."""
    found: dict[str, list[str]] = {}
    for cell, several in texts.items():
        row, column = position(cell)
        row, column = layout.merged.get((row, column), (row, column))
        kept = list(several)
        while cell_name(row, column) in threads and column < vml.LAST_COLUMN:
            column += 1
            kept = [f"About {cell}: {text}" for text in several]
        found.setdefault(cell_name(row, column), []).extend(kept)
    return {cell: "\n\n".join(several) for cell, several in found.items()}


def _free(package: Package, pattern: str) -> str:
    """Name a part that is not there yet; threads and their comments have numbers of their own."""
    number = 1
    while package.has(pattern.format(number)):
        number += 1
    return pattern.format(number)


def _declare(package: Package, tag: str, key: str, value: str, kind: str) -> None:
    part = package.read(TYPES)
    root = outline(part, 0, package.where)[0]
    element = f'<{root.prefix}{tag} {key}="{value}" ContentType="{kind}"/>'
    package.put(TYPES, edited(part, [appended(part, root, element)]))


def _declare_drawing(package: Package, name: str) -> None:
    """Say that this part is a drawing, unless every part that ends in .vml is said to be one already."""
    elements = outline(package.read(TYPES), 1, package.where)
    usual = next((one for one in elements if (one.attribute("Extension") or "").casefold() == "vml"), None)
    if usual is None:
        _declare(package, "Default", "Extension", "vml", VML_TYPE)
    elif usual.attribute("ContentType") != VML_TYPE:
        _declare(package, "Override", "PartName", f"/{name}", VML_TYPE)
