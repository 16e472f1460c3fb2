"""What the record knows about the causes of a batch of signals: the item of each, and what is watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from demarc.acts.world import World
from demarc.core.custody.custody import Custody
from demarc.core.signals import Status, Watched
from demarc.core.words import Tier
from demarc.record import models
from demarc.record.translate.custody import About, about_of, custody_of

WATCHED_FOR = timedelta(days=1)
"""How far back reports of a watched cause count together."""


@dataclass(slots=True)
class Thread:
    """The item of a cause, as it stands after what the batch has decided so far; `repeats` are not written yet."""

    custody: Custody
    about: About
    stored: models.Item | None = None
    repeats: int = 0


def threads_of(engagement: str, causes: frozenset[str]) -> dict[str, Thread]:
    """Fetch the latest item of each cause; where it was merged, the one it went into."""
    # That the fingerprint is not empty says nothing new, but by it SQLite uses the index of causes; and asked for an
    # order it would rather walk through all items of the engagement in that order.
    items = models.Item.objects.filter(engagement=engagement, fingerprint__in=causes).exclude(fingerprint="")
    latest = {item.fingerprint: item for item in sorted(items, key=lambda item: item.number)}
    survivors = _survivors(engagement, latest.values())
    kept = {cause: _last(item, survivors) for cause, item in latest.items()}
    found: dict[str, Thread] = {}
    for cause, item in kept.items():
        # Two causes whose items were merged share one thread, so that its entries follow each other.
        same = (
            next((thread for thread in found.values() if thread.custody.item == item.id), None)
            if item.id in survivors
            else None
        )
        found[cause] = same or Thread(custody_of(item), about_of(item), item)
    return found


def _survivors(engagement: str, items: Iterable[models.Item]) -> dict[str, models.Item]:
    """Fetch what these items went into, and what that went into in its turn."""
    found: dict[str, models.Item] = {}
    merged = {item.into for item in items if item.into}
    while merged:
        next_ones = {item.id: item for item in models.Item.objects.filter(engagement=engagement, id__in=merged)}
        found |= next_ones
        merged = {item.into for item in next_ones.values() if item.into} - found.keys()
    return found


def _last(item: models.Item, survivors: Mapping[str, models.Item]) -> models.Item:
    while item.into in survivors:
        item = survivors[item.into]
    return item


def watched_of(world: World, causes: frozenset[str]) -> dict[str, Watched]:
    """Count what has been reported of each watched cause since it was last over; no query where no row watches."""
    if not any(row.tier is Tier.WATCH for row in world.matrix.rows):
        return {}
    reports = models.Signal.objects.filter(
        engagement=world.engagement, fingerprint__in=causes, item="", received_at__gt=world.now - WATCHED_FOR
    ).order_by("received_at", "inbox", "position")
    found: dict[str, Watched] = {}
    for cause, state, received_at in reports.values_list("fingerprint", "state", "received_at"):
        if state == Status.RESOLVED:
            found.pop(cause, None)
        else:
            known = found.get(cause, Watched(received_at, 0))
            found[cause] = Watched(known.since, known.times + 1)
    return found
