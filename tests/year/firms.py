"""The two firms of a simulated year: their people, hours, rosters, absences, and what each version of the matrix says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from demarc.acts.world import World
from demarc.core.matrix.compiled import Compiled, compile_matrix
from demarc.core.matrix.table import (
    Aspect,
    AspectKind,
    DisputeRule,
    Engagement,
    Matrix,
    Permission,
    Row,
    Topic,
    scope_of,
)
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Directory, Party, Person, Role, Shift, Slots, resolve
from demarc.core.words import Answer, PartyId, PersonId, RowId, Severity, Side, Tier
from tests.cast import ALDER, DANA, HARBORLINE, JONAH, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.year.chance import Chance

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SAM = PersonId("sam")
ON_CALL = "soc-oncall"
CLIENT_ZONES = ("America/Chicago", "Europe/Zurich", "Australia/Lord_Howe")
PROVIDER_ZONES = ("America/Chicago", "Europe/London", "Asia/Kathmandu", "Pacific/Auckland")
OFFICE, LONG_DAY = (time(8), time(17)), (time(6, 30), time(19))
LEADING = frozenset({DANA, PRIYA, RUTH, MARC})
"""Those whom the matrix itself names. They fall ill like everybody, but they do not leave."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How big a year is: people at the start, signals, absences, leavers and versions in the year."""

    people: int = 9
    signals: int = 150
    absences: int = 60
    leavers: int = 3
    versions: int = 5


SMALL, LARGE = Scale(), Scale(40, 5_000, 220, 21, 12)

ASPECTS = (
    Aspect(
        "topic",
        AspectKind.CHOICE,
        ("edr-alert", "os-patch", "mailbox", "vendor", "backup", "network", "printing", "telemetry"),
    ),
    Aspect("severity", AspectKind.SCALE, ("low", "medium", "high", "critical")),
    Aspect("device_class", AspectKind.CHOICE, ("workstation", "server", "printer")),
    Aspect("vpn", AspectKind.TAG),
    Aspect("window", AspectKind.WINDOW, closed=True),
)
TOPICS = (
    Topic("edr-alert", "SE-01", "SE", "site", Severity.HIGH, security=True),
    Topic("os-patch", "PT-01", "PT", "site", Severity.CRITICAL, duty=True),
    Topic("mailbox", "SD-01", "SD", "desk", None),
    Topic("vendor", "VS-02", "VS", "site", Severity.CRITICAL),
    Topic("backup", "BK-01", "BK", "desk", Severity.HIGH),
    Topic("network", "NW-01", "NW", "site", Severity.HIGH),
    Topic("printing", "PR-01", "PR", "site", None),
    Topic("telemetry", "RC-01", "RC", "desk", None),
)
PERMISSIONS = (
    Permission(RowId("SE-01"), "isolate", Answer.ASK_THEN_DO, frozenset({"server"}), None, 15),
    Permission(RowId("NW-01"), "reboot", Answer.ASK_THEN_NOT, None, None, 30),
)
NIGHT, BUSINESS = {"after-hours", "holiday"}, {"business"}


def _row(id_: str, accountable: str, deputy: str, topic: str, **scope: set[str]) -> Row:
    box = {"topic": {topic}, **scope}
    slots = Slots(accountable, deputy, (PRIYA, DANA) if accountable not in {DANA, LUIS} else (DANA, PRIYA))
    return Row(
        id=RowId(id_),
        function=id_,
        slots=slots,
        scope=scope_of({aspect: frozenset(values) for aspect, values in box.items()}),
    )


FIRST_ROWS = (
    replace(_row("SE-01", TOMASZ, JONAH, "edr-alert", window=BUSINESS), proof="the verdict and what shows it"),
    _row("SE-02", ON_CALL, PRIYA, "edr-alert", window=NIGHT),
    replace(_row("PT-01", MEI, TOMASZ, "os-patch", device_class={"workstation"}), proof="the scan afterwards"),
    _row("PT-02", LUIS, DANA, "os-patch", device_class={"server"}),
    _row("SD-01", JONAH, SAM, "mailbox"),
    replace(_row("VS-02", DANA, LUIS, "vendor"), must_carry="case number"),
    replace(_row("BK-01", SAM, MEI, "backup", severity={"medium", "high", "critical", "unknown"}), clears_itself=True),
    replace(_row("BK-02", SAM, MEI, "backup", severity={"low"}), tier=Tier.WATCH, watch_minutes=45, watch_times=3),
    replace(_row("NW-01", LUIS, DANA, "network"), clears_itself=True),
    _row("NW-02", TOMASZ, MEI, "network", vpn={"yes"}),
    replace(_row("RC-01", MEI, SAM, "telemetry"), tier=Tier.RECORD, record_days=30),
)
"""The first version: nobody has the printers, nor patches of what is neither workstation nor server; of a VPN's network
both firms believe that it is theirs."""

PRINTERS = _row("PR-01", LUIS, SAM, "printing")


def calendar(name: str, zone: str, hours: tuple[time, time], days: int, dated: Iterable[DatedDay] = ()) -> Calendar:
    """Make a calendar of the same hours on the first so many days of the week."""
    return Calendar(name, zone, tuple(Hours(day, *hours) for day in range(days)), tuple(dated))


@dataclass(slots=True)
class Firms:
    """Who works for whom now, who is away, and the version in force. `world` puts them together, by value."""

    chance: Chance
    start: datetime
    scale: Scale
    people: dict[PersonId, Person] = field(default_factory=dict)
    gone: dict[PersonId, datetime] = field(default_factory=dict)
    absences: list[Absence] = field(default_factory=list)
    rows: tuple[Row, ...] = FIRST_ROWS
    version: int = 1
    versions: list[tuple[datetime, str]] = field(default_factory=list)
    calendars: tuple[Calendar, ...] = ()
    holes: frozenset[int] = frozenset()
    joined: int = 0
    _compiled: Compiled | None = None
    _world: World | None = None

    def __post_init__(self) -> None:
        """Hire everybody, write the holidays down, and sign the first version."""
        chance = self.chance
        zones = {ALDER: chance.choice(CLIENT_ZONES), HARBORLINE: chance.choice(PROVIDER_ZONES)}
        holidays = (DatedDay(day, "holiday") for day in _holidays(chance, self.start.year))
        short = DatedDay(date(self.start.year, 12, 24), "short day", ((time(8), time(12)),))
        site = calendar("site", zones[ALDER], OFFICE, 5, (*holidays, short))
        self.calendars = (site, calendar("desk", zones[HARBORLINE], LONG_DAY, 6))
        for person in (DANA, LUIS, RUTH, MARC):
            self._hire(person, ALDER)
        for person in (PRIYA, TOMASZ, JONAH, MEI, SAM):
            self._hire(person, HARBORLINE)
        for _ in range(self.scale.people - len(self.people)):
            self.join()
        self.holes = frozenset(week for week in range(60) if chance.random() < 0.08)
        self.versions.append((self.start, "1"))

    # --- who is there -------------------------------------------------------------------------------------------------

    def here(self, now: datetime, party: PartyId | None = None) -> list[PersonId]:
        """List who works here and is not away, in the order in which they came."""
        away = self.away(now)
        return [one for one in self.active(party) if one not in away]

    def active(self, party: PartyId | None = None) -> list[PersonId]:
        """List who works here, present or not."""
        return [one.id for one in self.people.values() if one.id not in self.gone and party in {None, one.party}]

    def away(self, now: datetime) -> frozenset[PersonId]:
        """Tell who is absent at the instant."""
        return frozenset(absence.person for absence in self.absences if absence.start <= now < absence.end)

    def join(self) -> PersonId:
        """Let somebody join either firm."""
        self.joined += 1
        person = PersonId(f"joiner-{self.joined}")
        self._hire(person, self.chance.choice((ALDER, HARBORLINE)))
        return person

    def leave(self, now: datetime) -> PersonId | None:
        """Let somebody leave who may, where somebody of their firm stays; tell who it was."""
        leavers = [one for one in self.active() if one not in LEADING]
        if not leavers:
            return None
        person = self.chance.choice(leavers)
        self.gone[person] = now
        self.changed()
        return person

    def be_absent(self, absence: Absence, now: datetime) -> None:
        """Write an absence down, and forget those that are long over."""
        self.absences = [one for one in self.absences if one.end > now - DAY] + [absence]
        self.changed()

    def _hire(self, person: PersonId, party: PartyId) -> None:
        hours = replace(self.calendars[0 if party == ALDER else 1], name=f"hours of {person}")
        made = Person(id=person, name=person.title(), party=party, hours=hours, channels=(Channel.EMAIL, Channel.PHONE))
        self.people[person] = made
        self.changed()

    # --- what is written ----------------------------------------------------------------------------------------------

    def amend(self, now: datetime, ruled: Sequence[tuple[RowId | None, PersonId]]) -> None:
        """Sign the next version: what was ruled for good, whose rows must go to somebody else, and a change of mind."""
        rows = {row.id: row for row in self.rows}
        for id_, holder in ruled:
            if id_ in rows and holder not in self.gone:
                rows[id_] = _given(rows[id_], holder)
        for row in list(rows.values()):
            for slot in (row.slots.accountable, row.slots.deputy):
                if slot in self.gone:
                    rows[row.id] = self._replaced(rows[row.id], PersonId(slot))
        if self.chance.random() < 0.6:
            row = self.chance.choice([row for row in rows.values() if row.slots.accountable != ON_CALL])
            rows[row.id] = _given(row, self.chance.choice(self.active()))
        if self.chance.random() < 0.4:
            gives_way = () if rows[RowId("NW-01")].yields_to else (RowId("NW-02"),)
            rows[RowId("NW-01")] = replace(rows[RowId("NW-01")], yields_to=gives_way)
        if self.chance.random() < 0.3 and rows.pop(PRINTERS.id, None) is None:
            rows[PRINTERS.id] = self._replaced(PRINTERS, LUIS) if LUIS in self.gone else PRINTERS
        self.rows = tuple(rows.values())
        self.version += 1
        self.versions.append((now, str(self.version)))
        self._compiled = None
        self.changed()

    def _replaced(self, row: Row, person: PersonId) -> Row:
        party = self.people[person].party
        others = [one for one in self.active(party) if one not in {row.slots.accountable, row.slots.deputy}]
        heir = self.chance.choice(others or self.active(party))
        slots = row.slots
        if slots.accountable == person:
            return replace(row, slots=replace(slots, accountable=heir))
        return replace(row, slots=replace(slots, deputy=heir))

    def changed(self) -> None:
        """Forget the world that was put together before somebody came, went, or signed."""
        self._world = None

    def world(self, now: datetime) -> World:
        """Put the world together as every act is handed it; as long as nothing changes, only its instant does."""
        if self._world is None:
            self._world = self._gathered(now)
        return replace(self._world, now=now)

    def _gathered(self, now: datetime) -> World:
        matrix = self._matrix(now)
        if self._compiled is None:
            self._compiled = compile_matrix(matrix)
        parties = {one: self.people[one].party for one in self.active()}
        about = matrix.engagement
        named = (about.intake_holder, about.intake_deputy, about.executive, about.executive_deputy)
        found = (resolve(matrix.directory, slot, now) for slot in named)
        anybody = sorted(self.active(ALDER))
        rulers = frozenset({RUTH, MARC} & parties.keys())
        return World(
            engagement="year",
            now=now,
            compiled=replace(self._compiled, matrix=matrix),
            rows=frozenset(row.id for row in self.rows),
            parties=parties,
            client=ALDER,
            leads=frozenset({DANA, PRIYA} & parties.keys()),
            arbiters=rulers,
            executives=rulers,
            fallback=tuple(dict.fromkeys([*(one for one in found if one), *anybody])),
        )

    def _matrix(self, now: datetime) -> Matrix:
        people = tuple(replace(one, left_at=self.gone.get(one.id)) for one in self.people.values())
        intake_deputy = LUIS if LUIS not in self.gone else RUTH
        return Matrix(
            version=str(self.version),
            engagement=Engagement(
                client="Alder Dental Group",
                zone=self.calendars[0].zone,
                intake_holder=DANA,
                intake_deputy=intake_deputy,
                executive=RUTH,
                executive_deputy=MARC,
                dispute_rule=DisputeRule(
                    RUTH, MARC, "Whoever the matrix names holds it meanwhile; a ruling never says who pays."
                ),
            ),
            directory=Directory(
                people=people,
                parties=(Party(ALDER, "Alder Dental Group", Side.CLIENT), Party(HARBORLINE, "Harborline", Side.PROVIDER)),
                roles=(Role(ON_CALL, PRIYA),),
                shifts=tuple(self.shifts(now)),
                absences=tuple(self.absences),
            ),
            aspects=ASPECTS,
            rows=self.rows,
            topics=TOPICS,
            calendars=self.calendars,
            permissions=PERMISSIONS,
        )

    def shifts(self, now: datetime) -> Iterator[Shift]:
        """Publish the on-call weeks around an instant, Monday to Monday; some weeks nobody is down for."""
        watch = [one for one in self.active(HARBORLINE) if one != PRIYA] or [PRIYA]
        first = (now - self.start) // WEEK - 1
        for week in range(first, first + 7):
            if week not in self.holes:
                yield Shift(ON_CALL, watch[week % len(watch)], self.turn_of(week), self.turn_of(week + 1))

    def turn_of(self, week: int) -> datetime:
        """Tell when an on-call week begins: Monday at eight, at the provider's own place."""
        monday = self.start.date() - DAY * self.start.weekday() + WEEK * week
        local = datetime.combine(monday, time(8), tzinfo=ZoneInfo(self.calendars[1].zone))
        return local.astimezone(UTC)


def _given(row: Row, holder: PersonId) -> Row:
    deputy = row.slots.accountable if row.slots.accountable != ON_CALL else PRIYA
    return (
        row
        if holder == row.slots.accountable
        else replace(row, slots=replace(row.slots, accountable=holder, deputy=deputy))
    )


def _holidays(chance: Chance, year: int) -> Iterator[date]:
    yield from (date(year, 1, 1), date(year, 5, 1), date(year, 12, 25), date(year, 12, 26))
    yield from sorted({date(year, 1, 1) + DAY * chance.randrange(365) for _ in range(6)})
