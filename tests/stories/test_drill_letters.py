"""A drill reaches real people by a real mail server, marked in the subject, and one click in the letter answers it."""

import email
import email.policy
import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from pytest_django import Settings

from demarc.acts.blind_drill import start_blind_drill
from demarc.acts.drills import Begun
from demarc.acts.live_drill import start_live_drill
from demarc.acts.page_test import start_page_test
from demarc.acts.tick import tick
from demarc.doors.notify.email.send import send_due
from demarc.record.reads.drill_report import drill_report
from demarc.server.wiring import mail_server
from tests.cast import DANA, LUIS, PRIYA
from tests.doors.conftest import Standing, staged, standing_clock
from tests.doors.web.stage import CLIENTS, ENGAGEMENT, NAMES, NOW, person, signed_in
from tests.services import Mailbox

__all__ = ["staged", "standing_clock"]
pytestmark = pytest.mark.usefixtures("staged", "post_office")
SITE = "https://line.alder.example"


@pytest.fixture
def post_office(settings: Settings, smtp_server: Mailbox) -> None:
    settings.DEMARC_MAIL = {**settings.DEMARC_MAIL, "host": smtp_server.host, "port": smtp_server.port}
    settings.DEMARC_URL = SITE


def posted(mailbox: Mailbox) -> list[EmailMessage]:
    """Let everything due leave, and give what has arrived so far."""
    server = mail_server()
    assert server is not None
    send_due(server, now=NOW + timedelta(days=1))
    return [email.message_from_string(text, _class=EmailMessage, policy=email.policy.default) for text in mailbox.texts()]


def link_in(message: EmailMessage) -> str:
    found = re.search(rf"{SITE}(/\S+)", message.get_content())
    assert found is not None
    return found[1]


def test_the_ladder_is_answered_from_the_letter_with_one_click(smtp_server: Mailbox, staged: Standing) -> None:
    begun = start_page_test(engagement=ENGAGEMENT, row="SE-01", by=person(DANA), now=NOW)
    assert isinstance(begun, Begun)
    (first,) = posted(smtp_server)
    assert first["To"] == "Tomasz Wren <tomasz@harborline.example>"
    assert first["Subject"] == "DRILL called: can you be reached? Row SE-01"
    staged.forward(seconds=31)
    assert "You answered after 31 seconds" in Client().post(link_in(first)).text
    assert [one["To"] for one in posted(smtp_server)][1:] == ["Priya Raman <priya@harborline.example>"]
    report = drill_report(engagement=ENGAGEMENT, drill=begun.drill, by=person(LUIS), now=staged.now, titles={})
    assert [(level.person.name, level.seconds) for level in report.levels] == [
        ("Tomasz Wren", 31),
        ("Priya Raman", None),
        ("Dana Okafor", None),
    ]


def test_a_live_drill_says_what_it_is_in_every_subject_and_first_line(smtp_server: Mailbox) -> None:
    begun = start_live_drill(engagement=ENGAGEMENT, scenario="T01", by=person(DANA), now=NOW)
    assert isinstance(begun, Begun)
    for minutes in range(5, 45, 5):
        tick(now=NOW + timedelta(minutes=minutes))
    # The executives' weekly letter speaks of real work, and so of no drill.
    weekly = [one for one in posted(smtp_server) if "week of" in str(one["Subject"])]
    assert not [one for one in weekly if "Ransomware" in one.as_string()]
    letters = [one for one in posted(smtp_server) if "week of" not in str(one["Subject"])]
    assert {str(one["To"]).partition(" <")[0] for one in letters} >= {"Tomasz Wren", "Priya Raman", "Dana Okafor"}
    for letter in letters:
        assert re.match(r"A-\d+ DRILL \w+: DRILL: Ransomware", str(letter["Subject"])), letter["Subject"]
        assert "This is a drill: nothing has happened." in letter.get_content()
    report = drill_report(engagement=ENGAGEMENT, drill=begun.drill, by=person(PRIYA), now=NOW, titles={})
    assert len([one for one in report.notices if one.sent_at]) == len(letters)


def test_a_blind_drill_asks_everybody_of_both_sides_to_its_page(smtp_server: Mailbox) -> None:
    begun = start_blind_drill(engagement=ENGAGEMENT, by=person(PRIYA), now=NOW, scenarios=("T02",))
    assert isinstance(begun, Begun)
    letters = posted(smtp_server)
    assert {str(one["To"]).partition(" <")[0] for one in letters} == set(NAMES.values())
    assert all(str(one["Subject"]).startswith("DRILL: what would you do?") for one in letters)
    asked = signed_in(CLIENTS[1]).get(link_in(letters[0])).text
    assert "Answer from your own head" in asked
