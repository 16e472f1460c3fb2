"""Silence is news: a feed that should speak and does not becomes an item of its named holder."""

from datetime import datetime

from demarc.acts.engine import for_each
from demarc.acts.perform import store
from demarc.acts.sorting import Sorter
from demarc.acts.world import world_at
from demarc.core.signals import cause_of
from demarc.record import models
from demarc.record.transactions import write_transaction

SILENCE = "silence"


def note_silence(*, now: datetime) -> int:
    """Raise each feed that has been silent for too long with its holder, once; tell how many there were."""
    due = models.Feed.objects.filter(silent_due__lte=now, active=True).order_by("engagement", "id")
    return for_each(due, lambda feed: _note(feed, now))


def _note(feed: models.Feed, now: datetime) -> bool:
    cause = cause_of(feed.id, SILENCE)
    sorter = Sorter(world_at(engagement=feed.engagement, now=now), (cause,))
    subject = f"Feed `{feed.name}` has been silent since {feed.heard_at:%Y-%m-%d %H:%M} UTC"
    sorter.tell_holder(feed, cause, subject, now)
    batch = sorter.finish()
    with write_transaction():
        # Of two engines that look at once, the first one notes it.
        unnoted = models.Feed.objects.filter(engagement=feed.engagement, id=feed.id, silent_due__lte=now)
        if unnoted.update(silent_due=None, silent_since=now) == 0:
            return False
        store(engagement=feed.engagement, entries=batch.entries, before=batch.before, about=batch.about)
    return True
