"""What keeps somebody out of a page: what axe finds, by day and by night, and what is wider than the screen."""

from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = AXE_FILE_PATH.read_text(encoding="utf-8")
OPEN_ALL_DRAWERS = """for (const drawer of document.querySelectorAll('details')) {
    drawer.wasOpen = drawer.open; drawer.wasNamed = drawer.getAttribute('name');
    drawer.removeAttribute('name'); drawer.open = true;
}"""
CLOSE_THEM_AGAIN = """for (const drawer of document.querySelectorAll('details')) {
    drawer.open = drawer.wasOpen; if (drawer.wasNamed !== null) drawer.setAttribute('name', drawer.wasNamed);
}"""


def barriers(page: Page) -> list[str]:
    """Open every drawer of the page and name what is in somebody's way; the page must have been opened without its CSP.

    A theme changes colours only, so by night only the contrast is looked at anew. The page is left as it was, by day.
    """
    page.evaluate(OPEN_ALL_DRAWERS)
    found = [f"{page.url} is {over} px too wide" for over in (px_too_wide(page),) if over > 0]
    page.evaluate(SCRIPT)
    by_day = {"runOnly": RULES}
    by_night = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for scheme, rules in (("dark", by_night), ("light", by_day)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # it is one of two words
        found += [f"{page.url}, {scheme}: {one}" for one in violations(page, rules)]
    page.evaluate(CLOSE_THEM_AGAIN)
    return found


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """Run axe, which the page must hold by now, and tell each rule that is broken, with up to three places."""
    asked = {**rules, "resultTypes": ["violations"]}
    broken = page.evaluate("async rules => (await axe.run(rules)).violations", asked)
    return [f"{one['help']} ({'; '.join(str(node['target'][0]) for node in one['nodes'][:3])})" for one in broken]


def px_too_wide(page: Page) -> int:
    """Tell by how many pixels the page is wider than its window; 0 or less when it fits."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
