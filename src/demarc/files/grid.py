"""A table of a stranger's file before anybody says what it means: cells with their text, colour and place."""

from dataclasses import dataclass, replace

from demarc.files.matrix.places import Place, column_letters
from demarc.files.matrix.reading import Note


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text without markup, where it stands, and how it looks.

    `fill` is the background as `RRGGBB`, or nothing. `across` and `down` count the columns and rows a merged cell takes;
    the cells under it are empty. `missing` marks a cell that the file does not have: its row was shorter than others.
    """

    text: str
    place: Place
    fill: str = ""
    bold: bool = False
    across: int = 1
    down: int = 1
    missing: bool = False

    def saying(self, text: str) -> "Cell":
        """Return the same cell with another text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table or sheet: rows of equal width, and the heading it stands under, if any."""

    file: str
    sheet: str | None
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def place(self) -> Place:
        """Return where the table begins."""
        return self.rows[0][0].place if self.rows and self.rows[0] else Place(self.file, self.sheet)


@dataclass(frozen=True, slots=True)
class ReadGrids:
    """Every table of a file, and what was noted while reading them."""

    grids: tuple[Grid, ...]
    notes: tuple[Note, ...] = ()


def even(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Make all rows as wide as the widest, with cells marked as missing; their column letters go on from the last."""
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + tuple(_missing(row, at) for at in range(len(row), width)) for row in rows)


def _missing(row: list[Cell], at: int) -> Cell:
    place = row[-1].place if row else Place("")
    return Cell("", replace(place, column=column_letters(at)), missing=True)
