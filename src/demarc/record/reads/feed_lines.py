"""The feeds one party answers for, as lines of a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.core.instants import instant_of, micros
from demarc.record import models
from demarc.record.access import Viewer
from demarc.record.reads.lines import PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed: what reads it, who answers for it, when it last spoke.

    Where it has `spoken`, `heard_at` is when last; otherwise it is when the feed was added. `silent_after` is the silence
    that is news, zero for none. `facts` are what its signals have in common (aspect to value), `aspects` which label states
    which aspect. `previous_until` is until when the token before the present one opens it too, None when it does not.
    """

    id: str
    name: str
    reader: str
    holder: PersonLine
    spoken: bool
    heard_at: datetime
    silent_since: datetime | None
    silent_after: timedelta
    active: bool
    facts: Mapping[str, str]
    aspects: Mapping[str, str]
    previous_until: datetime | None

    @property
    def says(self) -> tuple[str, ...]:
        """Say what is set for it, in words."""
        common = [f"{name} is {value}" for name, value in sorted(self.facts.items())]
        return (*common, *(f"label {label} states {aspect}" for label, aspect in sorted(self.aspects.items())))


def feed_lines(
    viewer: Viewer, people: Mapping[str, PersonLine], own: frozenset[str], now: datetime
) -> tuple[FeedLine, ...]:
    """List the feeds that somebody of `own` answers for: those that still post first, by name."""
    stored = models.Feed.objects.filter(engagement=viewer.engagement, holder__in=own).order_by("-active", "name", "id")
    entries = models.Entry.objects.filter(engagement=viewer.engagement, item="", act="feed added")
    added = {json.loads(public)["said"]["feed"]: at for public, at in entries.values_list("public", "at")}
    return tuple(_line(one, people, now, spoken=added.get(one.id) != one.heard_at) for one in stored)


def _line(feed: models.Feed, people: Mapping[str, PersonLine], now: datetime, *, spoken: bool) -> FeedLine:
    overlaps = feed.active and feed.previous_until_us > micros(now)
    return FeedLine(
        id=feed.id,
        name=feed.name,
        reader=feed.reader,
        holder=people[feed.holder],
        spoken=spoken,
        heard_at=feed.heard_at,
        silent_since=feed.silent_since if feed.active else None,
        silent_after=timedelta(seconds=feed.silent_after),
        active=feed.active,
        facts=feed.facts,
        aspects=feed.aspects,
        previous_until=instant_of(feed.previous_until_us) if overlaps else None,
    )
