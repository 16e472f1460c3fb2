"""An instant as a whole number: microseconds since the start of 1970 in UTC, the way the record writes it."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=1_024)
def micros(instant: datetime) -> int:
    """Count the microseconds from 1970 to the instant (aware); once for all clocks of a batch, which run alike."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(count: int) -> datetime:
    """Give the UTC instant that lies `count` microseconds after the start of 1970."""
    return _EPOCH + timedelta(microseconds=count)
