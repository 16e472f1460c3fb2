"""Is every name that the matrix uses one that it lists: aspects, values, people, roles, rows, calendars, topics, clocks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row
from demarc.core.moments import MIDNIGHT, Calendar
from demarc.core.people import Person
from demarc.core.words import RowId


def unknown_names(matrix: Matrix) -> Iterator[Finding]:
    """Yield every name that leads nowhere, every id used twice, and every circle of rows that give way."""
    yield from _twice("rows", (row.id for row in matrix.rows))
    yield from _twice("people", (person.id for person in matrix.directory.people))
    yield from _twice("aspects", (aspect.name for aspect in matrix.aspects))
    yield from _twice("topics", (topic.name for topic in matrix.topics))
    yield from _twice("calendars", (calendar.name for calendar in matrix.calendars))
    for row in matrix.rows:
        yield from _scope(matrix, row)
        yield from _yielding(matrix, row)
    yield from _circles(matrix)
    yield from _topics(matrix)
    yield from _calendars(matrix)
    yield from _people(matrix)
    yield from _same_person(matrix.directory.people)
    yield from _offices(matrix)
    for permission in matrix.permissions:
        if matrix.row(permission.row) is None:
            message = f"the permission to `{permission.action}` belongs to row `{permission.row}`, which does not exist"
            yield finding(Kind.UNKNOWN_ROW, message, section="permissions", entry=permission.row, field="row")
        strange = sorted((permission.device_class or frozenset()).difference(matrix.domain("device_class")))
        if strange:
            message = (
                f"row `{permission.row}` may `{permission.action}` on `{'`, `'.join(strange)}`: no listed device class"
            )
            yield finding(Kind.UNKNOWN_VALUE, message, section="permissions", entry=permission.row, field="device_class")


def _same_person(people: tuple[Person, ...]) -> Iterator[Finding]:
    """Yield two entries that are one human: with one mail address or one whole name, they stand in for themselves."""
    for one, other in combinations(people, 2):
        mail = one.email if one.email and one.email.casefold() == other.email.casefold() else ""
        name = one.name if one.name and one.name.casefold() == other.name.casefold() else ""
        if mail or name:
            message = f"people `{one.id}` and `{other.id}` are the same person, by `{mail or name}`; list each person once"
            yield finding(Kind.TWICE, message, section="people", entry=other.id)


def _offices(matrix: Matrix) -> Iterator[Finding]:
    """Yield the offices that a matrix of live lanes needs and leaves empty, or gives to one person twice."""
    if not matrix.lanes:
        return
    intake, rule = matrix.engagement, matrix.engagement.dispute_rule
    for office, key, holder, deputy_key, deputy in (
        ("intake holder", "intake_holder", intake.intake_holder, "intake_deputy", intake.intake_deputy),
        ("client executive", "executive", intake.executive, "executive_deputy", intake.executive_deputy),
        ("arbiter", "arbiter", rule.arbiter, "arbiter_deputy", rule.deputy),
    ):
        if not holder and key != "intake_holder":
            message = f"there is no {office}: name one before anything is signed"
            yield finding(Kind.NO_ACCOUNTABLE, message, section="engagement", field=key, severity=Level.WARNING)
        if holder and deputy in {"", holder}:
            message = f"the {office} has no deputy" if not deputy else f"the {office} is their own deputy"
            yield finding(Kind.NO_DEPUTY, message, section="engagement", field=deputy_key)


def _twice(section: str, ids: Iterable[str]) -> Iterator[Finding]:
    for id_, times in Counter(ids).items():
        if times > 1:
            message = f"`{id_}` is the id of {times} {section}; an id names one"
            rows = (RowId(id_),) if section == "rows" else ()
            yield finding(Kind.TWICE, message, rows=rows, section=section, entry=id_)


def _scope(matrix: Matrix, row: Row) -> Iterator[Finding]:
    for name, allowed in row.scope:
        if matrix.aspect(name) is None and name != WINDOW:
            message = f"row `{row.id}` has a condition on `{name}`, which is not an aspect of this matrix"
            yield finding(Kind.UNKNOWN_ASPECT, message, rows=(row.id,), field=name)
            continue
        domain = matrix.domain(name)
        strange = sorted(allowed.difference(domain))
        if strange:
            message = f"row `{row.id}` allows {name} `{'`, `'.join(strange)}`; {name} is one of {_some(domain)}"
            yield finding(Kind.UNKNOWN_VALUE, message, rows=(row.id,), field=name)
        if not allowed.intersection(domain):
            message = f"no item can fall to row `{row.id}`: no value of {name} is allowed"
            yield finding(Kind.UNREACHABLE, message, rows=(row.id,), field=name)


def _some(domain: tuple[str, ...], most: int = 8) -> str:
    shown = ", ".join(f"`{value}`" for value in domain[:most])
    return f"{shown} and {len(domain) - most} more" if len(domain) > most else shown


def _yielding(matrix: Matrix, row: Row) -> Iterator[Finding]:
    for other in row.yields_to:
        if matrix.row(other) is None:
            message = f"row `{row.id}` gives way to `{other}`, which is not a row of this matrix"
            yield finding(Kind.UNKNOWN_ROW, message, rows=(row.id,), field="yields_to")


def _circles(matrix: Matrix) -> Iterator[Finding]:
    told: set[RowId] = set()
    for row in matrix.rows:
        circle = _circle_through(matrix, row.id)
        if circle and row.id not in told:
            told.update(circle)
            around = " to ".join(f"`{id_}`" for id_ in (*circle, row.id))
            message = f"rows give way in a circle, {around}, so none of them does; take one `yields_to` out"
            yield finding(Kind.CYCLE, message, rows=circle, field="yields_to")


def _circle_through(matrix: Matrix, start: RowId) -> tuple[RowId, ...]:
    """Find the shortest way from a row back to itself along `yields_to`, or nothing."""
    came_from: dict[RowId, RowId] = {}
    ahead = [start]
    for here in ahead:
        row = matrix.row(here)
        for other in row.yields_to if row else ():
            if other == start:
                way = [here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if other not in came_from:
                came_from[other] = here
                ahead.append(other)
    return ()


def _topics(matrix: Matrix) -> Iterator[Finding]:
    aspect = matrix.aspect(TOPIC)
    if aspect is None or not matrix.topics:
        return
    for topic in matrix.topics:
        if topic.name not in aspect.domain():
            message = f"topic `{topic.name}` is not a value of the aspect `topic`, so no item can have it"
            yield finding(Kind.UNKNOWN_TOPIC, message, section="topics", entry=topic.name, field="name")
        if topic.lane and matrix.lanes and all(lane.name != topic.lane for lane in matrix.lanes):
            message = f"topic `{topic.name}` belongs to lane `{topic.lane}`, which is not listed"
            yield finding(Kind.UNKNOWN_TOPIC, message, section="topics", entry=topic.name, field="lane")
    for value in aspect.values:
        if matrix.topic(value) is None:
            message = f"items can have the topic `{value}`, but it is not listed: it runs on the default calendar"
            yield finding(Kind.UNKNOWN_TOPIC, message, section="aspects", entry=TOPIC, field="values")


def _calendars(matrix: Matrix) -> Iterator[Finding]:
    for topic in matrix.topics:
        if topic.calendar and matrix.calendar(topic.calendar) is None:
            message = f"topic `{topic.name}` runs on calendar `{topic.calendar}`, which is not listed"
            yield finding(Kind.UNKNOWN_CALENDAR, message, section="topics", entry=topic.name, field="calendar")
    for calendar in matrix.calendars:
        yield from _calendar(calendar, "calendars", calendar.name)
    for person in matrix.directory.people:
        if person.hours is not None:
            yield from _calendar(person.hours, "people", person.id)
    if not _is_zone(matrix.engagement.zone):
        yield finding(Kind.UNKNOWN_CALENDAR, _no_zone(matrix.engagement.zone), section="engagement", field="zone")


def _calendar(calendar: Calendar, section: str, entry: str) -> Iterator[Finding]:
    if not _is_zone(calendar.zone):
        yield finding(Kind.UNKNOWN_CALENDAR, _no_zone(calendar.zone), section=section, entry=entry, field="zone")
    stretches = (
        *((one.start, one.end) for one in calendar.weekly),
        *(pair for dated in calendar.dated for pair in dated.hours),
    )
    for start, end in stretches:
        if end <= start and end != MIDNIGHT:
            message = f"calendar `{calendar.name}` has hours from {start:%H:%M} to {end:%H:%M}; split them at midnight"
            yield finding(Kind.UNKNOWN_CALENDAR, message, section=section, entry=entry, field="hours")


def _no_zone(zone: str) -> str:
    return f"`{zone}` is not a time zone; write one like `America/Chicago`"


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _people(matrix: Matrix) -> Iterator[Finding]:
    directory, intake = matrix.directory, matrix.engagement
    named = [
        *(("engagement", "", field, getattr(intake, field)) for field in ENGAGEMENT_PEOPLE),
        ("engagement", "", "dispute_rule", intake.dispute_rule.arbiter),
        ("engagement", "", "dispute_rule", intake.dispute_rule.deputy),
        *(("rosters", shift.role, "person", shift.person) for shift in directory.shifts),
        *(("rosters", role.name, "fallback", role.fallback or "") for role in directory.roles),
        *(("absences", absence.person, "person", absence.person) for absence in directory.absences),
        *(("absences", absence.person, "cover", absence.cover or "") for absence in directory.absences),
    ]
    for section, entry, field, name in dict.fromkeys(named):
        if name and directory.person(name) is None:
            where = f"{section} {entry}".strip()
            message = f"{where}: {field.replace('_', ' ')} `{name}` is not in the list of people"
            yield finding(Kind.UNKNOWN_PERSON, message, section=section, entry=entry, field=field)
    for absence in directory.absences:
        if absence.cover == absence.person:
            message = f"`{absence.person}` is their own cover while away, so nobody stands in"
            yield finding(Kind.NO_DEPUTY, message, section="absences", entry=absence.person, field="cover")
    if not intake.intake_holder:
        message = "nobody holds what no row takes: name an intake holder"
        yield finding(Kind.NO_ACCOUNTABLE, message, section="engagement", field="intake_holder", severity=Level.ERROR)


ENGAGEMENT_PEOPLE = ("intake_holder", "intake_deputy", "executive", "executive_deputy")
