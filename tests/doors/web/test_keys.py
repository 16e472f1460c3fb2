"""Single keys in a real browser, and a board that asks again for almost nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts import hand_off
from tests.cast import DANA, TOMASZ
from tests.doors.web.stage import ENGAGEMENT, NOW, person
from tests.doors.web.test_browser import SUBJECT, item_address, opened, site

__all__ = ["site"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    with opened(chromium, site, DANA) as shown:
        yield shown


def press(page: Page, key: str) -> None:
    """Press a key once the page's script listens: a heading is seen before the deferred script has run."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_the_sheet_opens_and_closes_from_the_keyboard(page: Page) -> None:
    sheet = page.get_by_role("dialog", name="Keys")
    press(page, "?")
    expect(sheet).to_be_visible()
    press(page, "Escape")
    expect(sheet).not_to_be_visible()
    page.get_by_role("link", name="Keys").click()
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).not_to_be_visible()


def test_one_key_leads_to_each_destination_and_to_the_search_field(page: Page) -> None:
    for key, title in (("l", "The line"), ("i", "Items"), ("m", "The matrix in force"), ("t", "Today")):
        press(page, key)
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    press(page, "/")
    page.keyboard.type("mailbox")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1, name="Find")).to_be_visible()
    expect(page.get_by_role("link", name=SUBJECT)).to_be_visible()


def test_a_list_is_stepped_through_chosen_from_and_opened(page: Page) -> None:
    press(page, "j")
    expect(page.get_by_role("link", name=SUBJECT, exact=True).first).to_be_focused()
    press(page, "x")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1, name=SUBJECT)).to_be_visible()
    press(page, "n")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("lit")
    expect(page.locator("#note-text")).to_have_value("lit")
    expect(page.get_by_role("heading", level=1, name=SUBJECT)).to_be_visible()


def test_who_does_not_want_single_keys_switches_them_off(page: Page) -> None:
    press(page, "?")
    page.get_by_label("Switch single keys off in this browser").check()
    press(page, "Escape")
    press(page, "l")
    page.reload()
    press(page, "l")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_several_offers_are_accepted_by_the_keyboard_alone(page: Page) -> None:
    press(page, "j")
    press(page, "x")
    page.get_by_role("button", name="Accept the chosen").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="1 accepted")).to_be_visible()


def test_an_open_board_asks_again_and_is_told_in_a_word_that_nothing_has_changed(page: Page) -> None:
    item = item_address(page).rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/e/{ENGAGEMENT}/line/")
    look = "document.querySelector('#live').dispatchEvent(new Event('look'))"
    with page.expect_response("**/line/*") as first:
        page.evaluate(look)
    assert first.value.status == 304
    expect(page.locator(".bead-over", has_text=SUBJECT)).to_be_visible()
    hand_off.withdraw(engagement=ENGAGEMENT, item=item, by=person(TOMASZ), now=NOW, why="found her number")
    with page.expect_response("**/line/*") as second:
        page.evaluate(look)
    assert second.value.status == 200
    expect(page.locator(".bead-provider", has_text=SUBJECT)).to_be_visible()
    with page.expect_response("**/line/*") as third:
        page.evaluate(look)
    assert third.value.status == 304, "it asks by what it was given last"
