"""When one person is stretched: what waits at their desk grows for two weeks. A need for cover, never a score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.custody import Custody
from demarc.core.custody.states import State

DAYS = 14
LEAST = 3
"""Fewer things than these are an ordinary week."""


@dataclass(frozen=True, slots=True)
class Growing:
    """How much waited two weeks ago, a week ago and now."""

    then: int
    between: int
    now: int


def waits_at(custody: Custody, person: str, instant: datetime) -> bool:
    """Tell whether an item waits at a person's desk: theirs, and not accepted or past its date."""
    if not custody.is_open or custody.holder != person:
        return False
    dues = (custody.accept_due, custody.progress_due)
    return custody.state is State.ROUTED or any(due is not None and due <= instant for due in dues)


def grows(counts: Sequence[int]) -> Growing | None:
    """Tell whether what waits has grown for two weeks, from one count a day, the latest last; else None.

    Each week has to end higher than it began, so that one bad day is no news.
    """
    if len(counts) <= DAYS:
        return None
    found = Growing(counts[-1 - DAYS], counts[-1 - DAYS // 2], counts[-1])
    return found if found.then < found.between < found.now and found.now >= LEAST else None


def need_for_cover(name: str, growing: Growing) -> str:
    """Word it: the same text for the lead and the executive."""
    return (
        f"Cover is needed beside {name}: {growing.now} things wait there now for a first act or are past their date; "
        f"a week ago it was {growing.between}, two weeks ago {growing.then}.\n"
        "What helps: a cover for some days, another accountable person for some rows, or a later date that both sides "
        "sign. It says nothing about how anybody works, and nobody on the other side of the line is told."
    )
