"""Before signing in a real browser: from the private links to what they come to, and a proposal's flags, on any screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.core.fit.questions import QUESTIONS
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.turns import Turns
from demarc.doors.web.pages import before
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import NOW
from tests.doors.web.test_before import GOOD, VALUES, WEEK
from tests.doors.web.test_browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture
def site(
    sqlite_database: Database, standing_clock: Standing, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    settings.DEMARC_HOME = tmp_path
    monkeypatch.setattr(before, "turns", Turns())
    monkeypatch.setattr(one_file, "turns", Turns())
    with served() as address:
        yield address


def answer(page: Page, *, whole: bool) -> None:
    """Fill in the form as its reader would: by its labels."""
    for question in QUESTIONS if whole else QUESTIONS[:12]:
        group = page.get_by_role("group", name=question.text)
        if question.threshold is None:
            group.get_by_label(VALUES[question.key], exact=True).check()
        else:
            group.get_by_label("A number").fill(VALUES[question.key])
        if group.get_by_label("What shows it?").count():
            group.get_by_label("What shows it?").fill("a paper")
    for name, number in (WEEK if whole else {}).items():
        page.locator(f"[name=week-{name}]").fill(str(number))
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_text("Kept. Nobody else sees these answers")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_way_before_signing_shuts_nobody_out(chromium: Browser, site: str, size: Any) -> None:
    context = chromium.new_context(base_url=site, viewport=size, bypass_csp=True)
    page = context.new_page()
    for address in ("/before/", "/before/interview/", "/before/proposal/", "/before/fit/"):
        page.goto(address)
        assert not barriers(page)
    page.get_by_role("button", name="Make the links").click()
    assert not barriers(page)
    links = [link.get_attribute("href") or "" for link in page.locator("dl.links a").all()]
    page.goto(links[0])
    assert not barriers(page)
    answer(page, whole=True)
    page.goto(links[1])
    answer(page, whole=False)
    page.goto(links[3])
    expect(page.get_by_role("heading", level=1)).to_have_text("Co-managed: 5 of 5 fit points")
    assert not barriers(page)
    page.goto("/before/proposal/")
    page.get_by_label("The proposal").set_input_files(GOOD)
    page.get_by_role("button", name="Review it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 red flags standing")
    assert not barriers(page)
    context.close()
