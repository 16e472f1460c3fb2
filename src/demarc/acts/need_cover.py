"""A stretched person is noticed: the lead and the executives get the same text at the same minute, once a week at most."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Q

from demarc.acts.world import World
from demarc.core.custody.custody import Custody
from demarc.core.stretched import DAYS, grows, need_for_cover, waits_at
from demarc.core.weekly import latest_monday
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.rows import insert_rows
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import entry_of

ABOUT = "cover"
COLUMNS = (
    "engagement",
    "id",
    "channel",
    "person",
    "item",
    "about",
    "subject",
    "text",
    "written_at",
    "due",
    "attempts",
    "error",
)


def note_need_for_cover(*, world: World, now: datetime) -> int:
    """Tell the client's lead and executives where what waits at the lead's desk has grown for two weeks.

    Nobody of a provider is told, and nothing of it stands in the record that both sides read. Returns how many were told.
    """
    lead = world.lead_of(world.client)
    if lead is None:
        return 0
    growing = grows(daily_counts(world.engagement, lead, now))
    if growing is None:
        return 0
    name = models.Person.objects.values_list("name", flat=True).get(engagement=world.engagement, id=lead)
    text = need_for_cover(name, growing)
    readers = dict.fromkeys((lead, *sorted(world.executives)))
    week = latest_monday(models.Engagement.objects.values_list("zone", flat=True).get(id=world.engagement), now).date()
    rows = [
        (
            *(world.engagement, sha256(f"{ABOUT}:{week}:{lead}:{reader}".encode()).hexdigest()[:32], "email", reader),
            *("", ABOUT, "Cover is needed", text, now, now, 0, ""),
        )
        for reader in readers
    ]
    with write_transaction():
        before = models.Outbox.objects.filter(engagement=world.engagement, id__in=[row[1] for row in rows]).count()
        insert_rows(models.Outbox, COLUMNS, rows, unless_there=True)
    return len(rows) - before


def daily_counts(engagement: str, person: str, now: datetime) -> list[int]:
    """Count what waited at somebody's desk at this time of each of the last 15 days, the latest last."""
    instants = [now - timedelta(days=day) for day in range(DAYS, -1, -1)]
    counts = [0] * len(instants)
    for past in _pasts(engagement, person, instants[0]):
        for place, instant in enumerate(instants):
            stood = next((custody for at, custody in reversed(past) if at <= instant), None)
            counts[place] += stood is not None and waits_at(stood, PersonId(person), instant)
    return counts


def _pasts(engagement: str, person: str, since: datetime) -> Iterator[list[tuple[datetime, Custody]]]:
    """Give, for each item that was theirs since then, its custody after each entry, the oldest first."""
    entries = models.Entry.objects.filter(engagement=engagement)
    held = entries.filter(at__gte=since, public__contains=f'"holder":"{person}"').exclude(item="").values("item")
    theirs = models.Item.objects.filter(Q(id__in=held) | Q(holder=person, closed_at__isnull=True), engagement=engagement)
    pasts: dict[str, list[tuple[datetime, Custody]]] = {}
    for row in entries.filter(item__in=theirs.values("id")).order_by("item", "item_version").iterator():
        pasts.setdefault(row.item, []).append((row.at, entry_of(row).after))
    yield from pasts.values()
