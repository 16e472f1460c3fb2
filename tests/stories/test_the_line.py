"""One real alert, from a real Alertmanager to a held, handed-off, escalated, accepted and verifiable item.

Everything is real: the source, the server process, the mail server, the browsers of both sides, the export on disk.
Only the clock is pushed ahead, with the demo's own button.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_in import offer_link
from demarc.core.presets.alder import alder_dental_group
from demarc.doors import clock
from demarc.files.pack import RECORD
from demarc.record.reads.people import person_by_key
from tests.databases import Database
from tests.services import LOOPBACK, Alertmanager, Mailbox
from tests.serving import serving

pytestmark = pytest.mark.timeout(180)

SUBJECT = "EdrRansomware: files are renamed in bulk on XRAY-FS-01"
ALERT = {
    "labels": {
        "alertname": "EdrRansomware",
        "severity": "critical",
        "topic": "edr-alert",
        "device_class": "server",
        "site": "central",
    },
    "annotations": {"summary": "files are renamed in bulk on XRAY-FS-01"},
}
ROUTES = """
route:
  receiver: demarc
  group_wait: 0s
  group_interval: 1s
receivers:
- name: demarc
  webhook_configs:
  - url: {url}/in/{feed}
    http_config:
      authorization:
        credentials: {token}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Both firms on one server: where it answers, their engagement, and what Prometheus posts with."""

    url: str
    engagement: str
    feed: NewFeed

    def page(self, name: str) -> str:
        return f"/e/{self.engagement}/{name}/"


def put_in_force() -> tuple[str, NewFeed]:
    """Put the example in force, its roster a week old, so that Dana's weekend away lies behind the story."""
    now = clock.now()
    matrix = alder_dental_group((now - timedelta(days=7)).date())
    engagement = start_engagement(matrix=matrix, now=now, by="dana", leads=("dana", "priya"))
    dana = person_by_key(engagement=engagement, key="dana")
    assert dana is not None
    aspects = {name: name for name in ("topic", "site", "device_class")}
    feed = add_feed(
        engagement=engagement, by=dana, now=now, name="Prometheus", reader="alertmanager", holder=dana, aspects=aspects
    )
    assert isinstance(feed, NewFeed)
    return engagement, feed


@contextmanager
def signed_in(browser: Browser, line: Line, who: str) -> Iterator[Page]:
    """Open a window of one person, by a link of their own."""
    person = person_by_key(engagement=line.engagement, key=who)
    assert person is not None
    context = browser.new_context(base_url=line.url, accept_downloads=True)
    page = context.new_page()
    page.goto(f"/enter/{offer_link(engagement=line.engagement, person=person, now=clock.now())}/")
    page.get_by_role("button", name="Sign in as").click()
    yield page
    context.close()


def open_item(page: Page, line: Line) -> None:
    page.goto(line.page("items"))
    page.get_by_role("link", name=SUBJECT, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SUBJECT)


def holder_on(page: Page) -> str:
    return page.locator(".plate-holds .plate-name").inner_text()


def wait_for_the_item(page: Page, line: Line) -> None:
    """Alertmanager posts after its own moment: look again until the alert is there."""
    for _ in range(60):
        page.goto(line.page("items"))
        if page.get_by_role("link", name=SUBJECT, exact=True).count():
            return
        page.wait_for_timeout(250)
    pytest.fail("the alert that Alertmanager posted never became an item")


def let_15_minutes_pass(page: Page) -> None:
    page.get_by_role("button", name="Let 15 minutes pass").click()
    expect(page.get_by_text("15 minutes have passed.")).to_be_visible()


def wait_for_calls(page: Page, line: Line, count: int) -> None:
    """The engine fires one step of a clock a turn: look again until the silence has called so many times."""
    for _ in range(40):
        open_item(page, line)
        if page.get_by_text("because nobody has accepted").count() >= count:
            return
        page.wait_for_timeout(250)
    pytest.fail("the silence called nobody")


def hand_off_to(page: Page, name: str) -> None:
    page.locator("#offer > summary").click()
    drawer = page.locator("#offer")
    receiver = drawer.locator("option", has_text=name).get_attribute("value")
    drawer.get_by_label("Offer it to").select_option(receiver)
    drawer.get_by_label("Why them").fill("It is your server: you decide whether it is switched off.")
    drawer.get_by_label("What comes with it").fill("The process list; nothing isolated so far.")
    drawer.get_by_role("button", name="Offer it").click()
    expect(page.get_by_text("Offered; you still hold it.")).to_be_visible()


def accept(page: Page) -> None:
    if page.locator("#accept").get_attribute("open") is None:
        page.locator("#accept > summary").click()
    page.locator("#accept").get_by_label("Your next step").fill("Read the process list")
    page.locator("#accept").get_by_role("button", name="Accept it").click()
    expect(page.get_by_text("It is yours.")).to_be_visible()


def export_of(page: Page, line: Line, target: Path) -> Path:
    page.goto(line.page("record"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the export").click()
    download.value.save_as(target)
    return target


def verify(export: Path) -> dict[str, object]:
    told = subprocess.run(
        [sys.executable, "-m", "demarc", "verify", str(export), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": "src"},
    )
    answer = json.loads(told.stdout)
    assert isinstance(answer, dict)
    return answer


def flip_a_byte_of_entry(export: Path, seq: int, target: Path) -> Path:
    """Change one letter inside one entry of an export, as a hand that means harm would."""
    with ZipFile(export) as pack:
        lines = pack.read(RECORD).splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if f'"seq":{seq},'.encode() in line.replace(b'\\"', b'"'))
    place = lines[at].index(b"holder") + 12
    changed = bytes([lines[at][place] ^ 1])
    lines[at] = lines[at][:place] + changed + lines[at][place + 1 :]
    target.write_bytes(b"".join(lines))
    return target


def test_one_real_alert_from_arrival_to_acceptance_and_a_record_that_verifies(
    tmp_path: Path,
    sqlite_database: Database,
    chromium: Browser,
    smtp_server: Mailbox,
    alertmanager: Callable[[str], Alertmanager],
) -> None:
    engagement, feed = put_in_force()
    mail = {"DEMARC_MAIL_URL": f"smtp://{smtp_server.host}:{smtp_server.port}"}
    with serving({**sqlite_database.env, **mail, "DEMARC_DEMO": "yes"}) as server:
        line = Line(f"http://{LOOPBACK}:{server.port}", engagement, feed)
        alertmanager(ROUTES.format(url=line.url, feed=feed.id, token=feed.token)).post(ALERT)
        with signed_in(chromium, line, "dana") as dana:
            wait_for_the_item(dana, line)
            open_item(dana, line)
            on_call = holder_on(dana)
            with signed_in(chromium, line, on_call.split()[0].lower()) as provider:
                the_sender_holds_through_the_silence(provider, dana, line, on_call)
                exports = [
                    export_of(page, line, tmp_path / name) for page, name in ((dana, "client"), (provider, "provider"))
                ]
    called = {receiver for envelope in smtp_server.messages for receiver in envelope.rcpt_tos}
    # Dana was asked, and her silence called somebody who had not been called before.
    assert "dana@alder.example" in called
    assert len(called) > 2, called
    for export in exports:
        answer = verify(export)
        assert answer["intact"] is True
        assert answer["first_broken"] is None
        broken = verify(flip_a_byte_of_entry(export, 4, tmp_path / "flipped"))
        assert broken["intact"] is False
        assert broken["first_broken"] == 4


def the_sender_holds_through_the_silence(provider: Page, dana: Page, line: Line, on_call: str) -> None:
    open_item(provider, line)
    accept(provider)
    hand_off_to(provider, "Dana Okafor")
    expect(provider.locator(".plate-asked .plate-name")).to_have_text("Dana Okafor")
    for page in (provider, dana):
        open_item(page, line)
        assert holder_on(page) == on_call
    let_15_minutes_pass(dana)
    wait_for_calls(dana, line, 2)
    assert holder_on(dana) == on_call
    accept(dana)
    for page in (provider, dana):
        open_item(page, line)
        assert holder_on(page) == "Dana Okafor"
