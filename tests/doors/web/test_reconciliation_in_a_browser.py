"""A quarter with three crossings and two gaps, decided and signed by both leads in two browsers, on a desk and a phone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.explain_exception import explain_exception
from demarc.acts.hand_off import accept, offer
from demarc.acts.put_in_force import start_engagement
from demarc.acts.tick import tick
from demarc.core.reconciliation import QUARTER
from demarc.core.words import PersonId, Severity
from demarc.record import models
from tests.cast import DANA, JONAH, MEI, PRIYA
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import barriers
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, MATRIX, NOW, arrive, person
from tests.doors.web.test_browser import DESK, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

BEGAN = NOW - timedelta(days=30)
DUE = BEGAN + QUARTER
REVIEW, EXCEPTIONS, FIRST = (f"/e/{ENGAGEMENT}/review/{page}" for page in ("", "exceptions/", "1/"))
CROSSINGS = (
    ("Restore of last week's X-rays", "restore", JONAH),
    ("Restore of the front desk's calendar", "restore", JONAH),
    ("Patches of the X-ray server", "os-patch", MEI),
)
GAPS = ("A label printer nobody has heard of", "The lift's telephone is dead")


def crossed(subject: str, topic: str, sender: PersonId) -> str:
    """Let Dana take what a row gives to the provider."""
    item = arrive(subject, topic=topic, severity=Severity.MEDIUM, external="")
    at: Any = {"engagement": ENGAGEMENT, "item": item, "now": NOW}
    offer(**at, by=person(sender), to=person(DANA), why="She stands beside it.")
    accept(**at, by=person(DANA))
    return item


@pytest.fixture
def quarter(sqlite_database: Database, standing_clock: Standing) -> Iterator[str]:
    """Serve Alder's engagement on the day its first quarter is over; nobody has triage, so what is unclear is a gap."""
    assert sqlite_database.vendor == "sqlite"
    rows = tuple(row for row in MATRIX.rows if row.id != "SD-01")
    start_engagement(matrix=replace(MATRIX, rows=rows), now=BEGAN, by=DANA, engagement=ENGAGEMENT, leads=(DANA, PRIYA))
    first, *_ = (crossed(*one) for one in CROSSINGS)
    explain_exception(
        engagement=ENGAGEMENT, item=first, by=person(JONAH), now=NOW, text="Only the clinic knows whose X-rays these are."
    )
    for subject in GAPS:
        arrive(subject, topic="unknown", severity=Severity.MEDIUM, external="")
    standing_clock.now = DUE
    tick(now=DUE)
    with served() as address:
        yield address


def decide(page: Page, line: int, way: str, button: str, **fields: str) -> None:
    card = page.locator(f"#line-{line}")
    drawer = card.locator("details.act").filter(has=page.get_by_text(way, exact=True))
    drawer.locator("summary").click()
    for label, value in fields.items():
        field = drawer.get_by_label(label.replace("_", " "))
        field.select_option(label=value) if label == "Draft_it_for" else field.fill(value)
    drawer.get_by_role("button", name=button).click()
    expect(page.get_by_text(f"Line {line} is decided")).to_be_visible()


def sign(page: Page) -> None:
    page.goto(FIRST)
    page.get_by_label("Digest").fill(page.locator(".review-digest").inner_text())
    page.get_by_role("button", name="Sign for").click()


def test_both_sides_decide_a_quarter_and_sign_it(chromium: Browser, quarter: str) -> None:
    with opened(chromium, quarter, DANA, now=DUE) as dana, opened(chromium, quarter, PRIYA, PHONE, now=DUE) as priya:
        dana.get_by_role("link", name="Review", exact=True).click()
        expect(dana.get_by_text("3 of 3 lines wait to be decided.")).to_be_visible()
        dana.get_by_role("link", name="Reconciliation 1").click()
        expect(dana.get_by_role("heading", name="Scope gaps: no row takes it")).to_be_visible()
        dana.locator("#line-1").get_by_text("The items, one by one").click()
        for subject in GAPS:
            expect(dana.get_by_role("link", name=subject)).to_be_visible()
        decide(dana, 1, "Accept", "Accept it", Accepted_until="2027-03-01")
        decide(dana, 2, "Amend", "Amend the matrix", Draft_it_for="Luis Ferrer")
        expect(dana.locator("#line-2").get_by_role("link", name="version no. 2")).to_be_visible()

        priya.goto(FIRST)
        decide(priya, 3, "We disagree", "Open the dispute", **READINGS)
        expect(priya.locator("#line-3").get_by_role("link", name="the dispute")).to_be_visible()
        sign(priya)
        expect(priya.get_by_text("Now the other side signs")).to_be_visible()
        sign(dana)
        expect(dana.get_by_text("Signed by both sides. The reconciliation is closed")).to_be_visible()
        dana.get_by_role("link", name="Review", exact=True).first.click()
        expect(dana.get_by_role("link", name="Reconciliation 2")).to_be_visible()
    following = models.Reconciliation.objects.get(engagement=ENGAGEMENT, number=2)
    assert (following.since, following.due) == (DUE, DUE + QUARTER)


READINGS = {
    "How_the_client_reads_it": "Mei patches every server.",
    "How_the_provider_reads_it": "Whoever stands beside the X-ray server does.",
}


def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium: Browser, quarter: str) -> None:
    item = models.RowException.objects.filter(engagement=ENGAGEMENT).values_list("item", flat=True)[0]
    with opened(chromium, quarter, DANA, PHONE, now=DUE, bypass_csp=True) as page:
        for address in (REVIEW, EXCEPTIONS, FIRST, f"/e/{ENGAGEMENT}/items/{item}/"):
            for size in (DESK, PHONE):
                page.set_viewport_size(size)  # type: ignore[arg-type]  # a size is a dictionary of two numbers
                page.goto(address)
                assert not barriers(page)
