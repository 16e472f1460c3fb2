"""A workbook's bytes made safe before a reader sees them: only the needed parts, counted while they are unpacked.

What the zip's directory claims about sizes is not believed. The parts that pass are packed again, plainly, and only that
copy goes to the reader: no lie in the original, no picture and no macro reaches it. Sheets are scanned for the furthest
cell first, because a reader may lay out every cell up to it.
"""

import io
import re
import zipfile
import zlib

from demarc.files.limits import COLUMNS, LINES, MEGABYTE, UnusableFile

PARTS = 1_000
PART_BYTES = 32 * MEGABYTE
ALL_BYTES = 64 * MEGABYTE
CELLS = 500_000
"""The most cells up to the furthest one of a sheet."""

CHUNK = 1_000_000
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
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnusableFile(
            "it is cut short or damaged: this is no whole workbook", where, "copy or save it again"
        ) from None
    with archive:
        infos = archive.infolist()
        if len(infos) > PARTS:
            raise UnusableFile(f"it has more than {PARTS:,} parts inside", where, DEFAULT_HELP)
        needed = [info for info in infos if NEEDED.fullmatch(info.filename)]
        if not any(info.filename.casefold() == "xl/workbook.xml" for info in needed):
            raise UnusableFile("this is a zip file, but no XLSX workbook", where, "read are Demarc's own YAML and XLSX")
        return _packed(archive, needed, where)


def _packed(archive: zipfile.ZipFile, needed: list[zipfile.ZipInfo], where: str) -> bytes:
    copy = io.BytesIO()
    left = ALL_BYTES
    seen: set[str] = set()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as packed:
        for info in needed:
            name = info.filename
            if name.casefold() in seen:
                raise UnusableFile(f"the part `{name}` is in it twice", where, DEFAULT_HELP)
            seen.add(name.casefold())
            part = _unpacked(archive, info, min(PART_BYTES, left), where)
            left -= len(part)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UnusableFile(
                    f"the part `{name}` declares a document type, which no workbook does", where, DEFAULT_HELP
                )
            if SHEET.match(name):
                _check_reach(part, where)
            packed.writestr(zipfile.ZipInfo(name), part)
    return copy.getvalue()


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, where: str) -> bytes:
    """Unpack one part, at most `most` bytes of it at any moment, whatever size it claims."""
    if info.file_size > most:
        raise _too_large(where)
    chunks = []
    size = 0
    try:
        with archive.open(info) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(where)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
        raise UnusableFile(f"its part `{info.filename}` is damaged or locked", where, DEFAULT_HELP) from None
    return b"".join(chunks)


def _too_large(where: str) -> UnusableFile:
    return UnusableFile(
        f"it unpacks to more than {PART_BYTES // MEGABYTE} MB, far more than a matrix",
        where,
        "keep only the matrix in the workbook",
    )


def _check_reach(sheet: bytes, where: str) -> None:
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
        if row > LINES + 1 or widest > COLUMNS or row * widest > CELLS:
            raise UnusableFile(
                f"a sheet reaches to row {row:,}, column {widest:,}; read are {LINES:,} rows and {COLUMNS} columns",
                where,
                "delete the rows and columns beyond the table",
            )


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - ord("A") + 1
    return index
