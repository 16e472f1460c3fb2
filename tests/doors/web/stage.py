"""The stage of the web tests: Alder and Harborline with a signed matrix, and Zoe, who belongs to another engagement.

Everything is put there the way the program does it, up to the first arrival; from then on only pages and acts move it.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.test import Client

from demarc.acts.gather import new_item_id, situation_of_new
from demarc.acts.perform import store
from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_in import offer_link
from demarc.acts.world import world_at
from demarc.core.custody.arriving import receive
from demarc.core.matrix.table import Aspect, AspectKind, DisputeRule, Engagement, Lane, Matrix, Permission, Row, Topic
from demarc.core.matrix.table import scope_of as scope
from demarc.core.moments import Calendar, Hours
from demarc.core.people import Channel, Directory, Party, Person, Slots
from demarc.core.words import (
    ENGINE,
    PRIORITY_OF,
    Answer,
    ItemId,
    ItemKind,
    PartyId,
    PersonId,
    RowId,
    Severity,
    Side,
)
from demarc.record.reads.people import person_by_key
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About
from tests.cast import ALDER, DANA, HARBORLINE, JONAH, LUIS, MARC, MEI, PRIYA, RUTH, SATURDAY_NIGHT, TOMASZ, ZOE

ENGAGEMENT, ELSEWHERE = "alder", "zoes"
NOW = SATURDAY_NIGHT
NAMES = {
    DANA: "Dana Okafor",
    LUIS: "Luis Ferrer",
    RUTH: "Ruth Kessler",
    MARC: "Marc Bell",
    PRIYA: "Priya Raman",
    TOMASZ: "Tomasz Wren",
    JONAH: "Jonah Pike",
    MEI: "Mei Lin",
}
CLIENTS = (DANA, LUIS, RUTH, MARC)
WEEK = Calendar("clinics", "America/Chicago", tuple(Hours(day, time(8), time(17)) for day in range(5)))


def _person(id_: PersonId) -> Person:
    party = ALDER if id_ in CLIENTS else HARBORLINE
    mail = f"{id_}@{party}.example"
    return Person(id=id_, name=NAMES[id_], party=party, email=mail, channels=(Channel.EMAIL, Channel.PHONE), hours=WEEK)


def _row(id_: str, title: str, topic: str, accountable: str, deputy: str, *escalation: str, **more: str) -> Row:
    return Row(
        id=RowId(id_),
        function=id_,
        title=title,
        slots=Slots(accountable, deputy, escalation),
        scope=scope({"topic": (topic,)}),
        proof=more.get("proof", ""),
        clause=more.get("clause", ""),
    )


MATRIX = Matrix(
    version="v3",
    engagement=Engagement(
        client=ALDER,
        zone="America/Chicago",
        intake_holder=DANA,
        intake_deputy=LUIS,
        executive=RUTH,
        executive_deputy=MARC,
        dispute_rule=DisputeRule(RUTH, MARC, "Whoever the matrix names holds it meanwhile; a ruling never says who pays."),
        providers=(HARBORLINE,),
    ),
    directory=Directory(
        people=tuple(_person(id_) for id_ in NAMES),
        parties=(
            Party(ALDER, "Alder Dental Group", Side.CLIENT),
            Party(HARBORLINE, "Harborline", Side.PROVIDER),
        ),
    ),
    aspects=(
        Aspect("topic", AspectKind.CHOICE, ("edr-alert", "os-patch", "restore")),
        Aspect("severity", AspectKind.SCALE, ("low", "medium", "high", "critical")),
        Aspect("device_class", AspectKind.CHOICE, ("workstation", "server")),
    ),
    topics=(
        Topic("edr-alert", "SE-01", "security", "clinics", Severity.LOW, security=True),
        Topic("os-patch", "PT-02", "patching", "clinics"),
        Topic("restore", "BK-04", "backup", "clinics"),
    ),
    calendars=(WEEK,),
    lanes=(Lane("security", "Security"), Lane("patching", "Patching", live=False), Lane("backup", "Backup")),
    rows=(
        _row("SE-01", "EDR alert judged", "edr-alert", TOMASZ, PRIYA, DANA, proof="verdict and actions", clause="3.2"),
        _row("PT-02", "Servers patched", "os-patch", MEI, PRIYA, DANA),
        _row("BK-04", "Restore tested", "restore", JONAH, PRIYA, LUIS),
        _row("SD-01", "Triage", "unknown", DANA, LUIS, RUTH),
    ),
    permissions=(
        Permission(RowId("SE-01"), "isolate", Answer.ASK_THEN_DO, frozenset({"server"}), None, 15),
        Permission(RowId("SE-01"), "block sign-in", Answer.ALLOWED),
    ),
)


def set_the_stage() -> None:
    """Put both engagements in force: Alder's whole, and Zoe's, in which nobody else takes part."""
    began = NOW - timedelta(days=30)
    start_engagement(matrix=MATRIX, now=began, by=DANA, engagement=ENGAGEMENT, leads=(DANA, PRIYA))
    alone = PartyId("outside")
    zoe = Person(id=ZOE, name="Zoe Hart", party=alone, email="zoe@outside.example")
    own = replace(
        MATRIX,
        engagement=Engagement(client=alone, zone="UTC", intake_holder=ZOE),
        directory=Directory(people=(zoe,), parties=(Party(alone, "Outside", Side.CLIENT),)),
        rows=(Row(id=RowId("R1"), function="all", slots=Slots(ZOE)),),
        permissions=(),
    )
    start_engagement(matrix=own, now=began, by=ZOE, engagement=ELSEWHERE)


def person(key: PersonId, engagement: str = ENGAGEMENT) -> str:
    """Give the random id of a person of the matrix file."""
    found = person_by_key(engagement=engagement, key=key)
    assert found is not None
    return found


def arrive(
    subject: str = "Ransomware on the X-ray server",
    *,
    topic: str = "edr-alert",
    severity: Severity = Severity.CRITICAL,
    now: datetime = NOW,
    engagement: str = ENGAGEMENT,
    external: str = "EDR-88213",
) -> ItemId:
    """Let an alert arrive, and give its id."""
    world = world_at(engagement=engagement, now=now)
    facts = {"topic": topic, "severity": severity, "device_class": "server"}
    situation, owner = situation_of_new(world, ENGINE, facts, severity=severity, topic=topic)
    found = world.matrix.topic(topic)
    item = new_item_id(now)
    entry = receive(
        item,
        situation,
        kind=ItemKind.ALERT,
        priority=PRIORITY_OF[severity],
        security=bool(found and found.security),
    )
    verdict = {"because": list(owner.because), "may": [list(pair) for pair in owner.may]}
    about = About(subject=subject, severity=severity, topic=topic, facts=facts, verdict=verdict, external=external)
    with write_transaction():
        store(engagement=engagement, entries=(entry,), before={}, about={item: about})
    return item


def signed_in(key: PersonId, *, engagement: str = ENGAGEMENT, now: datetime = NOW) -> Client:
    """Give a browser in which this person has signed in by their link."""
    browser = Client()
    token = offer_link(engagement=engagement, person=person(key, engagement), now=now)
    answer = browser.post(f"/enter/{token}/")
    assert answer.status_code == 302, answer.content
    assert urlsplit(answer["Location"]).path == f"/e/{engagement}/"
    return browser
