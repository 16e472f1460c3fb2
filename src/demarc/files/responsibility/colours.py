"""Colour as data: cells that say something only by their fill, turned into what the fill stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demarc.files.grid import Cell
from demarc.files.matrix.places import Place
from demarc.files.responsibility.legend import colours_explained
from demarc.files.responsibility.letters import ANY, is_letters
from demarc.files.responsibility.words import is_party

TICK = "x"
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Painted:
    """The rows with fills turned into texts, which cells those are, and what each fill was read as."""

    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[Place, ...] = ()
    meaning: Mapping[str, str] | None = None


def painted(rows: Sequence[tuple[Cell, ...]]) -> Painted:
    """Turn blank filled cells into texts, where a column has them and fills are not only decoration.

    A fill is decoration when the text beside it in its row, or its whole column, has the same. What a fill stands for is
    what the key beside the table says in letters, words or parties, and else `x`.
    """
    columns = [at for at in range(len(rows[0]) if rows else 0) if _is_data(rows, at)]
    if not columns:
        return Painted(tuple(rows))
    explained = {
        fill: text
        for fill, text in colours_explained(rows).items()
        if is_letters(text, ANY) or is_party(text) or len(columns) == 1
    }  # fmt: skip
    places: list[Place] = []
    meaning: dict[str, str] = {}

    def told(row: tuple[Cell, ...], at: int) -> Cell:
        cell = row[at]
        if at not in columns or not _is_mark(row, at):
            return cell
        places.append(cell.place)
        meaning[cell.fill] = explained.get(cell.fill, TICK)
        return cell.saying(meaning[cell.fill])

    made = tuple(tuple(told(row, at) for at in range(len(row))) for row in rows)
    return Painted(made, tuple(places), meaning)


def _is_mark(row: Sequence[Cell], at: int) -> bool:
    """Tell whether a blank cell is filled, and unlike the texts of its row, of which there is one to the left."""
    cell = row[at]
    if not cell.fill or cell.text:
        return False
    texts = [other for other in row[:at] if other.text]
    return bool(texts) and cell.fill not in {other.fill for other in row if other.text}


def _stands_out(row: Sequence[Cell], at: int) -> bool:
    """Tell whether another blank cell right of the first text is filled otherwise or not at all: no whole row is banded."""
    first = next(index for index, other in enumerate(row) if other.text)
    others = [other for index, other in enumerate(row) if index > first and index != at and not other.text]
    return any(other.fill != row[at].fill for other in others) or not others


def _is_data(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Tell whether a column's fills say something: some rows have one, others another or none, and texts are rare."""
    marked = [row for row in rows if _is_mark(row, at)]
    below = [row for row in rows if any(cell.text for cell in row[:at])]
    texts = sum(bool(row[at].text) for row in below)
    fills = {row[at].fill for row in marked}
    mixed = len(fills) > 1 or len(below) - len(marked) > 1
    return any(_stands_out(row, at) for row in marked) and texts <= 1 + MOSTLY * len(marked) and mixed
