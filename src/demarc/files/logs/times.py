"""Instants of an export: ISO 8601, or dates with slashes, whose day-month order the whole column decides.

A column repeats itself: most of its minutes, its days, its seconds with their zone were read before. So each text is looked
up by its two halves, and read by the definition (`read`) only where a half is new or looks unusual.
"""

import re
from array import array
from collections.abc import Callable, Sequence
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
TO_THE_MINUTE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
SINCE_THE_MINUTE = re.compile(r"(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?")


class Halves(dict[str, int]):
    """What the halves of a column's texts add to an instant, each read once. An unusual half raises `KeyError`."""

    def __init__(self, read: Callable[[str], int | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, half: str) -> int:
        """Read a half that is new."""
        read = self._read(half)
        if read is None:
            raise KeyError(half)
        if len(self) > KEPT:
            self.clear()
        self[half] = read
        return read


class Times:
    """Reads one column. A date with slashes is kept by its number until `settle` knows the order of day and month."""

    def __init__(self) -> None:
        self._minutes, self._rests = Halves(self._minute), Halves(self._since_minute)
        self._days, self._clocks = Halves(self._day), Halves(self._clock)
        self._dates: dict[tuple[int, int, int], int] = {}
        self._iso = False
        self.zoneless = False

    def read_all(self, texts: Sequence[str]) -> list[int] | None:
        """Give the instants of many texts of the column as `read` does, or None where `read` must look at each."""
        if not self._iso and not self._dates and texts:
            # The first one tells how the column is written; `read` gives the same for it again.
            self.read(texts[0])
        try:
            if self._iso:
                minutes, rests = self._minutes, self._rests
                return [minutes[text[:MINUTE]] + rests[text[MINUTE:]] for text in texts]
            if self._dates:
                days, clocks = self._days, self._clocks
                # The clock first: a date counts for the order of day and month only where all of the text is an instant.
                return [clocks[clock] + days[day] for day, _, clock in (text.partition(" ") for text in texts)]
        except KeyError:
            return None
        return None

    def _minute(self, half: str) -> int | None:
        if not TO_THE_MINUTE.fullmatch(half):
            return None
        try:
            return (datetime.fromisoformat(half).replace(tzinfo=UTC) - EPOCH) // MICROSECOND
        except ValueError:
            return None

    def _since_minute(self, half: str) -> int | None:
        if not SINCE_THE_MINUTE.fullmatch(half):
            return None
        try:
            rest = datetime.fromisoformat(f"2000-01-01T00:00{half}")
        except ValueError:
            return None
        self.zoneless = self.zoneless or rest.tzinfo is None
        return (_zoned(rest) - datetime(2000, 1, 1, tzinfo=UTC)) // MICROSECOND

    def _day(self, half: str) -> int | None:
        match = WRITTEN.fullmatch(half)
        return self._written(*match.groups()) if match and match[4] is None else None

    def _clock(self, half: str) -> int | None:
        if not half:
            return 0
        match = WRITTEN.fullmatch(f"1/1/2000 {half}")
        return self._of_the_clock(*match.groups()[3:]) if match and match[4] is not None else None

    def read(self, text: str) -> int | None:
        """Give the instant in microseconds, or None where the text is none. A column has one way of writing."""
        text = text.strip()
        if not self._iso and (match := WRITTEN.fullmatch(text)):
            return self._written(*match.groups())
        if self._dates:
            return None
        try:
            whole = datetime.fromisoformat(text)
        except ValueError:
            return None
        self._iso = True
        self.zoneless = self.zoneless or whole.tzinfo is None
        return (_zoned(whole) - EPOCH) // MICROSECOND

    def _written(self, *parts: str | None) -> int | None:
        first, second, year, *clock = parts
        since_midnight = self._of_the_clock(*clock)
        if since_midnight is None:
            return None
        self.zoneless = True
        date = int(first or 0), int(second or 0), int(year or 0)
        return self._dates.setdefault(date, len(self._dates)) * DAY + since_midnight

    def _of_the_clock(self, *parts: str | None) -> int | None:
        hour, minute, second, part, half = parts
        clock = [int(hour or 0), int(minute or 0), int(second or 0)]
        if half:
            clock[0] = clock[0] % NOON + (NOON if half.casefold() == "pm" else 0)
        if clock[0] > 23 or clock[1] > 59 or clock[2] > 60:  # noqa: PLR2004 - the parts of a clock
            return None
        return (clock[0] * 3600 + clock[1] * 60 + clock[2]) * 1_000_000 + int((part or "").ljust(6, "0"))

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
