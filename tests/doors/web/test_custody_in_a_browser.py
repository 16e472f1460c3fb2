"""The pages of custody in a real browser: groups, parts, flags, the age, bundles and people shut nobody out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from demarc.acts import flag, hand_off, note, split
from demarc.acts.absence import be_away
from demarc.acts.leave import leave
from demarc.acts.together import offer_together
from demarc.core.words import PersonId, Severity
from demarc.record.models import Item, Signal
from tests.cast import DANA, JONAH, MEI, PRIYA, TOMASZ
from tests.databases import Database
from tests.doors.conftest import Standing
from tests.doors.web.access import OPEN_ALL_DRAWERS, barriers, px_too_wide
from tests.doors.web.site import served
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, set_the_stage
from tests.doors.web.test_browser import DESK, PHONE, opened
from tests.stage import DAY, done

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

HOME = f"/e/{ENGAGEMENT}/"


@dataclass(frozen=True, slots=True)
class Evening:
    """The site, and the pages to look at: who looks, and where."""

    site: str
    pages: tuple[tuple[PersonId, str], ...]


@pytest.fixture
def evening(sqlite_database: Database, standing_clock: Standing) -> Iterator[Evening]:
    """Serve an evening on which everything happened that a page of custody can show."""
    assert sqlite_database.vendor == "sqlite"
    assert standing_clock.now == NOW
    set_the_stage()
    item, other, third = (arrive(f"Odd sign-ins to the CFO's mailbox from two countries, {nth}") for nth in range(3))
    missed = arrive("Server PT-SRV-04 missed its updates", topic="os-patch", severity=Severity.LOW)

    def by(key: PersonId, of: str = item) -> Any:
        return {"engagement": ENGAGEMENT, "item": of, "by": person(key), "now": NOW}

    report(item, 60)
    for one in (item, other, third):
        done(hand_off.accept(next_step="read the sign-in log", **by(TOMASZ, one)))
    done(note.intervene(text="Blocked the session.", **by(DANA)))
    done(split.split(subject="Rebuild the laptop", topic="os-patch", why="it may be infected", **by(TOMASZ)))
    raised = done(flag.flag(text="Friday's first alert was missed", **by(DANA))).item
    many: Any = {"engagement": ENGAGEMENT, "by": person(TOMASZ), "now": NOW}
    offer_together(items=[other], to=person(JONAH), why="night is over", **many)
    leave(engagement=ENGAGEMENT, person=person(MEI), by=person(PRIYA), now=NOW)
    be_away(engagement=ENGAGEMENT, person=person(JONAH), until=NOW + DAY, by=person(PRIYA), now=NOW)
    pages = (
        (TOMASZ, f"items/{item}/"),
        (DANA, f"items/{missed}/"),
        (TOMASZ, f"items/{raised}/"),
        (DANA, f"items/{item}/signals"),
        (TOMASZ, "shift/"),
        (JONAH, "shift/"),
        (PRIYA, f"people/{person(TOMASZ)}/"),
        (PRIYA, f"people/{person(JONAH)}/"),
        (DANA, f"people/{person(MEI)}/"),
        (TOMASZ, "items/?list=queue"),
    )
    with served() as address:
        yield Evening(address, pages)


def report(item: str, count: int) -> None:
    Item.objects.filter(id=item).update(fingerprint="cause")
    for nth in range(count):
        one: Any = {"inbox": f"post-{nth:03}", "position": 0, "received_at": NOW, "tier": "item", "fingerprint": "cause"}
        Signal.objects.create(engagement=ENGAGEMENT, item=item, subject=f"Sign-in from Lisbon, try {nth}", **one)


def test_axe_finds_nothing_on_any_of_them(chromium: Browser, evening: Evening) -> None:
    for who in dict.fromkeys(who for who, _ in evening.pages):
        with opened(chromium, evening.site, who, DESK, bypass_csp=True) as page:
            for address in (HOME + path for reader, path in evening.pages if reader == who):
                page.goto(address)
                assert not barriers(page)


def test_none_of_them_scrolls_sideways_on_a_phone_or_complains(chromium: Browser, evening: Evening) -> None:
    for who in dict.fromkeys(who for who, _ in evening.pages):
        with opened(chromium, evening.site, who, PHONE) as page:
            for address in (HOME + path for reader, path in evening.pages if reader == who):
                page.goto(address)
                page.evaluate(OPEN_ALL_DRAWERS)
                assert px_too_wide(page) <= 0, address


def test_a_bundle_is_taken_over_from_the_keyboard(chromium: Browser, evening: Evening) -> None:
    with opened(chromium, evening.site, JONAH) as page:
        page.goto(HOME + "shift/")
        page.get_by_role("checkbox").first.focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Accept what is marked").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 item accepted by one act.")).to_be_visible()
