"""Two readings of one row, found by a blind drill and mended before anybody was hurt: dispute, settlement, draft, two keys.

Everything is done on the pages; at the end the matrix says what both sides now know, and the next drill asks for it.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from demarc.core.custody.ruling import Period
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force
from tests.cast import DANA, PRIYA
from tests.doors.conftest import Standing, staged, standing_clock
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, person, signed_in
from tests.next_version import write_next_version

__all__ = ["staged", "standing_clock"]
pytestmark = pytest.mark.usefixtures("staged")
HOME = f"/e/{ENGAGEMENT}"
RULE = "Alerts on a laptop are judged by whoever leads the service."


def drill_it(dana: Client, priya: Client, first: str) -> str:
    """Hold a blind drill; Dana answers as the matrix says, Priya names somebody else for the first question."""
    page = str(dana.post(f"{HOME}/matrix/drills/", {"kind": "blind", "scenarios": "T02"})["Location"])
    questions = models.Drill.objects.get(engagement=ENGAGEMENT, id=page.rstrip("/").rsplit("/", 1)[1]).questions
    right = {
        f"q{number}-{place}": says
        for number, question in enumerate(questions)
        for place, says in enumerate(question["answers"].values())
    }
    dana.post(f"{page}answer/", right)
    priya.post(f"{page}answer/", right | {"q0-0": first})
    return page


def holder(now: Standing) -> str:
    row = matrix_in_force(engagement=ENGAGEMENT, now=now.now).matrix.row("SE-01")
    assert row is not None
    return row.slots.accountable


@pytest.fixture
def provable(staged: Standing) -> None:  # noqa: ARG001 - the stage is what it adds to
    """Put a version in force in which every row says what proves it: a draft of one that does not is never signed."""
    rows = tuple(replace(row, proof=row.proof or "a signed list") for row in MATRIX.rows)
    matrix = replace(MATRIX, version="v4", rows=rows)
    write_next_version(engagement=ENGAGEMENT, matrix=matrix, now=NOW, by=person(DANA))


@pytest.mark.usefixtures("provable")
def test_a_disagreement_in_a_drill_ends_as_a_row_that_both_sides_signed(staged: Standing) -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    page = drill_it(dana, priya, person(PRIYA))
    dispute = str(priya.post(f"{page}dispute/", {"question": "0"})["Location"])

    decided = {"holder": person(PRIYA), "text": RULE, "period": str(Period.PERMANENT)}
    staged.forward(minutes=5)
    half = dana.post(f"{dispute}settle/", decided, follow=True).text
    assert "proposed to settle" in half
    assert not models.Amendment.objects.exists()
    staged.forward(minutes=5)
    whole = priya.post(f"{dispute}settle/", decided, follow=True).text
    assert "The draft that writes it into the matrix" in whole

    draft = models.Version.objects.get(engagement=ENGAGEMENT, number=models.Amendment.objects.get().version)
    version = f"{HOME}/matrix/versions/{draft.number}/"
    assert "Tomasz Wren → <b>Priya Raman</b>" in dana.get(version).text
    for browser in (dana, priya):
        browser.post(f"{version}sign/", {"digest": draft.digest})
    draft.refresh_from_db()
    assert (draft.status, holder(staged)) == ("signed", models.Person.objects.get(engagement=ENGAGEMENT, key="tomasz").id)

    assert draft.starts_at is not None
    staged.now = draft.starts_at + timedelta(minutes=1)
    assert holder(staged) == person(PRIYA)
    dana, priya = signed_in(DANA, now=staged.now), signed_in(PRIYA, now=staged.now)
    again = drill_it(dana, priya, person(PRIYA))
    assert "<b>Everybody said what the matrix says</b>" in dana.get(again).text


def test_the_row_stays_as_it_is_written_while_only_one_lead_has_spoken(staged: Standing) -> None:
    dana, priya = signed_in(DANA), signed_in(PRIYA)
    dispute = str(priya.post(f"{drill_it(dana, priya, person(PRIYA))}dispute/", {"question": "0"})["Location"])
    staged.forward(minutes=5)
    dana.post(f"{dispute}settle/", {"holder": person(DANA), "text": RULE, "period": str(Period.PERMANENT)})
    priya.post(f"{dispute}settle/", {"holder": person(PRIYA), "text": RULE, "period": str(Period.PERMANENT)})
    assert not models.Amendment.objects.exists()
    assert models.Item.objects.get(engagement=ENGAGEMENT, kind="dispute").state != "closed"
