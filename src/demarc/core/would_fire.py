"""What clocks would have done: for waits that lie behind us, how often somebody would have been called.

A wait runs from the arrival to the first act. What came after, a promise or an offer, had a clock of its own and is not
played again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from demarc.core.clocks import Wound


@dataclass(frozen=True, slots=True)
class Wait:
    """One item that waited for its first act, from `start` until `end` (aware UTC)."""

    item: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Fired:
    """How often a clock called during one wait, now and by the proposed clocks."""

    item: str
    before: int
    after: int


def would_fire(waits: Iterable[tuple[Wait, Wound, Wound]]) -> tuple[Fired, ...]:
    """Count the calls of each wait, by the clocks it had and by those proposed; waits without a difference are left out."""
    counted = (Fired(wait.item, _calls(wait, old), _calls(wait, new)) for wait, old, new in waits)
    return tuple(one for one in counted if one.before != one.after)


def calls_in(waits: Iterable[tuple[Wait, Wound]]) -> int:
    """Count the calls of all waits by the clocks they had."""
    return sum(_calls(wait, clock) for wait, clock in waits)


def _calls(wait: Wait, clock: Wound) -> int:
    """Count the steps and then the repeats of the last one, up to a bound that no one needs to be told beyond."""
    running = clock.standing(wait.start)
    fired = 0
    while running.next <= wait.end and fired < MOST:
        fired += 1
        running = running.fired(clock.again(running.next))
    return fired


MOST = 50
