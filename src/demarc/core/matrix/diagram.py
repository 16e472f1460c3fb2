"""The diagram behind a compiled matrix: one question per node, equal parts shared, answers at the ends.

A state is the set of rows still in play. The column that most rows have a condition on is asked first; a column that no
row in play has a condition on is skipped; a question whose answers all lead to the same place is dropped. The window
comes last and is always asked, because a verdict says its window.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from demarc.core.matrix.decide import Verdict
from demarc.core.matrix.table import WINDOW
from demarc.core.words import Window

EDGES = 3_000_000
"""How many answers to questions the diagram may hold (some 100 MB) before the row sets are used instead."""

DEEPEST = 200
"""How many aspects a diagram may ask; it is built by recursion."""

Node: TypeAlias = "tuple[str, dict[str, Node]] | Verdict | None"
"""A question with its answers, or the end: a verdict. None stands for a diagram that was not built."""

RowSets: TypeAlias = tuple[str, dict[str, int], int]
"""A column turned around: its aspect, the rows that allow each value, and the rows that allow values nobody lists."""

AsksVerdict: TypeAlias = Callable[[int, str], Verdict]
"""From the set of matching rows and the window to the verdict."""


class TooLarge(Exception):
    """The diagram would hold more answers than allowed; the row sets decide instead."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A column of the diagram: its aspect, the rows open here, and its values in classes that no row tells apart."""

    aspect: str
    open: int
    classes: tuple[tuple[int, tuple[str, ...]], ...]


def diagram_of(columns: Sequence[RowSets], rows: int, verdict: AsksVerdict, edges: int = EDGES) -> Node:
    """Fold the columns into a diagram and return its first node. Raises `TooLarge` beyond `edges` answers."""
    asked = [_question(aspect, by_value) for aspect, by_value, _ in columns if aspect != WINDOW]
    if len(asked) > DEEPEST:
        raise TooLarge
    asked.sort(key=lambda question: (question.open.bit_count(), len(question.classes)))
    windows = next((by_value for aspect, by_value, _ in columns if aspect == WINDOW), {})
    everything = (1 << rows) - 1
    return _Fold(asked, {window: windows.get(window, everything) for window in Window}, verdict, edges).node(0, everything)


def _question(aspect: str, by_value: dict[str, int]) -> _Question:
    classes: dict[int, list[str]] = {}
    open_ = -1
    for value, mask in by_value.items():
        classes.setdefault(mask, []).append(value)
        open_ &= mask
    return _Question(aspect, open_, tuple((mask, tuple(values)) for mask, values in classes.items()))


class _Fold:
    """One folding: what is already built, by state and by content, and how many answers may still be made."""

    def __init__(self, questions: list[_Question], windows: dict[Window, int], verdict: AsksVerdict, edges: int) -> None:
        self._questions = questions
        self._windows = windows
        self._verdict = verdict
        self._left = edges
        self._states: list[dict[int, Node]] = [{} for _ in range(len(questions) + 1)]
        self._same: dict[tuple[int, ...], Node] = {}

    def node(self, level: int, live: int) -> Node:
        """Return the node for the rows still in play, asking from this level on."""
        while level < len(self._questions) and live & self._questions[level].open == live:
            level += 1
        known = self._states[level].get(live)
        if known is None:
            known = self._states[level][live] = self._ask(level, live) if level < len(self._questions) else self._end(live)
        return known

    def _ask(self, level: int, live: int) -> Node:
        question = self._questions[level]
        parts = [self.node(level + 1, live & mask) for mask, _ in question.classes]
        first = parts[0]
        if all(part is first for part in parts):
            return first
        content = (level, *map(id, parts))
        known = self._same.get(content)
        if known is None:
            answers = {value: part for part, (_, values) in zip(parts, question.classes, strict=True) for value in values}
            self._spend(len(answers))
            known = self._same[content] = (question.aspect, answers)
        return known

    def _end(self, live: int) -> Node:
        self._spend(len(self._windows))
        return (WINDOW, {window.value: self._verdict(live & mask, window.value) for window, mask in self._windows.items()})

    def _spend(self, answers: int) -> None:
        self._left -= answers
        if self._left < 0:
            raise TooLarge
