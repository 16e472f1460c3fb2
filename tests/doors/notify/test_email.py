"""Notices leave the outbox by a real mail server, once if all goes well, and never not at all."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from demarc.acts import deliver
from demarc.doors.notify.email.send import MailServer, send_due
from demarc.record.models import Outbox, Person
from tests.services import Mailbox, free_port

NOW = datetime(2026, 3, 7, 22, 44, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def post(mailbox: Mailbox) -> MailServer:
    return MailServer(
        host=mailbox.host,
        port=mailbox.port,
        sender="demarc@alder.example",
        site="https://line.alder.example",
        page=lambda engagement, item: f"/e/{engagement}/items/{item}/",
    )


def notice(id_: str = "i1:3:dana", *, to: str = "dana", address: str = "dana@alder.example", **changes: object) -> Outbox:
    if not to:
        changes["address"] = address
    Person.objects.get_or_create(
        engagement="alder", id=to, defaults={"key": to, "name": "Dana Okafor", "party": "alder", "email": address}
    )
    fields: dict[str, object] = {
        "engagement": "alder",
        "id": id_,
        "person": to,
        "item": "i1",
        "about": "offered",
        "subject": "A-17 Ransomware behaviour on xray-files",
        "text": "It is offered to you.\n",
        "written_at": NOW,
        "due": NOW,
    }
    return Outbox.objects.create(**fields | changes)


def stored(id_: str = "i1:3:dana") -> Outbox:
    return Outbox.objects.get(engagement="alder", id=id_)


def taken(mailbox: Mailbox) -> list[EmailMessage]:
    return [email.message_from_string(text, _class=EmailMessage, policy=email.policy.default) for text in mailbox.texts()]


def test_a_notice_reaches_the_person_with_a_link_to_the_item(smtp_server: Mailbox) -> None:
    notice()
    assert send_due(post(smtp_server), now=NOW) == 1
    (message,) = taken(smtp_server)
    assert (message["To"], message["From"]) == ("Dana Okafor <dana@alder.example>", "Demarc <demarc@alder.example>")
    assert message["Subject"] == "A-17 Ransomware behaviour on xray-files"
    assert "https://line.alder.example/e/alder/items/i1/" in message.get_content()
    assert (stored().sent_at, stored().due) == (NOW, None)


def test_a_checkpoint_reaches_a_sides_own_mailbox_as_the_very_bytes_that_were_signed(smtp_server: Mailbox) -> None:
    note = "demarc/alder\n1\nAAAA\n\n\N{EM DASH} demarc.example BBBB\n"
    notice(to="", item="", about="checkpoint", address="keep@alder.example", attached=note)
    assert send_due(post(smtp_server), now=NOW) == 1
    (message,) = taken(smtp_server)
    (attached,) = message.iter_attachments()
    assert "keep@alder.example" in message["To"]
    assert attached.get_payload(decode=True) == note.encode()
    assert str(attached.get_filename()).endswith(".txt")


def test_a_sent_notice_does_not_leave_again(smtp_server: Mailbox) -> None:
    notice()
    assert send_due(post(smtp_server), now=NOW) == 1
    assert send_due(post(smtp_server), now=NOW + timedelta(days=3)) == 0
    assert len(smtp_server.messages) == 1


def test_a_notice_that_is_not_due_waits(smtp_server: Mailbox) -> None:
    notice(due=NOW + timedelta(minutes=1))
    assert send_due(post(smtp_server), now=NOW) == 0


def test_a_notice_whose_sender_was_killed_comes_again_with_the_same_id(smtp_server: Mailbox) -> None:
    notice()
    server, later = post(smtp_server), NOW + deliver.LEASE
    (letter,) = deliver.claim(now=NOW)
    assert send_due(server, now=NOW) == 0, "somebody else has it"
    assert send_due(server, now=later) == 1
    deliver.put_off(letter, now=later, error="written down late")
    assert stored().sent_at == later, "what was sent stays sent"
    Outbox.objects.update(sent_at=None, due=later)
    assert send_due(server, now=later) == 1
    first, second = taken(smtp_server)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_busy_is_asked_again_later(smtp_server: Mailbox) -> None:
    notice()
    smtp_server.refusals.append("451 try again later")
    server = post(smtp_server)
    assert send_due(server, now=NOW) == 0
    assert stored().due == NOW + timedelta(minutes=1)
    assert stored().error == "the mail server answered 451 try again later"
    assert send_due(server, now=NOW + timedelta(minutes=1)) == 1
    assert stored().error == ""


def test_what_is_refused_for_good_is_given_up_and_stays_visible(smtp_server: Mailbox) -> None:
    notice()
    smtp_server.refusals.append("550 no such mailbox")
    assert send_due(post(smtp_server), now=NOW) == 0
    assert (stored().failed_at, stored().due) == (NOW, None)
    assert stored().error == "the mail server answered 550 no such mailbox"


def test_one_refused_letter_does_not_hold_up_the_others(smtp_server: Mailbox) -> None:
    notice("i1:1:dana")
    notice("i1:2:luis", to="luis", address="luis@alder.example", due=NOW - timedelta(seconds=1))
    smtp_server.refusals.append("554 not this one")
    assert send_due(post(smtp_server), now=NOW) == 1


def storm(start: int, count: int, **changes: Any) -> None:
    for number in range(start, start + count):
        notice(f"i{number}:1:dana", item=f"i{number}", subject=f"A-{number} seen", text=f"Why you: {number}.\n", **changes)


def test_in_a_storm_a_person_gets_one_mail_a_minute_with_a_list(smtp_server: Mailbox) -> None:
    server = post(smtp_server)
    storm(1, 1)
    assert send_due(server, now=NOW) == 1
    storm(2, 60)
    assert send_due(server, now=NOW + timedelta(seconds=5)) == 0
    assert stored("i2:1:dana").due == NOW + timedelta(minutes=1)
    assert stored("i2:1:dana").attempts == 0, "waiting is no attempt"
    assert send_due(server, now=NOW + timedelta(minutes=1)) == 1
    _, bundle = taken(smtp_server)
    assert str(bundle["Subject"]).startswith("60 notices: A-")
    body = bundle.get_content()
    for number in (2, 61):
        assert f"A-{number} seen" in body
        assert f"https://line.alder.example/e/alder/items/i{number}/" in body
    assert not Outbox.objects.filter(sent_at=None).exists()


def test_what_is_urgent_neither_waits_nor_is_bundled(smtp_server: Mailbox) -> None:
    server = post(smtp_server)
    storm(1, 3)
    assert send_due(server, now=NOW) == 1
    storm(4, 1)
    storm(5, 2, urgent=True)
    assert send_due(server, now=NOW + timedelta(seconds=5)) == 2
    assert {stored(f"i{number}:1:dana").sent_at for number in (5, 6)} == {NOW + timedelta(seconds=5)}
    assert stored("i4:1:dana").sent_at is None


def test_a_bundle_that_failed_comes_again_whole_and_with_the_same_id(smtp_server: Mailbox) -> None:
    server = post(smtp_server)
    storm(1, 3)
    first = deliver.claim(now=NOW)
    again = deliver.claim(now=NOW + deliver.LEASE)
    assert [one.id for one in first] == [one.id for one in again]
    deliver.put_off(again[0], now=NOW + deliver.LEASE, error="451 later")
    assert send_due(server, now=NOW + deliver.LEASE + deliver.WAITS[1]) == 1
    assert Outbox.objects.exclude(sent_at=None).count() == 3


def test_one_persons_storm_keeps_no_letter_of_another(smtp_server: Mailbox) -> None:
    storm(1, 70, due=NOW - timedelta(seconds=9))
    notice("i1:1:luis", to="luis", address="luis@alder.example")
    assert send_due(post(smtp_server), now=NOW) == 2


def test_a_letter_put_off_too_often_is_given_up(smtp_server: Mailbox) -> None:
    notice(attempts=len(deliver.WAITS))
    smtp_server.refusals.append("452 mailbox full")
    send_due(post(smtp_server), now=NOW)
    assert stored().failed_at == NOW


def test_without_a_mail_server_no_letter_is_ever_lost() -> None:
    """Trouble that is not the letter's own is waited out, however long it lasts."""
    notice(attempts=50)
    server = post(Mailbox(port=free_port()))
    assert send_due(server, now=NOW) == 0
    assert stored().due == NOW + deliver.WAITS[-1]
    assert stored().error.startswith("the mail server cannot be used: ")


def test_somebody_without_an_address_is_named_as_such(smtp_server: Mailbox) -> None:
    notice(address="")
    notice("i1:4:luis", to="luis", address="luis at alder")
    assert send_due(post(smtp_server), now=NOW) == 0
    assert stored().error.startswith("the person has no mail address")
    assert "`luis at alder` is no mail address" in stored("i1:4:luis").error


def test_a_subject_of_several_lines_adds_no_header(smtp_server: Mailbox) -> None:
    notice(subject="A-17 broken\r\nBcc: everybody@alder.example")
    assert send_due(post(smtp_server), now=NOW) == 1
    (message,) = taken(smtp_server)
    assert message["Bcc"] is None
    assert message["Subject"] == "A-17 broken Bcc: everybody@alder.example"


def test_names_from_anywhere_in_the_world_arrive_as_they_are(smtp_server: Mailbox) -> None:
    Person.objects.create(
        engagement="alder", id="zoe", key="zoe", name="Zoë Nuñez, 情報", party="alder", email="zoe@alder.example"
    )
    notice("i1:5:zoe", to="zoe", subject="A-18 Überhitzung im Röntgenraum")
    assert send_due(post(smtp_server), now=NOW) == 1
    (message,) = taken(smtp_server)
    assert message["To"].addresses[0].display_name == "Zoë Nuñez, 情報"
    assert message["Subject"] == "A-18 Überhitzung im Röntgenraum"


def test_a_server_that_hangs_up_puts_the_rest_off(smtp_server: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang_up(_mailbox: Mailbox, server: SMTP, _session: Session, _envelope: Envelope) -> str:
        assert server.transport is not None
        server.transport.close()
        return "421 going"

    monkeypatch.setattr(Mailbox, "handle_DATA", hang_up)
    notice("i1:1:dana")
    notice("i1:2:dana")
    assert send_due(post(smtp_server), now=NOW) == 0
    assert {row.due for row in Outbox.objects.all()} == {NOW + timedelta(minutes=1)}


def test_the_weekly_mail_has_its_three_lines_and_two_buttons_as_text_and_as_a_page(smtp_server: Mailbox) -> None:
    answers = "  Mei holds it: {site}/decide/aa/\n  Dana holds it: {site}/decide/bb/"
    text = f"Covered: <all>.\nTo decide: whose?\n{answers}\nNext review: May."
    notice("w1", item="", about="weekly", link="weekly", subject="Alder, week of 2 March 2026", text=text)
    server = replace(post(smtp_server), path=lambda engagement, link: f"/e/{engagement}/{link}/")
    assert send_due(server, now=NOW) == 1
    (message,) = taken(smtp_server)
    plain, page = (part.get_content() for part in message.iter_parts())
    assert "Mei holds it: https://line.alder.example/decide/aa/" in plain
    assert "https://line.alder.example/e/alder/weekly/" in plain
    assert "&lt;all&gt;" in page
    assert page.count("<a ") == 2
    assert 'href="https://line.alder.example/decide/bb/">Dana holds it</a>' in page
    assert "<img" not in page
    assert "http-equiv" not in page
