"""Switching a feed off: its token opens nothing any more, and its silence is news to nobody."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.own_feed import own_feed
from demarc.core.words import PersonId
from demarc.record.access import NotFound
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
    mine = own_feed(verb="switch off feed", engagement=engagement, feed=feed, by=by, now=now)
    if isinstance(mine, Refused):
        return mine
    with write_transaction():
        if not mine.update(active=False, silent_due=None):
            raise NotFound("feed", feed)
        said = {"feed": feed}
        append(engagement=engagement, entries=(Statement(act="feed off", by=PersonId(by), at=now, said=said),))
    return SwitchedOff(feed)
