"""The diagram behind a compiled matrix: one question per node, equal parts shared, answers at the ends.

A state is the set of rows still in play and the columns not yet asked. The column that most of these rows have a
condition on is asked first; one that none of them has a condition on is skipped; a question whose answers all lead to
the same place is dropped. The window comes last and is always asked, because a verdict says its window.

A node is one flat tuple, so that a step touches little memory: the aspect, the places of its values, then the next
nodes. The table of places is shared by all nodes that ask the same aspect.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from demarc.core.matrix.decide import Verdict
from demarc.core.matrix.table import WINDOW
from demarc.core.words import Window

EDGES = 3_000_000
"""How many answers to questions the diagram may hold (some 100 MB) before the row sets are used instead."""

TAKEN = 2
"""The places of a node before its next nodes: the aspect and the table of places."""

DEEPEST = 200
"""How many aspects a diagram may ask; it is built by recursion."""

Node: TypeAlias = tuple[Any, ...]
"""(aspect, places of its values, next nodes ...); a node that asks the window is followed by verdicts."""

RowSets: TypeAlias = tuple[str, dict[str, int], int]
"""A column turned around: its aspect, the rows that allow each value, and the rows that allow values nobody lists."""

AsksVerdict: TypeAlias = Callable[[int, str], Verdict]
"""From the set of matching rows and the window to the verdict."""


class TooLarge(Exception):
    """The diagram would hold more answers than allowed; the row sets decide instead."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A column: its aspect, the rows open here, where each value stands in a node, and the rows of each such place."""

    aspect: str
    open: int
    places: dict[str, int]
    rows: tuple[int, ...]


def diagram_of(columns: Sequence[RowSets], rows: int, verdict: AsksVerdict, edges: int = EDGES) -> Node:
    """Fold the columns into a diagram and return its first node. Raises `TooLarge` beyond `edges` answers."""
    asked = [_question(aspect, by_value) for aspect, by_value, _ in columns if aspect != WINDOW]
    if len(asked) > DEEPEST:
        raise TooLarge
    windows = next((by_value for aspect, by_value, _ in columns if aspect == WINDOW), {})
    everything = (1 << rows) - 1
    last = _question(WINDOW, {window.value: windows.get(window, everything) for window in Window}, apart=True)
    return _Fold(asked, last, verdict, edges).node(tuple(range(len(asked))), everything)


def _question(aspect: str, by_value: dict[str, int], *, apart: bool = False) -> _Question:
    """Give the values that no row tells apart one place (unless `apart`); a node's first two places are taken."""
    places: dict[str, int] = {}
    rows: list[int] = []
    place_of: dict[int, int] = {}
    open_ = -1
    for value, mask in by_value.items():
        if apart or mask not in place_of:
            place_of[mask] = len(rows) + TAKEN
            rows.append(mask)
        places[value] = place_of[mask]
        open_ &= mask
    return _Question(aspect, open_, places, tuple(rows))


class _Fold:
    """One folding: what is already built, by state and by content, and how many answers may still be made."""

    def __init__(self, questions: list[_Question], last: _Question, verdict: AsksVerdict, edges: int) -> None:
        self._questions = questions
        self._last = last
        self._verdict = verdict
        self._left = edges
        self._states: dict[tuple[int, tuple[int, ...]], Node] = {}
        self._same: dict[tuple[int, ...], Node] = {}

    def node(self, free: tuple[int, ...], live: int) -> Node:
        """Return the node for the rows still in play, given the columns not yet asked."""
        bound = []
        for at in free:
            open_ = live & self._questions[at].open
            if open_ != live:
                bound.append((open_.bit_count(), len(self._questions[at].rows), at))
        key = (live, tuple(at for _, _, at in bound))
        known = self._states.get(key)
        if known is None:
            known = self._states[key] = self._ask(min(bound)[2], key[1], live) if bound else self._end(live)
        return known

    def _ask(self, choice: int, bound: tuple[int, ...], live: int) -> Node:
        question = self._questions[choice]
        rest = tuple(at for at in bound if at != choice)
        parts: dict[int, Node] = {}
        for mask in question.rows:
            if live & mask not in parts:
                parts[live & mask] = self.node(rest, live & mask)
        nodes = [parts[live & mask] for mask in question.rows]
        first = nodes[0]
        if all(node is first for node in nodes):
            return first
        content = (choice, *map(id, nodes))
        known = self._same.get(content)
        if known is None:
            self._spend(len(nodes))
            known = self._same[content] = (question.aspect, question.places, *nodes)
        return known

    def _end(self, live: int) -> Node:
        self._spend(len(self._last.rows))
        verdicts = (
            self._verdict(live & self._last.rows[place - TAKEN], window) for window, place in self._last.places.items()
        )
        return (WINDOW, self._last.places, *verdicts)

    def _spend(self, answers: int) -> None:
        self._left -= answers
        if self._left < 0:
            raise TooLarge
