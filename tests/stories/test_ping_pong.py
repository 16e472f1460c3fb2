"""Ping-pong, seen from both sides in two browsers: what is passed to and fro becomes a dispute by itself.

Twice declined with a citation, or brought across the line a second time: then an interim holder works, both firms see who
that is, and nobody can pass it on until the leads settle or the arbiter rules.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.sign_in import offer_link
from demarc.core.words import PersonId, Severity
from demarc.doors import clock
from tests.cast import DANA, MEI
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, arrive, person, set_the_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SUBJECT = "Imaging software: the server patch fails every night"
DENTISOFT = "Clause 7.2 excludes the vendor's own software."


@pytest.fixture
def site(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str, Standing]]:
    """Serve Alder's engagement with one item that row PT-02 gives to Mei: its address, the item's, and the clock."""
    assert sqlite_database.vendor == "sqlite"
    standing = Standing()
    monkeypatch.setattr(clock, "now", standing)
    set_the_stage()
    item = arrive(SUBJECT, topic="os-patch", severity=Severity.MEDIUM)
    with served() as address:
        yield address, f"/e/{ENGAGEMENT}/items/{item}/", standing


@contextmanager
def both(browser: Browser, address: str, now: Standing) -> Iterator[tuple[Page, Page]]:
    """Open a browser for each side: Mei of Harborline, Dana of Alder."""
    contexts = [browser.new_context(base_url=address) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, who in zip(pages, (MEI, DANA), strict=True):
        sign_in(page, who, now)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def sign_in(page: Page, who: PersonId, now: Standing) -> None:
    page.goto(f"/enter/{offer_link(engagement=ENGAGEMENT, person=person(who), now=now.now)}/")
    page.get_by_role("button", name="Sign in as").click()


def drawer(page: Page, name: str, item: str) -> Page:
    """Open a drawer of the item's page as it stands now."""
    page.goto(item)
    if page.locator(f"#{name}").get_attribute("open") is None:
        page.locator(f"#{name} > summary").click()
    return page


def accept(page: Page, item: str) -> None:
    drawer(page, "accept", item).locator("#accept").get_by_label("Your next step").fill("Look at the log")
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_text("It is yours.")).to_be_visible()


def offer(page: Page, item: str, to: str, said: str) -> None:
    form = drawer(page, "offer", item).locator("#offer")
    form.get_by_label("Offer it to").select_option(label=to)
    form.get_by_label("Why them").fill("The vendor's own software keeps the server from patching.")
    form.get_by_role("button", name="Offer it").click()
    expect(page.get_by_text(said)).to_be_visible()


def decline(page: Page, item: str) -> None:
    form = drawer(page, "decline", item).locator("#decline")
    form.get_by_label("It is excluded in writing").check()
    form.get_by_label("The exclusion, or what is missing").fill(DENTISOFT)
    form.get_by_role("button", name="Decline it").click()


def decline_without_citation(page: Page, item: str) -> None:
    form = drawer(page, "decline", item).locator("#decline")
    form.get_by_label("It is excluded in writing").check()
    form.get_by_role("button", name="Decline it").click()
    expect(page.get_by_text("Quote the exclusion.")).to_be_visible()


def holder_on(page: Page, item: str) -> str:
    page.goto(item)
    return page.locator(".plate-holds .plate-name").inner_text()


def passing_is_blocked(page: Page) -> None:
    """No drawer passes it on, and whoever sends the form all the same is told why not."""
    for name in ("offer", "accept", "decline", "withdraw"):
        expect(page.locator(f"#{name}")).to_have_count(0)


def the_dispute_stands(mei: Page, dana: Page, item: str, because: str) -> None:
    for page in (mei, dana):
        assert holder_on(page, item) == "Mei Lin"
        expect(page.locator(".badge-state")).to_have_text("disputed")
        expect(page.locator(".plate-holds .plate-note")).to_contain_text("in the interim, until the dispute is settled")
        expect(page.get_by_text(because)).to_be_visible()
        expect(page.get_by_role("region", name="Under it").get_by_text("Whose is it")).to_be_visible()
        passing_is_blocked(page)
    # Somebody who still has yesterday's form open is refused in words, and nothing moves.
    answer = mei.evaluate(
        """async (path) => {
            const sent = new FormData(document.querySelector('#note form'));
            sent.set('to', 'anybody'); sent.set('why', 'theirs'); sent.set('seen', '');
            const answer = await fetch(path + 'offer/', {method: 'POST', body: sent});
            return await answer.text();
        }""",
        item,
    )
    assert "disputed" in answer
    assert holder_on(dana, item) == "Mei Lin"


def test_the_second_cited_decline_opens_a_dispute_by_itself(chromium: Browser, site: tuple[str, str, Standing]) -> None:
    address, item, now = site
    with both(chromium, address, now) as (mei, dana):
        accept(mei, item)
        offer(mei, item, "Dana Okafor", "Offered; you still hold it.")
        assert [holder_on(page, item) for page in (mei, dana)] == ["Mei Lin", "Mei Lin"]
        decline_without_citation(dana, item)
        expect(dana.locator(".plate-asked .plate-name")).to_have_text("Dana Okafor")
        decline(dana, item)
        expect(dana.get_by_text("Declined.", exact=True)).to_be_visible()
        expect(dana.get_by_text("declined it: it is excluded")).to_be_visible()
        assert [holder_on(page, item) for page in (mei, dana)] == ["Mei Lin", "Mei Lin"]
        now.forward(minutes=5)
        offer(mei, item, "Dana Okafor", "Offered; you still hold it.")
        decline(dana, item)
        the_dispute_stands(mei, dana, item, "opened a dispute: second cited decline")


def test_the_second_crossing_opens_a_dispute_by_itself(chromium: Browser, site: tuple[str, str, Standing]) -> None:
    address, item, now = site
    with both(chromium, address, now) as (mei, dana):
        accept(mei, item)
        offer(mei, item, "Dana Okafor", "Offered; you still hold it.")
        accept(dana, item)
        assert [holder_on(page, item) for page in (mei, dana)] == ["Dana Okafor", "Dana Okafor"]
        expect(dana.get_by_text("accepted it across the line from Mei Lin")).to_be_visible()
        now.forward(minutes=5)
        offer(dana, item, "Mei Lin", "Offered; you still hold it.")
        accept(mei, item)
        now.forward(minutes=5)
        offer(mei, item, "Dana Okafor", "opened a dispute: second crossing")
        the_dispute_stands(mei, dana, item, "opened a dispute: second crossing")
