"""What changes hands between two versions: by effect, never by text.

A point is one value for every aspect that either version lists; each version reads it by its own facts (what it does not
list is `unknown` to it). Where what the versions say of a point differs, the point lies in exactly one told change.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from demarc.core.matrix.covering import BUDGET
from demarc.core.matrix.decide import Outcome, effective_of
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.grid import Axis, Box, places
from demarc.core.matrix.table import TAG_NO, TOPIC, WINDOW, AspectKind, Facts, Matrix, Row, Scope
from demarc.core.words import UNKNOWN, RowId

Part = Callable[[Matrix, Row], str]
"""What of a row is compared: who is accountable, or who stands in."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one version says of a point: a row with its holder, a gap (no holder), or an overlap with all that claim it."""

    outcome: Outcome
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A box of points that change hands in the same way, one of them as a witness, and the rows that decide that one."""

    box: Scope
    witness: Mapping[str, str]
    before: Held
    after: Held
    rows_before: tuple[RowId, ...]
    rows_after: tuple[RowId, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes; the boxes do not meet. `undecided` names topics that are cut into too many pieces to compare."""

    boxes: tuple[Change, ...]
    undecided: tuple[str, ...] = ()


def accountable(matrix: Matrix, row: Row) -> str:
    """Name who is accountable, so that the same person has the same name in both versions."""
    return _named(matrix, row.slots.accountable)


def deputy(matrix: Matrix, row: Row) -> str:
    """Name who stands in."""
    return _named(matrix, row.slots.deputy)


def held_at(matrix: Matrix, point: Facts, part: Part = accountable) -> Held:
    """Say what a version says of a point: the slow definition."""
    said = {**facts_of(matrix.aspects, point).values, WINDOW: point[WINDOW]}
    return _held(matrix, tuple(row for row in matrix.rows if row.allows(said)), part)


def changes(old: Matrix, new: Matrix, part: Part = accountable, *, budget: int = BUDGET) -> Changes:
    """Tell every point whose holder differs, as few boxes."""
    shared = _Shared(old, new, part)
    found: dict[tuple[tuple[Held, Held], Box], None] = {}
    undecided: list[str] = []
    for number, topic in enumerate(shared.topics):
        try:
            for pair, box in _Comparison(shared, topic, budget).run():
                found[pair, (1 << number, *box)] = None
        except _TooManyPieces:
            undecided.append(topic)
    axes = (Axis(TOPIC, shared.topics), *shared.axes)
    tell = _Teller(shared, axes)
    merged = _merged(list(found), len(axes))
    return Changes(tuple(tell(pair, box) for pair, box in merged), tuple(undecided))


def _named(matrix: Matrix, slot: str) -> str:
    person = matrix.directory.person(slot)
    if person is None or not person.name:
        return slot
    same = sum(other.name == person.name for other in matrix.directory.people)
    return person.name if same == 1 else f"{person.name} [{slot}]"


def _held(matrix: Matrix, matching: tuple[Row, ...], part: Part) -> Held:
    rows = effective_of(matrix, matching)
    outcome = Outcome.GAP if not rows else Outcome.ROW if len(rows) == 1 else Outcome.OVERLAP
    return Held(outcome, tuple(sorted({part(matrix, row) for row in rows})))


class _TooManyPieces(Exception):
    """The rows of a topic cut it into more pieces than may be looked at."""


class _Shared:
    """What both versions have in common: the values of every aspect that either lists or mentions, as axes."""

    def __init__(self, old: Matrix, new: Matrix, part: Part) -> None:
        self.both = (old, new)
        self.part = part
        listed = (aspect.name for matrix in self.both for aspect in matrix.aspects)
        mentioned = (aspect for matrix in self.both for row in matrix.rows for aspect, _ in row.scope)
        self.aspects = tuple(dict.fromkeys((*listed, *mentioned, WINDOW)))
        self.topics = self.values(TOPIC) if any(matrix.aspect(TOPIC) for matrix in self.both) else ("",)
        used = {aspect for matrix in self.both for row in matrix.rows for aspect, _ in row.scope} - {TOPIC}
        self.axes = tuple(Axis(aspect, self.values(aspect)) for aspect in self.aspects if aspect in used)

    def values(self, aspect: str) -> tuple[str, ...]:
        """List what the aspect can be for either version; the same word in another case is the same value."""
        found: dict[str, str] = {}
        for matrix in self.both:
            for value in matrix.domain(aspect):
                found.setdefault(value.casefold(), value)
        return tuple(found.values())

    def read_as(self, matrix: Matrix, aspect: str, value: str) -> str:
        """Say what a version reads a value as."""
        if aspect == WINDOW:
            return value
        listed = matrix.aspect(aspect)
        return facts_of((listed,), {aspect: value}).values[aspect] if listed else UNKNOWN


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as one version has it, in numbers: two versions that say the same of it share one line."""

    row: Row
    cells: Box
    holder: str
    yields: frozenset[RowId]
    repeat: int


@dataclass(slots=True)
class _Comparison:
    """The comparison of one topic: each line a bit, the live lines of each version a set of bits."""

    shared: _Shared
    topic: str
    left: int
    _lines: list[_Line] = field(default_factory=list)
    _states: dict[tuple[int, int], Held] = field(default_factory=dict)
    _seen: dict[tuple[int, int, int], tuple[tuple[tuple[Held, Held], Box], ...]] = field(default_factory=dict)
    _columns: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def run(self) -> Iterator[tuple[tuple[Held, Held], Box]]:
        """Yield the differing boxes over the shared axes. Raises `_TooManyPieces`."""
        numbers: dict[tuple[object, ...], int] = {}
        live = [0, 0]
        for which, matrix in enumerate(self.shared.both):
            for line in self._lines_of(matrix):
                key = (line.row.id, line.cells, line.holder, line.yields, line.repeat)
                if key not in numbers:
                    numbers[key] = len(self._lines)
                    self._lines.append(line)
                live[which] |= 1 << numbers[key]
        if live[0] == live[1]:
            return
        self._columns = self._ordered(live[0] ^ live[1])
        full = [axis.full for axis in self.shared.axes]
        for pair, cells in self._walk(0, live[0], live[1]):
            box = list(full)
            for (axis, _), cell in zip(self._columns, cells, strict=True):
                box[axis] = cell
            yield pair, tuple(box)

    def _lines_of(self, matrix: Matrix) -> Iterator[_Line]:
        """Yield the rows that can take an item of this topic, over the shared axes as this version reads them."""
        topic = self.shared.read_as(matrix, TOPIC, self.topic) if self.topic else ""
        repeats: dict[RowId, int] = {}
        for row in matrix.rows:
            box = row.box()
            if self.topic and TOPIC in box and topic not in box[TOPIC]:
                continue
            cells = tuple(self._cell(matrix, axis, box.get(axis.aspect)) for axis in self.shared.axes)
            if all(cells):
                repeats[row.id] = repeats.get(row.id, 0) + 1
                holder = self.shared.part(matrix, row)
                yield _Line(row, cells, holder, matrix.yields(row.id), repeats[row.id])

    def _cell(self, matrix: Matrix, axis: Axis, allowed: frozenset[str] | None) -> int:
        if allowed is None:
            return axis.full
        read = (self.shared.read_as(matrix, axis.aspect, value) for value in axis.values)
        return sum(1 << bit for bit, value in enumerate(read) if value in allowed)

    def _ordered(self, differing: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """List the axes that tell lines apart, those that differ first, with the lines each value allows."""
        found = []
        for at, axis in enumerate(self.shared.axes):
            partial = sum(1 << number for number, line in enumerate(self._lines) if line.cells[at] != axis.full)
            if partial:
                allowed = tuple(
                    sum(1 << number for number, line in enumerate(self._lines) if line.cells[at] >> bit & 1)
                    for bit in range(len(axis.values))
                )
                found.append((-(partial & differing).bit_count(), -partial.bit_count(), at, allowed))
        return tuple((at, allowed) for _, _, at, allowed in sorted(found))

    def _walk(self, depth: int, old: int, new: int) -> tuple[tuple[tuple[Held, Held], Box], ...]:
        """Find the differing boxes of the columns from this one on, given the lines still live in each version."""
        if old == new:
            return ()
        if depth == len(self._columns):
            pair = (self._state(0, old), self._state(1, new))
            return () if pair[0] == pair[1] else ((pair, ()),)
        key = (depth, old, new)
        if key not in self._seen:
            self.left -= 1
            if self.left < 0:
                raise _TooManyPieces
            classes: dict[tuple[int, int], int] = {}
            for bit, allowed in enumerate(self._columns[depth][1]):
                part = (old & allowed, new & allowed)
                classes[part] = classes.get(part, 0) | 1 << bit
            merged: dict[tuple[tuple[Held, Held], Box], int] = {}
            for part, values in classes.items():
                for found in self._walk(depth + 1, *part):
                    merged[found] = merged.get(found, 0) | values
            self._seen[key] = tuple((pair, (values, *rest)) for (pair, rest), values in merged.items())
        return self._seen[key]

    def _state(self, which: int, live: int) -> Held:
        if (which, live) not in self._states:
            rows = tuple(self._lines[number].row for number in places(live))
            self._states[which, live] = _held(self.shared.both[which], rows, self.shared.part)
        return self._states[which, live]


def _merged(found: Sequence[tuple[tuple[Held, Held], Box]], width: int) -> Sequence[tuple[tuple[Held, Held], Box]]:
    """Join boxes of the same change that differ in one column, again and again."""
    before = -1
    while before != len(found):
        before = len(found)
        for at in range(width):
            joined: dict[tuple[tuple[Held, Held], Box, Box], int] = {}
            for pair, box in found:
                key = (pair, box[:at], box[at + 1 :])
                joined[key] = joined.get(key, 0) | box[at]
            found = [(pair, (*low, cell, *high)) for (pair, low, high), cell in joined.items()]
    return found


class _Teller:
    """Puts boxes into words, each with a witness and the rows that meet there."""

    def __init__(self, shared: _Shared, axes: tuple[Axis, ...]) -> None:
        self._shared = shared
        self._axes = axes
        self._plainest = {aspect: self._plain(aspect, shared.values(aspect)) for aspect in shared.aspects}

    def __call__(self, pair: tuple[Held, Held], box: Box) -> Change:
        witness = dict(self._plainest)
        scope = []
        for axis, cell in zip(self._axes, box, strict=True):
            values = axis.named(cell)
            if values != ("",):
                witness[axis.aspect] = self._plain(axis.aspect, values)
                if cell != axis.full:
                    scope.append((axis.aspect, frozenset(values)))
        return Change(tuple(sorted(scope)), witness, *pair, *(self._rows(matrix, witness) for matrix in self._shared.both))

    def _rows(self, matrix: Matrix, witness: Facts) -> tuple[RowId, ...]:
        said = {**facts_of(matrix.aspects, witness).values, WINDOW: witness[WINDOW]}
        return tuple(row.id for row in effective_of(matrix, (row for row in matrix.rows if row.allows(said))))

    def _plain(self, aspect: str, values: tuple[str, ...]) -> str:
        listed = next((found for matrix in self._shared.both if (found := matrix.aspect(aspect))), None)
        if listed is not None and listed.kind is AspectKind.TAG and TAG_NO in values:
            return TAG_NO
        return values[0] if values else UNKNOWN
