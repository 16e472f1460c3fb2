"""Durations, hours, dates and instants of a matrix file: read from text, and written so that they read back the same.

Local times belong to a zone. One that a clock change skips does not exist; one that it repeats needs its offset.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from demarc.core.moments import Hours
from demarc.files.matrix.values import Unreadable

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS_A_DAY = 24
YEARS = range(1970, 2200)
BUSINESS_DAY = timedelta(hours=8)
UNITS = {"s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
BUSINESS_UNITS = {
    "bs": timedelta(seconds=1), "bmin": timedelta(minutes=1), "bh": timedelta(hours=1), "bd": BUSINESS_DAY,
}  # fmt: skip
LONG_UNITS = {
    "minute": "min", "minutes": "min", "m": "min", "hour": "h", "hours": "h", "day": "d", "days": "d",
    "business hours": "bh", "business hour": "bh", "business days": "bd", "business day": "bd",
}  # fmt: skip
DURATION = re.compile(r"(\d{1,6})\s*([a-z ]+)")
CLOCK = re.compile(r"([01]?\d|2[0-4])(?::([0-5]\d))?(?::([0-5]\d))?")
STRETCH = re.compile(r"([\d:]+)\s*-\s*([\d:]+)")
ALWAYS = "Mon-Sun 00:00-24:00"


def read_duration(text: str) -> tuple[timedelta, bool]:
    """Read `15 min` or `4 bh`: how long, and whether it counts business time."""
    match = DURATION.fullmatch(" ".join(text.casefold().split()))
    unit = match[2].strip() if match else ""
    unit = LONG_UNITS.get(unit, unit)
    if match is None or unit not in {**UNITS, **BUSINESS_UNITS}:
        raise Unreadable(f"`{text}` is no duration; write a number and min, h, d, or bh, bd for business time")
    return int(match[1]) * {**UNITS, **BUSINESS_UNITS}[unit], unit in BUSINESS_UNITS


def say_duration(length: timedelta, *, business: bool) -> str:
    """Write a duration of whole seconds in the largest unit that divides it."""
    units = BUSINESS_UNITS if business else UNITS
    fitting = [name for name, unit in units.items() if not length % unit]
    name = fitting[-1] if length else next(name for name in fitting if name.endswith("min"))
    return f"{length // units[name]} {name}"


def read_clock(text: str) -> time:
    """Read a time of day, `08:00`; `24:00` is midnight at the day's end, written as `time(0)` in the core."""
    match = CLOCK.fullmatch(text.strip())
    hour, minute, second = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    if match is None or (hour == HOURS_A_DAY and (minute or second)):
        raise Unreadable(f"`{text.strip()}` is no time of day; write 08:00")
    return time(hour % HOURS_A_DAY, minute, second)


def say_clock(clock: time, *, end: bool = False) -> str:
    """Write a time of day; a midnight that ends a stretch is 24:00."""
    if end and clock == time(0):
        return "24:00"
    return clock.strftime("%H:%M:%S" if clock.second else "%H:%M")


def read_stretch(text: str) -> tuple[time, time]:
    """Read `08:00-17:00`; a stretch ends on the day it starts."""
    match = STRETCH.fullmatch(text.strip())
    if match is None:
        raise Unreadable(f"`{text.strip()}` is no stretch of a day; write 08:00-17:00")
    start, end = read_clock(match[1]), read_clock(match[2])
    if end != time(0) and end <= start:
        raise Unreadable(
            f"`{text.strip()}` ends before it starts; write two stretches, one until 24:00, one from 00:00 of the next day"
        )
    return start, end


def say_stretch(stretch: tuple[time, time]) -> str:
    """Write a stretch of a day."""
    return f"{say_clock(stretch[0])}-{say_clock(stretch[1], end=True)}"


def read_weekly(items: Iterable[str]) -> tuple[Hours, ...]:
    """Read `Mon-Fri 08:00-12:00, 13:00-17:00` and the like, in the order given; `24x7` is every hour."""
    found: list[Hours] = []
    for item in items:
        written = ALWAYS if item.casefold() == "24x7" else item.replace("\u2013", "-")
        days, _, stretches = written.partition(" ")
        weekdays = _weekdays(days)
        spans = [read_stretch(part) for part in stretches.split(",")]
        found += [Hours(day, start, end) for day in weekdays for start, end in spans]
    return tuple(found)


def say_weekly(weekly: Iterable[Hours]) -> tuple[str, ...]:
    """Write weekly hours in their order, neighbouring days with the same stretches as one."""
    days = [
        (day, tuple((hours.start, hours.end) for hours in stretches))
        for day, stretches in groupby(weekly, key=lambda hours: hours.weekday)
    ]
    runs: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for day, spans in days:
        if runs and runs[-1][1] + 1 == day and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], day, spans)
        else:
            runs.append((day, day, spans))
    return tuple(f"{_say_days(first, last)} {', '.join(map(say_stretch, spans))}" for first, last, spans in runs)


def _weekdays(text: str) -> tuple[int, ...]:
    names = [name[:3].casefold() for name in WEEKDAYS]
    found: list[int] = []
    for part in text.split(","):
        ends = [names.index(name[:3].casefold()) if name[:3].casefold() in names else -1 for name in part.split("-")]
        if -1 in ends or len(ends) > 2 or ends[-1] < ends[0]:  # noqa: PLR2004 - a range has two ends
            raise Unreadable(f"`{text}` names no weekdays; write Mon, Mon-Fri or Mon,Wed and then the hours")
        found += range(ends[0], ends[-1] + 1)
    return tuple(found)


def _say_days(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"


def read_date(text: str) -> date:
    """Read `2026-11-26`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"`{text}` is no date; write it as 2026-11-26") from None
    if day.year not in YEARS:
        raise Unreadable(f"`{text}` lies outside the years {YEARS.start} to {YEARS.stop - 1}")
    return day


def read_zone(text: str) -> str:
    """Read the name of a time zone that this computer knows."""
    if not _known_zone(text):
        raise Unreadable(f"`{text}` is no time zone; write a place such as America/Chicago or Europe/Zurich")
    return text


@cache
def _known_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def read_instant(text: str, zone: str, *, end: bool = False) -> datetime:
    """Read a date, or a date and local time of the zone, as an instant in UTC; a date that ends something ends that day."""
    if len(text) <= len("2026-11-26"):
        day = read_date(text) + timedelta(days=1 if end else 0)
        return datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    try:
        given = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    except ValueError:
        raise Unreadable(f"`{text}` is no date and time; write 2026-11-27 17:00") from None
    if given.year not in YEARS:
        raise Unreadable(f"`{text}` lies outside the years {YEARS.start} to {YEARS.stop - 1}")
    if given.tzinfo is not None:
        return given.astimezone(UTC)
    return _local(text, given, ZoneInfo(zone))


def _local(text: str, given: datetime, zone: ZoneInfo) -> datetime:
    first, second = (given.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        back = first.astimezone(UTC).astimezone(zone)
        if back.replace(tzinfo=None) != given:
            raise Unreadable(f"`{text}` does not exist in {zone.key}: the clock is put forward over it")
        early, late = (each.isoformat(" ", "minutes") for each in (first, second))
        raise Unreadable(f"`{text}` comes twice in {zone.key}, when the clock is put back; write `{early}` or `{late}`")
    return first.astimezone(UTC)


def say_instant(instant: datetime, zone: str, *, end: bool = False) -> str:
    """Write an instant in the shortest way that reads back the same: a day, a local time, or a time with its offset."""
    local = instant.astimezone(ZoneInfo(zone))
    naive = local.replace(tzinfo=None)
    shape = "minutes" if not (naive.second or naive.microsecond) else "auto"
    ways = (
        (local.date() - timedelta(days=1 if end else 0)).isoformat(),
        naive.isoformat(" ", shape),
        local.isoformat(" ", shape),
    )
    return next((way for way in ways if _reads_back(way, instant, zone, end=end)), instant.isoformat(" "))


def _reads_back(text: str, instant: datetime, zone: str, *, end: bool) -> bool:
    try:
        return read_instant(text, zone, end=end) == instant
    except Unreadable:
        return False
