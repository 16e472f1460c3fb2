"""The pages in a real browser: nobody is shut out by them, and an offer is accepted on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts import ask, hand_off, note
from demarc.acts.sign_in import offer_link
from demarc.acts.verb import OnItem
from demarc.acts.versions import propose_version
from demarc.core.words import PersonId, Severity
from tests.cast import DANA, RUTH, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers, px_too_wide
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person, set_the_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
SUBJECT = "Odd sign-ins to the CFO's mailbox from two countries within an hour"
PAGES = ("", "items/", "items/?list=closed", "matrix/", "matrix/versions/", "matrix/versions/2/", "people/", "record/")


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing) -> Iterator[str]:
    """Serve Alder's engagement with a busy evening in it."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    item = arrive(SUBJECT)

    def by(key: PersonId) -> OnItem:
        return {"engagement": ENGAGEMENT, "item": item, "by": person(key), "now": NOW}

    hand_off.accept(next_step="read the sign-in log", **by(TOMASZ))
    ask.ask(of=person(RUTH), question="Is Marc in Lisbon this week?", **by(TOMASZ))
    note.note(text="Calling Marc's wife.", internal=True, **by(DANA))
    hand_off.offer(to=person(DANA), why="Call Marc on a number you know.", carries="the log", **by(TOMASZ))
    arrive("Server PT-SRV-04 missed its updates", topic="os-patch", severity=Severity.LOW)
    arrive("A label printer nobody has heard of", topic="unknown", severity=Severity.MEDIUM, external="")
    propose_version(
        engagement=ENGAGEMENT,
        matrix=replace(MATRIX, version="v4"),
        by=person(DANA),
        now=NOW,
        starts_at=NOW + timedelta(days=7),
        why="Nothing changes but the name.",
    )
    with served() as address:
        yield address


@contextmanager
def opened(
    browser: Browser,
    site: str,
    who: PersonId | None,
    size: Any = DESK,
    scheme: Literal["light", "dark"] = "light",
    *,
    now: datetime = NOW,
    **more: Any,
) -> Iterator[Page]:
    """Open a window in which this person has signed in; it ends with no error on its console."""
    context = browser.new_context(viewport=size, color_scheme=scheme, base_url=site, **more)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    if who is not None:
        page.goto(f"/enter/{offer_link(engagement=ENGAGEMENT, person=person(who), now=now)}/")
        page.get_by_role("button", name="Sign in as").click()
    yield page
    context.close()
    assert not troubles


def item_address(page: Page) -> str:
    page.goto(f"/e/{ENGAGEMENT}/items/")
    address = page.get_by_role("link", name=SUBJECT, exact=True).get_attribute("href")
    assert address is not None
    return address


def test_axe_finds_nothing_on_any_page(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, bypass_csp=True) as page:
        pages = [f"/e/{ENGAGEMENT}/{name}" for name in PAGES] + [item_address(page), "/engagements/", "/status/", "/enter/"]
        for address in pages:
            page.goto(address)
            assert not barriers(page)


@pytest.mark.parametrize("who", [DANA, TOMASZ])
def test_no_page_scrolls_sideways_on_a_phone(chromium: Browser, site: str, who: PersonId) -> None:
    with opened(chromium, site, who, PHONE) as page:
        for address in [f"/e/{ENGAGEMENT}/{name}" for name in PAGES] + [item_address(page), "/engagements/", "/status/"]:
            page.goto(address)
            assert px_too_wide(page) <= 0, address


def test_an_offer_is_accepted_on_a_phone(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, PHONE) as page:
        waiting = page.get_by_role("region", name="Waits for my acceptance")
        waiting.get_by_role("link", name=SUBJECT, exact=True).click()
        expect(page.get_by_label("Who holds it")).to_contain_text("Offered to")
        page.get_by_label("Your next step").fill("call Marc at home")
        page.get_by_role("button", name="Accept it").click()
        expect(page.get_by_text("It is yours.")).to_be_visible()
        expect(page.get_by_label("Who holds it")).not_to_contain_text("Offered to")
        expect(page.get_by_text("accepted it across the line from Tomasz Wren")).to_be_visible()


def test_everything_can_be_done_from_the_keyboard(chromium: Browser, site: str) -> None:
    with opened(chromium, site, TOMASZ) as page:
        page.goto(item_address(page))
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.locator("#note summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Written without a mouse.")
        page.get_by_role("button", name="Write it down").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Written without a mouse.")).to_be_visible()
        page.locator("body").press("t")
        expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_an_open_page_learns_what_others_do(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA) as page:
        address = item_address(page)
        page.goto(address)
        expect(page.get_by_label("Who holds it")).to_contain_text("Offered to")
        item = address.rstrip("/").rsplit("/", 1)[1]
        page.locator("#note summary").click()
        page.locator("#note-text").fill("half written")
        hand_off.withdraw(engagement=ENGAGEMENT, item=item, by=person(TOMASZ), now=NOW, why="found her number")
        page.evaluate("document.querySelector('#live').dispatchEvent(new Event('look'))")
        expect(page.get_by_label("Who holds it")).not_to_contain_text("Offered to")
        assert page.locator("#note-text").input_value() == "half written"
