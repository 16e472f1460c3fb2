"""The heat map of the version in force, and the rows behind one of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.heat import HeatCell, HeatLane, heat_map
from demarc.core.matrix.table import Matrix
from demarc.core.words import RowId, Window

KEPT = 32
WINDOWS: Mapping[Window, str] = {
    Window.BUSINESS: "Business hours",
    Window.AFTER_HOURS: "After hours",
    Window.HOLIDAY: "Holidays",
}
"""Each window in the words of a page."""

_kept: dict[str, tuple[HeatLane, ...]] = {}


@dataclass(frozen=True, slots=True)
class HeatPicked:
    """The cell a reader looks behind: its lane and window in words, and its rows."""

    lane: str
    window: str
    rows: frozenset[RowId]
    gaps: int


def heat_of(digest: str, matrix: Matrix) -> tuple[HeatLane, ...]:
    """Colour a version once for each digest: a signed version never changes."""
    if digest not in _kept:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[digest] = heat_map(matrix, gaps(matrix).boxes)
    return _kept[digest]


def picked_of(heat: tuple[HeatLane, ...], lane: str | None, window: str | None) -> HeatPicked | None:
    """Find the cell that was asked for; None where there is no such lane or window."""
    for line in heat:
        for cell in line.cells:
            if (cell.lane, cell.window) == (lane, window):
                return _picked(line, cell)
    return None


def _picked(line: HeatLane, cell: HeatCell) -> HeatPicked:
    return HeatPicked(line.title, WINDOWS[cell.window].lower(), cell.rows, cell.gaps)
