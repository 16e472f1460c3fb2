"""Reading what waits in the inbox of one engagement: bodies into signals, in the order of arrival."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.db.models import QuerySet

from demarc.core.instants import instant_of
from demarc.core.signals import BadPayload, Reader, Signal
from demarc.record import models


class Arrival(NamedTuple):
    """One signal as it came in: from which feed, in which body (its id and SHA-256), where in it, and when.

    `ripe` marks a watched one that has lasted long enough: it becomes an item now.
    """

    feed: models.Feed
    inbox: str
    digest: str
    position: int
    received_at: datetime
    signal: Signal
    ripe: bool = False


class Body(NamedTuple):
    """One body as it waits in the inbox; `taken` of its signals have been sorted before."""

    id: str
    feed: str
    received_us: int
    body: bytes
    taken: int


@dataclass(slots=True)
class Mail:
    """A part of what waits for one engagement, read: arrivals, bodies nobody can read, and how far each was taken.

    `lost` are watched causes whose first report cannot be read again: the feed's holder is told of the body instead.
    """

    feeds: Mapping[str, models.Feed]
    arrivals: list[Arrival] = field(default_factory=list)
    unreadable: list[tuple[Body, str]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    heard: dict[str, datetime] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """Count what takes an entry of the record."""
        return len(self.arrivals) + len(self.unreadable)


def read_mail(engagement: str, now: datetime, readers: Mapping[str, Reader], at_once: int) -> Mail:
    """Read bodies in the order of arrival until `at_once` signals are there; a large body may be taken in parts."""
    mail = Mail({feed.id: feed for feed in models.Feed.objects.filter(engagement=engagement)})
    _read_ripe(engagement, now, readers, mail, at_once)
    for post in waiting(engagement, at_once):
        if mail.size >= at_once:
            break
        mail.heard[post.feed] = instant_of(post.received_us)
        signals = _signals_of(post, mail.feeds, readers)
        if isinstance(signals, str):
            mail.unreadable.append((post, signals))
            mail.done.append(post.id)
            continue
        part = signals[post.taken : post.taken + at_once - mail.size]
        mail.arrivals += _arrivals(post, mail.feeds[post.feed], part, post.taken)
        if post.taken + len(part) < len(signals):
            mail.taken[post.id] = post.taken + len(part)
        else:
            mail.done.append(post.id)
    return mail


def waiting(engagement: str, limit: int) -> Iterator[Body]:
    """Give the bodies that have waited longest."""
    return _bodies(models.Inbox.objects.filter(engagement=engagement, waiting=True).order_by("id")[:limit])


def _bodies(posts: QuerySet[models.Inbox]) -> Iterator[Body]:
    """Read the columns alone: to make a model of every body takes as long as to read what it says."""
    return map(Body._make, posts.values_list(*Body._fields))


def _read_ripe(engagement: str, now: datetime, readers: Mapping[str, Reader], mail: Mail, at_once: int) -> None:
    """Read again the first report of each watched cause that has lasted long enough."""
    due = models.Signal.objects.filter(engagement=engagement, due__lte=now, item="").order_by("received_at", "position")
    first = {report.fingerprint: report for report in reversed(due[: at_once // 2])}
    posts = models.Inbox.objects.filter(engagement=engagement, id__in=[report.inbox for report in first.values()])
    by_id = {post.id: post for post in _bodies(posts)}
    for report in first.values():
        post = by_id[report.inbox]
        signals = _signals_of(post, mail.feeds, readers)
        # It was readable when it was filed, but since then its reader may have changed, or gone.
        if isinstance(signals, str) or report.position >= len(signals):
            why = signals if isinstance(signals, str) else f"it has no signal {report.position} any more"
            mail.unreadable.append((post, why))
            mail.lost.add(report.fingerprint)
            continue
        (arrival,) = _arrivals(post, mail.feeds[post.feed], signals[report.position : report.position + 1], report.position)
        mail.arrivals.append(arrival._replace(ripe=True))


def _signals_of(post: Body, feeds: Mapping[str, models.Feed], readers: Mapping[str, Reader]) -> tuple[Signal, ...] | str:
    """Read a body with its feed's reader, or say in one line why nobody can."""
    feed = feeds.get(post.feed)
    reader = readers.get(feed.reader) if feed else None
    if reader is None:
        return f"there is no reader `{feed.reader if feed else ''}`"
    try:
        return reader(bytes(post.body))
    except BadPayload as refusal:
        return str(refusal)


def _arrivals(post: Body, feed: models.Feed, signals: Sequence[Signal], first: int) -> list[Arrival]:
    digest, received_at = sha256(post.body).hexdigest(), instant_of(post.received_us)
    return [
        Arrival(feed, post.id, digest, position, received_at, signal)
        for position, signal in enumerate(signals, start=first)
    ]
