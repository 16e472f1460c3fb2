"""The clocks in the browser: each with its source, what another would have called, and a proposal; in few queries."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.acts.hand_off import accept
from demarc.core.words import Severity
from demarc.record import models
from tests.cast import DANA, MEI, PRIYA, ZOE
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")
PAGE = f"/e/{ENGAGEMENT}/matrix/clocks/"
START = (NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def test_each_clock_says_where_it_comes_from_and_whom_it_calls() -> None:
    shown = signed_in(PRIYA).get(PAGE).text
    for words in ("default", "the deputy", "both leads", "25 min", "due -3 d", "the deputy arbiter", "SE-06"):
        assert words in shown
    assert "No row has clocks of its own" in shown


def test_another_clock_is_played_again_over_the_last_14_days() -> None:
    late = arrive("Left alone", topic="os-patch", severity=Severity.HIGH, now=NOW - timedelta(days=2))
    quick = arrive("Taken at once", topic="os-patch", severity=Severity.HIGH, now=NOW - timedelta(days=1))
    at = NOW - timedelta(days=1) + timedelta(minutes=5)
    accept(engagement=ENGAGEMENT, item=quick, by=person(MEI), now=at)
    given = {"target": "P2", "says": "accept 5 h; then 5 h, 40 h", "look": ""}
    shown = signed_in(DANA).post(PAGE, given).text
    assert "2 items came" in shown
    assert f"/items/{late}/" in shown
    assert f"/items/{quick}/" not in shown, "it was taken before any clock could call"
    assert models.Version.objects.filter(engagement=ENGAGEMENT).count() == 1, "looking proposes nothing"


def test_a_clock_is_proposed_as_a_version() -> None:
    given = {"target": "SE-01", "says": "accept 5 min", "starts_at": START, "why": "Ransomware is quick.", "propose": ""}
    answer = signed_in(DANA).post(PAGE, given, follow=True)
    assert "Nothing changes until both sides have signed" in answer.text
    assert models.Version.objects.get(engagement=ENGAGEMENT, number=2).label == "v4"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"target": "P2", "says": "soon", "look": ""}, "are no clocks"),
        ({"target": "nobody", "says": "accept 5 min", "look": ""}, "Select a valid choice"),
        ({"target": "P2", "says": "accept 5 min", "propose": ""}, "from when"),
        ({"target": "P2", "says": "accept 5 min", "starts_at": "2020-01-01T10:00", "why": "x", "propose": ""}, "future"),
    ],
)
def test_what_must_be_mended_comes_back_with_what_was_given(given: dict[str, str], why: str) -> None:
    answer = signed_in(DANA).post(PAGE, given)
    assert answer.status_code == 422
    assert why in answer.text
    assert given["says"] in answer.text


def test_an_outsider_finds_no_clocks() -> None:
    assert signed_in(ZOE, engagement="zoes").get(PAGE).status_code == 404


def test_the_page_and_the_preview_ask_the_same_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(8):
        arrive(f"Alert {number}", severity=Severity.HIGH, external=f"E-{number}")
    browser = signed_in(DANA)
    with django_assert_max_num_queries(16):
        browser.get(PAGE)
    with django_assert_max_num_queries(26):
        browser.post(PAGE, {"target": "P2", "says": "accept 5 min", "look": ""})
