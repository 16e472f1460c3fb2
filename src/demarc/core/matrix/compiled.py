"""The same verdicts as the definition, fast: the rows folded into one diagram of questions, the answers made beforehand.

Each node asks one aspect; aspects that nobody's fate depends on any more are not asked. The window is asked last. Facts
that leave out an aspect that is asked for are answered by AND-ing row sets instead, and so is everything when the
diagram would grow too large. Facts are total (`facts_of` makes them so): the answer to unlisted values is not promised.
"""

from dataclasses import dataclass, field

from demarc.core.matrix.decide import Verdict, verdict_of
from demarc.core.matrix.diagram import EDGES, Node, RowSets, TooLarge, diagram_of
from demarc.core.matrix.grid import grid_of, masks_by_value, places
from demarc.core.matrix.table import WINDOW, Facts, Matrix, Row
from demarc.core.words import UNKNOWN, Window

REMEMBERED = 100_000
"""How many verdicts are remembered by their set of matching rows."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Compiled:
    """A matrix made ready: `decide` gives the verdict of the definition, without a new object per call."""

    matrix: Matrix
    _root: Node | None
    _columns: tuple[RowSets, ...]
    _rows: tuple[Row, ...]
    _remembered: dict[tuple[int, str], Verdict] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Name the version and the size; the matrix itself would fill pages."""
        return f"Compiled(version={self.matrix.version!r}, rows={len(self._rows)})"

    def decide(self, facts: Facts) -> Verdict:
        """Decide which row these total facts fall to: exactly what `demarc.core.matrix.decide.decide` says."""
        node = self._root
        if node is None:
            return self._by_row_sets(facts)
        try:
            aspect = node[0]
            while aspect is not WINDOW:
                node = node[node[1][facts[aspect]]]
                aspect = node[0]
            verdict: Verdict = node[node[1][facts[WINDOW]]]
        except KeyError:
            return self._by_row_sets(facts)
        return verdict

    def _by_row_sets(self, facts: Facts) -> Verdict:
        live = (1 << len(self._rows)) - 1
        for aspect, by_value, rest in self._columns:
            live &= by_value.get(facts.get(aspect, UNKNOWN), rest)
        return self._verdict(live, facts.get(WINDOW, Window.BUSINESS))

    def _verdict(self, live: int, window: str) -> Verdict:
        found = self._remembered.get((live, window))
        if found is None:
            found = verdict_of(self.matrix, tuple(self._rows[place] for place in places(live)), Window(window))
            if len(self._remembered) < REMEMBERED:
                self._remembered[live, window] = found
        return found


def compile_matrix(matrix: Matrix, *, edges: int = EDGES) -> Compiled:
    """Make a matrix ready for many decisions: milliseconds for a hundred rows, a second or two for thousands."""
    mentioned: dict[str, set[str]] = {}
    for row in matrix.rows:
        for aspect, allowed in row.scope:
            mentioned.setdefault(aspect, set()).update(allowed)

    def values(aspect: str) -> tuple[str, ...]:
        """List the domain, and whatever else the rows mention: the definition compares texts, listed or not."""
        return tuple(dict.fromkeys((*matrix.domain(aspect), *sorted(mentioned[aspect]))))

    grid = grid_of(matrix.rows, values)
    columns: list[RowSets] = []
    for at, axis in enumerate(grid.axes):
        cells = [box[at] for box in grid.boxes]
        anything = sum(1 << place for place, row in enumerate(grid.rows) if axis.aspect not in row.box())
        by_value = dict(zip(axis.values, masks_by_value(cells, len(axis.values)), strict=True))
        columns.append((axis.aspect, by_value, anything))
    by_row_sets = Compiled(matrix, None, tuple(columns), grid.rows)
    try:
        root = diagram_of(columns, len(grid.rows), by_row_sets._verdict, edges)  # noqa: SLF001  # its own kind
    except TooLarge:
        return by_row_sets
    return Compiled(matrix, root, tuple(columns), grid.rows, by_row_sets._remembered)  # noqa: SLF001  # its own kind
