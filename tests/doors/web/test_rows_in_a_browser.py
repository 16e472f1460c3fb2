"""A row's page and one's own rows in a real browser: nobody is shut out, and a phone without script is enough."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts import close, hand_off
from demarc.core.custody.custody import Ending
from demarc.core.words import PersonId
from tests.cast import DANA, JONAH, RUTH, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened
from tests.drilled import passed
from tests.next_version import write_next_version

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

ROW, YOURS = f"/e/{ENGAGEMENT}/matrix/rows/SE-01/", f"/e/{ENGAGEMENT}/matrix/yours/"


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing) -> Iterator[str]:
    """Serve Alder's engagement with a glossary, a drill passed and an alert closed with proof."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    terms = (("verdict", "What it was, said by a person who looked: real, harmless or false."),)
    write_next_version(
        engagement=ENGAGEMENT, matrix=replace(MATRIX, version="v4", glossary=terms), now=NOW, by=person(DANA)
    )
    passed(ENGAGEMENT, "SE-01", at=NOW)
    item = arrive()
    arrive("Odd sign-ins to a mailbox", external="EDR-2")
    hand_off.accept(engagement=ENGAGEMENT, item=item, by=person(TOMASZ), now=NOW, next_step="isolate it")
    close.close(
        engagement=ENGAGEMENT,
        item=item,
        by=person(TOMASZ),
        now=NOW,
        ending=Ending.TRUE_POSITIVE,
        proof="Isolated 00:06, image taken 00:20, hash 5d0f in the case folder. Restored from the night before.",
    )
    with served() as address:
        yield address


def confirm(page: Page) -> None:
    page.goto(YOURS)
    page.get_by_role("button", name="Confirm the ticked rows").click()
    expect(page.get_by_text("Now answer from memory.")).to_be_visible()


def answer(page: Page, holder: PersonId) -> None:
    page.get_by_label("Who holds it?").select_option(person(holder))
    if page.get_by_role("radio").count():
        page.get_by_label("Ask first; if nobody answers in time, do it").check()
    page.get_by_label("Who is called next").select_option("-")
    page.get_by_role("button", name="Answer").click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_shut_nobody_out(chromium: Browser, site: str, size: dict[str, int]) -> None:
    with opened(chromium, site, TOMASZ, size, bypass_csp=True) as page:
        for address in (ROW, YOURS, f"/e/{ENGAGEMENT}/matrix/", f"/e/{ENGAGEMENT}/matrix/questions/"):
            page.goto(address)
            assert not barriers(page)
        confirm(page)
        assert not barriers(page)
        for _ in range(3):
            answer(page, RUTH)
        expect(page.get_by_text("Not all of it was right.")).to_be_visible()
        assert not barriers(page)
    with opened(chromium, site, RUTH, size, bypass_csp=True) as page:
        page.goto(YOURS)
        expect(page.get_by_text("nothing for you to confirm")).to_be_visible()
        assert not barriers(page)


def test_rows_are_confirmed_and_answered_for_on_a_phone_without_script(chromium: Browser, site: str) -> None:
    with opened(chromium, site, JONAH, PHONE, java_script_enabled=False) as page:
        confirm(page)
        for nth in (1, 2, 3):
            expect(page.get_by_role("heading", name=f"Question {nth} of 3")).to_be_visible()
            answer(page, JONAH)
        page.get_by_role("link", name="Answer again").click()
        expect(page.get_by_role("heading", name="Question 1 of 1, asked again")).to_be_visible()
