"""Nobody is shut out by any page: axe walks the map of the pages in the demo, in both themes, with every drawer open.

No page of the map is left out: one without an example fails here with its name, or `tools/pictures/pages.py` says why.
That no page scrolls sideways on a phone is looked at by `test_pictures.py`, over the same map.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.doors.web.access import barriers
from tools.pictures.demo import Demo, running_demo
from tools.pictures.pages import FILE, FORM, MACHINE, NO_PAGE, without_example
from tools.pictures.shoot import Album, pages_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Run the demo, once for the whole sweep."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="module")
def seats(chromium: Browser, demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[Path | None, dict[str, str]]:
    """Map each seat to the pages it is asked for: Dana's, what only Tomasz has, and what needs no seat."""
    album = Album(tmp_path_factory.mktemp("seats"))
    found: dict[Path | None, dict[str, str]] = {}
    for seat in (*(sign_in(chromium, demo.links[who], album) for who in ("dana", "tomasz")), None):
        known = {name for pages in found.values() for name in pages}
        found[seat] = {name: path for name, path in pages_of(chromium, demo, seat).items() if name not in known}
    return found


def test_the_demo_has_an_example_of_every_page(seats: dict[Path | None, dict[str, str]]) -> None:
    seen = {name for pages in seats.values() for name in pages}
    assert without_example(seen) == []
    assert len(seen) >= FEWEST, sorted(seen)


FEWEST = 50


def test_a_page_that_nothing_leads_to_is_named() -> None:
    assert without_example({"today"}) == [line for line in without_example(set()) if "`today`" not in line]
    assert "the demo has no example of the page `today`" in without_example(set())
    assert len(set(NO_PAGE.values()) - {FORM, FILE, MACHINE}) <= FEW, (
        "a page is left out for a reason of its own, or mended"
    )


FEW = 2


def test_axe_finds_nothing_on_any_page_of_the_map(
    chromium: Browser, demo: Demo, seats: dict[Path | None, dict[str, str]]
) -> None:
    found: list[str] = []
    for seat, pages in seats.items():
        context = chromium.new_context(storage_state=seat, base_url=demo.url, bypass_csp=True)
        page = context.new_page()
        for path in pages.values():
            page.goto(path)
            found += barriers(page)
        context.close()
    assert not found
