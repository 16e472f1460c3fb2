"""The executives' week in the browser, and the confirming page behind a button: it works once, without signing in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts.assess import answer_assessment, begin_assessment
from demarc.acts.tick import tick
from demarc.acts.versions import Proposed, propose_version
from demarc.record import models
from demarc.record.reads.versions_page import matrix_to_download
from tests.cast import DANA, LUIS, PRIYA, RUTH, ZOE
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
PAGE = f"/e/{ENGAGEMENT}/weekly/"
MONDAY = NOW.replace(hour=14, minute=0) + timedelta(days=2)


def button(answer: str) -> str:
    """Propose a version, let Monday come, and give the address of one of Ruth's buttons."""
    matrix = matrix_to_download(engagement=ENGAGEMENT, by=person(PRIYA), now=NOW)
    matrix = replace(matrix, rows=tuple(replace(row, proof=row.proof or "a signed list") for row in matrix.rows))
    proposed = propose_version(
        engagement=ENGAGEMENT, matrix=matrix, by=person(PRIYA), now=NOW, starts_at=NOW + timedelta(days=30), why="Again."
    )
    assert isinstance(proposed, Proposed)
    tick(now=MONDAY)
    text = models.Outbox.objects.get(engagement=ENGAGEMENT, about="weekly", person=person(RUTH)).text
    line = next(line for line in text.splitlines() if line.strip().startswith(answer))
    return line.rpartition("{site}")[2]


def test_the_executive_and_the_lead_read_the_week_and_nobody_else(staged: Standing) -> None:
    arrive("A label printer nobody has heard of", topic="restore", external="")
    for reader in (RUTH, DANA):
        shown = signed_in(reader).get(PAGE).text
        for words in ("As it stands now", "To decide: ", "Next review: "):
            assert words in shown
    for other in (PRIYA, LUIS):
        assert signed_in(other).get(PAGE).status_code == 404
    assert signed_in(ZOE, engagement="zoes").get(PAGE).status_code == 404
    assert "Nothing has been mailed" in signed_in(RUTH).get(PAGE).text
    tick(now=MONDAY)
    staged.now = MONDAY + timedelta(hours=1)
    assert "Sent" in signed_in(RUTH, now=staged.now).get(PAGE).text


def test_a_button_shows_what_it_does_and_does_it_only_when_confirmed(staged: Standing) -> None:
    address = button("Not yet")
    staged.now = MONDAY + timedelta(hours=1)
    browser = Client()
    shown = browser.get(address)
    assert shown.status_code == 200
    assert "You do not sign it yet, and say why." in shown.text
    assert "Ruth Kessler" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert browser.post(address, {"text": ""}).status_code == 422
    assert "Both sides read why" in browser.post(address, {"text": "after the audit"}).text
    assert browser.get(address).status_code == 410
    assert browser.post(address, {"text": "again"}).status_code == 410
    assert models.Remark.objects.filter(engagement=ENGAGEMENT).count() == 2


def test_a_link_that_lay_about_signs_nothing_and_leads_to_the_version(staged: Standing) -> None:
    address = button("Read and sign it")
    staged.now = MONDAY + timedelta(hours=1)
    browser = Client()
    shown = browser.get(address).text
    assert f"/e/{ENGAGEMENT}/matrix/versions/2/" in shown
    assert "fresh sign-in" in shown
    assert browser.post(address).status_code == 422
    assert not models.Signature.objects.filter(engagement=ENGAGEMENT, version=2).exists()


def test_a_button_is_over_after_a_week_and_when_its_person_has_left(staged: Standing) -> None:
    address = button("Read and sign it")
    staged.now = MONDAY + timedelta(days=7)
    assert "good for a week" in Client().get(address).text
    staged.now = MONDAY + timedelta(hours=1)
    models.Person.objects.filter(engagement=ENGAGEMENT, key=RUTH).update(left_at=MONDAY)
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "Ruth" not in gone.text
    assert Client().get("/decide/made-up/").status_code == 410


def test_the_week_asks_the_same_few_questions_however_much_there_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(9):
        arrive(f"Alert {number}", external=f"E-{number}", now=NOW - timedelta(days=2))
    browser = signed_in(RUTH)
    with django_assert_max_num_queries(24):
        browser.get(PAGE)


def test_the_executive_keeps_a_weighed_fit_and_the_week_says_when_it_is_due_again(staged: Standing) -> None:
    tokens = begin_assessment(now=NOW, vendor=False)
    link = f"https://demarc.example/before/fit/{tokens['result']}/"
    browser = signed_in(RUTH)
    assert "No fit is kept with this engagement" in browser.get(PAGE).text
    for given, said in (
        ("no link", "This is no such link."),
        (link, "Not everybody has answered there yet"),
        (link.replace(tokens["result"], tokens["internal"]), "This link shows no file that could be kept here."),
    ):
        refused = browser.post(f"{PAGE}fit/", {"link": given})
        assert refused.status_code == 422
        assert said in refused.text
    for who in ("internal", "executive"):
        answer_assessment(token=tokens[who], answers={"exit": "no"}, now=NOW)
    assert browser.post(f"{PAGE}fit/", {"link": link}).status_code == 302
    assert "fully managed, 0 of 5 fit points" in browser.get(PAGE).text
    staged.now = NOW + timedelta(days=92)
    due = signed_in(RUTH, now=staged.now).get(PAGE).text
    assert due.count("because a quarter is over.") == 2


def test_a_lead_reads_of_the_fit_and_keeps_none_and_the_provider_sees_nothing_of_it() -> None:
    tokens = begin_assessment(now=NOW, vendor=False)
    for who in ("internal", "executive"):
        answer_assessment(token=tokens[who], answers={"exit": "no"}, now=NOW)
    link = {"link": f"/before/fit/{tokens['result']}/"}
    assert "Keep it with this engagement" not in signed_in(DANA).get(PAGE).text
    assert signed_in(DANA).post(f"{PAGE}fit/", link).status_code == 422
    for other in (PRIYA, LUIS):
        assert signed_in(other).post(f"{PAGE}fit/", link).status_code == 404
    assert signed_in(ZOE, engagement="zoes").post(f"{PAGE}fit/", link).status_code == 404
    assert not models.FitRun.objects.exists()
