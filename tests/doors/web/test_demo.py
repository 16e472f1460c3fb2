"""The demo's two buttons; outside the demo there are no such pages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from demarc.doors import clock
from tests.cast import TOMASZ
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
