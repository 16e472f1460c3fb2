"""Kept filters in a real browser: by single keys, without script, on a phone, in both themes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import DANA
from tests.doors.web.access import barriers
from tests.doors.web.stage import ENGAGEMENT
from tests.doors.web.test_browser import DESK, PHONE, opened, site

__all__ = ["site"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

LINE = f"/e/{ENGAGEMENT}/line/?side=provider"


def links(page: Page) -> list[str]:
    return [
        one.strip() for one in page.get_by_role("navigation", name="Saved filters").get_by_role("link").all_inner_texts()
    ]


def test_a_filter_is_kept_by_one_key_and_taken_back_by_another(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA) as page:
        page.goto(LINE)
        expect(page.locator("#live")).to_be_visible()
        page.locator("body").press("f")
        expect(page.get_by_label("Its name")).to_be_focused()
        page.keyboard.type("At Harborline")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Kept as At Harborline.")).to_be_visible()
        assert links(page) == ["At Harborline"]
        page.locator("body").press("z")
        expect(page.get_by_text("At Harborline is kept no more.")).to_be_visible()
        expect(page.get_by_role("navigation", name="Saved filters")).to_have_count(0)
        page.locator("body").press("z")
        expect(page.get_by_text("Kept as At Harborline.")).to_be_visible()
        assert page.url.endswith("/line/?side=provider")


def test_it_is_kept_shared_and_taken_away_without_script(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, PHONE, java_script_enabled=False) as page:
        page.goto(f"/e/{ENGAGEMENT}/items/?find=mailbox")
        page.locator("summary", has_text="Keep this filter").press("Enter")
        page.get_by_label("Its name").fill("Mailboxes")
        page.get_by_label("Alder Dental Group sees it too").check()
        page.get_by_role("button", name="Keep it").press("Enter")
        assert links(page) == ["Mailboxes"]
        page.locator("summary", has_text="Change my filters").press("Enter")
        expect(page.get_by_label("Alder Dental Group sees it too")).to_be_checked()
        page.get_by_label("Name of Mailboxes").fill("The mailboxes")
        page.get_by_role("button", name="Change Mailboxes").press("Enter")
        assert links(page) == ["The mailboxes"]
        page.locator("summary", has_text="Change my filters").press("Enter")
        page.get_by_role("button", name="Take The mailboxes away").press("Enter")
        page.get_by_role("button", name="Undo").press("Enter")
        assert links(page) == ["The mailboxes"]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, site: str) -> None:
    with opened(chromium, site, DANA, DESK, bypass_csp=True) as page:
        long = "A name as long as a name may be, which is sixty characters."
        for address, name in ((LINE, "At Harborline"), (f"{LINE}&priority=P1", long)):
            page.goto(address)
            page.locator("#keep-filter summary").click()
            page.get_by_label("Its name").fill(name)
            page.get_by_role("button", name="Keep it").click()
        page.goto(f"{LINE}&priority=P2")
        for size in (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # two numbers
            assert not barriers(page)
