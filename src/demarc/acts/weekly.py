"""The weekly mail to the client's executives: written once, on the engagement's Monday morning, with two buttons."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError

from demarc.acts.world import World
from demarc.core.tokens import token_hash
from demarc.core.weekly import Undecided, latest_monday, three_lines
from demarc.record import models
from demarc.record.reads.week import week_of
from demarc.record.transactions import write_transaction

LINK = "weekly"
LASTS = timedelta(days=7)
SITE = "{site}"
"""Where a letter's own text needs the address of the pages, which only the door knows."""


def send_weekly(*, world: World, now: datetime) -> int:
    """Write the mail of this week if it is not there yet; tell how many people it goes to.

    A server that was down on Monday morning writes it as soon as it is up again. The first is that of the first Monday
    after the engagement began.
    """
    about = models.Engagement.objects.get(id=world.engagement)
    monday = latest_monday(about.zone, now)
    week = models.Weekly.objects.filter(engagement=about.id, week=monday.date())
    readers = sorted(world.executives)
    if monday <= about.started_at or not readers or week.exists():
        return 0
    gathered = week_of(engagement=about.id, now=now)
    lines, decision = three_lines(gathered, about.zone), gathered.decision
    try:
        with write_transaction():
            models.Weekly.objects.create(
                engagement=about.id,
                week=monday.date(),
                written_at=now,
                lines=list(lines),
                decision=decision.kind if decision else "",
                subject=decision.subject if decision else "",
            )
            mail = Mail(about, lines, decision, monday.date(), now)
            for person in readers:
                _write(mail, person)
    except IntegrityError:
        # Another process wrote the mail of this week at the same time.
        return 0
    return len(readers)


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail of one week, the same for every reader but for the buttons."""

    about: models.Engagement
    lines: tuple[str, str, str]
    decision: Undecided | None
    week: date
    now: datetime


def _write(mail: Mail, person: str) -> None:
    first, second, third = mail.lines
    week = f"{mail.week.day} {mail.week:%B %Y}"
    models.Outbox.objects.create(
        engagement=mail.about.id,
        id=sha256(f"weekly:{mail.week}:{person}".encode()).hexdigest()[:32],
        person=person,
        about=LINK,
        subject=f"{mail.about.client}, week of {week}",
        link=LINK,
        text="\n".join((first, second, *_buttons(mail, person), third)),
        written_at=mail.now,
        due=mail.now,
    )


def _buttons(mail: Mail, person: str) -> Iterator[str]:
    """Make a link for each answer; only the hash of its token is kept beside the letter it stands in."""
    decision = mail.decision
    for answer, words in decision.answers if decision else ():
        assert decision is not None, "without a decision there is no answer"
        token = secrets.token_urlsafe(32)
        models.Choice.objects.create(
            engagement=mail.about.id,
            token_hash=token_hash(token),
            person=person,
            week=mail.week,
            decision=decision.kind,
            subject=decision.subject,
            answer=answer,
            expires_at=mail.now + LASTS,
        )
        yield f"  {words}: {SITE}/decide/{token}/"
