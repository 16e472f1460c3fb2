"""The engagement of Alder Dental Group with its matrix in force, for tests on a database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from demarc.acts.gather import new_item_id, situation_of_new
from demarc.acts.outcome import Done, Outcome, Refused, SomebodyWasFirst
from demarc.acts.perform import store
from demarc.acts.put_in_force import start_engagement
from demarc.acts.world import world_at
from demarc.core.custody.arriving import receive
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.matrix.table import (
    Aspect,
    AspectKind,
    Clock,
    DisputeRule,
    Engagement,
    Matrix,
    Permission,
    Row,
    Topic,
    scope_of,
)
from demarc.core.moments import Calendar, Hours
from demarc.core.people import Absence, Directory, Party, Person, Role, Shift, Slots
from demarc.core.words import ENGINE, PRIORITY_OF, Answer, ItemKind, PersonId, Priority, RowId, Severity, Side
from demarc.record import models
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About, custody_of
from demarc.record.translate.entries import entry_of
from tests.cast import ALDER, DANA, HARBORLINE, JONAH, LUIS, MARC, MEI, PARTIES, PRIYA, RUTH, TOMASZ

TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Nine in the morning in Chicago, a working day."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ABOUT = Engagement(
    client="Alder Dental Group",
    zone="America/Chicago",
    intake_holder=DANA,
    intake_deputy=LUIS,
    executive=RUTH,
    executive_deputy=MARC,
    dispute_rule=DisputeRule(RUTH, MARC, "Whoever the matrix names holds it meanwhile; a ruling never says who pays."),
)
WEEKDAYS = tuple(Hours(day, time(8), time(17)) for day in range(5))


def row(id_: str, accountable: str, deputy: str, topic: str, **scope: set[str]) -> Row:
    box = {"topic": {topic}, **scope}
    return Row(
        id=RowId(id_),
        function=id_,
        slots=Slots(accountable, deputy, (PRIYA, DANA, LUIS)),
        scope=scope_of({aspect: frozenset(values) for aspect, values in box.items()}),
    )


def alder_matrix(*, absences: tuple[Absence, ...] = (), version: str = "3") -> Matrix:
    """Build a small matrix: alerts are Tomasz's or by night the roster's, patches Mei's or Dana's, printers nobody's."""
    people = tuple(
        Person(id=person, name=person.title(), party=party, email=f"{person}@{party}.example")
        for person, party in PARTIES.items()
    )
    business, night = {"business"}, {"after-hours", "holiday"}
    return Matrix(
        version=version,
        engagement=ABOUT,
        directory=Directory(
            people=people,
            parties=(Party(ALDER, "Alder Dental Group", Side.CLIENT), Party(HARBORLINE, "Harborline", Side.PROVIDER)),
            roles=(Role("soc-oncall", JONAH),),
            shifts=(Shift("soc-oncall", TOMASZ, TUESDAY - DAY, TUESDAY + 30 * DAY),),
            absences=absences,
        ),
        aspects=(
            Aspect("topic", AspectKind.CHOICE, ("edr-alert", "os-patch", "vendor")),
            Aspect("severity", AspectKind.SCALE, ("low", "medium", "high", "critical")),
            Aspect("device_class", AspectKind.CHOICE, ("workstation", "server", "printer")),
            Aspect("window", AspectKind.WINDOW, closed=True),
        ),
        rows=(
            row("SE-01", TOMASZ, JONAH, "edr-alert", window=business),
            row("SE-02", "soc-oncall", PRIYA, "edr-alert", window=night),
            row("PT-01", MEI, TOMASZ, "os-patch", device_class={"workstation"}),
            row("PT-02", DANA, LUIS, "os-patch", device_class={"server"}),
            replace(row("VS-02", DANA, LUIS, "vendor"), must_carry="case number"),
        ),
        topics=(
            Topic("edr-alert", "SE-01", "SE", "site", Severity.HIGH, security=True),
            Topic("os-patch", "PT-01", "PT", "site", Severity.CRITICAL),
            Topic("vendor", "VS-02", "VS", "site", Severity.CRITICAL),
        ),
        calendars=(Calendar("site", "America/Chicago", WEEKDAYS),),
        clocks=(Clock(Priority.P1, 15 * MINUTE, (5 * MINUTE, 15 * MINUTE, 25 * MINUTE, 40 * MINUTE)),),
        permissions=(
            Permission(RowId("SE-01"), "isolate", Answer.ASK_THEN_DO, frozenset({"server"}), None, 15),
            Permission(RowId("SE-01"), "wipe", Answer.NEVER),
        ),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """An engagement in force. People are asked for by the names of the cast, items by their random ids."""

    engagement: str
    ids: Mapping[str, PersonId]

    def id(self, person: str) -> PersonId:
        return self.ids[person]

    def name(self, person: str) -> str:
        return next(name for name, id_ in self.ids.items() if id_ == person)

    def receive(
        self, topic: str = "edr-alert", severity: str = "critical", *, now: datetime = TUESDAY, **facts: str
    ) -> str:
        """Let the engine receive an item, and give its id."""
        world = world_at(engagement=self.engagement, now=now)
        how_bad = Severity(severity)
        given = {"topic": topic, "severity": severity, **facts}
        situation, owner = situation_of_new(world, ENGINE, given, severity=how_bad, topic=topic)
        security = topic == "edr-alert"
        entry = receive(new_item_id(now), situation, kind=ItemKind.ALERT, priority=PRIORITY_OF[how_bad], security=security)
        about = About(subject=f"{topic} {severity}", severity=how_bad, topic=topic, facts=given)
        assert owner.call
        with write_transaction():
            store(engagement=self.engagement, entries=(entry,), before={}, about={entry.item: about})
        return entry.item

    def custody(self, item: str) -> Custody:
        return custody_of(models.Item.objects.get(engagement=self.engagement, id=item))

    def holder(self, item: str) -> str:
        return self.name(self.custody(item).holder)

    def entries(self, item: str) -> list[Entry]:
        stored = models.Entry.objects.filter(engagement=self.engagement, item=item).order_by("item_version")
        return [entry_of(one) for one in stored]

    def mailed(self, person: str, about: str = "") -> list[str]:
        rows = models.Outbox.objects.filter(engagement=self.engagement, person=self.id(person))
        return [one.about for one in rows.order_by("written_at") if about in {"", one.about}]

    def at(self, item: str, by: str, now: datetime = TUESDAY) -> Any:
        """Give what every act is told."""
        return {"engagement": self.engagement, "item": item, "by": self.ids.get(by, by), "now": now}


def put_on_stage(*, absences: tuple[Absence, ...] = (), now: datetime = TUESDAY - DAY) -> Stage:
    """Start the engagement of the cast, with Priya leading Harborline."""
    engagement = start_engagement(matrix=alder_matrix(absences=absences), now=now, by=RUTH, leads=(DANA, PRIYA))
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in people})


def done(outcome: Outcome) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def beaten(outcome: Outcome) -> SomebodyWasFirst:
    assert isinstance(outcome, SomebodyWasFirst), outcome
    return outcome
