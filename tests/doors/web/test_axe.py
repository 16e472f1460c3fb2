"""Nobody is shut out by any page: axe walks the URL map, in both themes, and on a phone no page scrolls sideways.

What a page needs to exist is filled in as the outsider's test does it; a page that is not there for Dana is left out.
"""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from demarc.acts.sign_in import offer_link
from tests.cast import DANA
from tests.doors.test_outsider import of_alder
from tests.doors.web.stage import ENGAGEMENT, NOW, person
from tests.doors.web.test_browser import AXE_RULES, PHONE, SUBJECT, opened, site

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_map(
    chromium: Browser,
    site: str,
    scheme: Literal["light", "dark"],
) -> None:
    with opened(chromium, site, DANA, scheme=scheme, bypass_csp=True) as page:
        found = {}
        visited = list(pages_of(page))
        for path in visited:
            page.goto(path)
            page.evaluate("for (const drawer of document.querySelectorAll('details')) drawer.removeAttribute('name')")
            page.evaluate("for (const drawer of document.querySelectorAll('details')) drawer.open = true")
            result = Axe().run(page, options=AXE_RULES)
            if result.violations_count:
                found[path] = result.generate_report()
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
    return bool(page.evaluate("document.documentElement.scrollWidth") > PHONE["width"])
