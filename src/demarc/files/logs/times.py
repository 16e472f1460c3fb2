"""Instants of an export: ISO 8601, or dates with slashes, whose day-month order the whole column decides."""

import re
from array import array
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000
MINUTE = 16
"""Characters of an ISO instant up to its minute: these, and what follows, each repeat often."""

KEPT = 200_000
WRITTEN = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?\s*([ap]m)?)?",
    re.IGNORECASE,
)
NOON = 12


class Times:
    """Reads one column. A date with slashes is kept by its number until `settle` knows the order of day and month."""

    def __init__(self) -> None:
        self._minutes: dict[str, int] = {}
        self._rests: dict[str, int] = {}
        self._dates: dict[tuple[int, int, int], int] = {}
        self._iso = False
        self.zoneless = False

    def read(self, text: str) -> int | None:
        """Give the instant in microseconds, or None where the text is none. A column has one way of writing."""
        try:
            return self._minutes[text[:MINUTE]] + self._rests[text[MINUTE:]]
        except KeyError:
            return self._read(text.strip())

    def _read(self, text: str) -> int | None:
        if not self._iso and (match := WRITTEN.fullmatch(text)):
            return self._written(*match.groups())
        if self._dates:
            return None
        try:
            start = datetime.fromisoformat(text[:MINUTE])
            rest = datetime.fromisoformat(f"2000-01-01T00:00{text[MINUTE:]}")
            whole = datetime.fromisoformat(text)
        except ValueError:
            return None
        self._iso = True
        self.zoneless = self.zoneless or rest.tzinfo is None
        for kept in (self._minutes, self._rests):
            if len(kept) > KEPT:
                kept.clear()
        if len(text) >= MINUTE:
            self._minutes[text[:MINUTE]] = (start.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
            self._rests[text[MINUTE:]] = (_zoned(rest) - datetime(2000, 1, 1, tzinfo=UTC)) // MICROSECOND
        return (_zoned(whole) - EPOCH) // MICROSECOND

    def _written(self, *parts: str | None) -> int | None:
        first, second, year, hour, minute, second_, part, half = parts
        clock = [int(hour or 0), int(minute or 0), int(second_ or 0)]
        if half:
            clock[0] = clock[0] % NOON + (NOON if half.casefold() == "pm" else 0)
        if clock[0] > 23 or clock[1] > 59 or clock[2] > 60:  # noqa: PLR2004 - the parts of a clock
            return None
        self.zoneless = True
        date = int(first or 0), int(second or 0), int(year or 0)
        number = self._dates.setdefault(date, len(self._dates))
        seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
        return number * DAY + seconds * 1_000_000 + int((part or "").ljust(6, "0"))

    def settle(self, instants: "array[int]") -> str:
        """Turn numbered dates into instants, and say how they were read. Raises `ValueError` where no order fits all."""
        zone = "; without a zone, read as UTC" if self.zoneless else ""
        if not self._dates:
            return f"ISO 8601{zone}"
        fits = {day_first: self._starts(day_first=day_first) for day_first in (True, False)}
        starts = fits[True] or fits[False]
        if starts is None:
            raise ValueError("its dates fit neither day-month nor month-day order")
        for at, kept in enumerate(instants):
            number, rest = divmod(kept, DAY)
            instants[at] = starts[number] + rest
        order = "day before month" if fits[True] else "month before day"
        return f"{order}{' (every date fits both; taken as the day first)' if fits[True] and fits[False] else ''}{zone}"

    def _starts(self, *, day_first: bool) -> list[int] | None:
        try:
            return [
                (datetime(year, *((b, a) if day_first else (a, b)), tzinfo=UTC) - EPOCH) // MICROSECOND
                for a, b, year in self._dates
            ]
        except ValueError:
            return None


def _zoned(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
