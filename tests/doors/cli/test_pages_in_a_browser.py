"""The mailed page in a real browser: nothing is cut off on a phone, nothing is complained about, and it can be read."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.doors.cli.test_formats import COMMANDS, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page


def listened(page: "Page") -> list[str]:
    """Gather what the browser complains about from now on."""
    complaints: list[str] = []

    def hear(message: "ConsoleMessage") -> None:
        complaints.append(message.text)

    page.on("console", hear)
    return complaints


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["check with devices", "who", "drill", "replay"])
def test_a_page_fits_a_phone_and_a_desk_by_day_and_by_night(
    name: str, chromium: "Browser", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page_of(COMMANDS[name], tmp_path, capsys), encoding="utf-8")
    for width in (375, 1280):
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            complaints = listened(page)
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            assert complaints == []
            # The checker is a script, which the page's own policy forbids: it looks at a copy with another policy.
            page.set_content(
                file.read_text(encoding="utf-8").replace("default-src 'none'", "default-src 'unsafe-inline' data:")
            )
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            page.close()
