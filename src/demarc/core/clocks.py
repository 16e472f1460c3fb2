"""How fast somebody must act: the default clocks of each priority, and winding them in plain or business time.

P1 runs in plain time, always. P2 and below run in the business time of the topic's calendar, unless the topic runs
24x7. A calendar without hours cannot silence a clock: then plain time counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from demarc.core.custody.custody import Running
from demarc.core.matrix.table import Clock
from demarc.core.moments import Calendar, NoHours, add_business, next_opening
from demarc.core.row_clocks import BadClocks, RowClocks, row_clocks
from demarc.core.spans import BUSINESS_DAY, HOUR, MINUTE, Terms
from demarc.core.words import Priority

TERMS: Mapping[Priority, Terms] = {
    Priority.P1: Terms(
        accept=15 * MINUTE,
        steps=(5 * MINUTE, 15 * MINUTE, 25 * MINUTE, 40 * MINUTE),
        every=15 * MINUTE,
        promise=30 * MINUTE,
        longest=2 * HOUR,
    ),
    Priority.P2: Terms(accept=HOUR, steps=(HOUR, 2 * HOUR, 4 * HOUR), every=2 * HOUR, promise=4 * HOUR, longest=24 * HOUR),
    Priority.P3: Terms(
        accept=4 * HOUR,
        steps=(4 * HOUR, BUSINESS_DAY, 3 * BUSINESS_DAY),
        every=BUSINESS_DAY,
        promise=BUSINESS_DAY,
        longest=10 * BUSINESS_DAY,
        due=3 * BUSINESS_DAY,
    ),
    Priority.P4: Terms(
        accept=BUSINESS_DAY,
        steps=(BUSINESS_DAY, 3 * BUSINESS_DAY, 5 * BUSINESS_DAY),
        every=BUSINESS_DAY,
        promise=3 * BUSINESS_DAY,
        longest=30 * BUSINESS_DAY,
        due=5 * BUSINESS_DAY,
    ),
}
"""The default clocks. `steps` count from the start: the first is the end of the time to accept, except for P1."""

LEADS_SETTLE = Terms(
    accept=BUSINESS_DAY,
    steps=(BUSINESS_DAY, 3 * BUSINESS_DAY, 4 * BUSINESS_DAY),
    every=BUSINESS_DAY,
    promise=BUSINESS_DAY,
    longest=3 * BUSINESS_DAY,
)
"""A dispute below P1 and security: a business day for statements and the leads, two for the arbiter, one for the deputy."""

ARBITER_RULES = Terms(accept=HOUR, steps=(15 * MINUTE, 30 * MINUTE, HOUR), every=15 * MINUTE, promise=HOUR, longest=HOUR)
"""A dispute on P1 or security: 15 minutes for statements, the deputy is asked after 30, and after an hour it lapses."""


@dataclass(frozen=True, slots=True)
class Wound:
    """The clocks of one item, ready to be wound: its terms, and the calendar whose business time counts (None: plain).

    `since` counts every step from that instant, whatever is accepted or promised later: a dispute is not put off. Until
    `asleep_until` what the matrix routes waits, because a named person accepts that; whom somebody asks is asked at once.
    Fits `demarc.core.custody.situation.Pace`.
    """

    terms: Terms
    calendar: Calendar | None = None
    since: datetime | None = None
    asleep_until: datetime | None = None

    def standing(self, now: datetime) -> Running:
        """Wind clock A for what the matrix routes: to the row's due date, or for a first act. Asleep until opening."""
        now = max(now, self.asleep_until) if self.asleep_until else now
        if self.since or self.terms.due is None:
            return self.accept(now)
        due = self._after(now, self.terms.due)
        running = self._running(now, due, self.terms.steps)
        if self.terms.ahead is None or due - self.terms.ahead <= now:
            return running
        return replace(running, fires=(due - self.terms.ahead, *running.fires[1:]))

    def accept(self, now: datetime) -> Running:
        """Wind clock A for what somebody is asked to take."""
        if self.since:
            return self._fixed(self.since, now)
        due = self._after(now, self.terms.accept)
        return Running(self._opening(now), due, tuple(self._after(now, step) for step in self.terms.steps))

    def progress(self, now: datetime, due: datetime) -> Running:
        """Wind clock P for a promise: its holder is called at `due`, then people by the steps after it."""
        if self.since:
            return self._fixed(self.since, now)
        return self._running(now, due, self.terms.steps)

    def again(self, now: datetime) -> datetime:
        """Tell when the last step repeats."""
        return self._after(now, self.terms.every)

    def promised(self, now: datetime) -> datetime:
        """Tell when the default promise falls due."""
        return self._after(now, self.terms.promise)

    def longest(self, now: datetime) -> datetime:
        """Tell the latest instant a promise may name."""
        return self._after(now, self.terms.longest)

    def _running(self, now: datetime, due: datetime, steps: Iterable[timedelta]) -> Running:
        later = tuple(self._after(due, step) for step in steps)
        return Running(self._opening(now), due, tuple(sorted({due, *later})))

    def _fixed(self, since: datetime, now: datetime) -> Running:
        steps = tuple(self._after(since, step) for step in self.terms.steps)
        ahead = tuple(step for step in steps if step > now)
        gone = len(steps) - len(ahead)
        return Running(since, self._after(since, self.terms.accept), ahead or (self.again(now),), gone)

    def _opening(self, now: datetime) -> datetime:
        opening = next_opening(self.calendar, now) if self.calendar else None
        return opening or now

    def _after(self, start: datetime, span: timedelta) -> datetime:
        if self.calendar is None:
            return start + span
        return business_after(self.calendar, start, span)


def dispute_clock(*, grave: bool, calendar: Calendar, since: datetime) -> Wound:
    """Give the clocks of a dispute opened at `since`: plain time for security and P1, else the calendar's."""
    return Wound(ARBITER_RULES, None, since) if grave else Wound(LEADS_SETTLE, calendar, since)


DUTY = Terms(
    accept=BUSINESS_DAY,
    steps=(timedelta(days=1), timedelta(days=5)),
    every=timedelta(days=5),
    promise=timedelta(days=1),
    longest=timedelta(days=30),
    due=timedelta(days=7),
    ahead=timedelta(days=3),
)
"""A recurring duty, in calendar days: a call three days before it is due, then one day and five days after."""


def wound(
    clocks: Iterable[Clock],
    priority: Priority,
    *,
    always: bool,
    calendar: Calendar,
    duty: bool = False,
    row: str = "",
) -> Wound:
    """Give the clocks of an item: its row's own, over the matrix's for its priority, over the defaults.

    `duty` gives a recurring duty its calendar days. A row's text that is a cadence in words winds nothing.
    """
    own = next((clock for clock in clocks if clock.priority is priority), None)
    terms, business = TERMS[priority], True
    if duty:
        terms, business = DUTY, False
    elif own is not None:
        terms, business = replace(terms, accept=own.accept, steps=own.steps or (own.accept,)), own.business
    stated = _stated(row)
    if stated is not None:
        terms, business = stated.over(terms), stated.business
    plain = priority is Priority.P1 or always or not business
    return Wound(terms, None if plain else calendar)


def _stated(row: str) -> RowClocks | None:
    """Read a row's clocks; what cannot be read was found by the lint, and the clocks of its priority run."""
    try:
        return row_clocks(row)
    except BadClocks:
        return None


def business_after(calendar: Calendar, start: datetime, span: timedelta) -> datetime:
    """Tell the instant after `span` of business time; in plain time where the calendar has no hours to count."""
    for days in (14, 60, 400):
        try:
            return add_business(calendar, start, span, days=days)
        except NoHours:
            continue
    return start + span
