"""Going through the pages with a browser: what to visit, how wide and how bright, and what must not happen there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.doors.web.access import RULES, SCRIPT, px_too_wide, violations
from tools.pictures.demo import Demo

SIZES = {"phone": (375, 812), "desktop": (1280, 900)}
BRIGHTNESS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PEOPLE = ("dana", "tomasz")
SIGNED_OUT = {
    "enter": "/enter/",
    "check": "/check/",
    "before": "/before/",
    "before-proposal": "/before/proposal/",
    "before-interview": "/before/interview/",
    "status": "/status/",
    "parts": "/parts/",
    "keys": "/keys/",
    "nowhere": "/nowhere/",
}


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


def shoot(browser: Browser, demo: Demo, album: Album) -> None:
    """Photograph every page: signed out, and as one person of each side."""
    seats = {name: sign_in(browser, demo.links[name], album) for name in PEOPLE}
    for who, seat in {"signed-out": None, **seats}.items():
        paths = _pages_of(browser, demo, seat) if seat else SIGNED_OUT | _buyers_pages(browser, demo)
        for size, (width, height) in SIZES.items():
            for brightness in BRIGHTNESS:
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=brightness, storage_state=seat
                )
                for name, path in paths.items():
                    _photograph(context, demo.url + path, Picture(who, name, size, brightness, album.folder), album)
                context.close()


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


def _pages_of(browser: Browser, demo: Demo, seat: Path) -> dict[str, str]:
    """One path for each kind of page within two links of where somebody lands, and the demo's own."""
    context = browser.new_context(storage_state=seat)
    page = context.new_page()
    page.goto(demo.url)
    home = re.sub(r"^https?://[^/]+", "", page.url)
    found = {"today": home}
    for path in _links(page, home):
        found.setdefault(_kind(path, home), path)
    for first in tuple(found.values()):
        page.goto(demo.url + first)
        for path in _links(page, home):
            found.setdefault(_kind(path, home), path)
    page.goto(f"{demo.url}{home}line/")
    yesterday = page.get_by_role("link", name="Yesterday").get_attribute("href") or home
    context.close()
    past = {"line-then": yesterday, "find": f"{home}find/?q=a", "tour": f"{home}?tour=1"}
    return found | past | {"both": "/demo/both/"}


def _buyers_pages(browser: Browser, demo: Demo) -> dict[str, str]:
    """Open a buyer's file, and give the pages its links lead to before anybody has answered."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo.url}/before/fit/")
    page.get_by_role("button", name="Make the links").click()
    addresses = [link.get_attribute("href") or "" for link in page.locator("dl.links a").all()]
    context.close()
    lead, _, file = (re.sub(r"^https?://[^/]+", "", address) for address in addresses)
    within = file.replace("/before/fit/", "/before/file/")
    return {
        "before-fit": "/before/fit/",
        "before-answer": lead,
        "before-scope": f"{lead.replace('/before/fit/', '/before/file/')}scope/",
        "before-file": file,
        "before-vendors": f"{within}vendors/",
        "before-decision": f"{within}decision/",
    }


def _links(page: Page, home: str) -> Iterator[str]:
    for link in page.locator("a[href]").all():
        path = (link.get_attribute("href") or "").partition("#")[0].partition("?")[0]
        if path.startswith(home) and not NO_PAGE.search(path):
            yield path


NO_PAGE = re.compile(r"export|in-force|\.(ics|csv|xlsx|yaml|json|pdf|txt|jsonl)$|/download")
"""Addresses that give a file, which no browser shows."""
WORD = re.compile(r"[a-z][a-z-]{1,15}")


def _kind(path: str, home: str) -> str:
    """`items`, `items-x`, `matrix-versions-x` ...: the page, whatever engagement, item or row it is about."""
    parts = path.removeprefix(home).strip("/").split("/")
    return "-".join(part if WORD.fullmatch(part) else "x" for part in parts if part) or "today"


def _photograph(context: BrowserContext, url: str, wanted: Picture, album: Album) -> None:
    where = f"{wanted.who}/{wanted.page}/{wanted.size}/{wanted.brightness}"
    page = context.new_page()
    page.on("console", lambda message: _note_console(message, where, album))
    page.on("pageerror", lambda error: album.troubles.append(f"{where}: {error}"))
    page.goto(url)
    file = album.folder / f"{where.replace('/', '-')}.png"
    page.screenshot(path=file, full_page=True)
    album.pictures.append(Picture(wanted.who, wanted.page, wanted.size, wanted.brightness, file))
    if (over := px_too_wide(page)) > 0:
        album.troubles.append(f"{where}: the page is {over} px too wide")
    page.evaluate(SCRIPT)
    album.troubles += [f"{where}: {one}" for one in violations(page, {"runOnly": RULES})]
    page.close()


def _note_console(message: ConsoleMessage, where: str, album: Album) -> None:
    expected = "nowhere" in where and "404" in message.text
    if message.type in {"error", "warning"} and not expected:
        album.troubles.append(f"{where}: console: {message.text}")
