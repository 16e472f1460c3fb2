"""Today: what one person holds, what waits for their acceptance, what they have offered, and what is due."""

from dataclasses import dataclass

from demarc.record.reads.lines import Heap


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The four heaps of one person's day, each with its soonest clock first; `late` counts the clocks that ran out."""

    waiting: Heap
    holding: Heap
    offered: Heap
    due: Heap
    late: int = 0
