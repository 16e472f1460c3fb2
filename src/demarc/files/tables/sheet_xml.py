"""What a workbook's XML says beside the values: which part is which sheet, merges, hidden rows, styles and errors."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.parts import DEFAULT_HELP
from demarc.files.workbook import CELLS

At = tuple[int, int]
"""A cell by row and column, both from 0."""

REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TRUE = frozenset({"1", "true"})
STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class SheetFacts:
    """What one sheet's XML says: `merged` gives rows and columns taken, `too_far` is said when it reaches too far."""

    styles: dict[At, int] = field(default_factory=dict)
    merged: dict[At, At] = field(default_factory=dict)
    errors: dict[At, str] = field(default_factory=dict)
    unworked: tuple[At, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filled: int = 0
    too_far: str = ""


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def parsed(part: bytes, file: str, name: str) -> Element:
    """Parse one part. Raises `UnusableFile` when it is no XML or declares entities."""
    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise UnusableFile(f"its part `{name}` is no readable XML", file, DEFAULT_HELP) from None
    return root


def sheet_parts(parts: Mapping[str, bytes], file: str) -> dict[str, str]:
    """Say which part holds which sheet, by the sheet's title. Raises `UnusableFile` for a zip that is no workbook."""
    names = {name.casefold(): name for name in parts}
    book = names.get("xl/workbook.xml")
    if book is None:
        raise UnusableFile("this is a zip file, but no workbook", file, "name an XLSX file")
    relations = names.get("xl/_rels/workbook.xml.rels")
    targets: dict[str, str] = {}
    if relations is not None:
        for each in parsed(parts[relations], file, relations):
            target = posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))
            targets[each.get("Id", "")] = target.lstrip("/").casefold()
    found = {}
    for sheet in parsed(parts[book], file, book).iter():
        if local(sheet) == "sheet":
            path = names.get(targets.get(sheet.get(RELATIONS) or sheet.get(STRICT_RELATIONS) or "", ""))
            if path is not None:
                found[sheet.get("name", "")] = path
    return found


def sheet_facts(part: bytes, file: str, name: str) -> SheetFacts:
    """Read what a sheet's XML says beside the values, as a stream. Raises `UnusableFile` when it is no XML.

    Expat itself is half as slow as its wrapper and loads in no time; what the wrapper refuses is refused here too: a
    document type, and so every entity.
    """
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(part, True)  # noqa: FBT003 the parser takes it by position only
    except (expat.ExpatError, ValueError, LookupError):
        raise UnusableFile(f"its part `{name}` is no readable XML", file, DEFAULT_HELP) from None
    return scan.finished()


def _refuse(*declared: object) -> None:
    """Stop at a document type."""
    raise ValueError(declared)


class _Scan:
    """One sheet going by: cells as they end, merges and hidden columns as they come."""

    def __init__(self) -> None:
        self._facts = SheetFacts()
        self._unworked: list[At] = []
        self._hidden: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = -1
        self._height = self._width = 0
        self._row_hidden = False
        self._kind = ""
        self._inside: set[str] = set()
        self._value: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """See an element begin."""
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._column = _column(attrs.get("r"), self._column + 1)
            self._kind = attrs.get("t", "")
            self._inside, self._value = set(), []
            if (style := _number(attrs.get("s"), 0)) and len(self._facts.styles) < CELLS:
                self._facts.styles[(self._row, self._column)] = style
        elif tag == "row":
            self._row = _number(attrs.get("r"), self._row + 2) - 1
            self._column = -1
            self._row_hidden = attrs.get("hidden") in TRUE
        elif tag in {"v", "f", "is"}:
            self._inside.add(tag)
        elif tag == "mergeCell":
            self._merge(attrs.get("ref", ""))
        elif tag == "col" and attrs.get("hidden") in TRUE:
            self._hidden_columns.append((_number(attrs.get("min"), 1), _number(attrs.get("max"), 0)))

    def characters(self, content: str) -> None:
        """See text; only that of values counts."""
        if "v" in self._inside:
            self._value.append(content)

    def end(self, name: str) -> None:
        """See an element end."""
        if name.rpartition(":")[2] == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        at = (self._row, self._column)
        said = any(self._value)
        if said and self._kind == "e":
            self._facts.errors[at] = "".join(self._value)
        if not said and "f" in self._inside and self._kind != "str":
            self._unworked.append(at)
        if said or "is" in self._inside:
            self._facts.filled += 1
            self._height, self._width = max(self._height, self._row + 1), max(self._width, self._column + 1)
            if self._row_hidden and self._hidden[-1:] != [self._row + 1]:
                self._hidden.append(self._row + 1)
        self._inside = set()

    def _merge(self, reference: str) -> None:
        ends = [REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:  # noqa: PLR2004 a range has two ends
            first, last = _at(ends[0]), _at(ends[1])
            self._facts.merged[first] = (max(1, last[0] - first[0] + 1), max(1, last[1] - first[1] + 1))

    def finished(self) -> SheetFacts:
        """Return what was seen."""
        facts, height, width = self._facts, self._height, self._width
        if height > LINES + 1 or width > COLUMNS or height * width > CELLS:
            facts.too_far = f"row {height:,}, column {width:,}; read are {LINES:,} rows and {COLUMNS} columns"
        facts.unworked, facts.hidden_rows = tuple(self._unworked), tuple(self._hidden)
        hidden = (range(first - 1, min(last, width)) for first, last in self._hidden_columns)
        facts.hidden_columns = tuple(column for columns in hidden for column in columns)
        return facts


def _at(match: re.Match[str]) -> At:
    return int(match.group(2)) - 1, _index(match.group(1))


def _column(reference: str | None, default: int) -> int:
    match = REFERENCE.fullmatch(reference or "")
    return _index(match.group(1)) if match else default


def _index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 9 else default  # noqa: PLR2004 digits
