"""Going through the pages with a browser: what to visit, how wide and how bright, and what must not happen there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from tests.doors.web.access import RULES, SCRIPT, px_too_wide, violations
from tools.pictures.demo import Demo
from tools.pictures.pages import seat_pages, signed_out_pages, without_example

SIZES = {"phone": (375, 812), "desktop": (1280, 900)}
Brightness = Literal["light", "dark"]
EVERY_LOOK: tuple[tuple[str, Brightness], ...] = (
    ("phone", "light"),
    ("phone", "dark"),
    ("desktop", "light"),
    ("desktop", "dark"),
)
PEOPLE: dict[str, tuple[tuple[str, Brightness], ...]] = {
    "signed-out": EVERY_LOOK,
    "dana": EVERY_LOOK,
    "tomasz": (("phone", "dark"), ("desktop", "light")),
}
"""Whose pages are photographed, in which size and brightness. The other side's are built of the same parts: each size and
each brightness once is enough to see that nothing of the first side stands in them."""
EXPECTED = {"nowhere": "404", "here": "410", "decide": "410"}
"""The status of pages that tell of something that is not there; a browser writes it on its console."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it: whose eyes, which page, how wide and how bright, and its file."""

    who: str
    page: str
    size: str
    brightness: str
    file: Path


@dataclass(slots=True)
class Album:
    """All pictures of one run, and what was wrong on the way."""

    folder: Path
    pictures: list[Picture] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def shoot(browser: Browser, demo: Demo, album: Album, people: Sequence[str] = ()) -> None:
    """Photograph every page: signed out, and as one person of each side; a page nobody saw is a trouble.

    With `people` only what these see, and then nobody can tell what nobody saw.
    """
    seen: set[str] = set()
    for who, looks in PEOPLE.items():
        if people and who not in people:
            continue
        seat = sign_in(browser, demo.links[who], album) if who in demo.links else None
        paths = pages_of(browser, demo, seat)
        seen |= paths.keys()
        for size, brightness in looks:
            width, height = SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=brightness,
                storage_state=seat,
            )
            for name, path in paths.items():
                _photograph(context, demo.url + path, Picture(who, name, size, brightness, album.folder), album)
            context.close()
    if not people:
        album.troubles += without_example(seen)


def pages_of(browser: Browser, demo: Demo, seat: Path | None) -> dict[str, str]:
    """Map the pages of somebody who has signed in, or those that need no seat, to their addresses."""
    context = browser.new_context(storage_state=seat)
    pages = (seat_pages if seat else signed_out_pages)(context.request, demo)
    context.close()
    return pages


def sign_in(browser: Browser, link: str, album: Album) -> Path:
    """Use a one-time link up; what stays is the cookie, in a file that the browser can start from."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.locator("main form[method=post] button").first.click()
    page.wait_for_url(re.compile(r"/e/"))
    seat = album.folder / f"seat-{len(list(album.folder.glob('seat-*')))}.json"
    context.storage_state(path=seat)
    context.close()
    return seat


def _photograph(context: BrowserContext, url: str, wanted: Picture, album: Album) -> None:
    where = f"{wanted.who}/{wanted.page}/{wanted.size}/{wanted.brightness}"
    page = context.new_page()
    page.on("console", lambda message: _note_console(message, where, album))
    page.on("pageerror", lambda error: album.troubles.append(f"{where}: {error}"))
    answer = page.goto(url)
    if answer is None or str(answer.status) != EXPECTED.get(wanted.page, "200"):
        album.troubles.append(f"{where}: {answer and answer.status}")
    file = album.folder / f"{where.replace('/', '-')}.png"
    page.screenshot(path=file, full_page=True)
    album.pictures.append(Picture(wanted.who, wanted.page, wanted.size, wanted.brightness, file))
    if (over := px_too_wide(page)) > 0:
        album.troubles.append(f"{where}: the page is {over} px too wide")
    page.evaluate(SCRIPT)
    album.troubles += [f"{where}: {one}" for one in violations(page, {"runOnly": RULES})]
    page.close()


def _note_console(message: ConsoleMessage, where: str, album: Album) -> None:
    page = where.split("/")[1]
    expected = page in EXPECTED and EXPECTED[page] in message.text
    if message.type in {"error", "warning"} and not expected:
        album.troubles.append(f"{where}: console: {message.text}")
