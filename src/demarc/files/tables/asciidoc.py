"""The tables of an AsciiDoc file: `|===` blocks with their columns, spans, styles and lists, by the line of each cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demarc.core.matrix.findings import Kind, finding
from demarc.files.grid import Cell, Grid, ReadGrids, even
from demarc.files.limits import COLUMNS, LINES, UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import Note
from demarc.files.tables.delimited import decoded, delimiter_of, records
from demarc.files.tables.inline import asciidoc

FENCE = re.compile(r"([|,:!])={3,}\s*\Z")
HEADING = re.compile(r"={1,6}\s+(.*?)\s*\Z")
TITLE = re.compile(r"\.(?=[^\s.])(.*?)\s*\Z")
ATTRIBUTES = re.compile(r"\[(.*)\]\s*\Z")
ENTRY = re.compile(r":([\w-]+):(?:\s+(.*?))?\s*\Z")
DIRECTIVE = re.compile(r"(ifdef|ifndef|ifeval|endif|include)::")
COMMENT_BLOCK = re.compile(r"/{4,}\s*\Z")
LISTING = re.compile(r"(-{4,}|\.{4,}|\+{4,}|```)\s*\w*\s*\Z")
COLUMNS_GIVEN = re.compile(r"""cols\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w*.;^<>~%]+))""")
REPEATED = re.compile(r"(\d+)\*")
SPEC = re.compile(r"(?:(?<=\s)|\A)(?:(\d+)?(?:\.(\d+))?\+|(\d+)\*)?([<^>]?(?:\.[<^>])?)([adehlmsv])?\Z")


@dataclass(slots=True)
class _Block:
    """A table being found: its mark, where its content begins, its attributes and name."""

    mark: str
    first: int
    attributes: str
    name: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One cell as written: how far it spans, how often it is repeated, and the line it begins on."""

    text: str
    line: int
    across: int = 1
    down: int = 1
    times: int = 1
    heading: bool = False


def read(data: bytes, file: str) -> ReadGrids:
    """Read every table. Raises `UnusableFile` for what is no text, or far too long."""
    notes: list[Note] = []
    text = decoded(data, file, notes)
    if text.count("\n") > LINES * 2:
        raise UnusableFile(f"it has more than {LINES * 2:,} lines", file, "keep only the matrix in it")
    grids = [_grid(block, file, notes) for block in _blocks(text.splitlines(), file, notes)]
    return ReadGrids(tuple(grid for grid in grids if grid.rows), tuple(notes))


def _blocks(lines: list[str], file: str, notes: list[Note]) -> Iterator[_Block]:
    """Find the tables, each with the heading, title and attribute lines above it."""
    above = _Above()
    block: _Block | None = None
    skipping = ""
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip()
        if block is not None:
            if FENCE.match(line) and line.startswith(block.mark):
                yield block
                block = None
            else:
                block.lines.append("" if _skipped(line, number, file, notes) else _resolved(line, above.known))
        elif skipping or COMMENT_BLOCK.match(line) or LISTING.match(line):
            skipping = _toggled(skipping, line)
        elif fence := FENCE.match(line):
            block = _Block(fence.group(1), number + 1, *above.taken(), [])
        else:
            above.see(line)
    if block is not None:
        message = "this table is opened and never closed, so all that follows was read as part of it"
        notes.append(Note(finding(Kind.UNREADABLE, message), Place(file, None, block.first - 1)))
        yield block


class _Above:
    """What stands above a table: the last heading, and the title and attributes that belong to the next block."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self._heading = self._title = self._attributes = ""

    def see(self, line: str) -> None:
        """Take in a line outside of tables."""
        if found := HEADING.match(line):
            self._heading, self._title, self._attributes = asciidoc(_resolved(found.group(1), self.known))[0], "", ""
        elif found := TITLE.match(line):
            self._title = asciidoc(_resolved(found.group(1), self.known))[0]
        elif found := ATTRIBUTES.match(line):
            self._attributes = f"{self._attributes},{found.group(1)}"
        elif found := ENTRY.match(line):
            self.known[found.group(1)] = found.group(2) or ""

    def taken(self) -> tuple[str, str]:
        """Return the attributes and the name of the table that begins now."""
        said = self._attributes, self._title or self._heading
        self._title = self._attributes = ""
        return said


def _toggled(skipping: str, line: str) -> str:
    """Return the mark of the comment or listing that goes on after this line."""
    if not skipping:
        return line.split(maxsplit=1)[0]
    return "" if line.strip() == skipping else skipping


def _skipped(line: str, number: int, file: str, notes: list[Note]) -> bool:
    """Tell whether a line of a table is a comment or a directive; the second is noted."""
    if DIRECTIVE.match(line):
        message = f"`{line[:80]}` was not followed; what stands between such lines was read as if it always held"
        notes.append(Note(finding(Kind.GUESSED, message), Place(file, None, number)))
        return True
    return line.startswith("//") and not line.startswith("///")


def _resolved(line: str, known: dict[str, str]) -> str:
    return re.sub(r"\{([\w-]+)\}", lambda match: known.get(match.group(1), match.group(0)), line) if known else line


def _grid(block: _Block, file: str, notes: list[Note]) -> Grid:
    if block.mark in ",:" or re.search(r"format\s*=\s*[\"']?(csv|tsv|dsv)", block.attributes):
        text = "\n".join(block.lines)
        delimiter = ":" if block.mark == ":" else delimiter_of(text) or ","
        return Grid(file, None, even(records(text, delimiter, file, block.first, notes)), block.name)
    pieces, first_line = _pieces(block)
    width = _width(block.attributes) or first_line
    if not pieces or not width:
        return Grid(file, None, (), block.name)
    if width > COLUMNS or len(pieces) > LINES * 4:
        raise UnusableFile(
            "a table here has far too many cells", f"{file}, line {block.first}", "keep only the matrix in it"
        )
    return Grid(file, None, even(_Laying(file, width, notes).rows(pieces)), block.name)


def _width(attributes: str) -> int:
    """Count the columns that `cols` gives: `3*`, `1,2a,3`, or a number alone."""
    given = COLUMNS_GIVEN.search(attributes)
    if given is None:
        return 0
    said = next(group for group in given.groups() if group is not None).strip()
    if said.isdigit() and len(said) <= 3:  # noqa: PLR2004 digits of a count
        return int(said)
    return sum(int(match.group(1)) if (match := REPEATED.match(part.strip())) else 1 for part in re.split(r"[,;]", said))


def _pieces(block: _Block) -> tuple[list[_Piece], int]:
    r"""Part the block at its bars (`\|` is one in a text) and count how many cells its first line begins."""
    found: list[_Piece] = []
    opened: _Piece | None = None
    text: list[str] = []
    first_line = 0
    for number, line in enumerate(block.lines, block.first):
        parts = re.split(r"(?<!\\)" + re.escape(block.mark), line)
        for at, part in enumerate(parts):
            said = part.replace("\\" + block.mark, block.mark)
            if at == len(parts) - 1:
                text.append(said)
                continue
            before, spec = _spec(said)
            text.append(before)
            if opened is not None or before.strip():
                found.append(_closed(opened or _piece(None, number), text))
            text = []
            opened = _piece(spec, number)
            if not first_line or first_line == number:
                first_line = number
    if opened is not None:
        found.append(_closed(opened, text))
    starts = [piece for piece in found if piece.line == first_line]
    return found, sum(piece.across * piece.times for piece in starts)


def _spec(text: str) -> tuple[str, re.Match[str] | None]:
    """Part a text from the cell's own sign before the next bar: `2+`, `.3+^`, `3*`, `a`."""
    match = SPEC.search(text)
    if match is None or not match.group(0):
        return text, None
    return text[: match.start()], match


def _piece(spec: re.Match[str] | None, line: int) -> _Piece:
    if spec is None:
        return _Piece("", line)
    across, down, times, _, style = spec.groups()

    def count(text: str | None) -> int:
        return min(int(text), COLUMNS) if text and len(text) <= 6 and int(text) else 1  # noqa: PLR2004 digits

    return _Piece("", line, count(across), count(down), count(times), style == "h")


def _closed(piece: _Piece, text: list[str]) -> _Piece:
    said = "\n".join(line for line in text if line.strip() not in {"", "+", "--"})
    return _Piece(said, piece.line, piece.across, piece.down, piece.times, piece.heading)


class _Laying:
    """Cells being laid into rows of one width, spans leaving empty cells under them."""

    def __init__(self, file: str, width: int, notes: list[Note]) -> None:
        self._file, self._width, self._notes = file, width, notes
        self._rows: list[list[Cell]] = []
        self._row: list[Cell] = []
        self._taken: dict[int, int] = {}

    def rows(self, pieces: list[_Piece]) -> list[list[Cell]]:
        """Lay all pieces; a last row that is not full is padded and noted."""
        line = 0
        for piece in pieces:
            for _ in range(piece.times):
                line = piece.line
                self._put(piece)
        if self._row and len(self._row) < self._width:
            given = sum(1 for cell in self._row if not cell.missing)
            message = f"the last row has {given} of {self._width} cells; the others were read as blank"
            self._notes.append(Note(finding(Kind.UNREADABLE, message), self._row[0].place))
            while len(self._row) < self._width:
                self._row.append(Cell("", self._place(line), missing=True))
        if self._row:
            self._rows.append(self._row)
        return self._rows

    def _put(self, piece: _Piece) -> None:
        self._under_spans(piece.line)
        said, bold = asciidoc(piece.text)
        across = min(piece.across, self._width - len(self._row))
        first = len(self._row)
        place = self._place(piece.line)
        self._row.append(Cell(said, place, bold=bold or piece.heading, across=across, down=piece.down))
        for _ in range(across - 1):
            self._row.append(Cell("", self._place(piece.line)))
        if piece.down > 1:
            self._taken.update(dict.fromkeys(range(first, first + across), piece.down - 1))
        if len(self._row) >= self._width:
            self._end_row()

    def _under_spans(self, line: int) -> None:
        """Leave cells empty where a cell of a row above reaches down."""
        while len(self._row) < self._width and self._taken.get(len(self._row), 0) > 0:
            self._taken[len(self._row)] -= 1
            self._row.append(Cell("", self._place(line)))
            if len(self._row) >= self._width:
                self._end_row()

    def _end_row(self) -> None:
        self._rows.append(self._row)
        self._row = []

    def _place(self, line: int) -> Place:
        return Place(self._file, None, line, column_letters(len(self._row)))
