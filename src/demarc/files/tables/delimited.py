"""The table of a CSV file: its encoding and its delimiter are found, and said where they are not the usual ones."""

import codecs
import csv
import io
import re
from collections import Counter

from demarc.core.matrix.findings import Kind, finding
from demarc.files.grid import Cell, Grid, ReadGrids, even
from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import Note

DELIMITERS = ",;\t|"
SAID = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
SAMPLE = 100
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes, file: str) -> ReadGrids:
    """Read the one table. Raises `UnusableFile` for what is no text, or far too long."""
    notes: list[Note] = []
    text = decoded(data, file, notes)
    hint = HINT.match(text)
    delimiter = hint.group(1) if hint else delimiter_of(text)
    if delimiter is None:
        raise UnusableFile("no delimiter parts its lines into cells", file, "part them with commas, semicolons or tabs")
    rows = records(text[hint.end() :] if hint else text, delimiter, file, 2 if hint else 1, notes)
    if delimiter != ",":
        message = f"the cells are parted by {SAID.get(delimiter, delimiter)}s"
        notes.append(Note(finding(Kind.GUESSED, message), Place(file)))
    return ReadGrids((Grid(file, None, even(rows)),), tuple(notes))


def decoded(data: bytes, file: str, notes: list[Note]) -> str:
    """Turn bytes into text: UTF-8, UTF-16 with its mark, else Windows-1252, which is noted. Raises `UnusableFile`."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            where = f"{file}, line {line}"
            raise UnusableFile("this is neither UTF-8 nor Windows text", where, "save it again as UTF-8") from None
        notes.append(Note(finding(Kind.GUESSED, "it is not UTF-8, so it was read as Windows-1252 text"), Place(file)))
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise UnusableFile("a NUL character stands here: this is not text", f"{file}, line {line}", "save it as UTF-8 text")
    return text


def delimiter_of(text: str) -> str | None:
    """Find the delimiter that parts the most lines into the same number of cells, or None when none parts any."""
    best: tuple[int, int] = (0, 0)
    found = None
    for delimiter in DELIMITERS:
        lines = []
        try:
            for record in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
                if record:
                    lines.append(sum(1 for cell in record if cell.strip()) and len(record))
                if len(lines) == SAMPLE:
                    break
        except csv.Error:
            pass
        widths = Counter(width for width in lines if width > 1)
        if widths:
            width, many = widths.most_common(1)[0]
            if (many, width) > best:
                best, found = (many, width), delimiter
    return found


def records(text: str, delimiter: str, file: str, first: int, notes: list[Note]) -> list[list[Cell]]:
    """Part a text into records; each stands at the line it begins on. Raises `UnusableFile` for far too many.

    A quote that is never closed swallows the rest of the file: then quotes count as ordinary signs, and that is noted.
    """
    try:
        return _records(text, delimiter, file, first, quoting=csv.QUOTE_MINIMAL)
    except csv.Error:
        message = "a quotation mark is opened and never closed, so quotation marks were read as ordinary signs"
        notes.append(Note(finding(Kind.UNREADABLE, message), Place(file)))
    try:
        return _records(text, delimiter, file, first, quoting=csv.QUOTE_NONE)
    except csv.Error as error:
        raise UnusableFile(f"it cannot be read as CSV ({error})", file, "save it again as CSV") from None


def _records(text: str, delimiter: str, file: str, first: int, *, quoting: int) -> list[list[Cell]]:
    strict = quoting != csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=strict)  # type: ignore[arg-type]  # csv's own
    rows: list[list[Cell]] = []
    begins = first
    for record in reader:
        if len(rows) == LINES or len(record) > COLUMNS:
            raise UnusableFile(
                f"it goes on beyond {LINES:,} rows or {COLUMNS} columns",
                f"{file}, line {begins}",
                "keep only the matrix in it",
            )
        cells = record or [""]
        rows.append([Cell(text.strip(), Place(file, None, begins, column_letters(at))) for at, text in enumerate(cells)])
        begins = first + reader.line_num
    return rows
