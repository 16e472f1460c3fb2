"""Every page answers, shows what it should, and asks the database no more than it says here."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.core.words import Severity
from tests.cast import DANA, PRIYA, TOMASZ
from tests.doors.web.stage import ENGAGEMENT, arrive, signed_in

pytestmark = pytest.mark.usefixtures("staged")

HOME = f"/e/{ENGAGEMENT}/"

MOST_QUERIES = {
    "": 19,
    "items/?list=late": 8,
    "items/": 7,
    "items/?list=waiting": 8,
    "items/?list=holding": 7,
    "items/?list=offered": 7,
    "items/?list=due": 8,
    "items/?list=queue": 7,
    "items/?list=closed": 7,
    "items/?list=closed&find=alert": 9,
    "line/": 12,
    "line/?side=over": 12,
    "shift/": 9,
    "disputes/": 7,
    "matrix/": 9,
    "matrix/versions/": 9,
    "matrix/yours/": 7,
    "matrix/disputes/": 7,
    "matrix/drills/": 8,
    "people/": 8,
    "record/": 13,
}
"""How often each list may ask the database, once the version in force is in memory; twice of it for the filters above."""


@pytest.mark.parametrize(
    "page", ["", "items/", "items/?list=closed", "items/?find=EDR-88213", "matrix/", "people/", "record/"]
)
def test_each_page_of_an_engagement_answers_a_member(page: str) -> None:
    arrive()
    answer = signed_in(DANA).get(HOME + page)
    assert answer.status_code == 200
    assert "Alder Dental Group" in answer.text


def test_today_shows_what_waits_for_whoever_the_matrix_names() -> None:
    arrive()
    page = signed_in(TOMASZ).get(HOME).text
    assert "Ransomware on the X-ray server" in page
    assert "15 min left" in page
    assert "EDR-88213" in page


def test_an_empty_day_teaches() -> None:
    page = signed_in(PRIYA).get(HOME).text
    assert "Nobody is waiting for you." in page
    assert "You hold nothing." in page


def test_an_item_says_who_holds_it_and_why_and_what_they_may_do() -> None:
    item = arrive()
    page = signed_in(DANA).get(f"{HOME}items/{item}/").text
    for said in (
        "Tomasz Wren",
        "SE-01",
        "row SE-01 is the only one that takes this",
        "v3, window after-hours",
        "ask 15 then do",
        "received it and routed it to Tomasz Wren by row SE-01",
        "EDR-88213",
    ):
        assert said in page, said


def test_the_matrix_page_shows_every_row_in_force() -> None:
    page = signed_in(DANA).get(HOME + "matrix/").text
    for row in ("SE-01", "PT-02", "BK-04", "SD-01"):
        assert row in page
    assert "observing" in page


@pytest.mark.parametrize(("page", "most"), MOST_QUERIES.items())
def test_a_list_asks_the_same_few_questions_however_long_it_is(
    page: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(TOMASZ)
    for number in range(25):
        arrive(f"Alert {number}", severity=Severity.HIGH)
    browser.get(HOME + page)
    with django_assert_max_num_queries(most):
        assert browser.get(HOME + page).status_code == 200


def test_a_long_list_goes_on_where_the_page_ended() -> None:
    browser = signed_in(TOMASZ)
    for number in range(60):
        arrive(f"Alert number {number:03}", severity=Severity.HIGH)
    first = browser.get(HOME + "items/").text
    assert first.count('class="item-line"') == 50
    mark = first.split("after=")[1].split('"')[0]
    second = browser.get(f"{HOME}items/?list=open&after={mark}").text
    assert second.count('class="item-line"') == 10


def test_a_page_says_where_scripts_and_styles_may_come_from() -> None:
    answer = signed_in(DANA).get(HOME)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.text
    assert "<script>" not in answer.text


def test_machines_are_told_in_a_word_whether_it_lives() -> None:
    assert Client().get("/livez").content == b"alive\n"
    assert Client().get("/readyz").content == b"ready\n"
    assert Client().get("/status/").status_code == 200
