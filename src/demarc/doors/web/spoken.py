"""Times and words as people say them: `in 6 min`, `Sat 23:41`, `by the matrix`. Pure; the page hands in `now`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SOON = timedelta(minutes=30)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEW = 10
"""Below so many hours or days, the smaller unit is said too."""
WEEK = 7

TITLES = {
    "acceptance": "accepted",
    "matrix": "by the matrix, not yet accepted",
    "interim": "in the interim, until the dispute is settled",
    "ruling": "by a ruling",
}

WAITED_FOR = {
    "us": "the holder's own side",
    "user": "a user",
    "vendor": "a vendor",
    "other side": "the other side",
    "sleeping": "opening time",
}
"""Whom an item waited for, in words."""

CAME_BY = {
    "receive": "received and routed by the matrix",
    "accept": "accepted",
    "stand in": "stood in for somebody away",
    "reroute": "routed again",
    "readdress": "offered on",
    "ask": "accepted by asking",
    "rule": "ruled",
    "settle": "settled between the leads",
    "dispute": "named for the interim by a dispute",
    "rule own": "ruled by the client's lead",
    "reopen": "reopened",
    "split": "split off",
    "offer": "accepted by handing it on",
    "promise": "accepted by a promise",
}
"""How somebody came to hold an item, by the act of the entry."""


def span(amount: timedelta) -> str:
    """Say a length of time in its two largest fitting units: `45 s`, `6 min`, `3 h 20 min`, `2 d 4 h`."""
    if amount < MINUTE:
        return f"{int(amount.total_seconds())} s"
    if amount < HOUR:
        return f"{amount // MINUTE} min"
    if amount < DAY:
        hours, minutes = amount // HOUR, amount % HOUR // MINUTE
        return f"{hours} h {minutes} min" if minutes and hours < FEW else f"{hours} h"
    days, hours = amount // DAY, amount % DAY // HOUR
    return f"{days} d {hours} h" if hours and days < FEW else f"{days} d"


def relative(at: datetime, now: datetime) -> str:
    """Say how far an instant lies from now: `9 min ago`, `in 2 h`, `now`."""
    if abs(at - now) < timedelta(seconds=1):
        return "now"
    return f"{span(now - at)} ago" if at < now else f"in {span(at - now)}"


def left(due: datetime, now: datetime) -> str:
    """Say how much of a clock is left, or by how much it is over."""
    return f"{span(due - now)} left" if due > now else f"{span(now - due)} over"


def pressing(due: datetime, now: datetime) -> str:
    """Grade a clock: `over`, `soon` (half an hour or less), or `ok`."""
    if due <= now:
        return "over"
    return "soon" if due - now <= SOON else "ok"


def local(at: datetime, zone: str, now: datetime) -> str:
    """Say an instant at the engagement's place: the time today, the weekday within six days, else the date."""
    here, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    clock = f"{here:%H:%M}"
    if here.date() == today.date():
        return clock
    if abs((here.date() - today.date()).days) < WEEK:
        return f"{here:%a} {clock}"
    day = f"{here.day} {here:%b}"
    return f"{day} {clock}" if here.year == today.year else f"{day} {here.year} {clock}"


def in_full(at: datetime, zone: str) -> str:
    """Say an instant without leaving anything to guess: local date, time and zone, then UTC."""
    here, there = at.astimezone(ZoneInfo(zone)), at.astimezone(UTC)
    return f"{here:%a} {here.day} {here:%b %Y %H:%M:%S} {zone} ({there:%Y-%m-%d %H:%M:%S} UTC)"
