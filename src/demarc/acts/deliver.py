"""Letting notices leave: claim what is due, and write down how it went.

A claim is a lease: until it ends, nobody else sends the letter; if the sender is killed, the letter is due again, with
the same id. So a notice may come twice, and never not at all.

In a storm people get one mail a minute with a list, not one for each notice. What is urgent is never bundled and never
waits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain

from django.db import connection
from django.db.models import Max, Q, QuerySet

from demarc.record.models import Outbox, Person
from demarc.record.transactions import write_transaction

LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long a letter waits after each failed attempt; after the last one it is given up, and that stays visible."""


WHILE_MADE = timedelta(seconds=2)
"""How long a letter waits before it is looked at again while its paper is being made."""
BUNDLED_WITHIN = timedelta(minutes=1)
"""How long after a mail the next one to the same person waits, and gathers what comes meanwhile."""
BUNDLED_AT_MOST = 500

Key = tuple[str, str]
"""An engagement and a person of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One notice of a letter. `link` names the page it leads to where that is not its item's."""

    id: str
    subject: str
    text: str
    item: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail to one person, ready to send: one notice, or `parts` of several, the oldest first.

    `attempt` counts from 1; `address` is empty where none is known; `attached` is a text that goes with it as a file, or
    empty; `versions` are the signed versions whose papers go with it. The id of several follows from theirs.
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
    versions: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Name every notice that leaves with this letter."""
        return tuple(part.id for part in self.parts) or (self.id,)


def claim(*, now: datetime, channel: str = "email", limit: int = 50) -> tuple[Letter, ...]:
    """Take letters that are due, the longest waiting first; they are nobody else's for the length of a lease.

    Who got a mail within the last minute waits for the end of it; two processes that look at once may send one each.
    """
    due = Outbox.objects.filter(due__lte=now, channel=channel).order_by("due")
    if not due.exists():
        return ()
    with write_transaction():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        rows = list(due[:limit])
        alone = [row for row in rows if not _bundles(row)]
        heaps = _heaps(due, [row for row in rows if _bundles(row)])
        waiting = _mailed_lately(heaps, now)
        for key, until in waiting.items():
            for row in heaps[key]:
                row.due = until
        leaving = [[row] for row in alone] + [heap for key, heap in heaps.items() if heap and key not in waiting]
        for row in chain.from_iterable(leaving):
            row.due, row.attempts = now + LEASE, row.attempts + 1
        Outbox.objects.bulk_update([*alone, *chain.from_iterable(heaps.values())], ["due", "attempts"])
    return tuple(_letters(leaving))


def _bundles(row: Outbox) -> bool:
    return not (row.urgent or row.address or row.attached)


def _heaps(due: QuerySet[Outbox], rows: Sequence[Outbox]) -> dict[Key, list[Outbox]]:
    """Gather what else is due for the people whose letters were found, in one heap each."""
    keys = list(dict.fromkeys((row.engagement, row.person) for row in rows))
    heaps: dict[Key, list[Outbox]] = {key: [] for key in keys}
    if keys:
        theirs = due.filter(_theirs(keys), urgent=False, address="", attached="")
        for row in theirs.order_by("written_at", "id")[:BUNDLED_AT_MOST]:
            heaps[row.engagement, row.person].append(row)
    return heaps


def _mailed_lately(keys: Iterable[Key], now: datetime) -> dict[Key, datetime]:
    """Tell who got an ordinary mail within the last minute, and when that minute is over."""
    if not keys:
        return {}
    plain = Outbox.objects.filter(_theirs(keys), urgent=False, address="", attached="", sent_at__gt=now - BUNDLED_WITHIN)
    sent = plain.values_list("engagement", "person").annotate(last=Max("sent_at"))
    return {(engagement, person): last + BUNDLED_WITHIN for engagement, person, last in sent if last is not None}


def _theirs(keys: Iterable[Key]) -> Q:
    wanted = Q(pk__in=[])
    for engagement, person in keys:
        wanted |= Q(engagement=engagement, person=person)
    return wanted


def delivered(letter: Letter, *, now: datetime, without: str = "") -> None:
    """Write down that the letter left, and which paper it left `without`, and why.

    A link that signs somebody in is a secret, and is forgotten with it.
    """
    _settle(letter, due=None, sent_at=now, error=without)
    if letter.link.startswith("enter "):
        with write_transaction():
            Outbox.objects.filter(engagement=letter.engagement, id__in=letter.ids).update(link="")


def wait_for_paper(letter: Letter, *, now: datetime) -> None:
    """Let the letter wait while what goes with it is being made; that is no attempt."""
    _settle(letter, due=now + WHILE_MADE, attempts=letter.attempt - 1, error="")


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


def _settle(letter: Letter, *, error: str, **fields: datetime | int | None) -> None:
    with write_transaction():
        mine = Outbox.objects.filter(engagement=letter.engagement, id__in=letter.ids, sent_at__isnull=True)
        mine.update(error=error[:300], **fields)


def _letters(heaps: Sequence[Sequence[Outbox]]) -> Iterator[Letter]:
    wanted = Q(pk__in=[])
    for heap in heaps:
        wanted |= Q(engagement=heap[0].engagement, id=heap[0].person)
    people = {(person.engagement, person.id): person for person in Person.objects.filter(wanted)}
    for heap in heaps:
        first = heap[0]
        person = people.get((first.engagement, first.person))
        parts = tuple(
            Part(id=row.id, subject=row.subject, text=row.text, item=row.item, link=row.link)
            for row in (heap if len(heap) > 1 else ())
        )
        yield Letter(
            engagement=first.engagement,
            id=first.id if not parts else sha256("\n".join(sorted(row.id for row in heap)).encode()).hexdigest()[:32],
            address=first.address or (person.email if person else ""),
            name=person.name if person else "",
            subject=first.subject if not parts else f"{len(parts)} notices: {first.subject}, and more",
            text=first.text,
            item=first.item if not parts else "",
            link=first.link if not parts else "",
            # Of several the youngest counts: none is given up before its time.
            attempt=min(row.attempts for row in heap),
            written_at=max(row.written_at for row in heap),
            attached=first.attached,
            versions=tuple(first.versions or ()),
            parts=parts,
        )
