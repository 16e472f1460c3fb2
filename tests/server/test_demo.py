"""The demo's fourteen days, whenever somebody starts it: they happen through the real acts, and their record verifies."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from demarc.core.understanding.named import rows_of
from demarc.core.understanding.states import Knowing
from demarc.core.verify import verify
from demarc.record import models
from demarc.record.reads.drills_page import drills_page
from demarc.record.reads.export import export_lines
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import person_by_key
from demarc.record.reads.today import today_of
from demarc.record.reads.understanding import told
from demarc.server.operate.demo_quiet import TICKETS
from demarc.server.operate.demo_stage import play
from tests.databases import Database

pytestmark = [pytest.mark.usefixtures("sqlite_database"), pytest.mark.timeout(180)]

SUNDAY_MORNING = datetime(2026, 11, 29, 13, 2, 11, tzinfo=UTC)


def item(number: str) -> models.Item:
    return models.Item.objects.get(external=number)


def acts(number: str) -> list[str]:
    return list(models.Entry.objects.filter(item=item(number).id).order_by("seq").values_list("act", flat=True))


def person(engagement: str, key: str) -> str:
    return person_by_key(engagement=engagement, key=key) or ""


def check_the_stories(engagement: str, now: datetime) -> None:
    """Each story came to the end that the tour tells of."""
    ransomware, claims, milling = item("EDR-7F31"), item("DS-4410"), item("RMM-2207")
    holders = models.Entry.objects.filter(item=ransomware.id).order_by("seq")
    assert all(f'"holder":"{person(engagement, "tomasz")}"' in entry.public for entry in holders)
    assert (ransomware.state, ransomware.holder) == ("closed", person(engagement, "tomasz"))
    ask = models.Item.objects.get(kind="ask", parent=ransomware.id)
    assert (ask.state, ask.holder) == ("closed", person(engagement, "luis"))
    assert (milling.row, milling.holder) == ("", person(engagement, "dana"))
    assert {"escalate", "promise", "close"} <= set(acts("BK-0411"))
    told = acts("DS-4410")
    assert [act for act in told if act in {"decline", "dispute", "rule", "accept"}] == [
        "decline",
        "dispute",
        "rule",
        "accept",
    ]
    assert claims.holder == person(engagement, "mei")
    version = models.Version.objects.get(engagement=engagement, label="4")
    assert (version.status, version.number) == ("proposed", 2)
    late = models.Item.objects.filter(parent=item("CY-88-2").id, kind="ask").open()
    assert late.count() == 3
    dana = today_of(engagement=engagement, by=person(engagement, "dana"), now=now)
    waiting = {line.source_number: line for line in dana.waiting.lines}
    assert {"IDP-2214", "BK-0502"} <= set(waiting)
    assert waiting["IDP-2214"].due == now + timedelta(minutes=6)


def check_what_is_understood(engagement: str, now: datetime) -> None:
    """Most have confirmed their rows; Jonah has not, and Mei answered one question wrong."""
    force = matrix_in_force(engagement=engagement, now=now)
    known = told(engagement)
    how = {
        who: {
            known.knowing(force, engagement, person(engagement, who), row.id)
            for row, _ in rows_of(force.matrix, person(engagement, who), now)
        }
        for who in ("dana", "luis", "tomasz", "jonah", "mei")
    }
    assert how["dana"] == how["luis"] == how["tomasz"] == {Knowing.KNOWS}
    assert how["jonah"] == {Knowing.UNCONFIRMED}
    assert how["mei"] == {Knowing.KNOWS, Knowing.WRONG}


def check_the_quiet_ones(engagement: str) -> None:
    """Tickets on their own side were offered to nobody, and nobody but the mirror and the clock touched them."""
    tickets = models.Item.objects.filter(engagement=engagement, kind="ticket")
    assert tickets.count() == TICKETS == 212
    touched = models.Entry.objects.filter(engagement=engagement, item__in=tickets.values("id"))
    assert set(touched.values_list("act", flat=True)) <= {"receive", "close", "stand in", "escalate", "seen again"}
    assert Counter(tickets.values_list("offered_to", flat=True)) == {"": TICKETS}


def check_the_drills(engagement: str, now: datetime) -> None:
    """Both sides passed on paper, somebody took the live one in time, and the rows they were about are tested."""
    page = drills_page(engagement=engagement, by=person(engagement, "tomasz"), now=now, titles={})
    assert page.running == ()
    assert [(line.kind, line.apart) for line in page.ended] == [("live", 0), ("blind", 0)]
    (rate,) = page.rates
    assert (rate.asked, rate.percent, rate.sides) == (10, 0, ("client", "provider"))
    tested = {row.id for row in page.rows if row.passed}
    assert tested == {"BK-02", "BK-03", "BK-04", "SD-01", "SE-01"}
    practised = models.Item.objects.get(engagement=engagement, drill=True)
    assert practised.state == "closed"


def test_the_fourteen_days_happen_and_their_record_verifies(sqlite_database: Database) -> None:
    assert sqlite_database.vendor == "sqlite"
    engagement = play(SUNDAY_MORNING)["engagement"]
    check_the_stories(engagement, SUNDAY_MORNING)
    check_the_quiet_ones(engagement)
    check_what_is_understood(engagement, SUNDAY_MORNING)
    check_the_drills(engagement, SUNDAY_MORNING)
    for who in ("dana", "tomasz"):
        found = verify(export_lines(engagement=engagement, by=person(engagement, who), now=SUNDAY_MORNING))
        assert found.intact
        assert found.entries > 2 * TICKETS


@pytest.mark.slow
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 12, 7, 6, 30, tzinfo=UTC),
        datetime(2026, 12, 1, 15, 0, tzinfo=UTC),
        datetime(2026, 12, 2, 22, 59, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2027, 3, 14, 9, 30, tzinfo=UTC),
        datetime(2027, 6, 4, 18, 0, tzinfo=UTC),
    ],
    ids=lambda now: f"{now:%a-%d-%b}",
)
def test_the_fourteen_days_happen_whenever_it_is_started(now: datetime) -> None:
    engagement = play(now)["engagement"]
    check_the_stories(engagement, now)
    check_the_quiet_ones(engagement)
    check_the_drills(engagement, now)
