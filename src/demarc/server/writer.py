"""The one who writes down what is posted: a thread of its own, and the posts gathering for it in the loop.

There is one batch at a time. While it is being committed, posts gather; then they are handed over as soon as two turns
of the loop have brought no further one. So the wait for the disk is shared by all who came together, the thread is
woken once for all of them, and somebody who posts alone does not wait for company.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from demarc.core.instants import micros
from demarc.record.inbox import FeedKey, InboxStore, NotKept, Post

Kept = asyncio.Future[bool]
"""Comes true when the post is on disk: whether its key had been kept before."""
Feeds = asyncio.Future[dict[str, FeedKey]]
Batch = Sequence[tuple[Post, Kept]]

BATCH_POSTS, BATCH_BYTES = 512, 8_388_608
"""How much goes into one commit at most."""
COMPANY, QUIET_TURNS = 64, 2
"""So many posts are company enough. A post that is read in one turn of the loop comes here in the next, hence two."""

log = logging.getLogger("demarc.intake")


class Writer:
    """Keeps posts and reads feeds in a thread of its own. What is not marked otherwise is called in the loop."""

    def __init__(self, store: InboxStore, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._queue: SimpleQueue[Batch | Feeds | None] = SimpleQueue()
        self._gathered: list[tuple[Post, Kept]] = []
        self._busy = False
        self.kept = 0
        """Posts on disk since the start."""
        self.on_kept: Callable[[], None] = lambda: None
        """Called in the writer's thread after each commit."""

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the thread; `loop` is where posts gather and answers are given."""
        self._loop = loop
        self._thread = Thread(target=self._write, name="intake writer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the thread finish what it was given, and end. May be called from any thread."""
        self._queue.put(None)
        self._thread.join()

    def keep(self, post: Post) -> Kept:
        """Write down a post with the next batch. The future raises `NotKept` when that failed."""
        kept: Kept = self._loop.create_future()
        self._gathered.append((post, kept))
        if not self._busy:
            self._busy = True
            self._loop.call_soon(self._gather, 0, 0)
        return kept

    def feeds(self) -> Feeds:
        """Read the active feeds by id. The future raises `NotKept` when the database is away."""
        wanted: Feeds = self._loop.create_future()
        self._queue.put(wanted)
        return wanted

    def _gather(self, seen: int, quiet: int) -> None:
        """Look once a turn whether more have come; `quiet` turns have brought no more than `seen`."""
        count = len(self._gathered)
        quiet = 0 if count > seen else quiet + 1
        if quiet < QUIET_TURNS and count < COMPANY:
            self._loop.call_soon(self._gather, count, quiet)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        count = size = 0
        while count < min(len(self._gathered), BATCH_POSTS) and size < BATCH_BYTES:
            size += len(self._gathered[count][0].body)
            count += 1
        batch, self._gathered = self._gathered[:count], self._gathered[count:]
        self._queue.put(batch)

    def _confirm(self, batch: Batch, known: frozenset[int]) -> None:
        for turn, (_, kept) in enumerate(batch):
            if not kept.done():
                kept.set_result(turn in known)
        self._go_on()

    def _refuse(self, batch: Batch, error: NotKept) -> None:
        for _, kept in batch:
            if not kept.done():
                kept.set_exception(error)
        self._go_on()

    def _go_on(self) -> None:
        self._busy = bool(self._gathered)
        if self._busy:
            self._loop.call_soon(self._gather, 0, 0)

    # --- the writer's thread -------------------------------------------------------------------------------------------

    def _write(self) -> None:
        """Do what is given, again and again, until told to end."""
        while (given := self._queue.get()) is not None:
            if isinstance(given, asyncio.Future):
                self._tell_feeds(given)
            else:
                self._commit(given)
        self._store.close()

    def _commit(self, batch: Batch) -> None:
        try:
            known = self._store.keep([post for post, _ in batch], micros(self._now()))
        except NotKept as error:
            log.warning("%s posts were not kept: %s", len(batch), error)
            self._loop.call_soon_threadsafe(self._refuse, batch, error)
        else:
            self._loop.call_soon_threadsafe(self._confirm, batch, known)
            self.kept += len(batch)
            self.on_kept()

    def _tell_feeds(self, wanted: Feeds) -> None:
        try:
            feeds = self._store.feeds()
        except NotKept as error:
            self._loop.call_soon_threadsafe(wanted.set_exception, error)
        else:
            self._loop.call_soon_threadsafe(wanted.set_result, feeds)
