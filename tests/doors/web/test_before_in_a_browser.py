"""Before signing in a real browser: from the private links to the memo of the decision, on any screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.core.fit.questions import QUESTIONS
from demarc.core.interview.kit import QUESTIONS as KIT
from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.turns import Turns
from demarc.doors.web.pages import before_fit
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import NOW
from tests.doors.web.test_before import GOOD, VALUES, WEEK
from tests.doors.web.test_browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def site(
    sqlite_database: Database, standing_clock: Standing, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    settings.DEMARC_HOME = tmp_path
    monkeypatch.setattr(before_fit, "turns", Turns())
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


def score(page: Page, *, value: int) -> None:
    """Write down what was heard and score it, as one who sits through the interview does."""
    for question in (one for one in KIT if one.must):
        group = page.get_by_role("group", name=question.text)
        group.get_by_label("What they said, word for word").fill(f"Priya showed it to us. {question.good}")
        group.get_by_role("group", name="What they showed").get_by_label("a real or redacted example").check()
        if question.in_detail:
            group.get_by_label("They named a person").check()
            group.get_by_label("They named a time").check()
        group.get_by_role("group", name="Your score").get_by_label(str(value), exact=True).check()
    page.get_by_role("button", name="Give my scores").click()
    expect(page.get_by_text("Your scores of Harborline are given.")).to_be_visible()


def links_on(page: Page) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.locator("dl.links a").all()]


def weighed(page: Page) -> list[str]:
    """Make the links, let both answer, and look at what it comes to."""
    page.goto("/before/fit/")
    page.get_by_role("button", name="Make the links").click()
    assert not barriers(page)
    internal, executive, file = links_on(page)
    page.goto(internal)
    assert not barriers(page)
    answer(page, whole=True)
    page.goto(file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not everybody has answered yet")
    assert not barriers(page)
    page.goto(executive)
    answer(page, whole=False)
    page.goto(internal)
    expect(page.get_by_text("Everybody has answered, so these stand.")).to_be_visible()
    page.goto(file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Co-managed: 5 of 5 fit points")
    assert not barriers(page)
    return [internal, executive, file]


def interviewed(page: Page, file: str) -> None:
    """Put two vendors on the list, keep a review, and let two score one of them, apart."""
    page.goto(file)
    page.get_by_role("link", name="Vendors").click()
    assert not barriers(page)
    for name in ("Northgate", "Harborline"):
        page.get_by_label("Name of the vendor").fill(name)
        page.get_by_role("button", name="Add it").click()
    page.get_by_label("Harborline's proposal").set_input_files(GOOD)
    page.get_by_role("region", name="Harborline").get_by_role("button", name="Review it and keep the review").click()
    expect(page.get_by_text("The review of harborline.md is kept with this file")).to_be_visible()
    vendors = page.url
    page.get_by_label("One who scores").fill("Dana Okafor")
    page.get_by_label("The other").fill("Ruth Kessler")
    page.get_by_role("button", name="Make their links").click()
    assert not barriers(page)
    dana, ruth = links_on(page)
    page.goto(dana)
    assert not barriers(page)
    page.get_by_role("link", name="Score Harborline").click()
    assert not barriers(page)
    score(page, value=3)
    page.goto(ruth)
    page.get_by_role("link", name="Score Harborline").click()
    score(page, value=1)
    page.goto(vendors)
    expect(page.get_by_text("Dana Okafor gave 3, Ruth Kessler gave 1").first).to_be_visible()
    assert not barriers(page)


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.slow)], ids=["phone", "desk"])
def test_the_way_from_fit_to_the_decision_memo_shuts_nobody_out(chromium: Browser, site: str, size: Any) -> None:
    context = chromium.new_context(base_url=site, viewport=size, bypass_csp=True)
    page = context.new_page()
    internal, executive, file = weighed(page)
    interviewed(page, file)
    page.get_by_role("link", name="Decision").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Co-managed, with Harborline")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not final")
    assert not barriers(page)
    decision = page.url
    page.goto(executive)
    page.get_by_role("link", name="Your written reasons").click()
    assert not barriers(page)
    page.goto(internal)
    page.get_by_role("link", name="Your own reading of the scope").click()
    assert not barriers(page)
    page.get_by_label("Your name").fill("Dana Okafor")
    page.get_by_label("What you think of the scope").fill("The nights are theirs, the week stays mine.")
    page.get_by_role("button", name="Record my reading").click()
    page.goto(decision)
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Not final")
    assert not barriers(page)
    for name, begins in (("The memo as PDF", b"%PDF-"), ("As a workbook", b"PK")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.path().read_bytes().startswith(begins)
    page.get_by_role("link", name="What if all of it went to the provider?").click()
    expect(page.get_by_role("heading", name="What changes hands, fully managed")).to_be_visible()
    assert not barriers(page)
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_stands_open_before_signing_shuts_nobody_out(chromium: Browser, site: str, size: Any) -> None:
    context = chromium.new_context(base_url=site, viewport=size, bypass_csp=True)
    page = context.new_page()
    for address in ("/before/", "/before/interview/", "/before/proposal/", "/before/fit/"):
        page.goto(address)
        assert not barriers(page)
    page.goto("/before/proposal/")
    page.get_by_label("The proposal").set_input_files(GOOD)
    page.get_by_role("button", name="Review it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 red flags standing")
    assert not barriers(page)
    context.close()
