"""What changes around the rows between two versions: who is called for a role, who sorts the rest, and when it is night.

The rows decide who holds what; these decide who that is on a given day, so they can move work without moving a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.matrix.table import Matrix, Topic
from demarc.core.moments import Calendar, Hours
from demarc.core.words import RowId


class Office(StrEnum):
    """What stands around the rows."""

    INTAKE = "intake holder"
    INTAKE_DEPUTY = "intake deputy"
    EXECUTIVE = "client executive"
    EXECUTIVE_DEPUTY = "executive's deputy"
    ARBITER = "arbiter"
    ARBITER_DEPUTY = "arbiter's deputy"
    ROLE = "role"
    FIRM = "firm"
    HOURS = "hours"
    ROUND_THE_CLOCK = "round the clock"


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing around the rows that differs: which (`name` where there are several), and how each version has it."""

    office: Office
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Written:
    """Rows by what became of their text: added, removed, and written differently."""

    added: tuple[RowId, ...]
    removed: tuple[RowId, ...]
    changed: tuple[RowId, ...]


def moved(old: Matrix, new: Matrix) -> tuple[Moved, ...]:
    """List what differs around the rows, in the order of `Office`."""
    before, after = dict(_offices(old)), dict(_offices(new))
    keys = dict.fromkeys((*before, *after))
    found = [Moved(*key, before.get(key, ""), after.get(key, "")) for key in keys]
    order = list(Office)
    differing = (one for one in found if one.before != one.after)
    return tuple(sorted(differing, key=lambda one: order.index(one.office)))


def written(old: Matrix, new: Matrix) -> Written:
    """Compare the rows as they are written, by their ids."""
    before, after = {row.id: row for row in old.rows}, {row.id: row for row in new.rows}
    return Written(
        tuple(id_ for id_ in after if id_ not in before),
        tuple(id_ for id_ in before if id_ not in after),
        tuple(id_ for id_ in after if id_ in before and after[id_] != before[id_]),
    )


def _offices(matrix: Matrix) -> Iterator[tuple[tuple[Office, str], str]]:
    frame = matrix.engagement
    for office, holder in (
        (Office.INTAKE, frame.intake_holder),
        (Office.INTAKE_DEPUTY, frame.intake_deputy),
        (Office.EXECUTIVE, frame.executive),
        (Office.EXECUTIVE_DEPUTY, frame.executive_deputy),
        (Office.ARBITER, frame.dispute_rule.arbiter),
        (Office.ARBITER_DEPUTY, frame.dispute_rule.deputy),
    ):
        yield (office, ""), _name(matrix, holder)
    directory = matrix.directory
    for role in directory.roles:
        people = sorted({_name(matrix, shift.person) for shift in directory.roster(role.name)})
        fallback = f"else {_name(matrix, role.fallback)}" if role.fallback else ""
        yield (Office.ROLE, role.name), ", ".join(part for part in (*people, fallback) if part)
    for person in directory.people:
        party = directory.party(person.party)
        yield (Office.FIRM, person.name or person.id), party.name if party else person.party
    for calendar in matrix.calendars:
        yield (Office.HOURS, calendar.name), _hours(calendar)
    for topic in matrix.topics:
        yield (Office.ROUND_THE_CLOCK, topic.name), _always(topic)


def _name(matrix: Matrix, id_: str) -> str:
    person = matrix.directory.person(id_)
    return person.name if person and person.name else id_


def _hours(calendar: Calendar) -> str:
    """Write a calendar's hours, so that two that are the same are written the same."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    weekly = [f"{days[one.weekday]} {one.start:%H:%M}-{one.end:%H:%M}" for one in _ordered(calendar)]
    dated = [
        f"{one.day} {' '.join(f'{low:%H:%M}-{high:%H:%M}' for low, high in one.hours)}".strip() for one in calendar.dated
    ]
    return ", ".join((*weekly, *sorted(dated), calendar.zone))


def _ordered(calendar: Calendar) -> list[Hours]:
    return sorted(calendar.weekly, key=lambda hours: (hours.weekday, hours.start, hours.end))


def _always(topic: Topic) -> str:
    always = f"from {topic.always_from} up" if topic.always_from else "never"
    return f"{always}, calendar {topic.calendar}" if topic.calendar else always
