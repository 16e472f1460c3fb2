"""Adding a feed: who may post, how it is read, and the person who answers for what it brings and for its silence."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from demarc.acts.outcome import Refused
from demarc.acts.world import world_at
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ID_BYTES, TOKEN_BYTES = 8, 32


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed that may post from now on. The token is shown this once; only its hash is kept."""

    id: str
    token: str


def add_feed(
    *,
    engagement: str,
    by: str,
    now: datetime,
    name: str,
    reader: str,
    holder: str,
    facts: Mapping[str, str] | None = None,
    aspects: Mapping[str, str] | None = None,
    silent_after: timedelta = timedelta(0),
) -> NewFeed | Refused:
    """Let a source post, for a lead. `reader` names what reads its bodies, `holder` an active person of the engagement.

    `facts` are what all its signals have in common, `aspects` says which label states which aspect; a silence longer
    than `silent_after` is raised with the holder (0: never). Raises `NotFound` for strangers.
    """
    viewer_of(engagement=engagement, by=by, now=now)
    world = world_at(engagement=engagement, now=now)
    if by not in world.leads:
        return Refused("`add feed` is refused: only a lead of either side may add a feed.")
    if holder not in world.parties:
        return Refused(f"`add feed` is refused: `{holder}` is no active person here; name who answers for this feed.")
    made = NewFeed(secrets.token_hex(ID_BYTES), secrets.token_urlsafe(TOKEN_BYTES))
    with write_transaction():
        models.Feed.objects.create(
            engagement=engagement,
            id=made.id,
            name=name,
            reader=reader,
            token_hash=sha256(made.token.encode()).hexdigest(),
            holder=holder,
            facts=dict(facts or {}),
            aspects=dict(aspects or {}),
            silent_after=int(silent_after.total_seconds()),
            heard_at=now,
            silent_due=now + silent_after if silent_after else None,
        )
        said = {"feed": made.id, "reader": reader, "holder": holder}
        append(engagement=engagement, entries=(Statement(act="feed added", by=PersonId(by), at=now, said=said),))
    return made
