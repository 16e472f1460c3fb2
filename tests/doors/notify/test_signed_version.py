"""A version with its second key reaches both sides as a PDF, with the checkpoint, by a real mail server."""

import email
import email.policy
import hashlib
import re
import time
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Lock
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from demarc.acts.checkpoint import take_due_checkpoints
from demarc.acts.outcome import Refused
from demarc.acts.sign_version import sign_version
from demarc.acts.versions import propose_version
from demarc.core.contract import Contract, NoPaper
from demarc.core.presets.alder import alder_dental_group
from demarc.doors.notify.email.send import MailServer, send_due
from demarc.doors.web import contract
from demarc.doors.web import press as papers
from demarc.doors.web.press import Press
from demarc.files.notes import new_signer
from demarc.record import models
from demarc.record.reads.contract import contract_of
from demarc.record.reads.health import health
from tests.cast import DANA, PRIYA
from tests.services import PATIENCE, Mailbox
from tests.stage import DAY, MINUTE, TUESDAY, Stage, put_on_stage

pytestmark = pytest.mark.usefixtures("database")
HOST = new_signer("demarc.example")
STARTS = TUESDAY + 2 * DAY
BEFORE_BOTH = TUESDAY + MINUTE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Give the press a folder of its own."""
    settings.DEMARC_HOME = tmp_path
    return tmp_path


@pytest.fixture
def stage() -> Stage:
    """Put the engagement in force, with its first checkpoint sent before any of this."""
    stage = put_on_stage()
    take_due_checkpoints(now=TUESDAY - DAY, signer=HOST)
    models.Outbox.objects.update(due=None, sent_at=TUESDAY - DAY)
    models.HeadClock.objects.update(due=TUESDAY + 9 * DAY)
    return stage


def proposed(stage: Stage) -> models.Version:
    """Propose a version that may be signed."""
    matrix = alder_dental_group(TUESDAY.date())
    by = stage.id(DANA)
    done = propose_version(
        engagement=stage.engagement, matrix=matrix, by=by, now=TUESDAY, starts_at=STARTS, why="It holds together."
    )
    assert not isinstance(done, Refused), done
    return models.Version.objects.get(engagement=stage.engagement, number=done.number)


def signed(stage: Stage, version: models.Version, who: str) -> None:
    done = sign_version(
        engagement=stage.engagement, number=version.number, digest=version.digest, by=stage.id(who), now=BEFORE_BOTH
    )
    assert not isinstance(done, Refused), done


def signed_by_both(stage: Stage) -> models.Version:
    version = proposed(stage)
    for who in (PRIYA, DANA):
        signed(stage, version, who)
    take_due_checkpoints(now=BEFORE_BOTH, signer=HOST)
    return version


def post(mailbox: Mailbox, press: Press) -> MailServer:
    return MailServer(
        host=mailbox.host,
        port=mailbox.port,
        sender="demarc@alder.example",
        site="https://line.alder.example",
        page=lambda engagement, item: f"/e/{engagement}/items/{item}/",
        path=lambda engagement, link: f"/e/{engagement}/{link}",
        paper=press.ready,
    )


def send_all(server: MailServer, *, now: Any = BEFORE_BOTH, most: int = 2) -> int:
    """Turn after turn of the engine, until as many letters have left: a letter waits while its paper is made."""
    sent, until = 0, time.monotonic() + PATIENCE
    while sent < most and time.monotonic() < until:
        sent += send_due(server, now=now)
        now += timedelta(seconds=3)
        time.sleep(0.05)
    return sent


def messages(mailbox: Mailbox) -> list[EmailMessage]:
    return [email.message_from_string(text, _class=EmailMessage, policy=email.policy.default) for text in mailbox.texts()]


def attached(message: EmailMessage) -> dict[str, bytes]:
    """Give what is attached, by its name."""
    found = {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}
    return {name: made for name, made in found.items() if isinstance(made, bytes)}


def body(message: EmailMessage) -> str:
    found = message.get_body(("plain",))
    assert found is not None
    return " ".join(str(found.get_content()).split())


def pages(made: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(made)
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()


def test_both_sides_get_the_version_they_signed_as_a_pdf(smtp_server: Mailbox, stage: Stage) -> None:
    version = signed_by_both(stage)
    assert send_all(post(smtp_server, Press())) == 2
    first, second = messages(smtp_server)
    assert {str(one["To"]) for one in (first, second)} == {"Dana <dana@alder.example>", "Priya <priya@harborline.example>"}
    names = sorted(attached(first))
    assert names[1] == "version-2.pdf"
    assert names[0].endswith(".txt"), "the checkpoint comes with it as before"
    made = attached(first)["version-2.pdf"]
    assert made == attached(second)["version-2.pdf"]
    (found,) = set(re.findall(r"\b[0-9a-f]{64}\b", " ".join(pages(made))))
    assert found == version.digest == hashlib.sha256(version.text.encode()).hexdigest()
    assert f"Version {version.label} is signed by both sides. Checkpoint of the record" in str(first["Subject"])
    assert "Attached is version no. 2 as a PDF" in body(first)
    assert version.digest in body(first)


def test_the_paper_says_who_signed_and_every_row_and_where_nobody_is_reached(smtp_server: Mailbox, stage: Stage) -> None:
    signed_by_both(stage)
    send_all(post(smtp_server, Press()))
    texts = pages(attached(messages(smtp_server)[0])["version-2.pdf"])
    whole = " ".join(" ".join(texts).split())
    version = contract_of(engagement=stage.engagement, number=2)
    for said in ("Dana", "Priya", "Alder Dental Group (client)", "Harborline (provider)"):
        assert said in whole
    assert "2026-11-26 15:00:00 UTC" in whole, "from when it decides"
    assert not [row.id for row in version.matrix.rows if row.id not in whole]
    assert not [lane.title for lane in version.matrix.lanes if lane.title not in whole]
    assert "@" not in whole
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))


def test_one_key_and_a_day_bring_no_paper(smtp_server: Mailbox, stage: Stage) -> None:
    signed(stage, proposed(stage), PRIYA)
    take_due_checkpoints(now=BEFORE_BOTH, signer=HOST)
    assert send_all(post(smtp_server, Press(refusing))) == 2
    for message in messages(smtp_server):
        assert [name for name in attached(message) if name.endswith(".pdf")] == []
        assert str(message["Subject"]).startswith("Checkpoint of")


def test_signing_and_the_checkpoint_make_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The act and the engine's turn only write down what is to go along; the paper is made when the letter leaves."""
    monkeypatch.setattr(contract, "ask", forbidden)
    signed_by_both(stage)
    letters = models.Outbox.objects.filter(engagement=stage.engagement, about="checkpoint", sent_at=None)
    assert [letter.versions for letter in letters] == [[2], [2]]


def forbidden(*_: object, **__: object) -> dict[str, Any]:
    raise AssertionError("nothing is made here")


def refusing(_contract: Contract, _folder: Path) -> bytes:
    raise NoPaper("two calendars are called `site`")


def test_without_a_paper_the_letter_goes_and_everybody_can_see_that(
    smtp_server: Mailbox, stage: Stage, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.DEMARC_MAIL = settings.DEMARC_MAIL | {"host": "127.0.0.1"}
    signed_by_both(stage)
    assert send_all(post(smtp_server, Press(refusing))) == 2
    (message, _) = messages(smtp_server)
    assert [name for name in attached(message) if name.endswith(".pdf")] == []
    assert (
        "The PDF of version no. 2 could not be made: two calendars are called `site`. The version itself stands: "
        f"https://line.alder.example/e/{stage.engagement}/version 2"
    ) in body(message)
    assert "the PDF of version 2" in caplog.text
    (letter, _) = models.Outbox.objects.filter(engagement=stage.engagement, about="checkpoint").exclude(error="")
    assert letter.error == "without the PDF of version no. 2: two calendars are called `site`"
    assert (
        "Mail: a letter of the last day left without the PDF of its version: the log says why"
        in health(now=BEFORE_BOTH + MINUTE).troubles
    )


def test_a_maker_that_fails_is_told_in_the_log_and_nobody_waits_for_it(
    smtp_server: Mailbox, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_contract: Contract, _folder: Path) -> bytes:
        raise ZeroDivisionError

    signed_by_both(stage)
    assert send_all(post(smtp_server, Press(broken))) == 2
    assert "making the PDF of version 2" in caplog.text
    assert "could not be made: making it failed on our side" in body(messages(smtp_server)[0])


def test_a_paper_too_large_for_a_mailbox_stays_on_its_page(
    smtp_server: Mailbox, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MAILED", 10)
    signed_by_both(stage)
    assert send_all(post(smtp_server, Press(lambda _contract, _folder: b"%PDF-1.7 and more"))) == 2
    assert "its page gives it" in body(messages(smtp_server)[0])


def test_a_letter_that_is_sent_again_brings_the_same_bytes_also_from_another_process(
    smtp_server: Mailbox, stage: Stage
) -> None:
    signed_by_both(stage)
    models.Outbox.objects.filter(person=stage.id(PRIYA)).update(due=None)
    smtp_server.refusals.append("451 try again later")
    assert send_all(post(smtp_server, Press()), most=1) == 1
    models.Outbox.objects.filter(person=stage.id(DANA), versions=[2]).update(sent_at=None, due=BEFORE_BOTH)
    assert send_all(post(smtp_server, Press()), most=1) == 1
    first, second = messages(smtp_server)
    assert first["Message-ID"] == second["Message-ID"]
    assert attached(first) == attached(second)


def test_the_press_makes_one_paper_after_the_other_and_forgets_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_by_both(stage)
    whole = contract_of(engagement=stage.engagement, number=2)
    monkeypatch.setattr(papers, "contract_of", lambda *, engagement, number: whole)  # noqa: ARG005 - by its keywords
    now, made, asking = [0.0], list[int](), Lock()

    def make(_contract: Contract, _folder: Path) -> bytes:
        with asking:
            made.append(1)
        return b"%PDF-"

    press = Press(make, stopwatch=lambda: now[0])

    def asked(number: int) -> bytes | None:
        with asking:
            found = press.ready("alder", number)
        assert press._job is not None
        press._job.done.wait(PATIENCE)
        return found

    assert (asked(1), asked(2), asked(1), asked(1)) == (None, None, b"%PDF-", b"%PDF-")
    assert len(made) == 1, "the second waits until the first was fetched"
    assert (asked(2), asked(1), asked(2)) == (None, None, b"%PDF-")
    now[0] += papers.KEPT_SECONDS + 1
    assert (asked(2), asked(2)) == (None, b"%PDF-")
    assert len(made) == 3, "a name may have been erased since"
