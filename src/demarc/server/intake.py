"""Where feeds post: `POST /in/<feed>` with the feed's token, in plain ASGI and past Django.

A 202 means that the body is on disk, and nothing else: sorting it is the engine's work, in a later transaction. Nothing
is kept per request but its body, and the bodies in memory are bounded; beyond the bound the answer is 503 and a second.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from demarc.core.instants import micros
from demarc.record.inbox import FeedKey, InboxStore, NotKept, Post
from demarc.server.answers import Answer
from demarc.server.writer import Writer

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PREFIX = "/in/"
SLOW_SECONDS = 20.0
"""How long a sender may take for the rest of a body."""
LOOK_AGAIN_SECONDS, REFRESH_SECONDS = 1.0, 5.0
"""A stranger makes us look for new feeds at most this often; a token that was taken back works no longer than this."""
CHECKED_AT_ONCE = 65_536
"""Up to this many bytes the JSON is checked on the spot; more goes to a thread, so that nobody else waits for it."""
NOBODY = FeedKey("", "", bytes(32))
DEDUPE_HEADERS = frozenset({b"idempotency-key", b"webhook-id"})
LONGEST_KEY = 200

log = logging.getLogger("demarc.intake")


class Intake:
    """The ASGI application under `/in/`. `largest` is bytes per body, `waiting` posts and `memory` bytes in all."""

    def __init__(self, store: InboxStore, now: Callable[[], datetime], *, largest: int, waiting: int, memory: int) -> None:
        self.writer, self._now = Writer(store, now), now
        self._largest, self._most_waiting, self._most_memory = largest, waiting, memory
        self._answers = Answer.all_for(largest)
        self._feeds: dict[str, FeedKey] = {}
        self._looked_at = float("-inf")
        self._looking: asyncio.Task[None] | None = None
        self._waiting = self._memory = 0

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the writer; `loop` is where the answers are given."""
        self._loop = loop
        self.writer.start(loop)

    def stop(self) -> None:
        """Let the writer finish what it was given, and end."""
        self.writer.stop()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope, receive)
        if answer is not None:
            await send(answer.start)
            await send(answer.body)

    async def _answer(self, scope: Message, receive: Receive) -> Answer | None:
        """Check who posts, take the body, and answer after the commit; None when the sender is gone."""
        if scope["method"] != "POST":
            return self._answers.only_post
        token, dedupe, length = _read_headers(scope["headers"])
        id_ = scope["path"][len(PREFIX) :]
        feed = self._opened(id_, token)
        if self._loop.time() - self._looked_at > (REFRESH_SECONDS if feed else LOOK_AGAIN_SECONDS):
            await self._look()
            feed = self._opened(id_, token)
        if feed is None:
            return self._answers.stranger
        if refused := self._refused_unread(length):
            return refused
        message = await receive()
        if message.get("more_body") or message["type"] != "http.request":
            return await self._take_pieces(message, receive, feed, dedupe)
        body: bytes = message.get("body", b"")
        if len(body) > self._largest:
            return self._answers.too_large
        self._memory += len(body)
        try:
            return await self._keep(Post(feed, dedupe, body))
        finally:
            self._memory -= len(body)

    def _refused_unread(self, length: int) -> Answer | None:
        if length > self._largest:
            return self._answers.too_large
        if self._waiting >= self._most_waiting or self._memory + length > self._most_memory:
            return self._answers.too_much
        return None

    async def _keep(self, post: Post) -> Answer:
        small = len(post.body) <= CHECKED_AT_ONCE
        readable = _is_json(post.body) if small else await asyncio.to_thread(_is_json, post.body)
        self._waiting += 1
        try:
            known = await self.writer.keep(post)
        except NotKept:
            return self._answers.not_kept
        finally:
            self._waiting -= 1
        if known:
            return self._answers.duplicate
        return self._answers.recorded if readable else self._answers.unreadable

    async def _take_pieces(self, first: Message, receive: Receive, feed: FeedKey, dedupe: str) -> Answer | None:
        """Take a body that does not come in one piece."""
        held = _Held(self)
        try:
            body = await self._body(first, receive, held)
            return body if isinstance(body, Answer) or body is None else await self._keep(Post(feed, dedupe, body))
        finally:
            held.let_go()

    async def _body(self, message: Message, receive: Receive, held: "_Held") -> bytes | Answer | None:
        """Put the pieces together; a slow, endless or broken body is not waited for."""
        pieces: list[bytes] = [message.get("body", b"")]
        held.add(len(pieces[0]))
        try:
            async with asyncio.timeout(SLOW_SECONDS):
                while message["type"] == "http.request" and message.get("more_body"):
                    message = await receive()
                    pieces.append(message.get("body", b""))
                    if held.add(len(pieces[-1])) > self._largest:
                        return self._answers.too_large
                    if self._memory > self._most_memory:
                        return self._answers.too_much
        except TimeoutError:
            return self._answers.too_slow
        return b"".join(pieces) if message["type"] == "http.request" else None

    def _opened(self, id_: str, token: bytes) -> FeedKey | None:
        """Return the feed, if the token opens it. A feed that does not exist takes as long and answers the same."""
        found, given = self._feeds.get(id_, NOBODY), sha256(token).digest()
        is_present = compare_digest(given, found.token_hash)
        is_previous = compare_digest(given, found.previous_hash) and micros(self._now()) < found.previous_until_us
        return found if is_present or is_previous else None

    async def _look(self) -> None:
        """Read the feeds again, once for all who ask meanwhile; with the database away, what is known stays in force."""
        if self._looking is None:
            self._looking = self._loop.create_task(self._read_feeds())
        await asyncio.shield(self._looking)

    async def _read_feeds(self) -> None:
        try:
            self._feeds = await self.writer.feeds()
        except NotKept as error:
            log.warning("the feeds could not be read: %s", error)
        finally:
            self._looked_at, self._looking = self._loop.time(), None


class _Held:
    """The bytes one request holds, counted into the intake's sum and given back at its end."""

    __slots__ = ("_intake", "_size")

    def __init__(self, intake: Intake) -> None:
        self._intake, self._size = intake, 0

    def add(self, size: int) -> int:
        self._size += size
        self._intake._memory += size  # noqa: SLF001 - a part of the intake
        return self._size

    def let_go(self) -> None:
        self._intake._memory -= self._size  # noqa: SLF001 - a part of the intake


def _read_headers(headers: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, str, int]:
    """Return the token, the sender's own key and the announced length; what is missing is empty or 0."""
    token, dedupe, length = b"", "", 0
    for name, value in headers:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            token = value[7:].strip()
        elif name == b"content-length":
            length = int(value) if value.isdigit() else 0
        elif name in DEDUPE_HEADERS:
            dedupe = value.decode("latin-1")
    # A longer key would not fit its column; its hash is as good a key.
    return token, dedupe if len(dedupe) <= LONGEST_KEY else sha256(dedupe.encode()).hexdigest(), length


def _is_json(body: bytes) -> bool:
    """Tell whether this is JSON at all; whether it says something is the reader's question, later."""
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
