"""Alder Dental Group and Harborline: the example that documentation, demo and tests have in common. All made up.

Version 3 of a matrix that is mostly in force: 26 rows over eight lanes, seven of them live. The lane Endpoints and
patching is still observed, because it has one gap (a sealed laboratory machine) and one overlap (gateway firmware).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demarc.core.catalogue import LANE_TITLES
from demarc.core.matrix.table import DisputeRule, Engagement, Lane, Matrix
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Directory, Party, Person, Role, Shift
from demarc.core.presets.alder_rows import SOC_ONCALL, aspects, permissions, rows, topics
from demarc.core.presets.frame import CLOCKS, DISPUTE_TEXT, GLOSSARY
from demarc.core.words import PartyId, PersonId, Side

ZONE = "America/Chicago"
ALDER, HARBORLINE = PartyId("alder"), PartyId("harborline")
OBSERVED_LANE = "EP+PT"
WEEKS = 4

_PEOPLE = (
    ("dana", "Dana Okafor", ALDER, "clinics"),
    ("luis", "Luis Ferrer", ALDER, "monday-to-wednesday"),
    ("ruth", "Ruth Kessler", ALDER, "clinics"),
    ("marc", "Marc Bell", ALDER, "clinics"),
    ("priya", "Priya Raman", HARBORLINE, "clinics"),
    ("tomasz", "Tomasz Wren", HARBORLINE, "clinics"),
    ("jonah", "Jonah Pike", HARBORLINE, "clinics"),
    ("mei", "Mei Lin", HARBORLINE, "clinics"),
)

_WEEK = (
    ("tomasz", 0, 8),
    ("mei", 0, 17),
    ("tomasz", 1, 8),
    ("jonah", 1, 17),
    ("tomasz", 2, 8),
    ("priya", 2, 17),
    ("priya", 3, 8),
    ("mei", 3, 17),
    ("priya", 4, 8),
    ("tomasz", 4, 17),
    ("mei", 5, 8),
    ("tomasz", 5, 17),
    ("jonah", 6, 8),
)
"""The on-call week: who begins on which weekday at which local hour. Nobody has more than 57 hours of it."""

_HOLIDAYS = (
    (date(2026, 11, 26), "Thanksgiving"),
    (date(2026, 12, 25), "Christmas"),
    (date(2027, 1, 1), "New Year"),
    (date(2027, 5, 31), "Memorial Day"),
    (date(2027, 7, 5), "Independence Day, observed"),
    (date(2027, 9, 6), "Labor Day"),
    (date(2027, 11, 25), "Thanksgiving"),
    (date(2027, 12, 24), "Christmas, observed"),
)
_HORIZON = date(2027, 12, 31)


def alder_dental_group(start: date) -> Matrix:
    """Give the example's matrix with its four weeks of roster beginning on the Monday of the week of `start`.

    Dana Okafor is away on the first Saturday and Sunday, and Luis Ferrer agreed to cover.
    """
    return Matrix(
        version="3",
        engagement=_engagement(),
        directory=_directory(start - timedelta(days=start.weekday())),
        aspects=aspects(),
        rows=rows(),
        topics=topics(),
        calendars=_calendars(),
        clocks=CLOCKS,
        permissions=permissions(),
        lanes=tuple(Lane(name, title, live=name != OBSERVED_LANE) for name, title in LANE_TITLES.items()),
        glossary=GLOSSARY,
    )


def _engagement() -> Engagement:
    ruth, marc = PersonId("ruth"), PersonId("marc")
    return Engagement(
        client=ALDER,
        providers=(HARBORLINE,),
        zone=ZONE,
        intake_holder=PersonId("dana"),
        intake_deputy=PersonId("luis"),
        executive=ruth,
        executive_deputy=marc,
        dispute_rule=DisputeRule(ruth, marc, DISPUTE_TEXT),
    )


def _calendars() -> tuple[Calendar, ...]:
    dated = tuple(DatedDay(day, name) for day, name in _HOLIDAYS)
    return (
        Calendar("clinics", ZONE, _hours(5), dated, _HORIZON),
        Calendar("monday-to-wednesday", ZONE, _hours(3), dated, _HORIZON),
    )


def _hours(days: int) -> tuple[Hours, ...]:
    return tuple(Hours(day, time(8), time(17)) for day in range(days))


def _directory(monday: date) -> Directory:
    calendars = {calendar.name: calendar for calendar in _calendars()}
    people = tuple(
        Person(
            id=PersonId(id_),
            name=name,
            party=party,
            email=f"{id_}@{party}.example",
            phone=f"+1 312 555 01{number:02}",
            hours=calendars[hours],
            channels=(Channel.EMAIL, Channel.PHONE, Channel.SMS),
        )
        for number, (id_, name, party, hours) in enumerate(_PEOPLE, start=10)
    )
    weekend = Absence(PersonId("dana"), _local(monday, 5, 0), _local(monday, 7, 0), PersonId("luis"))
    return Directory(
        people=people,
        parties=(Party(ALDER, "Alder Dental Group", Side.CLIENT), Party(HARBORLINE, "Harborline", Side.PROVIDER)),
        roles=(Role(SOC_ONCALL, PersonId("tomasz")),),
        shifts=_shifts(monday),
        absences=(weekend,),
    )


def _shifts(monday: date) -> tuple[Shift, ...]:
    begins = [(person, 7 * week + day, hour) for week in range(WEEKS) for person, day, hour in _WEEK]
    ends = [*((day, hour) for _, day, hour in begins[1:]), (7 * WEEKS, 8)]
    return tuple(
        Shift(SOC_ONCALL, PersonId(person), _local(monday, day, hour), _local(monday, *end))
        for (person, day, hour), end in zip(begins, ends, strict=True)
    )


def _local(monday: date, days: int, hour: int) -> datetime:
    """Tell the instant (UTC) of a local hour so many days after the Monday."""
    return datetime.combine(monday + timedelta(days=days), time(hour), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
