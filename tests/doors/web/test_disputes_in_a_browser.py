"""Disputes, clocks and the week in a real browser: nobody is shut out, and a quarrel is settled from both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.dispute import rule
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.outcome import Done
from demarc.acts.statements import give_statement
from demarc.acts.verb import OnItem
from demarc.core.custody.ruling import Period
from demarc.core.words import ItemKind, PersonId, Severity
from demarc.record import models
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, set_the_stage
from tests.doors.web.test_browser import PHONE, opened
from tests.doors.web.test_disputes_pages import THEIRS, open_dispute
from tests.doors.web.test_weekly_pages import button

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HOME = f"/e/{ENGAGEMENT}/"


@dataclass(frozen=True)
class Site:
    """The served site, with a dispute that is ruled, one that is open, and a button of the weekly mail."""

    address: str
    pages: tuple[str, ...]
    button: str


@pytest.fixture
def site(sqlite_database: Database, standing_clock: Standing) -> Iterator[Site]:
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    _, ruled = open_dispute("Patches missing on lab-1")
    decided = rule(
        engagement=ENGAGEMENT,
        item=ruled.split("/")[-2],
        by=person(RUTH),
        now=NOW,
        holder=person(DANA),
        text="What the scanner's vendor has sealed is Alder's;\neverything else of the lab is Harborline's.",
        period=Period.PERMANENT,
    )
    assert isinstance(decided, Done)
    _, running = open_dispute()
    give_statement(engagement=ENGAGEMENT, item=running.split("/")[-2], by=person(DANA), now=NOW, text=THEIRS)
    pages = (f"{HOME}disputes/", ruled, running, f"{HOME}matrix/clocks/", f"{HOME}weekly/", f"{HOME}cost/")
    pressed = button("Not yet")
    with served() as address:
        yield Site(address, pages, pressed)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, site: Site) -> None:
    with opened(chromium, site.address, DANA, PHONE, bypass_csp=True) as page:
        for address in (*site.pages, site.button):
            page.goto(address)
            assert not barriers(page)


def quarrel() -> tuple[str, str]:
    """Let a patch be offered to Dana twice and declined twice with a citation: then it is a dispute."""
    item = arrive("Patches missing on lab-9", topic="os-patch", severity=Severity.MEDIUM, external="")

    def by(key: PersonId) -> OnItem:
        return {"engagement": ENGAGEMENT, "item": item, "by": person(key), "now": NOW}

    accept(next_step="look at it", **by(MEI))
    for _ in range(2):
        offer(to=person(DANA), why="The lab is yours.", **by(MEI))
        decline(ground="exclusion", text="7.2", **by(DANA))
    raised = models.Item.objects.get(engagement=ENGAGEMENT, kind=ItemKind.DISPUTE, parent=item)
    return item, f"{HOME}disputes/{raised.id}/"


def speak(page: Page, address: str, text: str) -> None:
    page.goto(address)
    page.get_by_text("Speak for your side").click()
    page.get_by_label("What the arbiter should know").fill(text)
    page.get_by_role("button", name="Give the statement").click()


def agree(page: Page) -> None:
    page.get_by_text("Settle with the other lead").click()
    page.get_by_label("Who holds it").select_option(label="Luis Ferrer")
    page.get_by_label("The rule in words").fill("The lab's benches are Luis's.")
    page.get_by_role("button", name="Agree").click()


def test_a_ping_pong_is_settled_from_both_sides(chromium: Browser, site: Site) -> None:
    item, address = quarrel()
    with opened(chromium, site.address, DANA) as dana, opened(chromium, site.address, PRIYA, PHONE) as priya:
        speak(dana, address, "Clause 7.2 leaves the benches out.")
        priya.goto(address)
        expect(priya.get_by_text("Mei Lin holds it meanwhile; it cannot be passed on.")).to_be_visible()
        expect(priya.get_by_text("Clause 7.2 leaves")).to_have_count(0)
        speak(priya, address, "Nobody told us of benches.")
        expect(priya.get_by_text("Clause 7.2 leaves the benches out.").first).to_be_visible()
        agree(priya)
        dana.goto(address)
        expect(dana.get_by_text("The other side's lead settles it by naming the same person.")).to_be_visible()
        agree(dana)
        expect(dana.get_by_text("settled by the leads")).to_be_visible()
    stored = models.Item.objects.get(engagement=ENGAGEMENT, id=item)
    assert (stored.state, stored.holder) == ("routed", person(LUIS))
