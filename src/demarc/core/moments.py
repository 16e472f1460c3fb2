"""Instants, calendars and windows: which part of the week an instant falls in, at the place the work belongs to.

An instant is an aware `datetime` in UTC. A calendar belongs to a site and carries its zone, so the repeated hour of a
clock change is two instants with one local time, and nothing is guessed. Durations always run on UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demarc.core.words import Window

MIDNIGHT = time(0)
DAYS_KEPT = 1_000
LONGEST_JUMP = timedelta(hours=26)
"""No zone ever moved its clocks by more than a day; local days this far apart cannot come in the wrong order."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of a weekday. `weekday` is 0 (Monday) to 6; `end` is exclusive, and 00:00 means midnight at its end."""

    weekday: int
    start: time
    end: time

    def holds(self, weekday: int, clock: time) -> bool:
        """Tell whether this local weekday and clock time lie in the stretch."""
        return self.weekday == weekday and self.start <= clock and (clock < self.end or self.end == time(0))


@dataclass(frozen=True, slots=True)
class DatedDay:
    """A day that differs from its weekday: a holiday (no hours at all) or a day with hours of its own."""

    day: date
    name: str
    hours: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weekly hours of a site or a person, its dated days, its zone, and the last day that was written down."""

    name: str
    zone: str
    weekly: tuple[Hours, ...]
    dated: tuple[DatedDay, ...] = ()
    horizon: date | None = None
    _weekdays: dict[int, tuple[Hours, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _days: dict[date, DatedDay] = field(init=False, repr=False, compare=False, default_factory=dict)
    _edges: dict[date, frozenset[datetime]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the hours by weekday and the dated days by day; both are derived and take no part in comparison."""
        for day in range(7):
            self._weekdays[day] = tuple(hours for hours in self.weekly if hours.weekday == day)
        self._days.update({dated.day: dated for dated in reversed(self.dated)})

    def hours_of(self, day: date) -> tuple[tuple[time, time], ...]:
        """List the stretches of business hours of a local day: a dated day's own, else its weekday's."""
        dated = self._days.get(day)
        if dated is not None:
            return dated.hours
        return tuple((hours.start, hours.end) for hours in self._weekdays[day.weekday()])

    def is_dated(self, day: date) -> bool:
        """Tell whether this local day differs from its weekday."""
        return day in self._days

    def ever_opens(self) -> bool:
        """Tell whether the calendar has any business hours at all."""
        return bool(self.weekly) or any(dated.hours for dated in self.dated)

    def edges_of(self, day: date) -> frozenset[datetime]:
        """Find the instants of a local day at which the window may change; worked out once a day and kept."""
        found = self._edges.get(day)
        if found is None:
            if len(self._edges) > DAYS_KEPT:
                self._edges.clear()
            found = self._edges[day] = _edges_of(self, day)
        return found


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, from `start` up to `end` (aware UTC)."""

    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Return the real hours between its ends."""
        return (self.end - self.start) / timedelta(hours=1)

    def local(self, zone: str) -> str:
        """Write it as the zone's clocks show it, with the zone's name."""
        start, end = local_text(self.start, zone), local_text(self.end, zone)
        day, _, clock = end.partition(" ")
        return f"{start} to {clock if start.startswith(day) else end}, {zone}"


def local_text(instant: datetime, zone: str) -> str:
    """Write an instant as the zone's clocks show it, to the minute; where they show it twice, with the offset."""
    local = instant.astimezone(ZoneInfo(zone))
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%Y-%m-%d %H:%M}{f'{local:%z}' if twice else ''}"


def window_at(calendar: Calendar, instant: datetime) -> Window:
    """Tell the window of an instant (aware UTC): total, one answer for every instant.

    A dated day without hours is a holiday from local midnight to midnight; one with hours is business inside them and a
    holiday outside them.
    """
    local = instant.astimezone(ZoneInfo(calendar.zone))
    day, clock = local.date(), local.time()
    if any(start <= clock and (clock < end or end == MIDNIGHT) for start, end in calendar.hours_of(day)):
        return Window.BUSINESS
    return Window.HOLIDAY if calendar.is_dated(day) else Window.AFTER_HOURS


def edges(calendar: Calendar, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield, in order, every instant in [start, end) at which `window_at` may change.

    The candidates are the local midnights, the stretches' ends, and the clock changes between them; each is given in
    UTC. A local time that does not exist names the instant after the jump; one that exists twice names both.
    """
    zone = ZoneInfo(calendar.zone)
    day = start.astimezone(zone).date() - timedelta(days=1)
    last = end.astimezone(zone).date() + timedelta(days=1)
    waiting: set[datetime] = set()
    while day <= last:
        waiting |= calendar.edges_of(day)
        settled = datetime.combine(day, MIDNIGHT, tzinfo=zone).astimezone(UTC) - LONGEST_JUMP
        yield from sorted(instant for instant in waiting if start <= instant < end and instant < settled)
        waiting = {instant for instant in waiting if instant >= settled}
        day += timedelta(days=1)
    yield from sorted(instant for instant in waiting if start <= instant < end)


def next_opening(calendar: Calendar, instant: datetime, *, days: int = 60) -> datetime | None:
    """Tell the first instant at or after `instant` that lies in business hours, or None within `days`."""
    if window_at(calendar, instant) is Window.BUSINESS:
        return instant
    if not calendar.ever_opens():
        return None
    until = instant + timedelta(days=days)
    return next((edge for edge in edges(calendar, instant, until) if window_at(calendar, edge) is Window.BUSINESS), None)


def add_business(calendar: Calendar, start: datetime, amount: timedelta, *, days: int = 400) -> datetime:
    """Tell the instant at which `amount` of business time has passed since `start`.

    Counted in real elapsed time inside the calendar's hours. Raises `NoHours` when the calendar's hours do not add up
    to `amount` within `days`.
    """
    left, here = amount, start
    for edge in edges(calendar, start, start + timedelta(days=days)):
        if window_at(calendar, here) is Window.BUSINESS:
            if here + left <= edge:
                return here + left
            left -= edge - here
        here = edge
    raise NoHours(calendar.name, days)


class NoHours(ValueError):
    """A clock counts business hours, but the calendar has none, or too few."""

    def __init__(self, calendar: str, days: int) -> None:
        super().__init__(f"calendar `{calendar}` has too few business hours within {days} days; give it weekly hours")


def _edges_of(calendar: Calendar, day: date) -> frozenset[datetime]:
    """Turn the day's midnight, stretch ends and clock change into instants; a repeated local time gives both of its own."""
    zone = ZoneInfo(calendar.zone)
    clocks = {MIDNIGHT, *(clock for stretch in calendar.hours_of(day) for clock in stretch)}
    ends = [datetime.combine(day, clock, tzinfo=zone) for clock in clocks]
    found = {local.astimezone(UTC) for local in ends}
    changes = _clock_change(zone, day)
    if changes:
        found |= {local.replace(fold=1).astimezone(UTC) for local in ends} | changes
    return frozenset(found)


def _clock_change(zone: ZoneInfo, day: date) -> set[datetime]:
    """Find the instant within the local day at which the zone's offset changes, by halving; empty on most days."""
    low = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
    high = datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone).astimezone(UTC)
    before = low.astimezone(zone).utcoffset()
    if before == high.astimezone(zone).utcoffset():
        return set()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return {high.replace(microsecond=0)}
