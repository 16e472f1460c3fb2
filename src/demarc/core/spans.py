"""The clocks of one priority as spans, and the units they are counted in."""

from dataclasses import dataclass
from datetime import timedelta

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BUSINESS_DAY = 8 * HOUR
"""What a business day of a clock counts for, in business time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The clocks of one priority, each a span from the start.

    `accept` is the time to a first act or an acceptance, `steps` are when people are called, `every` how often the last
    step repeats. `due` is the row's own due date for what the matrix routes and nobody need accept; None where a first
    act is asked for instead. `ahead` is how long before it somebody is called already. `promise` is the default promise,
    `longest` the most a promise may name.
    """

    accept: timedelta
    steps: tuple[timedelta, ...]
    every: timedelta
    promise: timedelta
    longest: timedelta
    due: timedelta | None = None
    ahead: timedelta | None = None
