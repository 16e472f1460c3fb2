"""What is switched on: the feeds' readers, the channels, and what a turn of the engine does with them."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.signals import Reader
from demarc.doors import clock
from demarc.doors.ingest.alertmanager.read import read as alertmanager
from demarc.doors.ingest.generic.read import read as generic
from demarc.doors.notify.email.send import MailServer, send_due
from demarc.doors.signing import signer
from demarc.doors.web.press import Press
from demarc.server.engine import Engine, Work
from demarc.server.intake import Intake

READERS: Mapping[str, Reader] = {"alertmanager": alertmanager, "generic": generic}
"""The sources a feed can be of, by the name that stands in `Feed.reader`."""
PRESS = Press()
"""Where the papers of letters are made, beside the engine."""


def engine_alone() -> Engine:
    """Make the engine of a process without an intake."""
    return Engine(work(), clock.now)


def engine_beside(intake: Intake) -> Engine:
    """Make the engine of a process with an intake: a post wakes it, and in a storm it gives way."""
    engine = Engine(work(came_in=lambda: intake.writer.kept), clock.now)
    intake.writer.on_kept = engine.wake
    return engine


def work(came_in: Callable[[], int] = lambda: 0) -> Work:
    """Put together what one turn of the engine does."""
    server = mail_server()

    def send(now: datetime) -> int:
        return send_due(server, now=now) if server else 0

    return Work(
        take_in=lambda now: take_in(now=now, readers=READERS),
        tick=lambda now: tick(now=now, signer=signer()),
        send=send,
        came_in=came_in,
    )


def mail_server() -> MailServer | None:
    """Return the mail server of the settings; None when there is none, and notices wait in the outbox."""
    if not settings.DEMARC_MAIL["host"]:
        return None
    return MailServer(
        **settings.DEMARC_MAIL,
        sender=settings.DEMARC_MAIL_FROM,
        site=settings.DEMARC_URL,
        page=lambda engagement, item: reverse("item", args=(engagement, item)),
        path=_path,
        paper=PRESS.ready,
    )


def _path(engagement: str, link: str) -> str:
    """Give the path of what a letter leads to beside items.

    `enter <token>` signs in, `here <token>` answers a call, `drill <id>` shows a drill, `weekly` the week, `rows yours`
    one's own rows, `version <number>` a version of the matrix, and `reconciliation <number>` one of those.
    """
    name, _, value = link.partition(" ")
    pages = {
        "enter": ("enter-link", (value,)),
        "here": ("here", (value,)),
        "drill": ("drill", (engagement, value)),
        "rows": ("your-rows", (engagement,)),
        "weekly": ("weekly", (engagement,)),
        "version": ("version", (engagement, value)),
        "reconciliation": ("reconciliation", (engagement, value)),
    }
    page, where = pages[name]
    return reverse(page, args=where)
