"""From a matrix to the entries of its file: the exact reverse of reading, in one stable order, for both clothes."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from demarc.core.matrix.table import Aspect, AspectKind, Matrix, Permission, Row
from demarc.core.moments import Calendar
from demarc.core.people import Channel, Person
from demarc.core.words import ScopeState, Severity, Tier
from demarc.files.matrix.conditions import say_condition
from demarc.files.matrix.sections import CONDITION_PREFIX, SECTIONS
from demarc.files.matrix.times import say_duration, say_instant, say_stretch, say_weekly
from demarc.files.matrix.values import Tiering, say_tier, say_yes_no

Entry = Mapping[str, str | tuple[str, ...]]
"""One entry by field key: a text, or the values of a list; what is blank is left out."""

NO_CHANNEL, NEVER = "none", "never"


class NotWritable(ValueError):
    """A matrix says something that its file has no words for: what, and what would help."""


def entries_of(matrix: Matrix) -> dict[str, tuple[Entry, ...]]:
    """Put a whole matrix into entries by section, every section there, in the order of the layout.

    Raises `NotWritable` when two calendars share a name.
    """
    said: dict[str, Iterator[Entry]] = {
        "engagement": iter([_engagement(matrix)]),
        "parties": (_entry(id=party.id, name=party.name, side=party.side) for party in matrix.directory.parties),
        "people": (_person(matrix, person) for person in matrix.directory.people),
        "calendars": _calendars(matrix),
        "days": _days(matrix),
        "topics": _topics(matrix),
        "lanes": (_entry(name=lane.name, title=lane.title, live=_unless(lane.live, blank=True)) for lane in matrix.lanes),
        "clocks": _clocks(matrix),
        "rosters": _rosters(matrix),
        "absences": _absences(matrix),
        "aspects": (_aspect(aspect) for aspect in matrix.aspects),
        "rows": (_row(matrix, row) for row in matrix.rows),
        "permissions": (_permission(matrix, permission) for permission in matrix.permissions),
        "glossary": (_entry(term=term, meaning=meaning) for term, meaning in matrix.glossary),
    }
    return {section.key: tuple(said[section.key]) for section in SECTIONS}


def _entry(**fields: str | tuple[str, ...]) -> Entry:
    """Make an entry: `from_` stands for the field `from`; blanks are left out."""
    return {key.rstrip("_"): value for key, value in fields.items() if value}


def _unless(value: bool, *, blank: bool) -> str:  # noqa: FBT001 - the value itself, not a switch
    return "" if value is blank else say_yes_no(value)


def _engagement(matrix: Matrix) -> Entry:
    engagement, rule = matrix.engagement, matrix.engagement.dispute_rule
    return _entry(
        version=matrix.version,
        client=engagement.client,
        providers=engagement.providers,
        zone=engagement.zone,
        intake_holder=engagement.intake_holder,
        intake_deputy=engagement.intake_deputy,
        executive=engagement.executive,
        executive_deputy=engagement.executive_deputy,
        arbiter=rule.arbiter,
        arbiter_deputy=rule.deputy,
        dispute_rule=rule.text,
    )


def _person(matrix: Matrix, person: Person) -> Entry:
    own = person.hours if _is_own(matrix, person) else None
    zone = matrix.engagement.zone
    hours: str | tuple[str, ...] = say_weekly(own.weekly) if own else person.hours.name if person.hours else ""
    channels = tuple(person.channels) or NO_CHANNEL
    return _entry(
        id=person.id,
        name=person.name,
        party=person.party,
        email=person.email,
        phone=person.phone,
        hours=hours,
        zone=own.zone if own and own.zone != zone else "",
        channels="" if person.channels == (Channel.EMAIL,) else channels,
        example=_unless(person.example, blank=False),
        left=say_instant(person.left_at, zone) if person.left_at else "",
    )


def _is_own(matrix: Matrix, person: Person) -> bool:
    """Tell whether a person's hours are plain weekly hours of their own, which stand in their entry."""
    hours = person.hours
    if hours is None or hours in matrix.calendars:
        return False
    return bool(hours.name == person.id and hours.weekly and not hours.dated and hours.horizon is None)


def _all_calendars(matrix: Matrix) -> dict[Calendar, bool]:
    """List the calendars of sites, then those that only people have; True for the latter."""
    found = dict.fromkeys(matrix.calendars, False)
    for person in matrix.directory.people:
        if person.hours is not None and not _is_own(matrix, person):
            found.setdefault(person.hours, True)
    names = [calendar.name.casefold() for calendar in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise NotWritable(f"two calendars are called `{twice}`; give one of them another name")
    return found


def _calendars(matrix: Matrix) -> Iterator[Entry]:
    for calendar, people_only in _all_calendars(matrix).items():
        yield _entry(
            name=calendar.name,
            zone="" if calendar.zone == matrix.engagement.zone else calendar.zone,
            weekly=say_weekly(calendar.weekly),
            horizon=calendar.horizon.isoformat() if calendar.horizon else "",
            people_only=_unless(people_only, blank=False),
        )


def _days(matrix: Matrix) -> Iterator[Entry]:
    for calendar in _all_calendars(matrix):
        for dated in calendar.dated:
            hours = tuple(map(say_stretch, dated.hours))
            yield _entry(calendar=(calendar.name,), day=dated.day.isoformat(), name=dated.name, hours=hours)


def _topics(matrix: Matrix) -> Iterator[Entry]:
    for topic in matrix.topics:
        always_from = NEVER if topic.always_from is None else topic.always_from
        yield _entry(
            name=topic.name,
            function=topic.function,
            lane=topic.lane,
            calendar=topic.calendar,
            always_from="" if always_from == Severity.HIGH else always_from,
            duty=_unless(topic.duty, blank=False),
            security=_unless(topic.security, blank=False),
        )


def _clocks(matrix: Matrix) -> Iterator[Entry]:
    for clock in matrix.clocks:
        steps = tuple(say_duration(step, business=clock.business) for step in clock.steps)
        yield _entry(priority=clock.priority, accept=say_duration(clock.accept, business=clock.business), steps=steps)


def _rosters(matrix: Matrix) -> Iterator[Entry]:
    for role in matrix.directory.roles:
        yield _entry(role=role.name, fallback=role.fallback or "")
    for shift in matrix.directory.shifts:
        yield _entry(role=shift.role, person=shift.person, **_stretch(matrix, shift.start, shift.end))


def _absences(matrix: Matrix) -> Iterator[Entry]:
    for absence in matrix.directory.absences:
        stretch = _stretch(matrix, absence.start, absence.end)
        yield _entry(person=absence.person, **stretch, cover=absence.cover or "")


def _stretch(matrix: Matrix, start: datetime, end: datetime) -> dict[str, str]:
    zone = matrix.engagement.zone
    return {"from_": say_instant(start, zone), "to": say_instant(end, zone, end=True)}


def _aspect(aspect: Aspect) -> Entry:
    values = (f"{aspect.low}..{aspect.high}",) if aspect.kind is AspectKind.NUMBER else aspect.values
    always = aspect.kind in {AspectKind.TAG, AspectKind.WINDOW} or aspect.name == "kind"
    return _entry(name=aspect.name, kind=aspect.kind, values=values, closed=_unless(aspect.closed, blank=always))


def _row(matrix: Matrix, row: Row) -> Entry:
    conditions = {CONDITION_PREFIX + _named(matrix, name): _condition(matrix, name, allowed) for name, allowed in row.scope}
    tiering = Tiering(row.tier, row.watch_minutes, row.watch_times, row.record_days)
    return {
        **_entry(id=row.id, function=row.function, title=row.title),
        **conditions,
        **_entry(
            yields_to=row.yields_to,
            accountable=row.slots.accountable,
            deputy=row.slots.deputy,
            escalation=row.slots.escalation,
            responsible=row.responsible,
            consulted=row.consulted,
            informed=row.informed,
            tier="" if tiering == Tiering(Tier.ITEM) else say_tier(tiering),
            clocks=row.clocks,
            proof=row.proof,
            must_carry=row.must_carry,
            state="" if row.state is ScopeState.UNKNOWN else row.state,
            clause=row.clause,
            clears_itself=_unless(row.clears_itself, blank=False),
            waits_by=row.waits.by if row.waits else "",
            waits_until=say_instant(row.waits.until, matrix.engagement.zone, end=True) if row.waits else "",
        ),
    }


def _named(matrix: Matrix, name: str) -> str:
    aspect = matrix.aspect(name)
    return f"tag {name}" if aspect is not None and aspect.kind is AspectKind.TAG else name


def _condition(matrix: Matrix, name: str, allowed: frozenset[str]) -> tuple[str, ...]:
    return say_condition(allowed, matrix.aspect(name) or Aspect(name, AspectKind.CHOICE))


def _permission(matrix: Matrix, permission: Permission) -> Entry:
    devices, windows = permission.device_class, permission.window
    return _entry(
        row=permission.row,
        action=permission.action,
        device_class="" if devices is None else _condition(matrix, "device_class", devices),
        window="" if windows is None else _condition(matrix, "window", frozenset(windows)),
        permission=permission.says(),
    )
