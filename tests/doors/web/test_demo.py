"""The demo's two buttons; outside the demo there are no such pages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from demarc.doors import clock
from demarc.doors.web.demo import AGAIN
from demarc.doors.web.tour import STEPS
from demarc.server.operate.demo import BEGIN_AGAIN
from tests.cast import DANA, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, arrive, person

pytestmark = pytest.mark.usefixtures("staged")


@pytest.mark.parametrize("page", ["/demo/become/", "/demo/pass/"])
def test_outside_the_demo_nobody_becomes_anybody_and_no_time_is_pushed(page: str) -> None:
    assert Client().post(page, {"person": person(TOMASZ)}).status_code == 404
    assert "Let 15 minutes pass" not in Client().get("/enter/").text


def test_in_the_demo_one_may_be_anybody_of_the_cast(settings: Settings) -> None:
    settings.DEMARC_DEMO = True
    browser = Client()
    assert "Let 15 minutes pass" in browser.get("/enter/").text
    done = browser.post("/demo/become/", {"person": person(TOMASZ)}, follow=True)
    assert done.request["PATH_INFO"] == f"/e/{ENGAGEMENT}/"
    assert "You are Tomasz Wren of Harborline." in done.text
    assert browser.post("/demo/become/", {"person": "nobody"}).status_code == 404


def test_15_minutes_pass_and_what_is_due_happens(
    settings: Settings, staged: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMARC_DEMO = True
    settings.DEMARC_HOME = tmp_path

    def pushed(amount: timedelta) -> object:
        staged.now += amount
        return staged.now

    monkeypatch.setattr(clock, "let_pass", pushed)
    item = arrive()
    browser = Client()
    browser.post("/demo/become/", {"person": person(TOMASZ)})
    page = f"/e/{ENGAGEMENT}/items/{item}/"
    done = browser.post("/demo/pass/", headers={"referer": f"http://testserver{page}"}, follow=True)
    assert done.request["PATH_INFO"] == page
    assert "15 minutes have passed." in done.text
    assert "called" in done.text


@pytest.mark.parametrize("page", ["/demo/tour/", "/demo/again/"])
def test_outside_the_demo_nobody_is_shown_around_or_begins_again(page: str) -> None:
    assert Client().post(page, {"step": "1"}).status_code == 404
    assert Client().get("/demo/both/").status_code == 404


def test_the_tour_leads_through_eight_pages_and_ends_at_the_spreadsheet(settings: Settings) -> None:
    settings.DEMARC_DEMO = True
    arrive()
    browser = Client()
    for step in range(1, 9):
        page = browser.post("/demo/tour/", {"step": str(step)}, follow=True)
        assert page.status_code == 200
        assert f"Step {step} of 8" in page.text
        assert STEPS[step - 1].title in page.text.replace("&#x27;", "'")
    assert "tickets stayed on their own side and cost nobody a click." in page.text
    assert '<a href="/check/">Now drop your own spreadsheet here.</a>' in page.text
    for odd in ("0", "9", "-1", "x", "1" * 99, "²"):
        assert browser.post("/demo/tour/", {"step": odd}).status_code == 404
        assert browser.get(f"/e/{ENGAGEMENT}/?tour={odd}").status_code == 200


def test_both_sides_are_seen_at_once_in_the_demo_alone(settings: Settings) -> None:
    settings.DEMARC_DEMO = True
    arrive()
    browser = Client()
    browser.post("/demo/become/", {"person": person(TOMASZ)})
    page = browser.get("/demo/both/").text
    assert "Tomasz Wren<span" in page
    assert "Ransomware on the X-ray server" in page
    assert "You sit here" in page
    done = browser.post("/demo/become/", {"person": person(DANA)}, headers={"referer": "http://testserver/demo/both/"})
    assert done["Location"] == "http://testserver/demo/both/"


def test_the_banner_names_the_four_of_the_stories_first(settings: Settings) -> None:
    settings.DEMARC_DEMO = True
    page = Client().get("/enter/").text
    places = [page.index(f">{name}</button>") for name in ("Dana", "Luis", "Tomasz", "Ruth", "Priya")]
    assert places == sorted(places)


def test_the_banner_and_the_process_mean_the_same_file() -> None:
    assert AGAIN == BEGIN_AGAIN
