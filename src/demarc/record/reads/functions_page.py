"""Every function of the catalogue beside the rows of the version in force that carry it: what is there and what is not."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from demarc.core.catalogue import FUNCTIONS, LANE_TITLES
from demarc.record.access import viewer_of
from demarc.record.reads.matrix import NothingInForce, matrix_in_force


@dataclass(frozen=True, slots=True)
class FunctionShown:
    """A function: its outcome, whether it may never be divided, and the rows that carry it, none where nobody has it."""

    id: str
    outcome: str
    always_single: bool
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionLane:
    """The functions of one lane."""

    title: str
    functions: tuple[FunctionShown, ...]


def functions_page(*, engagement: str, by: str, now: datetime) -> tuple[FunctionLane, ...]:
    """Show every function, lane by lane. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    rows: defaultdict[str, list[str]] = defaultdict(list)
    try:
        for row in matrix_in_force(engagement=engagement, now=now).matrix.rows:
            rows[row.function].append(row.id)
    except NothingInForce:
        rows.clear()
    shown = [
        (one.lane, FunctionShown(one.id, one.outcome, one.always_single, tuple(rows[one.id])))
        for one in sorted(FUNCTIONS, key=lambda one: list(LANE_TITLES).index(one.lane))
    ]
    return tuple(
        FunctionLane(LANE_TITLES[lane], tuple(one for _, one in heap))
        for lane, heap in groupby(shown, lambda pair: pair[0])
    )
