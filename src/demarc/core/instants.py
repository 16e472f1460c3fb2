"""An instant as a whole number, the way the record writes it, and as words, the way people read it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=1_024)
def micros(instant: datetime) -> int:
    """Count the microseconds from 1970 to the instant (aware); once for all clocks of a batch, which run alike."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(count: int) -> datetime:
    """Give the UTC instant that lies `count` microseconds after the start of 1970."""
    return _EPOCH + timedelta(microseconds=count)


def in_zones(instant: datetime, site: str, reader: str = "") -> str:
    """Say an instant at the site, and at the reader's own place where that is another zone."""
    words = _at(instant, site)
    here, there = instant.astimezone(ZoneInfo(site)), instant.astimezone(ZoneInfo(reader or site))
    return words if here.utcoffset() == there.utcoffset() else f"{words}, which is {_at(instant, reader)} for you"


def _at(instant: datetime, zone: str) -> str:
    here = instant.astimezone(ZoneInfo(zone))
    # The short name of the offset tells the two hours of a clock change apart.
    return f"{here:%a} {here.day} {here:%b %Y %H:%M %Z} ({zone})"
