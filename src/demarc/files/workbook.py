"""A workbook's bytes made safe before a reader sees them: only the needed parts, counted while they are unpacked.

The parts that pass are packed again, plainly, and only that copy goes to the reader: no lie in the original, no picture
and no macro reaches it. Sheets are scanned for the furthest cell first, because a reader may lay out every cell up to it.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.parts import unpacked_parts

CELLS = 500_000
"""The most cells up to the furthest one of a sheet."""

NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
SHEET = re.compile(r"xl/worksheets/", re.IGNORECASE)
CELL_OR_REFERENCE = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])|\br\s*=\s*["']([A-Za-z]*)([0-9]*)["']""")
DEFAULT_HELP = "save the workbook again, or copy the sheets into a new one"


def safe_copy(data: bytes, where: str) -> bytes:
    """Return the workbook's needed parts as a new plain zip. Raises `UnusableFile` for what is damaged or too large."""
    parts = unpacked_parts(data, where, NEEDED)
    if not any(name.casefold() == "xl/workbook.xml" for name in parts):
        raise UnusableFile("this is a zip file, but no XLSX workbook", where, "read are Demarc's own YAML and XLSX")
    for name, part in parts.items():
        if SHEET.match(name):
            check_reach(part, where)
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts into a plain zip, not compressed."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return copy.getvalue()


def check_reach(sheet: bytes, where: str, *, rows: int = LINES + 1, cells: int = CELLS) -> None:
    """Raise `UnusableFile` when the furthest cell of a sheet, named or only counted, lies further than a matrix goes."""
    row = column = widest = 0
    for match in CELL_OR_REFERENCE.finditer(sheet):
        tag, letters, digits = match.groups()
        if tag == b"row":
            row, column = row + 1, 0
        elif tag is not None:
            column += 1
        else:
            row = max(row, int(digits[:10] or b"0"))
            column = max(column, _index(letters[:10]))
        widest = max(widest, column)
        if row > rows or widest > COLUMNS or row * widest > cells:
            raise UnusableFile(
                f"a sheet reaches to row {row:,}, column {widest:,}; read are {rows - 1:,} rows and {COLUMNS} columns",
                where,
                "delete the rows and columns beyond the table",
            )


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - ord("A") + 1
    return index
