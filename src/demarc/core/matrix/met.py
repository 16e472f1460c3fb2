"""Which rows of a whole matrix meet: found once, for the overlaps and for the gaps of every topic alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from demarc.core.matrix.grid import Grid, grid_of, places
from demarc.core.matrix.meeting import meeting_pairs
from demarc.core.matrix.table import TOPIC, Matrix

Pair = tuple[int, int]
"""Two rows that meet, by their place in a grid, the earlier first."""


@dataclass(frozen=True, slots=True)
class Met:
    """The rows of a matrix as boxes over all its aspects, and every pair of them that meets, in order."""

    grid: Grid
    pairs: tuple[Pair, ...]
    _by_topic: dict[str, list[Pair]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def in_topic(self, topic: str) -> Sequence[Pair]:
        """List the pairs that meet within a topic, by the places of the rows in that topic's own table."""
        if all(axis.aspect != TOPIC for axis in self.grid.axes):
            return self.pairs
        if not self._by_topic:
            self._by_topic.update(self._deal_by_topic())
        return self._by_topic.get(topic, ())

    def _deal_by_topic(self) -> dict[str, list[Pair]]:
        """Number the rows of each topic in their order, as its own table does, and give each pair to its topics."""
        at = next(number for number, axis in enumerate(self.grid.axes) if axis.aspect == TOPIC)
        names = self.grid.axes[at].values
        numbers: list[dict[int, int]] = [{} for _ in names]
        for row, box in enumerate(self.grid.boxes):
            for topic in places(box[at]):
                numbers[topic][row] = len(numbers[topic])
        found: dict[str, list[Pair]] = {name: [] for name in names}
        for one, other in self.pairs:
            for topic in places(self.grid.boxes[one][at] & self.grid.boxes[other][at]):
                found[names[topic]].append((numbers[topic][one], numbers[topic][other]))
        return found


def met(matrix: Matrix) -> Met:
    """Find every pair of rows that meets, yielding or not."""
    grid = grid_of(matrix.rows, matrix.domain)
    return Met(grid, tuple(sorted(meeting_pairs(grid.boxes))))
