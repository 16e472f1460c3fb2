"""One line of the table per figure: ours beside the peer's, as a ratio, against the bar and the goal."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `value` is compared with `bar` and `goal`; `least` says whether they are floors or ceilings."""

    row: str
    what: str
    value: float
    unit: str
    bar: float
    goal: float
    least: bool = True
    detail: str = ""

    def verdict(self) -> str:
        """Say how the value stands: at the goal, at the bar, or below the bar."""
        if self._reaches(self.goal):
            return "goal"
        return "bar" if self._reaches(self.bar) else "BELOW"

    def _reaches(self, mark: float) -> bool:
        return self.value >= mark if self.least else self.value <= mark


def line(figure: Figure) -> str:
    """Put a figure on one line of the table."""
    sign = ">=" if figure.least else "<="
    return (
        f"{figure.row:4} {figure.what:66} {figure.value:>12,.2f} {figure.unit:8}"
        f" bar {sign} {figure.bar:<12,g} goal {sign} {figure.goal:<12,g} {figure.verdict():6} {figure.detail}"
    )


def interleaved(runs: Mapping[str, Callable[[], float]], rounds: int = 5) -> dict[str, float]:
    """Run every engine once per round, in turn, and return the median of each engine's own figure.

    Neighbours on the machine disturb all engines of a round alike, which is why only ratios within one run count.
    """
    seen: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            seen[name].append(run())
    return {name: statistics.median(values) for name, values in seen.items()}


def per_second(call: Callable[[], object], count: int) -> float:
    """Time one pass that handles `count` things; return things per second of wall time."""
    start = time.perf_counter()
    call()
    return count / (time.perf_counter() - start)


def seconds(call: Callable[[], object]) -> float:
    """Time one call in seconds of wall time."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
