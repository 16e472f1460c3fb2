"""Who stands where, at one look: each lane in each window, by the side of who is accountable there.

A cell says whom the rows name, not who is present: the page of a row says who holds it now. A post counts for every side
that its roster or its fallback puts somebody of.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.matrix.gaps import Gap
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row
from demarc.core.words import RowId, Side, Window

EVERY_WINDOW: frozenset[str] = frozenset(Window)


class Heat(StrEnum):
    """The colour of a cell: one side has all of it, both have a part, or nobody is named."""

    CLIENT = "client"
    PROVIDER = "provider"
    SPLIT = "split"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A lane in a window: the rows that decide there, by side.

    A row whose post both sides fill stands in both. `nobody` are the rows that name no known person or post, `gaps` how
    many holes of the matrix lie here.
    """

    lane: str
    window: Window
    client: tuple[RowId, ...]
    provider: tuple[RowId, ...]
    nobody: tuple[RowId, ...]
    gaps: int

    @property
    def rows(self) -> frozenset[RowId]:
        """Name every row behind the cell."""
        return frozenset((*self.client, *self.provider, *self.nobody))

    @property
    def parts(self) -> int:
        """Count the rows as a bar shows them: a row of both sides twice."""
        return len(self.client) + len(self.provider) + len(self.nobody)

    @property
    def heat(self) -> Heat:
        """Tell the colour."""
        match bool(self.client), bool(self.provider):
            case True, True:
                return Heat.SPLIT
            case True, False:
                return Heat.CLIENT
            case False, True:
                return Heat.PROVIDER
            case _:
                return Heat.NOBODY


@dataclass(frozen=True, slots=True)
class HeatLane:
    """One lane with its cells, one for each window in order; the lane without a name is for rows of no lane."""

    name: str
    title: str
    live: bool
    cells: tuple[HeatCell, ...]


def heat_map(matrix: Matrix, holes: Iterable[Gap] = ()) -> tuple[HeatLane, ...]:
    """Colour each lane in each window; `holes` are the gaps of this matrix.

    A row that asks for no topic decides in every lane.
    """
    holes = tuple(holes)
    lanes = [(lane.name, lane.title or lane.name, lane.live) for lane in matrix.lanes]
    if any(not _lanes_of(matrix, row) for row in matrix.rows):
        lanes.append(("", "Other rows", True))
    return tuple(
        HeatLane(name, title, live, tuple(_cell(matrix, name, window, holes) for window in Window))
        for name, title, live in lanes
    )


def _cell(matrix: Matrix, lane: str, window: Window, holes: tuple[Gap, ...]) -> HeatCell:
    rows = [row for row in matrix.rows if lane in (_lanes_of(matrix, row) or {""}) and window in _windows(row)]
    sides = {row.id: frozenset(_sides(matrix, row.slots.accountable)) for row in rows}
    return HeatCell(
        lane,
        window,
        tuple(row.id for row in rows if Side.CLIENT in sides[row.id]),
        tuple(row.id for row in rows if Side.PROVIDER in sides[row.id]),
        tuple(row.id for row in rows if not sides[row.id]),
        sum(_lane_of(matrix, hole.topic) == lane and window in dict(hole.box).get(WINDOW, EVERY_WINDOW) for hole in holes),
    )


def _lane_of(matrix: Matrix, name: str) -> str:
    topic, known = matrix.topic(name), {lane.name for lane in matrix.lanes}
    return topic.lane if topic and topic.lane in known else ""


def _lanes_of(matrix: Matrix, row: Row) -> frozenset[str]:
    """Name the lanes of the topics this row takes; none, where it speaks only of what is in no lane."""
    named = row.box().get(TOPIC)
    lanes = {_lane_of(matrix, topic.name) for topic in matrix.topics if named is None or topic.name in named}
    return frozenset(lanes - {""})


def _windows(row: Row) -> frozenset[str]:
    return row.box().get(WINDOW, EVERY_WINDOW)


def _sides(matrix: Matrix, slot: str) -> Iterator[Side]:
    """Yield the side of everybody this slot can come to."""
    directory = matrix.directory
    role = directory.role(slot)
    people = (*(shift.person for shift in directory.roster(slot)), role.fallback) if role else ()
    for person in (slot, *people) if directory.person(slot) else people:
        party = directory.party(directory.party_of(person) or "") if person else None
        if party:
            yield party.side
