"""The people of a matrix file: firms, persons with their hours, calendars, roles with rosters, absences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from demarc.core.matrix.findings import Kind
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Directory, Party, Person, Role, Shift
from demarc.core.words import PartyId, PersonId, Side
from demarc.files.matrix.lines import Line
from demarc.files.matrix.reading import Reading, names_of
from demarc.files.matrix.sections import ABSENCES, CALENDARS, DAYS, PARTIES, PEOPLE, ROSTERS
from demarc.files.matrix.times import read_date, read_instant, read_stretch, read_weekly, read_zone
from demarc.files.matrix.values import read_word, read_yes_no

NO_CHANNEL = "none"


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """A calendar of the file; `people_only` ones are hours of people and no site's."""

    calendar: Calendar
    people_only: bool


def who_of(directory: Directory) -> Callable[[str], str]:
    """Make the function that turns a person's id or name, or a role's name, into what a slot holds."""
    people = [(person.id, person.name) for person in directory.people]
    return names_of([(role.name, role.name) for role in directory.roles], people)


def read_calendars(reading: Reading) -> tuple[ReadCalendar, ...]:
    """Read the calendars with their dated days."""
    days = _days(reading)
    found = []
    for line in reading.lines(CALENDARS.key):
        name = reading.said(line, "name")
        reading.entry(CALENDARS.key, line, name)
        calendar = Calendar(
            name=name,
            zone=reading.read(CALENDARS.key, line, "zone", read_zone, reading.zone),
            weekly=_weekly(reading, CALENDARS.key, line, "weekly"),
            dated=days.pop(name, ()),
            horizon=reading.read(CALENDARS.key, line, "horizon", read_date, None),
        )
        found.append(ReadCalendar(calendar, reading.read(CALENDARS.key, line, "people_only", read_yes_no, False)))  # noqa: FBT003 - the blank
    for name in days:
        message = f"days are entered for the calendar `{name}`, which is not in Calendars, so they were left out"
        place = reading.places.of(DAYS.key, name, "calendar")
        reading.note(Kind.UNKNOWN_CALENDAR, message, place, section=DAYS.key, entry=name, field_="calendar")
    return tuple(found)


def _days(reading: Reading) -> dict[str, tuple[DatedDay, ...]]:
    found: dict[str, list[DatedDay]] = {}
    for line in reading.lines(DAYS.key):
        names = reading.read_items(DAYS.key, line, "calendar", str)
        for name in names or ("",):
            reading.entry(DAYS.key, line, name)
        day: date | None = reading.read(DAYS.key, line, "day", read_date, None)
        hours: tuple[tuple[time, time], ...] = reading.read_items(DAYS.key, line, "hours", read_stretch)
        for name in names if day is not None else ():
            assert day is not None
            found.setdefault(name, []).append(DatedDay(day, reading.said(line, "name"), hours))
    return {name: tuple(days) for name, days in found.items()}


def _weekly(reading: Reading, section: str, line: Line, key: str) -> tuple[Hours, ...]:
    stretches = reading.read_items(section, line, key, lambda item: read_weekly([item]))
    return tuple(hours for stretch in stretches for hours in stretch)


def read_directory(reading: Reading, engagement: Line, calendars: tuple[ReadCalendar, ...]) -> Directory:
    """Read everybody: parties, people, roles with their shifts, absences."""
    parties = _parties(reading, engagement)
    party = names_of([(each.id, each.name) for each in parties])
    named = {each.calendar.name.casefold(): each.calendar for each in reversed(calendars)}
    people = tuple(_person(reading, line, party, named) for line in reading.lines(PEOPLE.key))
    who = names_of([(person.id, person.name) for person in people])
    roles, shifts = _rosters(reading, who)
    return Directory(people, parties, roles, shifts, _absences(reading, who))


def _parties(reading: Reading, engagement: Line) -> tuple[Party, ...]:
    """Read the parties; without such a section they are the engagement's client and providers."""
    if PARTIES.key not in reading.text.said:
        client = [(reading.said(engagement, "client"), Side.CLIENT)]
        cell = engagement.cells.get("providers")
        providers = [(provider, Side.PROVIDER) for provider in (cell.items() if cell else ())]
        return tuple(Party(PartyId(name), name, side) for name, side in (*client, *providers) if name)
    found = []
    for line in reading.lines(PARTIES.key):
        id_ = reading.said(line, "id")
        reading.entry(PARTIES.key, line, id_)
        side = reading.read(PARTIES.key, line, "side", lambda text: Side(read_word(text, Side)), Side.PROVIDER)
        found.append(Party(PartyId(id_), reading.said(line, "name", id_), side))
    return tuple(found)


def _person(reading: Reading, line: Line, party: Callable[[str], str], calendars: Mapping[str, Calendar]) -> Person:
    id_ = PersonId(reading.said(line, "id") or reading.said(line, "name"))
    reading.entry(PEOPLE.key, line, id_)
    return Person(
        id=id_,
        name=reading.said(line, "name", id_),
        party=PartyId(party(reading.said(line, "party"))),
        email=reading.said(line, "email"),
        phone=reading.said(line, "phone"),
        hours=_hours(reading, line, id_, calendars),
        channels=_channels(reading, line),
        example=reading.read(PEOPLE.key, line, "example", read_yes_no, False),  # noqa: FBT003 - the blank
        left_at=reading.read(PEOPLE.key, line, "left", lambda text: read_instant(text, reading.zone), None),
    )


def _hours(reading: Reading, line: Line, person: str, calendars: Mapping[str, Calendar]) -> Calendar | None:
    """Read a person's hours: a calendar by its name, or hours of their own in their zone; None when nothing is said."""
    zone = reading.read(PEOPLE.key, line, "zone", read_zone, reading.zone)
    cell = line.cells.get("hours")
    if cell is None:
        return None
    named = calendars.get(cell.text.casefold())
    if named is not None:
        return named
    weekly = _weekly(reading, PEOPLE.key, line, "hours")
    return Calendar(person, zone, weekly) if weekly else None


def _channels(reading: Reading, line: Line) -> tuple[Channel, ...]:
    cell = line.cells.get("channels")
    if cell is None:
        return (Channel.EMAIL,)
    if cell.text.casefold() == NO_CHANNEL:
        return ()
    return reading.read_items(
        PEOPLE.key, line, "channels", lambda text: Channel(read_word(text.replace("e-mail", "email"), Channel))
    )


def _rosters(reading: Reading, who: Callable[[str], str]) -> tuple[tuple[Role, ...], tuple[Shift, ...]]:
    """Read the roles, in the order they are first named, and their shifts."""
    fallbacks: dict[str, PersonId | None] = {}
    shifts = []
    for line in reading.lines(ROSTERS.key):
        role = reading.said(line, "role")
        reading.entry(ROSTERS.key, line, role)
        fallback = PersonId(who(reading.said(line, "fallback"))) or None
        fallbacks[role] = fallbacks.get(role) or fallback
        stretch = _stretch(reading, ROSTERS.key, line)
        if stretch is not None:
            shifts.append(Shift(role, PersonId(who(reading.said(line, "person"))), *stretch))
    return tuple(Role(name, fallback) for name, fallback in fallbacks.items()), tuple(shifts)


def _absences(reading: Reading, who: Callable[[str], str]) -> tuple[Absence, ...]:
    found = []
    for line in reading.lines(ABSENCES.key):
        person = PersonId(who(reading.said(line, "person")))
        reading.entry(ABSENCES.key, line, person)
        stretch = _stretch(reading, ABSENCES.key, line)
        if stretch is not None:
            found.append(Absence(person, *stretch, PersonId(who(reading.said(line, "cover"))) or None))
    return tuple(found)


def _stretch(reading: Reading, section: str, line: Line) -> tuple[datetime, datetime] | None:
    """Read from and to; None when neither the line means a stretch nor both ends can be read, which is noted."""
    start: datetime | None = reading.read(section, line, "from", lambda text: read_instant(text, reading.zone), None)
    end: datetime | None = reading.read(section, line, "to", lambda text: read_instant(text, reading.zone, end=True), None)
    if start is not None and end is not None and start < end and "person" in line.cells:
        return start, end
    written = [line.cells[key] for key in ("from", "to", "person") if key in line.cells]
    if start is not None and end is not None and start >= end:
        reading.unreadable(section, "to", line.cells["to"], "this ends before it starts, so it was left out")
    elif written and section == ROSTERS.key and (start is None or end is None or "person" not in line.cells):
        reading.unreadable(
            section, "person", written[0], "a stretch needs a person, a start and an end, so it was left out"
        )
    return None
