"""Whole matrices for the file twins: every field of every value, with names that need quoting."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from demarc.core.matrix.table import (
    AcceptedWait,
    Aspect,
    AspectKind,
    Clock,
    DisputeRule,
    Engagement,
    Lane,
    Matrix,
    Permission,
    Row,
    Topic,
    scope_of,
)
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Directory, Party, Person, Role, Shift, Slots
from demarc.core.words import Answer, PartyId, PersonId, Priority, RowId, ScopeState, Severity, Side, Tier, Window

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Co", "Cn"), max_codepoint=0xFFFF)
TRICKY = st.sampled_from(
    ["yes", "no", "null", "~", "1", "0123", "1.5", "2026-11-26", "=1+1", "a|b", "a\\|b", "\\", '"x"', "'x'", "- x", "x: y",
     "x # y", "#x", "&x", "*x", "!x", "[x]", "{x}", "%x", "@x", "not linux", "x or y", "any", "nothing", "unknown", ">= x",
     "1..2", "not", "or", "x;y", "tag x", "Ä ß 字", "-", "?", "a  b", "a\nb", "TRUE", "_x0041_", "12:30", "1e5", "08:00"],
)  # fmt: skip
NAMES = st.one_of(st.text("abcdefgh-", min_size=1, max_size=6).map(lambda text: f"n{text}"), TRICKY)
WORDS = st.one_of(NAMES, st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text == text.strip()))
TEXTS = st.one_of(st.just(""), WORDS)
ZONES = st.sampled_from(["UTC", "America/Chicago", "Europe/Zurich", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Cairo"])
INSTANTS = st.datetimes(datetime(1975, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware here
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=UTC)
)
CLOCK_TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


def unique(names: st.SearchStrategy[str], *, least: int = 0, most: int = 4) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw names that differ even when case and marks are folded away."""
    return st.lists(names, min_size=least, max_size=most, unique_by=lambda name: "".join(name.casefold().split())).map(
        tuple
    )


@st.composite
def stretches(draw: Any) -> tuple[time, time]:
    start, end = sorted(draw(st.lists(CLOCK_TIMES, min_size=2, max_size=2, unique=True)))
    return (start, draw(st.sampled_from([end, time(0)])))


@st.composite
def calendars(draw: Any, name: str) -> Calendar:
    weekly = draw(st.lists(st.tuples(st.integers(0, 6), stretches()), max_size=9))
    days = st.builds(
        DatedDay, st.dates(date(1975, 1, 1), date(2100, 1, 1)), TEXTS, st.lists(stretches(), max_size=2).map(tuple)
    )
    return Calendar(
        name=name,
        zone=draw(ZONES),
        weekly=tuple(Hours(day, start, end) for day, (start, end) in weekly),
        dated=tuple(draw(st.lists(days, max_size=3))),
        horizon=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
    )


@st.composite
def aspects(draw: Any, name: str) -> Aspect:
    kind = draw(st.sampled_from([AspectKind.CHOICE, AspectKind.SCALE, AspectKind.NUMBER, AspectKind.TAG]))
    if kind is AspectKind.NUMBER:
        low = draw(st.integers(-5, 5))
        return Aspect(name, kind, (), low, low + draw(st.integers(0, 12)), draw(st.booleans()))
    if kind is AspectKind.TAG:
        return Aspect(name, kind, closed=True)
    values = draw(unique(NAMES.filter(lambda value: value != "unknown"), least=1))
    return Aspect(name, kind, values, closed=draw(st.booleans()))


@st.composite
def rows(draw: Any, id_: str, ids: tuple[str, ...], slots: st.SearchStrategy[str], known: tuple[Aspect, ...]) -> Row:
    box = {}
    for aspect in draw(st.lists(st.sampled_from(known), unique=True)) if known else ():
        values = st.sampled_from(aspect.domain())
        drawn = draw(st.frozensets(values if aspect.kind is AspectKind.TAG else st.one_of(values, values, WORDS)))
        box[aspect.name] = frozenset(value for value in drawn if aspect.listed(value) in {None, value})
    tier = draw(st.sampled_from(Tier))
    figures = st.integers(0, 999_999)
    many = st.lists(slots, max_size=3).map(tuple)
    return Row(
        id=RowId(id_),
        function=draw(WORDS),
        slots=Slots(draw(slots | st.just("")), draw(slots | st.just("")), draw(many)),
        scope=scope_of(box),
        title=draw(TEXTS),
        yields_to=tuple(map(RowId, draw(st.lists(st.sampled_from(ids), max_size=2)))),
        responsible=draw(many),
        consulted=draw(many),
        informed=draw(many),
        clocks=draw(TEXTS),
        proof=draw(TEXTS),
        tier=tier,
        watch_minutes=draw(figures) if tier is Tier.WATCH else 0,
        watch_times=draw(figures) if tier is Tier.WATCH else 0,
        state=draw(st.sampled_from(ScopeState)),
        clause=draw(TEXTS),
        must_carry=draw(TEXTS),
        clears_itself=draw(st.booleans()),
        record_days=draw(figures) if tier is Tier.RECORD else 0,
        waits=draw(st.none() | st.builds(AcceptedWait, slots.map(PersonId), INSTANTS)),
    )


@st.composite
def directories(draw: Any, site_calendars: tuple[Calendar, ...]) -> Directory:
    party_ids = draw(unique(NAMES, least=1, most=2))
    ids = draw(unique(NAMES, least=1))
    people = []
    for index, id_ in enumerate(ids):
        own = calendars(name=draw(st.sampled_from([id_, f"hours {index}"])))
        hours = st.none() | (st.sampled_from(site_calendars) | own if site_calendars else own)
        people.append(
            Person(
                id=PersonId(id_),
                name=f"Person {index}",
                party=PartyId(draw(st.sampled_from(party_ids))),
                email=draw(TEXTS),
                phone=draw(TEXTS),
                hours=draw(hours),
                channels=tuple(draw(st.lists(st.sampled_from(Channel), unique=True))),
                example=draw(st.booleans()),
                left_at=draw(st.none() | INSTANTS),
            )
        )
    role_names = tuple(f"role {name}" for name in draw(unique(NAMES, most=2)))
    who = st.sampled_from(ids).map(PersonId)
    spans = st.tuples(
        INSTANTS,
        st.timedeltas(timedelta(minutes=1), timedelta(days=40)).map(
            lambda span: span // 60_000_000 * 60_000_000 or timedelta(minutes=1)
        ),
    )
    shift = st.tuples(st.sampled_from(role_names or ("",)), who, spans)
    shifts = draw(st.lists(shift, max_size=3)) if role_names else []
    absences = draw(st.lists(st.tuples(who, spans, st.none() | who), max_size=3))
    return Directory(
        people=tuple(people),
        parties=tuple(Party(PartyId(id_), draw(WORDS), draw(st.sampled_from(Side))) for id_ in party_ids),
        roles=tuple(Role(name, draw(st.none() | who)) for name in role_names),
        shifts=tuple(Shift(role, person, start, start + span) for role, person, (start, span) in shifts),
        absences=tuple(Absence(person, start, start + span, cover) for person, (start, span), cover in absences),
    )


def engagements(slots: st.SearchStrategy[str]) -> st.SearchStrategy[Engagement]:
    who = (slots | st.just("")).map(PersonId)
    return st.builds(
        Engagement,
        client=TEXTS,
        zone=ZONES,
        intake_holder=who,
        providers=st.lists(WORDS, max_size=2).map(tuple),
        intake_deputy=who,
        executive=who,
        executive_deputy=who,
        dispute_rule=st.builds(DisputeRule, who, who, TEXTS),
    )


@st.composite
def permissions(draw: Any, row: str, known: tuple[Aspect, ...]) -> Permission:
    answer = draw(st.sampled_from(Answer))
    asks = answer in {Answer.ASK_THEN_DO, Answer.ASK_THEN_NOT}
    device = next((aspect for aspect in known if aspect.name == "device_class"), None)
    values = st.sampled_from(device.domain()) if device else WORDS
    return Permission(
        row=RowId(row),
        action=draw(WORDS),
        answer=answer,
        device_class=draw(st.none() | st.frozensets(values, max_size=3)),
        window=draw(st.none() | st.frozensets(st.sampled_from(Window))),
        minutes=draw(st.integers(0, 9999)) if asks else 0,
    )


@st.composite
def clocks(draw: Any) -> Clock:
    spans = st.integers(0, 60 * 24 * 20).map(lambda minutes: timedelta(minutes=minutes))
    return Clock(
        draw(st.sampled_from(Priority)), draw(spans), tuple(draw(st.lists(spans, max_size=4))), draw(st.booleans())
    )


@st.composite
def matrices(draw: Any) -> Matrix:
    """Draw a matrix in the normal form of the file: names that are meant differ, and texts are trimmed."""
    calendar_names = draw(unique(NAMES.map(lambda name: f"at {name}"), most=2))
    site = tuple(draw(calendars(name=name)) for name in calendar_names)
    directory = draw(directories(site))
    slots = st.sampled_from(
        [person.id for person in directory.people] + [role.name for role in directory.roles] + ["nobody at all"]
    )
    aspect_names = draw(
        unique(st.sampled_from(["device_class", "os", "site", "cvss", "vip", "x: y", "a;b", "Größe"]), most=5)
    )
    known = tuple(draw(aspects(name=name)) for name in aspect_names)
    row_ids = draw(unique(NAMES, least=1))
    severities = st.none() | st.sampled_from(Severity)
    calendar = st.sampled_from([*calendar_names, ""])
    topic = st.builds(Topic, WORDS, TEXTS, TEXTS, calendar, severities, st.booleans(), st.booleans())
    return Matrix(
        version=draw(WORDS),
        engagement=draw(engagements(slots)),
        directory=directory,
        aspects=known,
        rows=tuple(draw(rows(id_, row_ids, slots, known)) for id_ in row_ids),
        topics=tuple(draw(st.lists(topic, max_size=3))),
        calendars=site,
        clocks=tuple(draw(st.lists(clocks(), max_size=4))),
        permissions=tuple(
            draw(st.lists(st.sampled_from(row_ids).flatmap(lambda row: permissions(row, known)), max_size=3))
        ),
        lanes=tuple(draw(st.lists(st.builds(Lane, WORDS, WORDS, st.booleans()), max_size=2))),
        glossary=tuple(draw(st.lists(st.tuples(WORDS, TEXTS), max_size=2))),
    )
