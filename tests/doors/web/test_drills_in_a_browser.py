"""Drills in a real browser: two sides answer blind, a ladder is walked, and nobody is shut out by a page."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.blind_drill import answer_blind_drill, close_blind_drill, start_blind_drill
from demarc.acts.drills import Begun
from demarc.acts.hand_off import accept
from demarc.acts.live_drill import end_live_drill, start_live_drill
from demarc.acts.outcome import Refused
from demarc.acts.page_test import answer_call, start_page_test
from demarc.acts.row_dispute import Readings, dispute_row
from demarc.acts.tick import tick
from demarc.record import models
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NOW, person, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HOME = f"/e/{ENGAGEMENT}"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def begun(done: Begun | Refused) -> str:
    assert isinstance(done, Begun), done
    return done.drill


def blind(days_ago: int, wrong: int) -> str:
    """Let a blind drill have been held some days ago, with so many answers not as written."""
    at = NOW - days_ago * DAY
    drill = begun(start_blind_drill(engagement=ENGAGEMENT, by=person(DANA), now=at, scenarios=("T02", "T05")))
    right = [dict(one["answers"]) for one in models.Drill.objects.get(engagement=ENGAGEMENT, id=drill).questions]
    other = [{**one, "holder": person(LUIS)} if number < wrong else one for number, one in enumerate(right)]
    for who, answers in ((DANA, right), (PRIYA, other)):
        answer_blind_drill(engagement=ENGAGEMENT, drill=drill, answers=answers, by=person(who), now=at)
    close_blind_drill(engagement=ENGAGEMENT, drill=drill, by=person(DANA), now=at + MINUTE)
    return drill


@pytest.fixture
def pages(sqlite_database: Database, standing_clock: Standing) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve Alder's engagement after a quarter of drills; give the address and the pages to look at."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    for days_ago, wrong in ((25, 5), (18, 4), (11, 4)):
        blind(days_ago, wrong)
    compared = blind(4, 2)
    live = begun(start_live_drill(engagement=ENGAGEMENT, scenario="T02", by=person(DANA), now=NOW - DAY))
    item = models.Drill.objects.get(engagement=ENGAGEMENT, id=live).item
    tick(now=NOW - DAY + 61 * MINUTE)
    late: Any = {"engagement": ENGAGEMENT, "item": item, "by": person(TOMASZ), "now": NOW - DAY + 70 * MINUTE}
    accept(next_step="look", **late)
    end_live_drill(engagement=ENGAGEMENT, drill=live, by=person(PRIYA), now=NOW - DAY + 90 * MINUTE)
    ladder = begun(start_page_test(engagement=ENGAGEMENT, row="SE-01", by=person(PRIYA), now=NOW - 40 * MINUTE))
    tick(now=NOW - 25 * MINUTE)
    link = models.Outbox.objects.filter(engagement=ENGAGEMENT, about="drill").order_by("-written_at", "-id").first()
    assert link is not None
    answer_call(token=link.link.removeprefix("here "), now=NOW - 24 * MINUTE)
    readings = Readings(client="Jonah tests.", provider="Luis tests.", source="proposal", source_id="2", row="BK-04")
    dispute_row(engagement=ENGAGEMENT, readings=readings, by=person(DANA), now=NOW)
    running = begun(start_live_drill(engagement=ENGAGEMENT, scenario="T01", by=person(DANA), now=NOW))
    marked = models.Drill.objects.get(engagement=ENGAGEMENT, id=running).item
    fresh = begun(start_blind_drill(engagement=ENGAGEMENT, by=person(DANA), now=NOW, scenarios=("T01", "T02")))
    drills = f"{HOME}/matrix/drills/"
    with served() as address:
        yield (
            address,
            {
                "drills": drills,
                "blind": f"{drills}{fresh}/",
                "compared": f"{drills}{compared}/",
                "live": f"{drills}{live}/",
                "ladder": f"{drills}{ladder}/",
                "disputes": f"{HOME}/matrix/disputes/",
                "item": f"{HOME}/items/{marked}/",
                "scenarios": f"{drills}scenarios/",
                "today": f"{HOME}/",
            },
        )


def test_no_drill_page_shuts_anybody_out_or_scrolls_sideways(pages: tuple[str, dict[str, str]], chromium: Browser) -> None:
    site, addresses = pages
    for who, size in ((DANA, DESK), (TOMASZ, PHONE)):
        with opened(chromium, site, who, size) as page:
            for address in addresses.values():
                page.goto(address)
                assert not barriers(page)


def answer_all(page: Page, address: str, who: str) -> None:
    page.goto(address)
    for box in page.get_by_label("Who holds it?").all():
        box.select_option(label=who)
    page.get_by_role("button", name="Hand in my answers").click()


def test_two_sides_answer_blind_and_dispute_what_they_read_in_two_ways(
    pages: tuple[str, dict[str, str]], chromium: Browser
) -> None:
    site, addresses = pages
    with opened(chromium, site, DANA) as dana, opened(chromium, site, PRIYA, PHONE) as priya:
        answer_all(dana, addresses["blind"], "Luis Ferrer")
        expect(dana.get_by_text("Your answers are in.")).to_be_visible()
        expect(dana.get_by_text("The matrix:")).to_have_count(0)
        answer_all(priya, addresses["blind"], "Tomasz Wren")
        expect(priya.get_by_text("not as written:").first).to_be_visible()
        dana.reload()
        expect(dana.get_by_text("the sides differ").first).to_be_visible()
        dana.get_by_role("button", name="Dispute this row").first.click()
        expect(dana.get_by_role("heading", level=1)).to_contain_text("Whose row is it: SE-01")
        expect(dana.get_by_text("As the provider reads it")).to_be_visible()


def test_who_is_called_says_so_on_a_phone_without_a_seat(pages: tuple[str, dict[str, str]], chromium: Browser) -> None:
    site, addresses = pages
    begun(start_page_test(engagement=ENGAGEMENT, row="BK-04", by=person(DANA), now=NOW))
    links = models.Outbox.objects.filter(engagement=ENGAGEMENT, about="drill", written_at=NOW, link__startswith="here")
    with opened(chromium, site, None, PHONE) as page:
        page.goto(f"/here/{links.get().link.removeprefix('here ')}/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Can you be reached, Jonah?")
        assert not barriers(page)
        page.get_by_role("button", name="I am here").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    with opened(chromium, site, RUTH) as ruth:
        ruth.goto(addresses["drills"])
        ruth.get_by_role("link", name="Test of a ladder: row BK-04").click()
        expect(ruth.get_by_role("row", name="1 Jonah Pike")).to_contain_text("0 s")
