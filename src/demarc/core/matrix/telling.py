"""From a box of numbers back to words: a scope, and an item inside it with a value for every aspect."""

from demarc.core.matrix.grid import Axis, Box
from demarc.core.matrix.table import TAG_NO, TOPIC, WINDOW, AspectKind, Matrix, Scope
from demarc.core.words import UNKNOWN


class Teller:
    """Puts the boxes of one grid into the words of its matrix. Calling it with a box gives (scope, witness).

    The scope leaves out an axis that allows everything. The witness takes the first listed value of each aspect, and no
    tag that is not needed.
    """

    def __init__(self, matrix: Matrix, axes: tuple[Axis, ...], topic: str = "") -> None:
        aspects = dict.fromkeys((*(aspect.name for aspect in matrix.aspects), WINDOW, *(axis.aspect for axis in axes)))
        self._matrix = matrix
        self._axes = axes
        self._plainest = {aspect: self._plain(aspect, matrix.domain(aspect)) for aspect in aspects}
        self._topic = ((TOPIC, frozenset({topic})),) if topic else ()
        if topic:
            self._plainest[TOPIC] = topic
        self._told: dict[tuple[str, int], tuple[frozenset[str], str]] = {}

    def __call__(self, box: Box) -> tuple[Scope, dict[str, str]]:
        """Tell the scope of a box and one total item inside it."""
        witness = self._plainest.copy()
        cells = list(self._topic)
        for axis, cell in zip(self._axes, box, strict=True):
            if cell != axis.full:
                values, plainest = self._values(axis, cell)
                cells.append((axis.aspect, values))
                witness[axis.aspect] = plainest
        return tuple(sorted(cells)), witness

    def _values(self, axis: Axis, cell: int) -> tuple[frozenset[str], str]:
        told = self._told.get((axis.aspect, cell))
        if told is None:
            values = axis.named(cell)
            told = self._told[axis.aspect, cell] = (frozenset(values), self._plain(axis.aspect, values))
        return told

    def _plain(self, name: str, values: tuple[str, ...]) -> str:
        aspect = self._matrix.aspect(name)
        if aspect is not None and aspect.kind is AspectKind.TAG and TAG_NO in values:
            return TAG_NO
        return str(values[0]) if values else UNKNOWN
