"""The heat map and the change of a row in a real browser: on a phone, in the dark, live and without script."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.cast import DANA, LUIS, PRIYA
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NAMES, NOW, arrive, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
MATRIX = f"/e/{ENGAGEMENT}/matrix/"
CHANGE = f"{MATRIX}rows/SE-01/change/"


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing) -> Iterator[str]:
    """Serve Alder's engagement with one alert in it."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    arrive()
    with served() as address:
        yield address


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_shut_nobody_out_and_a_preview_is_live(chromium: Browser, site: str, size: dict[str, int]) -> None:
    with opened(chromium, site, DANA, size, bypass_csp=True) as page:
        page.goto(MATRIX)
        assert not barriers(page)
        page.get_by_role("table", name="Who stands where").get_by_role("link").first.click()
        expect(page.get_by_text("Security, business hours: 1 row")).to_be_visible()
        assert not barriers(page)
        page.goto(CHANGE)
        assert not barriers(page)
        page.get_by_text("severity any value").click()
        page.get_by_label("high", exact=True).check()
        preview = page.get_by_role("region", name="What it would do")
        expect(preview.get_by_text("opens: error")).to_be_visible()
        expect(preview.get_by_text("taken 0 of 1 item")).to_be_visible()
        assert not barriers(page)
        page.goto(f"{MATRIX}versions/paste/")
        assert not barriers(page)
        page.get_by_label("The rows").fill("Id\tAccountable\nSE-01\tluis")
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_text("Tomasz Wren → Luis Ferrer")).to_be_visible()
        assert not barriers(page)


def test_a_row_is_looked_at_and_proposed_on_a_phone_without_script(chromium: Browser, site: str) -> None:
    with opened(chromium, site, PRIYA, PHONE, java_script_enabled=False) as page:
        page.goto(CHANGE)
        page.get_by_label("Accountable").select_option(label=NAMES[LUIS])
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_text("Tomasz Wren → Luis Ferrer")).to_be_visible()
        page.get_by_label("In force from").fill((NOW + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
        page.get_by_label("Why").fill("Luis watches now.")
        page.get_by_role("button", name="Propose this").click()
        expect(page.get_by_text("Nothing changes until both sides have signed")).to_be_visible()
        expect(page.get_by_role("heading", name="Version v4: proposed")).to_be_visible()
