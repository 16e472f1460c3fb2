"""Counting an export case by case, over numbers instead of names, in little memory."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from demarc.core.clocks import TERMS
from demarc.core.replay.figures import Fate, Figures, Offered
from demarc.core.replay.ranks import spearman
from demarc.core.replay.words import ACCEPTING, OFFERING
from demarc.core.words import Priority

Step = tuple[int, int, int]
"""An event of a case: its instant in microseconds, its group's number (0: none), and what its status says."""

HOUR = 3_600_000_000
DAY = 24 * HOUR
ACCEPT = int(TERMS[Priority.P3].accept.total_seconds()) * 1_000_000
LAST_CALL = int(TERMS[Priority.P3].steps[-1].total_seconds()) * 1_000_000
"""The clocks an item without a priority has, in plain time: an export knows neither priorities nor calendars."""


class Tally:
    """Figures that grow with every case."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._figures = Figures()
        self._handoffs, self._durations, self._returns = array("l"), array("d"), array("b")
        self._flows: dict[tuple[int, int], int] = {}
        self._waiting: dict[int, Offered] = {}

    def add(self, steps: Sequence[Step]) -> None:
        """Count one case, its events in order."""
        figures = self._figures
        figures.cases += 1
        figures.events += len(steps)
        runs: list[int] = []
        for _, group, _ in steps:
            if group and (not runs or runs[-1] != group):
                runs.append(group)
        self._count_runs(runs)
        self._durations.append((steps[-1][0] - steps[0][0]) / DAY)
        if not steps[-1][1]:
            figures.unowned_cases += 1
        for step, after in pairwise(steps):
            if step[2] & OFFERING:
                self._count_offer(step, after)
        if steps[-1][2] & OFFERING:
            self._count_offer(steps[-1], None)

    def _count_runs(self, runs: list[int]) -> None:
        figures = self._figures
        handoffs = max(len(runs) - 1, 0)
        returned = len(set(runs)) < len(runs)
        self._handoffs.append(handoffs)
        self._returns.append(returned)
        if not handoffs:
            return
        figures.handoffs += handoffs
        figures.cases_with_hand_off += 1
        figures.max_handoffs = max(figures.max_handoffs, handoffs)
        figures.return_cases += returned
        for pair in pairwise(runs):
            self._flows[pair] = self._flows.get(pair, 0) + 1
        times = sum(before == later for before, later in zip(runs, runs[2:], strict=False)) if returned else 0
        figures.ping_pong_times += times
        figures.ping_pong_cases += bool(times)

    def _count_offer(self, offer: Step, after: Step | None) -> None:
        figures = self._figures
        fate = fate_of(offer, after)
        figures.fates[fate] += 1
        before = self._waiting.setdefault(offer[1], Offered())
        before.offers += 1
        before.untaken += fate not in {Fate.ACCEPTED, Fate.ACCEPTED_BY_OTHER}
        if after is None:
            return
        wait = after[0] - offer[0]
        before.days += wait / DAY
        figures.late += wait > ACCEPT
        figures.overdue += wait > LAST_CALL
        for hours in figures.waits:
            figures.waits[hours] += wait > hours * HOUR

    def done(self) -> Figures:
        """Give the figures of all cases counted."""
        figures = self._figures
        figures.groups = sum(bool(name) for name in self._names)
        figures.median_days = medians(self._handoffs, self._durations, self._returns)
        figures.spearman = spearman(self._handoffs, self._durations)
        figures.flows = {(self._names[one], self._names[other]): count for (one, other), count in self._flows.items()}
        figures.waiting = {self._names[group]: waiting for group, waiting in self._waiting.items()}
        return figures


def fate_of(offer: Step, after: Step | None) -> Fate:
    """Tell what became of an offer by the case's next event."""
    if after is None:
        return Fate.CLOSED_UNACCEPTED
    same = offer[1] == after[1]
    if after[2] & ACCEPTING:
        return Fate.ACCEPTED if same else Fate.ACCEPTED_BY_OTHER
    if after[2] & OFFERING:
        return Fate.OFFERED_AGAIN if same else Fate.PASSED_ON
    return Fate.CLOSED_UNACCEPTED


def medians(handoffs: Iterable[int], durations: Iterable[float], returns: Iterable[int]) -> dict[str, float | None]:
    """Give the median duration by hand-offs; None where no case has that many."""
    sorts: dict[str, array[float]] = {name: array("d") for name in ("0", "1", "2+", "with_return")}
    for count, days, returned in zip(handoffs, durations, returns, strict=True):
        sorts[str(count) if count <= 1 else "2+"].append(days)
        if returned:
            sorts["with_return"].append(days)
    return {name: median(days) if days else None for name, days in sorts.items()}
