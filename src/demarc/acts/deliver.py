"""Letting notices leave: claim what is due, and write down how it went.

A claim is a lease: until it ends, nobody else sends the letter; if the sender is killed, the letter is due again, with
the same id. So a notice may come twice, and never not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from demarc.record.models import Outbox, Person
from demarc.record.transactions import write_transaction

LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long a letter waits after each failed attempt; after the last one it is given up, and that stays visible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One notice, ready to send. `attempt` counts from 1; `address` is empty where none is known.

    `link` names the page it leads to where that is not its item's; `attached` is a text that goes with it as a file, or
    empty.
    """

    engagement: str
    id: str
    address: str
    name: str
    subject: str
    text: str
    item: str
    link: str = ""
    attempt: int
    written_at: datetime
    attached: str = ""


def claim(*, now: datetime, channel: str = "email", limit: int = 50) -> tuple[Letter, ...]:
    """Take letters that are due, the longest waiting first; they are nobody else's for the length of a lease."""
    due = Outbox.objects.filter(due__lte=now, channel=channel).order_by("due")
    if not due.exists():
        return ()
    with write_transaction():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        rows = list(due[:limit])
        for row in rows:
            row.due, row.attempts = now + LEASE, row.attempts + 1
        Outbox.objects.bulk_update(rows, ["due", "attempts"])
    return tuple(_letters(rows))


def delivered(letter: Letter, *, now: datetime) -> None:
    """Write down that the letter left."""
    _settle(letter, due=None, sent_at=now, error="")


def put_off(letter: Letter, *, now: datetime, error: str, for_ever: bool = False) -> None:
    """Write down that an attempt failed, and when to try again; after the last wait the letter is given up.

    `for_ever` is for trouble that is not the letter's own, such as a mail server that is away.
    """
    if letter.attempt > len(WAITS) and not for_ever:
        give_up(letter, now=now, error=error)
    else:
        _settle(letter, due=now + WAITS[min(letter.attempt, len(WAITS)) - 1], error=error)


def give_up(letter: Letter, *, now: datetime, error: str) -> None:
    """Write down that the letter can never arrive, and why."""
    _settle(letter, due=None, failed_at=now, error=error)


def _settle(letter: Letter, *, error: str, **fields: datetime | None) -> None:
    with write_transaction():
        mine = Outbox.objects.filter(engagement=letter.engagement, id=letter.id, sent_at__isnull=True)
        mine.update(error=error[:300], **fields)


def _letters(rows: Sequence[Outbox]) -> Iterator[Letter]:
    wanted = Q(pk__in=[])
    for row in rows:
        wanted |= Q(engagement=row.engagement, id=row.person)
    people = {(person.engagement, person.id): person for person in Person.objects.filter(wanted)}
    for row in rows:
        person = people.get((row.engagement, row.person))
        yield Letter(
            engagement=row.engagement,
            id=row.id,
            address=row.address or (person.email if person else ""),
            name=person.name if person else "",
            subject=row.subject,
            text=row.text,
            item=row.item,
            link=row.link,
            attempt=row.attempts,
            written_at=row.written_at,
            attached=row.attached,
        )
