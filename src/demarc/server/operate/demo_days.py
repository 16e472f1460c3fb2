"""The days of the demo, told from today: fourteen of them, with the Saturday on which Dana is away behind us."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demarc.core.matrix.table import Matrix
from demarc.core.moments import Calendar
from demarc.core.people import Absence, Shift
from demarc.core.presets.alder import ZONE, alder_dental_group
from demarc.core.presets.alder_rows import SOC_ONCALL
from demarc.core.words import PersonId, RowId

DAYS = 14
MONDAY, FRIDAY, SATURDAY = 0, 4, 5
ROUND_NOW = timedelta(hours=5)
MIRRORED = frozenset({RowId(row) for row in ("SD-02", "PT-01", "PT-02")})
"""Rows whose tickets the service desk keeps: what is closed there is closed here, without a click."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that the stories speak of, at Alder's place. `worked` are the working days before today, oldest first."""

    now: datetime
    saturday: date
    worked: tuple[date, ...]

    @property
    def beginning(self) -> datetime:
        """Tell when the engagement starts: fourteen days before now, on the hour."""
        return (self.now - timedelta(days=DAYS)).replace(minute=0, second=0, microsecond=0)

    def at(self, day: date, clock: str) -> datetime:
        """Give the instant of a wall clock's `08:30` on a day."""
        return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)

    def back(self, days: int, clock: str) -> datetime:
        """Give a wall clock's time on a working day: 1 is the last one before today."""
        return self.at(self.worked[-days], clock)

    def ahead(self, days: int, clock: str) -> datetime:
        """Give a wall clock's time so many days from today."""
        return self.at(_local(self.now) + timedelta(days=days), clock)

    def coming(self, weekday: int, clock: str) -> datetime:
        """Give a wall clock's time on the next such weekday, at least a day ahead."""
        today = _local(self.now)
        return self.at(today + timedelta(days=(weekday - today.weekday() - 2) % 7 + 2), clock)


def days_before(now: datetime, calendar: Calendar) -> Days:
    """Lay out the fourteen days before `now`."""
    before = (_local(now) - timedelta(days=back) for back in range(DAYS - 1, 0, -1))
    worked = tuple(day for day in before if calendar.hours_of(day))
    # What came in on the last two working days is held by who was there: her weekend lies before them.
    lately = worked[-2]
    return Days(now, lately - timedelta(days=(lately.weekday() - SATURDAY) % 7 or 7), worked)


def matrix_of_the_demo(now: datetime) -> tuple[Matrix, Days]:
    """Give the matrix in force and the days it is about.

    Tomasz is on call now and has swapped one shift for it, Dana has an afternoon off, and Luis agreed to cover.
    """
    plain = alder_dental_group(_local(now))
    days = days_before(now, plain.calendars[0])
    matrix = alder_dental_group(days.saturday)
    off = Absence(PersonId("dana"), days.back(AFTERNOON_OFF, "12:30"), days.back(AFTERNOON_OFF, "17:00"), PersonId("luis"))
    people = matrix.directory
    directory = replace(
        people,
        shifts=tuple(_swapped(shift, now) for shift in people.shifts),
        absences=(*people.absences, off),
    )
    rows = tuple(replace(row, clears_itself=True) if row.id in MIRRORED else row for row in matrix.rows)
    return replace(matrix, directory=directory, rows=rows), days


AFTERNOON_OFF = 4
"""How many working days ago Dana has the afternoon off."""


def _swapped(shift: Shift, now: datetime) -> Shift:
    is_now = shift.role == SOC_ONCALL and shift.start < now + ROUND_NOW and now - ROUND_NOW < shift.end
    return replace(shift, person=PersonId("tomasz")) if is_now else shift


def _local(instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(ZONE)).date()
