"""Taking in: what waits in the inbox becomes items, joins the item of its cause, or ends under a signed row.

Each engagement is sorted in the order of arrival and by one process at a time. A batch is read and decided first and
applied in one transaction; a kill in between sorts nothing, and nothing twice. A body that nobody can read is an item
of the feed's named holder.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction

from demarc.acts.batch import SIGNAL_COLUMNS, Batch
from demarc.acts.engine import for_each
from demarc.acts.mail import Mail, read_mail, waiting
from demarc.acts.perform import Drawn, draw_up, file_away
from demarc.acts.silence import SILENCE
from demarc.acts.sorting import Sorter
from demarc.acts.world import world_at
from demarc.core.instants import instant_of
from demarc.core.signals import Reader, cause_of
from demarc.record import models
from demarc.record.append import LostRace
from demarc.record.reads.matrix import NothingInForce
from demarc.record.rows import insert_rows
from demarc.record.transactions import write_transaction

AT_ONCE = 250
"""Signals per transaction: enough to share its cost, few enough that nobody waits long for their own act.

A signal makes two entries at most, so that one call of `append` takes them all.
"""
ATTEMPTS = 5
UNREADABLE = "a body nobody can read"
log = logging.getLogger("demarc.take_in")


def take_in(*, now: datetime, readers: Mapping[str, Reader], at_once: int = AT_ONCE) -> int:
    """Sort a part of what waits, one batch for each engagement, and tell how many bodies that was.

    A large body of which only a part was sorted counts each time. Call it again until it returns 0. An engagement
    without a matrix in force keeps its mail until there is one.
    """
    return for_each(_waiting(now), lambda engagement: _sort(engagement, now, readers, at_once))


def _waiting(now: datetime) -> Iterator[str]:
    """Name the engagements with mail, and those where something watched has lasted long enough, one query for each."""
    ripe = set(models.Signal.objects.filter(due__lte=now).values_list("engagement", flat=True).distinct())
    yield from sorted(ripe)
    last = ""
    while True:
        mail = models.Inbox.objects.filter(waiting=True, engagement__gt=last).order_by("engagement")
        last = mail.values_list("engagement", flat=True).first() or ""
        if not last:
            return
        if last not in ripe:
            yield last


def _sort(engagement: str, now: datetime, readers: Mapping[str, Reader], at_once: int) -> int:
    """Sort one batch. What fails as a whole is sorted one by one, so that a single body never holds up the others."""
    try:
        with _alone_on(engagement) as mine:
            return _sort_batch(engagement, now, read_mail(engagement, now, readers, at_once)) if mine else 0
    except NothingInForce as error:
        log.warning("mail waits: %s", error)
        return 0
    except (LostRace, OperationalError, InterfaceError):
        # Not the mail's fault: the next turn tries again.
        raise
    except Exception:
        if at_once > 1:
            log.exception("a batch of engagement %s cannot be sorted as a whole; sorting one by one", engagement)
            return _sort(engagement, now, readers, 1)
        log.exception("a body of engagement %s cannot be sorted; its feed's holder is told", engagement)
    with _alone_on(engagement) as mine:
        return _set_aside(engagement, now) if mine else 0


def _sort_batch(engagement: str, now: datetime, mail: Mail) -> int:
    for attempt in range(ATTEMPTS):
        batch = _decide(engagement, now, mail)
        drawn = draw_up(
            engagement=engagement, entries=batch.entries, before=batch.before, about=batch.about, anew=batch.anew
        )
        try:
            with write_transaction():
                _apply(engagement, drawn, batch, mail)
        except LostRace:
            # A person changed one of the items meanwhile; decide again on what stands now.
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return len(mail.done) or min(mail.size, 1)


@contextmanager
def _alone_on(engagement: str) -> Iterator[bool]:
    """Sort an engagement in one process at a time, or a clearing could overtake the alert it belongs to.

    SQLite has one process anyway. On PostgreSQL the lock ends with the transaction, also when the process is killed.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))", [engagement, SORTING])
        (mine,) = cursor.fetchone() or (False,)
        yield bool(mine)


SORTING = 7_304_222
"""Keeps the locks of this file apart from others on the same text."""


# --- deciding and applying ----------------------------------------------------------------------------------------------


def _decide(engagement: str, now: datetime, mail: Mail) -> Batch:
    causes = {cause_of(arrival.feed.id, arrival.signal.fingerprint) for arrival in mail.arrivals}
    causes |= {cause_of(post.feed, UNREADABLE) for post, _ in mail.unreadable}
    back = [feed for id_ in mail.heard if (feed := mail.feeds.get(id_)) and feed.silent_since]
    causes |= {cause_of(feed.id, SILENCE) for feed in back}
    sorter = Sorter(world_at(engagement=engagement, now=now), causes)
    for feed in back:
        sorter.heard(cause_of(feed.id, SILENCE))
    for arrival in mail.arrivals:
        sorter.take(arrival)
    for post, why in mail.unreadable:
        feed = mail.feeds.get(post.feed) or models.Feed(id=post.feed, name=post.feed, holder="")
        subject = f"Feed `{feed.name}` sent what nobody can read: {why}"
        sorter.tell_holder(feed, cause_of(post.feed, UNREADABLE), subject, instant_of(post.received_us))
    return sorter.finish()


def _apply(engagement: str, drawn: Drawn, batch: Batch, mail: Mail) -> None:
    """Store what was decided, inside the caller's `write_transaction`."""
    if batch.entries:
        file_away(drawn)
    watched = models.Signal.objects.filter(engagement=engagement, item="", tier="watch")
    if over := batch.cleared | mail.lost:
        watched.filter(fingerprint__in=over).update(due=None)
    insert_rows(models.Signal, SIGNAL_COLUMNS, batch.signals)
    for cause, (item, since) in batch.grown.items():
        watched.filter(fingerprint=cause, received_at__gte=since).update(item=item, due=None)
    posts = models.Inbox.objects.filter(engagement=engagement)
    posts.filter(id__in=mail.done).update(waiting=False)
    for id_, taken in mail.taken.items():
        posts.filter(id=id_).update(taken=taken)
    for post, why in mail.unreadable:
        posts.filter(id=post.id).update(unreadable=why)
    for id_, at in mail.heard.items():
        if feed := mail.feeds.get(id_):
            due = at + timedelta(seconds=feed.silent_after) if feed.silent_after else None
            mine = models.Feed.objects.filter(engagement=engagement, id=id_)
            mine.update(heard_at=at, silent_due=due, silent_since=None)


def _set_aside(engagement: str, now: datetime) -> int:
    """Mark the oldest body that waits as unreadable, because sorting it fails, and let its holder know."""
    post = next(waiting(engagement, 1), None)
    if post is None:
        return 0
    feeds = {feed.id: feed for feed in models.Feed.objects.filter(engagement=engagement)}
    mail = Mail(feeds, unreadable=[(post, "sorting it failed; the log says why")], done=[post.id])
    return _sort_batch(engagement, now, mail)
