"""Switching a feed off: its token opens nothing any more, and its silence is news to nobody."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.world import world_at
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """The feed posts no more; what it brought stays, and what waits in the inbox is still sorted."""

    feed: str


def switch_off_feed(*, engagement: str, feed: str, by: str, now: datetime) -> SwitchedOff | Refused:
    """Switch off a feed that somebody of one's own party answers for, for its lead; there is no way back on.

    The intake learns of it within seconds. Raises `NotFound` for strangers, and where there is no such feed of theirs.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if by not in world_at(engagement=engagement, now=now).leads:
        return Refused("`switch off feed` is refused: only a lead of the side that answers for it switches a feed off.")
    own = models.Person.objects.filter(engagement=engagement, party=viewer.party or "").values("id")
    with write_transaction():
        mine = models.Feed.objects.filter(engagement=engagement, id=feed, active=True, holder__in=own)
        if not mine.update(active=False, silent_due=None):
            raise NotFound("feed", feed)
        said = {"feed": feed}
        append(engagement=engagement, entries=(Statement(act="feed off", by=PersonId(by), at=now, said=said),))
    return SwitchedOff(feed)
