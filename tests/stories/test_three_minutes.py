"""The three minutes that a visitor gives the demo, clicked through in a real browser, at a desk and on a phone.

The process, the fourteen days and the browser are real; only the clock is pushed ahead, with the demo's own button.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.doors.web.tour import STEPS
from tools.pictures.demo import Demo, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SIGN_INS = "Odd sign-ins to the mailbox of Marc Bell: two countries within an hour"
RANSOMWARE = "Ransomware behaviour on XRAY-FS-01: files renamed in bulk"
SIZES = {"desktop": (1280, 900), "phone": (375, 812)}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    with running_demo(tmp_path) as running:
        yield running


def visit(browser: Browser, demo: Demo, size: str) -> Page:
    """Come in by Dana's printed link."""
    width, height = SIZES[size]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(demo.links["dana"])
    page.get_by_role("button", name="Sign in as").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    return page


def fits(page: Page) -> None:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, page.url


def become(page: Page, name: str) -> None:
    page.get_by_role("region", name="Demonstration").get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".foot")).to_contain_text(f"You are {name}")


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Destinations").get_by_role("link", name=name, exact=True).click()


def be_shown_around(page: Page) -> None:
    """Walk the eight steps, to the spreadsheet."""
    page.get_by_role("button", name="Show me around").click()
    for number, step in enumerate(STEPS, start=1):
        expect(page.get_by_text(f"Step {number} of 8")).to_be_visible()
        expect(page.get_by_role("heading", name=step.title)).to_be_visible()
        fits(page)
        if number == 4:
            told = page.locator(".bead", has_text=re.compile(f"A-[0-9]+.*{RANSOMWARE}", re.DOTALL)).first
            expect(told).to_be_visible()
            expect(page.locator(".board-then")).to_contain_text("row SE-01, version 3")
        if number < len(STEPS):
            page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("212 tickets stayed on their own side and cost nobody a click.")).to_be_visible()
    page.get_by_role("link", name="Now drop your own spreadsheet here.").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/check/")


def accept_what_was_offered(page: Page) -> None:
    """Nothing is Dana's by silence; it is by her acceptance."""
    become(page, "Dana")
    page.get_by_role("region", name="Waits for my acceptance").get_by_role("link", name=SIGN_INS).click()
    holder = page.locator(".plate-holds .plate-name")
    expect(holder).to_have_text("Tomasz Wren")
    page.get_by_role("button", name="Let 15 minutes pass").click()
    expect(page.get_by_text("15 minutes have passed.")).to_be_visible()
    expect(holder).to_have_text("Tomasz Wren")
    fits(page)
    page.get_by_label("Your next step").fill("Call Marc on the number I know")
    page.get_by_role("button", name="Accept it").click()
    expect(holder).to_have_text("Dana Okafor")


def see_it_on_the_line(page: Page) -> None:
    """What was accepted lies on the other side now; and that night, Tomasz held the ransomware."""
    go_to(page, "The line")
    expect(page.locator(".bead-client", has_text=SIGN_INS)).to_be_visible()
    fits(page)
    page.get_by_role("link", name="A week ago").click()
    expect(page.get_by_role("heading", name="Whose job was that?")).to_be_visible()
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_role("heading", name="The line", exact=True)).to_be_visible()
    slider = page.get_by_label("Slide through time")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    expect(page.get_by_role("heading", name="Whose job was that?")).to_be_visible()
    assert "at=" in page.url


@pytest.mark.parametrize("size", list(SIZES))
def test_a_visitor_understands_it_in_three_minutes(chromium: Browser, demo: Demo, size: str) -> None:
    page = visit(chromium, demo, size)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    be_shown_around(page)
    accept_what_was_offered(page)
    see_it_on_the_line(page)
    page.get_by_role("link", name="both sides").click()
    expect(page.get_by_role("region", name="Tomasz Wren")).to_be_visible()
    fits(page)
    assert not troubles
    page.context.close()


def test_the_demo_begins_again_at_the_press_of_a_button(chromium: Browser, demo: Demo) -> None:
    page = visit(chromium, demo, "desktop")
    page.get_by_role("region", name="Waits for my acceptance").get_by_role("link", name=SIGN_INS).click()
    page.get_by_label("Your next step").fill("Call Marc")
    page.get_by_role("button", name="Accept it").click()
    page.get_by_role("button", name="Begin again").click()
    expect(page.get_by_role("heading", name="The demo begins again")).to_be_visible()
    page.wait_for_url(lambda url: "/demo/again/" not in url, timeout=120_000)
    become(page, "Dana")
    expect(page.get_by_role("region", name="Waits for my acceptance").get_by_role("link", name=SIGN_INS)).to_be_visible()
    page.context.close()
