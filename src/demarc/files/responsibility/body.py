"""What each row below the headings is: a line of the table, a heading over others, a text beside it, or nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from demarc.files.grid import Cell
from demarc.files.responsibility.columns import Column
from demarc.files.responsibility.headings import same_headings
from demarc.files.responsibility.legend import is_legend
from demarc.files.responsibility.letters import is_blank, is_ruled
from demarc.files.responsibility.words import ASSIGNING, Role

Row = Sequence[Cell]
MANY, FEW = 0.8, 0.4
LONG_TEXT = 80
SHORTEST_SHOUT = 4
NOTE = re.compile(
    r"\s*(notes?\b|nb\b|n\.b\.|legend\b|key\b|source\b|disclaimer\b|\*|†|‡|\(\d\)|\[\d\]|¹|²|³|©)", re.IGNORECASE
)
TOTAL = re.compile(r"\s*(grand |sub-?)?totals?\b[:\s]*\Z", re.IGNORECASE)
NUMBER = re.compile(r"[\w.\-#() ]{1,12}\Z")


class Line(StrEnum):
    """What a row below the headings is."""

    ROW = "row"
    SECTION = "section"
    GUESSED_SECTION = "section, as it seems"
    TEXT = "text"
    HEADINGS = "headings again"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class _Usual:
    """How the lines of this table usually look, so that what looks different stands out."""

    title: int
    number: int | None
    assigning: tuple[int, ...]
    bold: float
    capitals: float
    numbered: float
    fills: frozenset[str]
    last: int


def lines_of(rows: Sequence[Row], columns: Sequence[Column]) -> list[Line]:
    """Say what each row is.

    A row in which somebody has a part is always a line of the table. A text alone is a heading when it looks different
    from the lines (bold, filled, merged, ruled off with dashes, in capitals, without a number, after a gap), a text beside
    the table when it says so or stands below it, and else a line in which nobody has a part.
    """
    usual = _usual(rows, columns)
    lines = [_line(rows, at, columns, usual) for at in range(len(rows))]
    plain = [at for at, line in enumerate(lines) if line is Line.ROW and _is_lone(rows[at], usual)]
    if _are_sections(lines, plain):
        for at in plain:
            lines[at] = Line.GUESSED_SECTION
    return lines


def _usual(rows: Sequence[Row], columns: Sequence[Column]) -> _Usual:
    """Look at the lines in which somebody has a part; when there are none, at all of them."""
    number = next((column.index for column in columns if column.role is Role.NUMBER), None)
    title = next((column.index for column in columns if column.role is Role.TITLE), number or 0)
    assigning = tuple(column.index for column in columns if column.role in ASSIGNING)
    parts = [at for at, row in enumerate(rows) if any(not is_blank(row[index].text) for index in assigning)]
    cells = [rows[at][title] for at in (parts or range(len(rows)))]
    cells = [cell for cell in cells if not is_blank(cell.text)]
    many = len(cells) or 1
    numbered = sum(not is_blank(rows[at][number].text) for at in parts) if number is not None else 0
    return _Usual(
        title=title,
        number=number,
        assigning=assigning,
        bold=sum(cell.bold for cell in cells) / many,
        capitals=sum(cell.text.isupper() for cell in cells) / many,
        numbered=numbered / (len(parts) or 1),
        fills=frozenset(cell.fill for cell in cells) if parts else _most(cells),
        last=parts[-1] if parts else len(rows),
    )


def _most(cells: Sequence[Cell]) -> frozenset[str]:
    return frozenset(fill for fill, _ in Counter(cell.fill for cell in cells).most_common(1))


def _line(rows: Sequence[Row], at: int, columns: Sequence[Column], usual: _Usual) -> Line:
    row = rows[at]
    said = [index for index, cell in enumerate(row) if not is_blank(cell.text)]
    if not said:
        return Line.BLANK
    if same_headings(row, columns):
        return Line.HEADINGS
    if _has_part(row, usual):
        return Line.TEXT if at > usual.last and is_legend(row) else Line.ROW
    if is_legend(row) or TOTAL.match(row[said[0]].text) or (NOTE.match(row[said[0]].text) and len(said) == 1):
        return Line.TEXT
    lone = _is_lone(row, usual) and _stands_out(rows, at, said[0], usual)
    if lone or _begins_numbers(rows, at, usual):
        return Line.SECTION
    return Line.TEXT if _is_below(rows, at, said, usual) else Line.ROW


def _is_below(rows: Sequence[Row], at: int, said: Sequence[int], usual: _Usual) -> bool:
    """Tell whether a row without a number stands below the last line, after a gap or as a long text."""
    if at <= usual.last or _is_numbered(rows[at], usual):
        return False
    aside = len(said) == 1 or said[0] != usual.title
    return aside and (_after_gap(rows, at) or len(rows[at][said[0]].text) > LONG_TEXT)


def _has_part(row: Row, usual: _Usual) -> bool:
    return any(not is_blank(row[index].text) for index in usual.assigning)


def _is_lone(row: Row, usual: _Usual) -> bool:
    """Tell whether one text alone stands in the row, perhaps repeated in every cell."""
    said = {cell.text for cell in row if not is_blank(cell.text)}
    return len(said) == 1 and not _has_part(row, usual) and not _is_numbered(row, usual)


def _is_numbered(row: Row, usual: _Usual) -> bool:
    """Tell whether the row has a number of its own, not a text in the number's place."""
    if usual.number is None:
        return False
    text = row[usual.number].text
    return not is_blank(text) and (usual.number == usual.title or bool(NUMBER.match(text) and any(map(str.isdigit, text))))


def _stands_out(rows: Sequence[Row], at: int, index: int, usual: _Usual) -> bool:
    row, cell = rows[at], rows[at][index]
    fill = cell.fill and cell.fill not in usual.fills
    return bool(
        (cell.bold and usual.bold < FEW)
        or fill
        or cell.across > 1
        or any(is_ruled(other.text) for other in row)
        or cell.text.endswith(":")
        or (cell.text.isupper() and len(cell.text) >= SHORTEST_SHOUT and usual.capitals < FEW)
        or (usual.number is not None and usual.numbered >= MANY)
        or (_after_gap(rows, at) and at + 1 < len(rows) and _has_part(rows[at + 1], usual))
    )


def _after_gap(rows: Sequence[Row], at: int) -> bool:
    return at > 0 and all(is_blank(cell.text) for cell in rows[at - 1])


def _begins_numbers(rows: Sequence[Row], at: int, usual: _Usual) -> bool:
    """Tell whether the number of this row, in which nobody has a part, begins the numbers below it: 1, then 1.1."""
    if usual.number is None or usual.number == usual.title or at + 1 >= len(rows) or _has_part(rows[at], usual):
        return False
    number = re.sub(r"\.0?\Z", "", rows[at][usual.number].text.strip())
    following = rows[at + 1][usual.number].text.strip()
    return bool(number) and following.startswith(number + ".") and following != number + ".0"


def _are_sections(lines: Sequence[Line], plain: Sequence[int]) -> bool:
    """Tell whether lone texts that look like any other are headings: the first of all is one, and lines follow each."""
    if len(plain) < 2 or any(line is Line.SECTION for line in lines):  # noqa: PLR2004 one alone proves nothing
        return False
    first = next((at for at, line in enumerate(lines) if line is Line.ROW), None)
    lone = set(plain)
    followed = all(at + 1 < len(lines) and lines[at + 1] is Line.ROW and at + 1 not in lone for at in plain)
    return first == plain[0] and followed
