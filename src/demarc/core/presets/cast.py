"""The example people of a first matrix: who they are, when they work, and who is on call on which day.

Everybody here is made up and marked as an example; a matrix is not theirs until real people stand in their place.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demarc.core.catalogue import Split
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Channel, Directory, Party, Person, Role, Shift
from demarc.core.words import PartyId, PersonId, Side

CLIENT, PROVIDER = PartyId("client"), PartyId("provider")
SITE, PART_TIME = "site", "part-time"
SOC_ONCALL, SERVICE_ONCALL = "soc-oncall", "service-oncall"
ROSTER_WEEKS = 4

LEAD, LEAD_DEPUTY, CONTACT = PersonId("lead"), PersonId("lead-deputy"), PersonId("office-contact")
EXECUTIVE, EXECUTIVE_DEPUTY = PersonId("executive"), PersonId("executive-deputy")
SERVICE_MANAGER, DIRECTOR, ADVISOR = PersonId("service-manager"), PersonId("director"), PersonId("advisor")
DESK, ENDPOINTS, NETWORK, BACKUP = PersonId("desk"), PersonId("endpoints"), PersonId("network"), PersonId("backup")
SOC_LEAD, ANALYST_1, ANALYST_2, ANALYST_3 = (PersonId(name) for name in ("soc-lead", "analyst-1", "analyst-2", "analyst-3"))

_CLIENT_PEOPLE = {
    LEAD: "Robin Example (internal IT lead)",
    LEAD_DEPUTY: "Sam Example (internal IT, part-time)",
    CONTACT: "Toni Example (office contact)",
    EXECUTIVE: "Alex Example (client executive)",
    EXECUTIVE_DEPUTY: "Kim Example (client executive's deputy)",
}
_PROVIDER_PEOPLE = {
    SERVICE_MANAGER: "Pat Example (service manager)",
    DIRECTOR: "Chris Example (provider's director)",
    ADVISOR: "Jules Example (provider's adviser)",
    DESK: "Jo Example (service desk)",
    ENDPOINTS: "Lee Example (endpoints)",
    NETWORK: "Noor Example (servers and network)",
    BACKUP: "Max Example (backup)",
    SOC_LEAD: "Tess Example (security lead)",
    ANALYST_1: "Kit Example (security analyst)",
    ANALYST_2: "Ash Example (security analyst)",
    ANALYST_3: "Bo Example (security analyst)",
}
_ROSTERS = {
    SOC_ONCALL: (SOC_LEAD, ANALYST_1, ANALYST_2, ANALYST_3),
    SERVICE_ONCALL: (DESK, ENDPOINTS, NETWORK, BACKUP),
}
_FALLBACK = {SOC_ONCALL: SOC_LEAD, SERVICE_ONCALL: SERVICE_MANAGER}


def calendars(start: date, zone: str) -> tuple[Calendar, ...]:
    """Give the site's calendar and a part-time one: weekdays 8 to 17, with the year's two fixed holidays written out."""
    horizon = start + timedelta(days=365)
    days = (
        DatedDay(date(year, month, day), name)
        for year in (start.year, start.year + 1)
        for month, day, name in ((1, 1, "New Year"), (12, 25, "Christmas"))
    )
    dated = tuple(day for day in days if start <= day.day <= horizon)
    return (
        Calendar(SITE, zone, _hours(range(5)), dated, horizon),
        Calendar(PART_TIME, zone, _hours(range(3)), dated, horizon),
    )


def directory(split: Split, start: date, zone: str) -> Directory:
    """Give the people, parties, roles and rosters of a split, from `start` (a local date) for four weeks."""
    site, part_time = calendars(start, zone)
    in_house = {CONTACT, EXECUTIVE, EXECUTIVE_DEPUTY}
    if split is not Split.FULL:
        in_house = {LEAD, LEAD_DEPUTY, EXECUTIVE, EXECUTIVE_DEPUTY}
    client = {id_: name for id_, name in _CLIENT_PEOPLE.items() if id_ in in_house}
    named = [(id_, name, CLIENT) for id_, name in client.items()]
    named += [(id_, name, PROVIDER) for id_, name in _PROVIDER_PEOPLE.items()]
    people = tuple(
        Person(
            id=id_,
            name=name,
            party=party,
            email=f"{id_}@{party}.example",
            phone=f"+1 555 01{number:02}",
            hours=part_time if id_ == LEAD_DEPUTY else site,
            channels=(Channel.EMAIL, Channel.PHONE),
            example=True,
        )
        for number, (id_, name, party) in enumerate(named)
    )
    roles = (SOC_ONCALL,) if split is Split.MONITORING else (SOC_ONCALL, SERVICE_ONCALL)
    return Directory(
        people=people,
        parties=(Party(CLIENT, "Example client", Side.CLIENT), Party(PROVIDER, "Example provider", Side.PROVIDER)),
        roles=tuple(Role(role, _FALLBACK[role]) for role in roles),
        shifts=tuple(shift for role in roles for shift in rotation(role, _ROSTERS[role], start, zone)),
    )


def rotation(role: str, people: tuple[PersonId, ...], start: date, zone: str) -> Iterator[Shift]:
    """Pass a role on each local day at 8:00, for the published weeks; with four people each has 48 hours a week at most."""
    for day in range(7 * ROSTER_WEEKS):
        yield Shift(role, people[day % len(people)], _opening(start, day, zone), _opening(start, day + 1, zone))


def _opening(start: date, days: int, zone: str) -> datetime:
    """Tell the instant of 8:00 local time so many days after the start."""
    return datetime.combine(start + timedelta(days=days), time(8), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _hours(weekdays: range) -> tuple[Hours, ...]:
    return tuple(Hours(day, time(8), time(17)) for day in weekdays)
