"""Changing a feed: its name, who answers for it, what its signals have in common, its silence, and its token."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from demarc.acts.add_feed import TOKEN_BYTES
from demarc.acts.outcome import Refused
from demarc.acts.own_feed import own_feed
from demarc.acts.world import world_at
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.tokens import token_hash
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

OVERLAP = timedelta(hours=24)
"""How long an old token may open the feed beside the new one, at most."""


@dataclass(frozen=True, slots=True)
class FeedChanged:
    """It is so from the next body that is sorted. `changed` names what was another before; empty for nothing."""

    feed: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TokenRenewed:
    """The new token, shown this once; the old one opens the feed until `old_until` (aware UTC)."""

    feed: str
    name: str
    token: str
    old_until: datetime


def change_feed(
    *,
    engagement: str,
    feed: str,
    by: str,
    now: datetime,
    name: str,
    holder: str,
    facts: Mapping[str, str],
    aspects: Mapping[str, str],
    silent_after: timedelta,
) -> FeedChanged | Refused:
    """Change a feed of one's own side, for its lead; the words are those of `add_feed`. What came stays as it was sorted.

    What reads its bodies is never changed: those that wait would be read by another. `holder` is somebody of one's own
    side. Raises `NotFound` for strangers, and where there is no such feed of theirs.
    """
    mine = own_feed(verb="change feed", engagement=engagement, feed=feed, by=by, now=now)
    if isinstance(mine, Refused):
        return mine
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    world, who = world_at(engagement=engagement, now=now), PersonId(holder)
    if who in world.guests or world.parties.get(who) != viewer.party:
        return Refused(f"`change feed` is refused: `{holder}` is no active person of your side, who could answer for it.")
    wanted = {
        "name": name,
        "holder": holder,
        "facts": dict(facts),
        "aspects": dict(aspects),
        "silent_after": int(silent_after.total_seconds()),
    }
    with write_transaction():
        found = _locked(mine, feed)
        changed = tuple(field for field, value in wanted.items() if getattr(found, field) != value)
        if changed:
            mine.update(**wanted, **_silence(found, silent_after))
            said: dict[str, Plain] = {"feed": feed, "changed": list(changed), "holder": holder}
            append(engagement=engagement, entries=(Statement(act="feed changed", by=PersonId(by), at=now, said=said),))
    return FeedChanged(feed, changed)


def renew_token(
    *, engagement: str, feed: str, by: str, now: datetime, overlap: timedelta = timedelta(0)
) -> TokenRenewed | Refused:
    """Give a feed of one's own side another token, for its lead; the old one opens it for `overlap` still (0: no more).

    The intake learns of it within seconds. Raises `NotFound` for strangers, and where there is no such feed of theirs.
    """
    mine = own_feed(verb="renew token", engagement=engagement, feed=feed, by=by, now=now)
    if isinstance(mine, Refused):
        return mine
    if not timedelta(0) <= overlap <= OVERLAP:
        return Refused("`renew token` is refused: the old token ends at once, or within 24 hours.")
    token, until = secrets.token_urlsafe(TOKEN_BYTES), now + overlap
    with write_transaction():
        found = _locked(mine, feed)
        previous = (found.token_hash, micros(until)) if overlap else ("", 0)
        mine.update(token_hash=token_hash(token), previous_hash=previous[0], previous_until_us=previous[1])
        said: dict[str, Plain] = {"feed": feed, "old_until": micros(until)}
        append(engagement=engagement, entries=(Statement(act="feed token", by=PersonId(by), at=now, said=said),))
    return TokenRenewed(feed, found.name, token, until)


def _locked(mine: "QuerySet[models.Feed]", feed: str) -> models.Feed:
    """Read a feed as nobody changes it meanwhile, inside the caller's `write_transaction`."""
    found = mine.select_for_update().first()
    if found is None:
        raise NotFound("feed", feed)
    return found


def _silence(feed: models.Feed, silent_after: timedelta) -> dict[str, datetime | None]:
    """Tell when its silence is news by the new measure; a silence that was told of already is told of once."""
    if not silent_after:
        return {"silent_due": None, "silent_since": None}
    return {} if feed.silent_since else {"silent_due": feed.heard_at + silent_after}
