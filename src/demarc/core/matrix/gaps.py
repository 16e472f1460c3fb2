"""What falls through: the gaps of each topic as few, large boxes, each with an item that nobody takes.

Yielding never opens a gap, so a gap is what no row's scope holds. Scopes that do not meet, or can be cut apart into not
too many pieces, make completeness one exact sum of volumes, and a hole is found by descending column by column. Where
too many scopes meet, a search with a budget decides; running out is said, never hidden.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from demarc.core.matrix.covering import BUDGET, OutOfBudget, hole
from demarc.core.matrix.grid import Box, Grid, grid_of, masks_by_value, minus, places, volume
from demarc.core.matrix.meeting import meeting_pairs
from demarc.core.matrix.met import Met
from demarc.core.matrix.overlaps import rows_of
from demarc.core.matrix.table import TOPIC, Matrix, Scope
from demarc.core.matrix.telling import Teller

MOST = 100
"""Boxes told per topic; a topic with more holes than that has no rows worth the name."""

PIECES_A_ROW = 8
FEW = 64
"""How many pieces the scopes may be cut into, and pairs of them meet, before the search takes over."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A largest box of items of one topic that no row takes; `witness` is one of them, with a value for every aspect."""

    topic: str
    box: Scope
    witness: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps found. `undecided` names the columns to blame when the budget ran out; `more` says that some are untold."""

    boxes: tuple[Gap, ...]
    undecided: tuple[str, ...] | None = None
    more: bool = False


def gaps(matrix: Matrix, topic: str | None = None, budget: int = BUDGET, *, known: Met | None = None) -> Gaps:
    """Find what no row takes, in one topic or in all of them; together the boxes are exactly the uncovered items.

    `known` are the pairs of this matrix that meet, where somebody has them already.
    """
    boxes: list[Gap] = []
    undecided: dict[str, None] = {}
    more = False
    for name in topics_of(matrix) if topic is None else (topic,):
        part = _gaps_in(matrix, name, budget, known)
        boxes += part.boxes
        undecided.update(dict.fromkeys(part.undecided or ()))
        more = more or part.more
    return Gaps(tuple(boxes), tuple(undecided) or None, more)


def topics_of(matrix: Matrix) -> tuple[str, ...]:
    """List the topics an item can have; a matrix that does not list them is one table, named by the empty text."""
    return matrix.domain(TOPIC) if matrix.aspect(TOPIC) else ("",)


def _gaps_in(matrix: Matrix, topic: str, budget: int, known: Met | None) -> Gaps:
    if topic:
        grid = grid_of(rows_of(matrix, topic), matrix.domain, without=TOPIC)
        pairs = known.in_topic(topic) if known else None
    else:
        grid = known.grid if known else grid_of(matrix.rows, matrix.domain)
        pairs = known.pairs if known else None
    pieces = apart(grid.boxes, pairs)
    find = by_search(grid, budget) if pieces is None else by_volume(grid, pieces)
    tell = Teller(matrix, grid.axes, topic)
    found: list[Gap] = []
    try:
        for box in find:
            if len(found) == MOST:
                return Gaps(tuple(found), more=True)
            found.append(Gap(topic, *tell(box)))
    except OutOfBudget as stop:
        return Gaps(tuple(found), tuple(grid.axes[at].aspect for at in stop.columns))
    return Gaps(tuple(found))


def by_search(grid: Grid, budget: int) -> Iterator[Box]:
    """Yield largest holes until the rows and the holes already told cover everything."""
    largest = _grower(grid)
    covered = list(grid.boxes)
    while (found := hole(grid.space, covered, budget)) is not None:
        box = largest(found)
        covered.append(box)
        yield box


def apart(boxes: tuple[Box, ...], pairs: Iterable[tuple[int, int]] | None = None) -> list[Box] | None:
    """Cut boxes into disjoint pieces that cover the same, the smaller of two that meet by the larger; None if too many.

    `pairs` are those that meet, where somebody has found them already.
    """
    larger: dict[int, list[int]] = {}
    rank = {number: at for at, number in enumerate(sorted(range(len(boxes)), key=lambda number: -volume(boxes[number])))}
    most = PIECES_A_ROW * len(boxes) + FEW
    for count, pair in enumerate(meeting_pairs(boxes) if pairs is None else pairs):
        if count > most:
            return None
        keeps, gives = sorted(pair, key=rank.__getitem__)
        larger.setdefault(gives, []).append(keeps)
    pieces: list[Box] = []
    for number, box in enumerate(boxes):
        left = [box]
        for other in larger.get(number, ()):
            left = [piece for part in left for piece in minus(part, boxes[other])]
        pieces += left
        if len(pieces) > most:
            return None
    return pieces


def by_volume(grid: Grid, pieces: list[Box]) -> Iterator[Box]:
    """Yield largest holes between disjoint pieces: what is missing is known exactly, and each descent finds some of it."""
    missing = volume(grid.space) - sum(map(volume, pieces))
    if not missing:
        return
    largest = _grower(grid)
    told: list[Box] = []
    while missing:
        box = largest(_descend(grid.space, pieces))
        fresh = [box]
        for other in told:
            fresh = [piece for part in fresh for piece in minus(part, other)]
        told.append(box)
        pieces += fresh
        missing -= sum(map(volume, fresh))
        yield box


def _descend(space: Box, pieces: list[Box]) -> Box:
    """Find a point outside disjoint pieces that do not fill the space: per column, a value whose slice is not full."""
    live = [(piece, volume(piece)) for piece in pieces]
    size = volume(space)
    point = []
    for column, cell in enumerate(space):
        size //= cell.bit_count()
        weight: dict[int, int] = {}
        for piece, within in live:
            weight[piece[column]] = weight.get(piece[column], 0) + within // piece[column].bit_count()
        filled = dict.fromkeys(places(cell), 0)
        for part, amount in weight.items():
            for value in places(part):
                filled[value] += amount
        value = next(value for value, amount in filled.items() if amount < size)
        point.append(1 << value)
        live = [(piece, within // piece[column].bit_count()) for piece, within in live if piece[column] >> value & 1]
    assert not live
    return tuple(point)


def _grower(grid: Grid) -> Callable[[Box], Box]:
    """Make the function that grows a hole as far as the rows allow, column by column; of the orders tried, the largest."""
    columns = [masks_by_value([box[at] for box in grid.boxes], len(axis.values)) for at, axis in enumerate(grid.axes)]
    everything = (1 << len(grid.boxes)) - 1

    def touched(column: int, cell: int) -> int:
        rows = 0
        for value in places(cell):
            rows |= columns[column][value]
        return rows

    def grown(box: Box, order: list[int]) -> Box:
        cells = list(box)
        touching = [touched(column, cell) for column, cell in enumerate(cells)]
        for column in order:
            rows = everything
            for other, mask in enumerate(touching):
                if other != column:
                    rows &= mask
            cells[column] = sum(1 << value for value, mask in enumerate(columns[column]) if not mask & rows)
            touching[column] = touched(column, cells[column])
        return tuple(cells)

    def largest(box: Box) -> Box:
        numbers = list(range(len(box)))
        orders = [numbers[start:] + numbers[:start] for start in numbers] or [[]]
        return max((grown(box, order) for order in orders), key=volume)

    return largest
