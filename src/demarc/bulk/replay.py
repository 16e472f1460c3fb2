"""The figures of a whole export at once: events as columns of numbers, sorted once, counted by comparing neighbours.

What is counted is defined by `demarc.core.replay.tally`, case by case; a test holds the two to each other.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from demarc.core.replay.figures import Fate, Figures, Offered
from demarc.core.replay.ranks import correlation
from demarc.core.replay.tally import ACCEPT, DAY, HOUR, LAST_CALL
from demarc.core.replay.words import ACCEPTING, OFFERING

Columns = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
CHUNK = 8_192
"""Products of ranks added up at a time: so many of a hundred million cases still fit 64 bits."""


def figures_at_once(
    case: "array[int]",
    instant: "array[int]",
    group: "array[int]",
    status: "array[int]",
    names: Sequence[str],
) -> Figures:
    """Count events given as columns: the number of each one's case, its microsecond, its group (0: none), what it says.

    Cases are numbered from 0 without a hole; `names` are those of the groups.
    """
    order, cases, times = _in_order(np.frombuffer(case, np.uint32), np.frombuffer(instant, np.int64))
    groups, says = np.frombuffer(group, np.uint32)[order], np.frombuffer(status, np.uint8)[order]
    del order
    figures = Figures(events=len(cases), groups=sum(bool(name) for name in names))
    first = np.flatnonzero(_changes(cases))
    last = np.append(first[1:], len(cases)) - 1
    figures.cases = len(first)
    figures.unowned_cases = int(np.count_nonzero(groups[last] == 0))
    days = (times[last] - times[first]) / DAY
    _count_offers(figures, (cases, times, groups, says), names)
    del times, says
    handoffs, returned = _count_runs(figures, cases, groups, names)
    figures.median_days = _medians(handoffs, days, returned)
    figures.spearman = spearman_of(handoffs, days)
    return figures


def _in_order(case: Columns, instant: Numbers) -> tuple[NDArray[np.intp], Columns, Numbers]:
    """Order the events by case, then instant, then as they stand in the file; most files need no second look."""
    order = np.argsort(case, kind="stable")
    cases, times = case[order], instant[order]
    if np.any((times[1:] < times[:-1]) & (cases[1:] == cases[:-1])):
        order = np.lexsort((instant, case))
        times = instant[order]
    return order, cases, times


def _changes(values: Columns) -> Truths:
    """Tell where a value differs from the one before; the first one does."""
    return np.append(True, values[1:] != values[:-1])


def _count_runs(figures: Figures, cases: Columns, groups: Columns, names: Sequence[str]) -> tuple[Numbers, Truths]:
    """Count hand-offs, ping-pong and returns; give for each case its hand-offs, and whether a group returned."""
    named = groups != 0
    of, run = cases[named], groups[named]
    begins = _changes(of) | _changes(run) if len(of) else np.zeros(0, np.bool_)
    of, run = of[begins], run[begins]
    handoffs = np.maximum(np.bincount(of, minlength=figures.cases) - 1, 0)
    figures.handoffs = int(handoffs.sum())
    figures.cases_with_hand_off = int(np.count_nonzero(handoffs))
    figures.max_handoffs = int(handoffs.max(initial=0))
    passed = of[1:] == of[:-1]
    for number, count in zip(*_counted(run[:-1][passed], run[1:][passed], len(names)), strict=True):
        one, other = divmod(int(number), len(names))
        figures.flows[names[one], names[other]] = int(count)
    back = (of[2:] == of[:-2]) & (run[2:] == run[:-2])
    figures.ping_pong_times = int(np.count_nonzero(back))
    figures.ping_pong_cases = len(np.unique(of[2:][back]))
    # A group that comes back is one that a case has in two runs.
    visited, runs = _counted(of, run, len(names))
    returned = np.zeros(figures.cases, np.bool_)
    returned[(visited[runs > 1] // len(names)).astype(np.intp)] = True
    figures.return_cases = int(np.count_nonzero(returned))
    return handoffs, returned


def _counted(one: Columns, other: Columns, many: int) -> tuple[NDArray[np.unsignedinteger], Numbers]:
    """Count pairs, each as one number, in as few bytes as hold it: there are as many as events."""
    pairs = one.astype(np.min_scalar_type(int(one.max(initial=0)) * many + many))
    pairs *= many
    pairs += other.astype(pairs.dtype, copy=False)
    pairs.sort()
    begins = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.zeros(0, np.intp)
    return pairs[begins], np.diff(np.append(begins, len(pairs)))


def _count_offers(
    figures: Figures,
    columns: tuple[Columns, Numbers, Columns, NDArray[np.uint8]],
    names: Sequence[str],
) -> None:
    """Count what became of each offer by the case's next event, and how long it waited for that."""
    cases, times, groups, says = columns
    offers = np.flatnonzero(says & OFFERING)
    after = np.minimum(offers + 1, len(cases) - 1)
    follows = (after != offers) & (cases[after] == cases[offers])
    accepting, offering = follows & (says[after] & ACCEPTING != 0), follows & (says[after] & OFFERING != 0)
    same = groups[after] == groups[offers]
    fates = {
        Fate.ACCEPTED: accepting & same,
        Fate.ACCEPTED_BY_OTHER: accepting & ~same,
        Fate.OFFERED_AGAIN: offering & ~accepting & same,
        Fate.PASSED_ON: offering & ~accepting & ~same,
    }
    figures.fates |= {fate: int(np.count_nonzero(those)) for fate, those in fates.items()}
    figures.fates[Fate.CLOSED_UNACCEPTED] = len(offers) - sum(figures.fates[fate] for fate in fates)
    waits = (times[after] - times[offers])[follows]
    figures.late, figures.overdue = (int(np.count_nonzero(waits > most)) for most in (ACCEPT, LAST_CALL))
    figures.waits = {hours: int(np.count_nonzero(waits > hours * HOUR)) for hours in figures.waits}
    before = groups[offers]
    counts = np.bincount(before, minlength=len(names))
    untaken = np.bincount(before[~accepting], minlength=len(names))
    days = np.bincount(before[follows], weights=waits / DAY, minlength=len(names))
    for number in map(int, np.flatnonzero(counts)):
        figures.waiting[names[number]] = Offered(int(counts[number]), float(days[number]), int(untaken[number]))


def _medians(handoffs: Numbers, days: NDArray[np.float64], returned: Truths) -> dict[str, float | None]:
    sorts = {"0": handoffs == 0, "1": handoffs == 1, "2+": handoffs > 1, "with_return": returned}
    return {name: float(np.median(days[those])) if those.any() else None for name, those in sorts.items()}


def spearman_of(handoffs: Numbers, days: NDArray[np.float64]) -> float | None:
    """Correlate the ranks of two columns; None where one of them never varies."""
    a, b = _twice_above_the_middle(handoffs), _twice_above_the_middle(days)
    return correlation(_sum_of_products(a, b), _sum_of_products(a, a), _sum_of_products(b, b))


def _twice_above_the_middle(values: Numbers | NDArray[np.float64]) -> Numbers:
    """Give twice the distance of each value's rank from the middle one, ties sharing theirs: whole numbers."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (2 * ends - counts + 1 - (len(values) + 1))[place]


def _sum_of_products(a: Numbers, b: Numbers) -> int:
    """Add up exactly, whatever the number of cases."""
    return sum(int(np.dot(a[at : at + CHUNK], b[at : at + CHUNK])) for at in range(0, len(a), CHUNK))
