"""The three pictures that README shows: the line, a day, and whose job it was on Saturday night."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tools.pictures.demo import Demo

WIDTH, HEIGHT = 1120, 700
COLOURS = 128
QUIET = ".demo { display: none !important; }"
"""The banner belongs to the demo and not to the product."""


def readme_pictures(browser: Browser, demo: Demo, seat: Path, folder: Path) -> list[Path]:
    """Photograph the three, without the banner, into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", storage_state=seat, bypass_csp=True
    )
    page = context.new_page()
    page.goto(demo.url)
    home = page.url
    page.get_by_role("link", name=re.compile("Odd sign-ins")).first.click()
    pictures = {"item": page.url, "line": f"{home}line/", "today": home}
    taken = []
    for name, address in pictures.items():
        page.goto(address)
        page.add_style_tag(content=QUIET)
        file = folder / f"{name}.png"
        page.screenshot(path=file)
        taken.append(file)
    context.close()
    return taken
