"""`/check/` in a real browser: with and without script, by day and by night, on a phone, and open to everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.doors.web.checking import one_file
from demarc.doors.web.checking.turns import Turns
from tests.doors.web.access import barriers
from tests.doors.web.site import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

OURS = Path(__file__).parents[3] / "example" / "our-raci.xlsx"
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
DROP = """([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    for (const type of ["dragover", "drop"]) {
        document.querySelector("main").dispatchEvent(
            new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
    }
}"""


@pytest.fixture
def site(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    settings.DEMARC_HOME = tmp_path
    monkeypatch.setattr(one_file, "turns", Turns())
    with served() as address:
        yield address


@contextmanager
def opened(browser: Browser, site: str, **more: Any) -> Iterator[Page]:
    """Open the page in a window of its own; it ends with no error on its console."""
    context = browser.new_context(base_url=site, **more)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto("/check/")
    yield page
    context.close()
    assert not troubles


def send(page: Page, file: Path = OURS) -> None:
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Does not hold")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_page_and_answer_shut_nobody_out_and_fit(chromium: Browser, site: str, size: Any) -> None:
    with opened(chromium, site, viewport=size, bypass_csp=True) as page:
        for is_answer in (False, True):
            if is_answer:
                send(page)
            assert not barriers(page)


def test_it_works_without_script(chromium: Browser, site: str) -> None:
    with opened(chromium, site, java_script_enabled=False) as page:
        send(page)
        expect(page.get_by_role("heading", name="Falls through first")).to_be_visible()


def test_a_dropped_file_is_checked_at_once(chromium: Browser, site: str) -> None:
    with opened(chromium, site) as page:
        page.evaluate(DROP, ["ours.csv", "Function,Dana Okafor,Harborline\nRestore testing,R,R\n"])
        expect(page.get_by_role("heading", level=1)).to_contain_text("Does not hold")
        expect(page.get_by_text("Monthly restore test")).to_be_visible()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(chromium: Browser, site: str) -> None:
    with opened(chromium, site) as page:
        page.evaluate(DROP, ["ours.csv", "x" * 16_000_001])
        expect(page.get_by_text("This file is larger than 16 MB")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("See what falls through")


def test_the_marked_workbook_comes_as_a_download(chromium: Browser, site: str, tmp_path: Path) -> None:
    with opened(chromium, site) as page:
        page.get_by_label("Your file").set_input_files(OURS)
        with page.expect_download() as coming:
            page.get_by_role("button", name="My workbook back, marked").click()
        assert coming.value.suggested_filename == "our-raci-marked.xlsx"
        coming.value.save_as(tmp_path / "marked.xlsx")
        assert (tmp_path / "marked.xlsx").read_bytes().startswith(b"PK")
        expect(page.get_by_text("The marked workbook comes as a download.")).to_be_visible()
        expect(page.get_by_role("button", name="Check it")).to_be_enabled()
