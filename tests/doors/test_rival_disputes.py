"""Law 9 in a dispute: the rival who has nothing to do with the work learns neither of it nor of what was said in it."""

from typing import Any

import pytest

from demarc.acts.dispute import dispute, rule
from demarc.acts.outcome import Done
from demarc.acts.statements import give_statement
from demarc.acts.tick import tick
from demarc.core.words import ItemKind, PersonId
from demarc.record import models
from tests.cast import DANA, PRIYA, RUTH
from tests.doors.conftest import Standing
from tests.doors.rivals import ENGAGEMENT, OTTO, set_the_rivals
from tests.doors.web.stage import NOW, arrive, person, signed_in

HIDDEN, SAID = "Intruder in the payroll system", "The contract of Nightwatch names the payroll."


def at(item: str, by: PersonId) -> Any:
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by, ENGAGEMENT), "now": NOW}


@pytest.fixture
def raised(standing_clock: Standing, db: None) -> str:  # noqa: ARG001 - the clock and the database are their use
    """A dispute between the client and Nightwatch, in which Nightwatch has spoken."""
    set_the_rivals()
    item = arrive(HIDDEN, engagement=ENGAGEMENT, external="NW-1077")
    assert isinstance(dispute(**at(item, DANA), why="It is theirs to contain."), Done)
    found = models.Item.objects.get(engagement=ENGAGEMENT, kind=ItemKind.DISPUTE, parent=item).id
    assert isinstance(give_statement(**at(found, OTTO), text=SAID), Done)
    return found


def test_the_lead_of_the_rival_sees_no_dispute_and_the_concerned_one_does(raised: str) -> None:
    page = f"/e/{ENGAGEMENT}/disputes/"
    assert HIDDEN in signed_in(OTTO, engagement=ENGAGEMENT).get(page).text
    priya = signed_in(PRIYA, engagement=ENGAGEMENT)
    assert HIDDEN not in priya.get(page).text
    assert "There has been no dispute" in priya.get(page).text
    assert priya.get(f"{page}{raised}/").status_code == 404
    assert priya.post(f"{page}{raised}/speak/", {"text": "me too"}).status_code == 404


def test_what_one_side_said_is_read_by_the_other_only_once_it_may_be_and_by_the_rival_never(raised: str) -> None:
    page = f"/e/{ENGAGEMENT}/disputes/{raised}/"
    assert SAID not in signed_in(DANA, engagement=ENGAGEMENT).get(page).text
    assert isinstance(give_statement(**at(raised, DANA), text="Containing is theirs by row SE-01."), Done)
    assert SAID in signed_in(DANA, engagement=ENGAGEMENT).get(page).text
    assert signed_in(PRIYA, engagement=ENGAGEMENT).get(page).status_code == 404


def test_nobody_of_the_rival_hears_of_it(raised: str, standing_clock: Standing) -> None:
    for _ in range(4):
        standing_clock.forward(minutes=15)
        tick(now=standing_clock.now)
    assert models.Item.objects.get(id=raised).state == "closed"
    theirs = models.Person.objects.filter(engagement=ENGAGEMENT, party="harborline").values("id")
    assert not models.Outbox.objects.filter(engagement=ENGAGEMENT, person__in=theirs, subject__contains=HIDDEN).exists()


def test_a_ruling_on_it_is_no_precedent_on_the_rivals_pages(raised: str) -> None:
    done = rule(**at(raised, RUTH), holder=person(OTTO, ENGAGEMENT), text="Payroll: Nightwatch.", period="permanent")
    assert isinstance(done, Done)
    item = arrive("Another one", engagement=ENGAGEMENT, external="NW-1078")
    own = signed_in(DANA, engagement=ENGAGEMENT).get(f"/e/{ENGAGEMENT}/items/{item}/").text
    assert "Payroll: Nightwatch." in own
    assert signed_in(PRIYA, engagement=ENGAGEMENT).get(f"/e/{ENGAGEMENT}/items/{item}/").status_code == 404
