"""The record's pages in a real browser: nobody is shut out by them, in both themes, on a desk and on a phone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from demarc.acts import note
from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.cosign import cosign, keep_record
from demarc.acts.verb import OnItem
from demarc.files.notes import new_signer, parted
from demarc.files.signing_key import make_key
from tests.cast import DANA, PRIYA
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
OWN = new_signer("harborline.example", cosigns=True)
RECORD = f"/e/{ENGAGEMENT}/record/"


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve Alder's record: two checkpoints, one countersigned, an item with notes."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    host = make_key(sqlite_database.home / "signing.key", "demarc.alder.example")
    monkeypatch.setattr(settings, "DEMARC_SIGNING_KEY", sqlite_database.home / "signing.key")
    first = take_checkpoint(engagement=ENGAGEMENT, now=NOW - timedelta(days=1), signer=host)
    priya: Any = {"by": person(PRIYA), "now": NOW}
    keep_record(engagement=ENGAGEMENT, mailbox="record@harborline.example", key=OWN.verifier.text(), **priya)
    cosign(engagement=ENGAGEMENT, size=first.size, pasted=OWN.line(parted(first.note)[0], 1_770_000_000), **priya)
    dana: OnItem = {"engagement": ENGAGEMENT, "item": arrive(), "by": person(DANA), "now": NOW}
    note.note(text="Calling Marc on the number in the safe.", **dana)
    note.note(text="Their third miss this month.", internal=True, **dana)
    take_checkpoint(engagement=ENGAGEMENT, now=NOW, signer=host)
    with served() as address:
        yield address


def pages(page: Page) -> list[str]:
    page.goto(f"/e/{ENGAGEMENT}/items/")
    item = str(page.locator("main h3 a").first.get_attribute("href")).rstrip("/").rpartition("/")[2]
    return [
        RECORD,
        f"{RECORD}items/{item}/",
        f"{RECORD}entries/4/",
        f"{RECORD}entries/5/",
        f"{RECORD}growth/?earlier=1&later=6",
    ]


def test_axe_finds_nothing_on_the_record(chromium: Browser, site: str) -> None:
    for who in (DANA, PRIYA):
        with opened(chromium, site, who, DESK, bypass_csp=True) as page:
            for address in pages(page):
                page.goto(address)
                assert not barriers(page)


def test_no_page_of_the_record_scrolls_sideways_on_a_phone(chromium: Browser, site: str) -> None:
    for who in (DANA, PRIYA):
        with opened(chromium, site, who, PHONE) as page:
            for address in pages(page):
                page.goto(address)
                page.evaluate("for (const drawer of document.querySelectorAll('details')) drawer.open = true")
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_a_text_is_erased_from_the_keyboard_on_a_phone(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, PHONE) as page:
        page.goto(f"{RECORD}entries/4/")
        page.locator("summary", has_text="Erase this text").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Why").fill("the number must not be known")
        page.get_by_label("It cannot be brought back").press("Space")
        page.get_by_role("button", name="Erase it for good").press("Enter")
        expect(page.get_by_text("Erased, on every page")).to_be_visible()
        expect(page.get_by_text("number in the safe")).to_have_count(0)
