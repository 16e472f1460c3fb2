"""The settings in a real browser: both themes, a desk and a phone, and an absence planned from the keyboard."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.absence import be_away
from demarc.acts.add_feed import add_feed
from demarc.acts.tick import tick
from tests.cast import DANA, JONAH, MEI, PRIYA, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NOW, person, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SETTINGS = f"/e/{ENGAGEMENT}/settings/"


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing) -> Iterator[str]:
    """Serve Harborline with a feed that fell silent, somebody away, and somebody who will be; Alder has nothing yet."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    began, priya = NOW - timedelta(days=1), person(PRIYA)
    add_feed(
        engagement=ENGAGEMENT,
        by=priya,
        now=began,
        name="Harborline EDR and RMM",
        reader="generic",
        holder=person(TOMASZ),
        facts={"topic": "edr-alert"},
        silent_after=timedelta(hours=1),
    )
    tick(now=NOW)
    add_feed(engagement=ENGAGEMENT, by=priya, now=began, name="Backup", reader="alertmanager", holder=priya)
    times = ((MEI, None, NOW + timedelta(days=2), ""), (JONAH, NOW + timedelta(days=9), NOW + timedelta(days=16), TOMASZ))
    for who, start, until, cover in times:
        covered = person(TOMASZ) if cover else ""
        be_away(engagement=ENGAGEMENT, person=person(who), start=start, until=until, cover=covered, by=priya, now=NOW)
    with served() as address:
        yield address


def add(page: Page) -> None:
    """Open the form, and add a feed from the keyboard."""
    page.locator("summary", has_text="Add a feed").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name").fill("Ticket desk")
    page.get_by_role("button", name="Add it, and show its token once").press("Enter")
    expect(page.get_by_role("heading", name="Ticket desk may post now")).to_be_visible()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, site: str) -> None:
    for who in (DANA, PRIYA):
        with opened(chromium, site, who, DESK, bypass_csp=True) as page:
            page.goto(SETTINGS)
            for size in (DESK, PHONE):
                page.set_viewport_size(size)  # type: ignore[arg-type]  # two numbers
                assert not barriers(page)
    with opened(chromium, site, DANA, PHONE, bypass_csp=True) as page:
        page.goto(SETTINGS)
        add(page)
        assert not barriers(page)


def test_a_feed_and_an_absence_need_no_script_and_no_mouse(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, PHONE, java_script_enabled=False) as page:
        page.get_by_role("link", name="Settings").press("Enter")
        add(page)
        page.get_by_role("link", name="Back to the settings").press("Enter")
        page.locator("summary", has_text="Plan an absence").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Away from").fill("2026-12-24T08:00")
        page.get_by_label("Back at").fill("2026-12-28T08:00")
        page.get_by_label("Covered by").select_option(label="Luis Ferrer")
        page.get_by_role("button", name="Write it down").press("Enter")
        expect(page.get_by_text("Written down.")).to_be_visible()
        expect(page.get_by_role("region", name="Absences")).to_contain_text("covered by Luis Ferrer")


def test_a_feed_is_changed_and_gets_a_token_without_script_and_without_a_mouse(chromium: Browser, site: str) -> None:
    with opened(chromium, site, PRIYA, PHONE, java_script_enabled=False) as page:
        page.goto(SETTINGS)
        page.get_by_label("Change Backup", exact=True).press("Enter")
        drawer = page.locator("details[open]")
        drawer.get_by_label("Name").fill("Backup of the clinics")
        drawer.get_by_label("Its silence is news").select_option("3600")
        page.get_by_role("button", name="Change Backup to this").press("Enter")
        expect(page.get_by_text("Changed, from the next signal on.")).to_be_visible()
        page.get_by_label("New token for Backup of the clinics", exact=True).press("Enter")
        page.get_by_role("button", name="Make a new token for Backup of the clinics").press("Enter")
        expect(page.get_by_role("heading", name="Backup of the clinics has a new token")).to_be_visible()
        expect(page.get_by_text("The old one opens it too until")).to_be_visible()
