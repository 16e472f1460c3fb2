"""The tables of a Markdown file: lines of bars, marks taken off, each under the heading it stands below."""

import re

from demarc.core.matrix.findings import Kind, Level, finding
from demarc.files.grid import Cell, Grid, ReadGrids, even
from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import Note
from demarc.files.tables.delimited import decoded
from demarc.files.tables.inline import markdown

FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*\Z")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*\Z")
HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
QUOTE = re.compile(r"\A\s{0,3}(?:>\s?)+")
FEWEST_BARS = 2


def read(data: bytes, file: str) -> ReadGrids:
    """Read every table of bars. Raises `UnusableFile` for what is no text, or far too long."""
    notes: list[Note] = []
    lines = decoded(data, file, notes).splitlines()
    if len(lines) > LINES * 2:
        raise UnusableFile(f"it has more than {LINES * 2:,} lines", file, "keep only the matrix in it")
    grids: list[Grid] = []
    name, fence, at = "", "", 0
    while at < len(lines):
        line = QUOTE.sub("", lines[at])
        mark = FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark.group(1)[:3]
        elif not fence:
            heading = HEADING.match(line)
            name = markdown(heading.group(1))[0] if heading else name
            if HTML_TABLE.search(line):
                message = "an HTML table begins here and was not read; write it with bars, or save it as CSV"
                notes.append(Note(finding(Kind.UNREADABLE, message), Place(file, None, at + 1)))
            end = _table_end(lines, at)
            if end > at:
                grids.append(_grid(dict(enumerate(lines[at:end], at + 1)), file, name, notes))
                at = end
                continue
        at += 1
    return ReadGrids(tuple(grids), tuple(notes))


def _table_end(lines: list[str], at: int) -> int:
    """Return the line after a table that begins here, or the line itself when none does.

    A table is a line with bars over a line of dashes, or, lacking that, two lines that begin with a bar.
    """
    first = QUOTE.sub("", lines[at])
    following = QUOTE.sub("", lines[at + 1]) if at + 1 < len(lines) else ""
    ruled = "|" in first and bool(RULE.match(following)) and ("|" in following or "-" in following)
    barred = first.lstrip().startswith("|") and first.count("|") > FEWEST_BARS and following.lstrip().startswith("|")
    if not ruled and not barred:
        return at
    end = at + 1
    while end < len(lines) and "|" in (line := QUOTE.sub("", lines[end])) and line.strip() and not HEADING.match(line):
        end += 1
    return end if end > at + 1 or not ruled else at + 2


def _grid(lines: dict[int, str], file: str, name: str, notes: list[Note]) -> Grid:
    """Make the grid of a table's lines, which are given by their numbers."""
    rows = []
    first = min(lines)
    ruled = False
    for number, raw in lines.items():
        line = QUOTE.sub("", raw)
        if not ruled and number <= first + 1 and RULE.match(line):
            ruled = True
            continue
        rows.append([_cell(text, file, number, column) for column, text in enumerate(split_bars(line))])
        if len(rows[-1]) > COLUMNS:
            raise UnusableFile(f"a line has more than {COLUMNS} cells", f"{file}, line {number}", "keep only the matrix")
    if not ruled:
        message = "this table has no line of dashes under its headings; its first line was taken for them"
        notes.append(Note(finding(Kind.GUESSED, message, severity=Level.INFO), Place(file, None, first)))
    return Grid(file, None, even(rows), name)


def _cell(text: str, file: str, row: int, column: int) -> Cell:
    said, bold = markdown(text)
    return Cell(said, Place(file, None, row, column_letters(column)), bold=bold)


def split_bars(line: str) -> list[str]:
    r"""Part a line at its bars; `\|` is a bar in a text. The bars at both ends part nothing."""
    parts: list[str] = []
    part = ""
    signs = iter(line.strip())
    for sign in signs:
        if sign == "\\":
            following = next(signs, "")
            part += "|" if following == "|" else sign + following
        elif sign == "|":
            parts.append(part)
            part = ""
        else:
            part += sign
    parts.append(part)
    if line.strip().startswith("|"):
        parts = parts[1:]
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts
