"""Nobody is shut out by any page: axe walks the URL map, in both themes, and on a phone no page scrolls sideways.

What a page needs to exist is filled in as the outsider's test does it; a page that is not there for Dana is left out.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from demarc.acts.sign_in import offer_link
from tests.cast import DANA
from tests.doors.test_outsider import of_alder
from tests.doors.web.access import barriers, px_too_wide
from tests.doors.web.stage import ENGAGEMENT, NOW, person
from tests.doors.web.test_browser import PHONE, SUBJECT, opened, site

__all__ = ["site"]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

FEWEST = 14


def pages_of(page: Page) -> Iterator[str]:
    """Yield the addresses that answer Dana with a page of their own."""
    page.goto(f"/e/{ENGAGEMENT}/items/")
    item = urlsplit(page.get_by_role("link", name=SUBJECT, exact=True).get_attribute("href") or "").path
    known = item.rstrip("/").rsplit("/", 1)[1]
    token = offer_link(engagement=ENGAGEMENT, person=person(DANA), now=NOW)
    paths = dict.fromkeys(path for path in of_alder(known, token) if not path.startswith("/leave"))
    paths |= dict.fromkeys((f"/e/{ENGAGEMENT}/line/?at=2026-11-28T17:41", f"/e/{ENGAGEMENT}/find/?q=e"))
    for path in paths:
        answer = page.request.get(path, max_redirects=0)
        if answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html"):
            yield path


def test_axe_finds_nothing_on_any_page_of_the_map(
    chromium: Browser,
    site: str,
) -> None:
    with opened(chromium, site, DANA, bypass_csp=True) as page:
        found: list[str] = []
        visited = list(pages_of(page))
        for path in visited:
            page.goto(path)
            found += barriers(page)
        assert not found
        assert len(visited) >= FEWEST, visited


def test_no_page_of_the_map_scrolls_sideways_on_a_phone(
    chromium: Browser,
    site: str,
) -> None:
    with opened(chromium, site, DANA, PHONE) as page:
        wide = [path for path in pages_of(page) if _is_wide(page, path)]
    assert not wide


def _is_wide(page: Page, path: str) -> bool:
    page.goto(path)
    return px_too_wide(page) > 0
