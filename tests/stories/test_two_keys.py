"""Two browsers, two sides, two keys: a version is proposed, discussed and signed, and decides later by the demo's clock.

A byte that changes after the first signature is refused, and the old version answers for its time. What was signed comes
to both sides by mail as a PDF, and their page has the same.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from demarc.acts.put_in_force import start_engagement
from demarc.acts.sign_in import offer_link
from demarc.core.matrix.table import Matrix
from demarc.core.presets.alder import alder_dental_group
from demarc.doors import clock
from demarc.files.matrix.file import read_matrix, write_matrix
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import person_by_key
from tests.databases import Database
from tests.services import LOOPBACK, PATIENCE, Mailbox
from tests.serving import serving

pytestmark = pytest.mark.timeout(180)
SIDES = 2


@contextmanager
def signed_in(browser: Browser, url: str, engagement: str, who: str) -> Iterator[Page]:
    person = person_by_key(engagement=engagement, key=who)
    assert person is not None
    context = browser.new_context(base_url=url, accept_downloads=True)
    page = context.new_page()
    page.goto(f"/enter/{offer_link(engagement=engagement, person=person, now=clock.now())}/")
    page.get_by_role("button", name="Sign in as").click()
    yield page
    context.close()


def turned_round(matrix: Matrix) -> Matrix:
    """Change hands of one row: its deputy becomes who is accountable, and the other way round."""
    first = next(row for row in matrix.rows if row.slots.deputy and matrix.directory.person(row.slots.accountable))
    turned = replace(first.slots, accountable=first.slots.deputy, deputy=first.slots.accountable)
    rows = tuple(replace(row, slots=turned) if row is first else row for row in matrix.rows)
    return replace(matrix, version="next", rows=rows)


def propose(page: Page, engagement: str, tmp_path: Path, zone: str) -> None:
    """Download what is in force, change it, and send it back."""
    page.goto(f"/e/{engagement}/matrix/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a workbook").click()
    download.value.save_as(tmp_path / "matrix.xlsx")
    write_matrix(turned_round(read_matrix(tmp_path / "matrix.xlsx").matrix), tmp_path / "next.xlsx")
    page.goto(f"/e/{engagement}/matrix/")
    page.get_by_role("link", name="Versions", exact=True).click()
    page.get_by_label("The matrix file").set_input_files(tmp_path / "next.xlsx")
    start = (clock.now() + timedelta(minutes=10)).astimezone(ZoneInfo(zone))
    page.get_by_role("region", name="Propose the next").get_by_label("In force from").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.get_by_label("Why").fill("The deputy does this already.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("Proposed. Both sides read it here")).to_be_visible()


def sign(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Digest").fill(page.locator(".page-head code").inner_text())
    page.get_by_role("button", name="Sign for").click()


def mailed_papers(mailbox: Mailbox) -> list[bytes]:
    """Wait until the engine has sent both sides what they signed, and give the PDFs."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        messages = [message_from_string(text, _class=EmailMessage, policy=policy.default) for text in mailbox.texts()]
        parts = [part for message in messages for part in message.iter_attachments()]
        found = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "application/pdf"]
        if len(found) == SIDES:
            return [made for made in found if isinstance(made, bytes)]
        time.sleep(0.2)
    raise AssertionError("the signed version did not come by mail")


def test_two_sides_sign_with_two_keys(
    tmp_path: Path, sqlite_database: Database, chromium: Browser, smtp_server: Mailbox
) -> None:
    now = clock.now()
    matrix = alder_dental_group((now - timedelta(days=7)).date())
    engagement = start_engagement(matrix=matrix, now=now, by="dana", leads=("dana", "priya"))
    stored = models.Version.objects.filter(engagement=engagement, number=2)
    mail = {"DEMARC_MAIL_URL": f"smtp://{smtp_server.host}:{smtp_server.port}"}
    with serving({**sqlite_database.env, **mail, "DEMARC_DEMO": "yes"}) as server:
        url, address = f"http://{LOOPBACK}:{server.port}", f"/e/{engagement}/matrix/versions/2/"
        with signed_in(chromium, url, engagement, "dana") as dana, signed_in(chromium, url, engagement, "priya") as priya:
            propose(dana, engagement, tmp_path, matrix.engagement.zone)
            priya.goto(address)
            expect(priya.get_by_text("The deputy does this already.")).to_be_visible()
            priya.get_by_label("Remark").fill("Agreed, from then on.")
            priya.get_by_role("button", name="Say it to both sides").click()
            sign(priya, address)
            expect(priya.get_by_text("Now the other side signs")).to_be_visible()
            dana.goto(address)
            expect(dana.get_by_text("Agreed, from then on.")).to_be_visible()

            whole = stored.get().text
            stored.update(text=whole.replace('"version":"next"', '"version":"nexu"'))
            sign(dana, address)
            expect(dana.get_by_text("Signing is refused: the text has the digest")).to_be_visible()
            stored.update(text=whole)
            sign(dana, address)
            expect(dana.get_by_text("Signed by both sides.")).to_be_visible()
            expect(dana.get_by_role("heading", level=1)).to_have_text("Version next: signed by both, in force later")

            with dana.expect_download() as download:
                dana.get_by_role("link", name="The signed version as a PDF").click()
            assert mailed_papers(smtp_server) == [Path(download.value.path()).read_bytes()] * SIDES

            dana.get_by_role("button", name="Let 15 minutes pass").click()
            expect(dana.get_by_text("15 minutes have passed.")).to_be_visible()
            priya.goto(address)
            expect(priya.get_by_role("heading", level=1)).to_have_text("Version next: in force")
            priya.goto(f"/e/{engagement}/matrix/versions/1/")
            expect(priya.get_by_role("heading", level=1)).to_contain_text("superseded")
    assert matrix_in_force(engagement=engagement, now=now).number == 1
    assert matrix_in_force(engagement=engagement, now=now + timedelta(minutes=15)).number == 2
