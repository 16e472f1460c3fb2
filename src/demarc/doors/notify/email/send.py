"""Notices by e-mail: what is due in the outbox is handed to the mail server.

The Message-ID follows from the notice alone, so a notice that is sent twice is seen to be the same one. What the server
refuses for good (an answer of 5xx about this letter) is given up and stays visible; anything else is tried again later.
"""

import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from demarc.acts.deliver import Letter, Part, claim, delivered, give_up, put_off, wait_for_paper
from demarc.core.contract import NoPaper

ANSWER_SECONDS = 5.0
"""How long the mail server may take for one answer: the engine has other work, and a letter can wait."""
ROUND_SECONDS = 1.0
REFUSED_FOR_GOOD = 500
CLAIMED_AT_ONCE = 20

log = logging.getLogger("demarc.email")


def _nowhere(_engagement: str, _link: str) -> str:
    return "/"


def _no_paper(_engagement: str, _number: int) -> bytes | None:
    raise NoPaper("this server makes none")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed in and who sends them.

    `site` is the address of the pages, `page` gives an item's path, and `path` that of a letter's own link. `paper` gives
    the PDF of a signed version, or None while it is being made; it raises `NoPaper`.
    """

    host: str
    port: int
    sender: str
    site: str
    page: Callable[[str, str], str]
    path: Callable[[str, str], str] = _nowhere
    paper: Callable[[str, int], bytes | None] = _no_paper
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def send_due(server: MailServer, *, now: datetime) -> int:
    """Send what is due for about a second and return how many letters the server took. Nothing due costs one query.

    With the server away every claimed letter is put off and the round ends; none is lost.
    """
    end, sent = monotonic() + ROUND_SECONDS, 0
    with _Session(server) as session:
        while monotonic() < end and not session.away:
            letters = claim(now=now, limit=CLAIMED_AT_ONCE)
            if not letters:
                break
            sent += sum(_send(session, server, letter, now) for letter in letters)
    return sent


def message_of(letter: Letter, server: MailServer, papers: Sequence["_Paper"] = ()) -> EmailMessage:
    """Write the letter as a message. Raises `MessageError` or `ValueError` when its address is none."""
    host = urlsplit(server.site).hostname or "localhost"
    message = EmailMessage()
    message["From"] = Address("Demarc", addr_spec=server.sender)
    message["To"] = Address(letter.name, addr_spec=letter.address)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{_name_of(letter.engagement, letter.id)}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.item:
        # All letters about one item make one thread in the reader's mailbox.
        message["References"] = f"<{_name_of(letter.engagement, letter.item)}@{host}>"
    text = _listed(letter, server) if letter.parts else _text(letter, letter, server)
    text = "".join(paper.said for paper in papers) + text
    message.set_content(text)
    if letter.link == "weekly":
        message.add_alternative(_with_buttons(text), subtype="html")
    for paper in papers:
        if not paper.made:
            continue
        name = f"version-{paper.number}.pdf"
        message.add_attachment(paper.made, maintype="application", subtype="pdf", filename=name)
    if letter.attached:
        # As bytes, so that no server on the way changes a line end of what was signed.
        message.add_attachment(letter.attached.encode(), maintype="text", subtype="plain", filename=f"{letter.id[:12]}.txt")
    return message


def _text(letter: Letter, part: Letter | Part, server: MailServer) -> str:
    """Write one notice, with the address of the page it leads to. A letter with buttons names the site in its text."""
    if not (part.link or part.item):
        return part.text
    path = server.path(letter.engagement, part.link) if part.link else server.page(letter.engagement, part.item)
    text = part.text.replace("{site}", server.site) if part.link == "weekly" else part.text
    return f"{text.rstrip()}\n\n{server.site}{path}\n"


BUTTON = "display:inline-block;padding:8px 14px;border:2px solid #1b1e23;border-radius:6px;color:#1b1e23"
ADDRESS = re.compile(r"(?P<words>.+): (?P<address>https?://\S+/decide/\S+)")


def _with_buttons(text: str) -> str:
    """Write the same letter as a page, with its answers as buttons; it loads nothing from anywhere."""
    lines = (_line_or_button(line) for line in text.splitlines() if line.strip())
    return f'<html lang="en"><body style="font-family:sans-serif;line-height:1.5">{"".join(lines)}</body></html>'


def _line_or_button(line: str) -> str:
    found = ADDRESS.fullmatch(line.strip())
    if found is None:
        return f"<p>{escape(line)}</p>"
    return f'<p><a style="{BUTTON}" href="{escape(found["address"])}">{escape(found["words"])}</a></p>'


def _listed(letter: Letter, server: MailServer) -> str:
    """Write several notices as one mail: the list of what they are, then each of them."""
    subjects = "\n".join(f"{place}. {part.subject}" for place, part in enumerate(letter.parts, start=1))
    texts = "\n".join(
        f"{place}. {part.subject}\n\n{_text(letter, part, server)}" for place, part in enumerate(letter.parts, start=1)
    )
    return f"{len(letter.parts)} notices came for you within a minute:\n\n{subjects}\n\n{texts}"


def _send(session: "_Session", server: MailServer, letter: Letter, now: datetime) -> bool:
    papers = _papers(server, letter)
    if papers is None:
        wait_for_paper(letter, now=now)
        return False
    try:
        message = message_of(letter, server, papers)
    except (MessageError, ValueError, IndexError) as error:
        give_up(letter, now=now, error=f"`{letter.address}` is no mail address: {error}" if letter.address else NO_ADDRESS)
        return False
    failure = session.hand_in(message, letter.address)
    if failure is None:
        delivered(letter, now=now, without=" ".join(paper.missing for paper in papers if paper.missing))
    elif failure.for_good:
        give_up(letter, now=now, error=failure.said)
    else:
        put_off(letter, now=now, error=failure.said, for_ever=bool(session.away))
    return failure is None


@dataclass(frozen=True, slots=True)
class _Paper:
    """What goes with a letter of a signed version: its PDF and the sentence about it, or why there is none."""

    number: int
    made: bytes
    said: str
    missing: str = ""


def _papers(server: MailServer, letter: Letter) -> tuple[_Paper, ...] | None:
    """Take the PDFs of a letter's versions, or None while one of them is being made."""
    found = []
    for number in letter.versions:
        try:
            made = server.paper(letter.engagement, number)
        except NoPaper as why:
            log.warning("the PDF of version %s of %s could not be made: %s", number, letter.engagement, why)
            page = server.site + server.path(letter.engagement, f"version {number}")
            said = f"The PDF of version no. {number} could not be made: {why}. The version itself stands: {page}\n\n"
            found.append(_Paper(number, b"", said, f"without the PDF of version no. {number}: {why}"))
            continue
        if made is None:
            return None
        found.append(_Paper(number, made, f"Attached is version no. {number} as a PDF, to file or to print.\n\n"))
    return tuple(found)


NO_ADDRESS = "the person has no mail address; give one in the matrix or in settings"


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a letter was not taken; `for_good` when the server will never take it."""

    said: str
    for_good: bool = False


class _Session:
    """One connection to the mail server, made for the first letter; `away` once the server cannot be used."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self.away = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException) as error:
                log.info("the mail server hung up first: %s", error)

    def hand_in(self, message: EmailMessage, address: str) -> _Failure | None:
        """Hand one message in; None when the server took it."""
        if self.away:
            return _Failure(self.away)
        try:
            self._smtp = self._smtp or _connected(self._server)
            self._smtp.send_message(message, self._server.sender, [address])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            return _answered(code, said)
        except smtplib.SMTPDataError as error:
            return _answered(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.away = f"the mail server cannot be used: {_line(str(error))}"
            log.warning("%s", self.away)
            return _Failure(self.away)
        return None


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=ANSWER_SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=ANSWER_SECONDS)
    if server.starttls:
        smtp.starttls(context=context)
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def _answered(code: int, said: bytes | str) -> _Failure:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return _Failure(f"the mail server answered {code} {_line(text)}", for_good=code >= REFUSED_FOR_GOOD)


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _name_of(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:40]
