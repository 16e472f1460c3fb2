"""Where feeds post: what is answered, what is on disk by then, and what is never let in."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, TypeVar

import pytest

from demarc.core.instants import micros
from demarc.record.inbox import FeedKey, InboxStore, NotKept, Post, inbox_store
from demarc.record.models import Feed, Inbox
from demarc.server import intake as module
from demarc.server import writer
from demarc.server.intake import Intake
from tests.databases import Database

NOW = datetime(2026, 3, 7, 22, 41, tzinfo=UTC)
TOKEN = "a-token-of-the-edr"
EDR = FeedKey("alder", "edr", sha256(TOKEN.encode()).digest())
T = TypeVar("T")


@dataclass
class Memory:
    """A store that keeps posts in a list, and can be told to fail or to be slow."""

    posts: list[Post] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)
    feed: FeedKey = EDR
    away: bool = False
    looked: int = 0
    commits: list[int] = field(default_factory=list)

    def keep(self, posts: Sequence[Post], received_us: int) -> frozenset[int]:
        assert received_us > 0
        if self.away:
            raise NotKept("disk full")
        self.commits.append(len(posts))
        duplicates = {turn for turn, post in enumerate(posts) if post.dedupe and (post.feed.id, post.dedupe) in self.known}
        self.known |= {(post.feed.id, post.dedupe) for post in posts}
        self.posts += [post for turn, post in enumerate(posts) if turn not in duplicates]
        return frozenset(duplicates)

    def feeds(self) -> dict[str, FeedKey]:
        self.looked += 1
        if self.away:
            raise NotKept("disk full")
        return {self.feed.id: self.feed}

    def close(self) -> None:
        pass


@dataclass
class Reply:
    status: int
    text: str
    headers: dict[str, str]


Posting = Callable[..., Awaitable[Reply | None]]


def intake_of(store: InboxStore, **limits: int) -> Intake:
    return Intake(store, lambda: NOW, **{"largest": 1_000, "waiting": 50, "memory": 100_000} | limits)


def run(store: InboxStore, story: Callable[[Posting, Intake], Awaitable[T]], **limits: int) -> T:
    """Let a story post to an intake over this store."""

    async def play() -> T:
        intake = intake_of(store, **limits)
        intake.start(asyncio.get_running_loop())
        try:
            return await story(lambda *args, **more: post(intake, *args, **more), intake)
        finally:
            await asyncio.to_thread(intake.stop)

    return asyncio.run(play())


async def post(
    intake: Intake,
    body: bytes | Sequence[bytes | None] = b"{}",
    *,
    feed: str = "edr",
    token: str = TOKEN,
    method: str = "POST",
    headers: dict[str, str] | None = None,
) -> Reply | None:
    """Post as uvicorn would hand it on; a `None` among the pieces is the sender hanging up."""
    pieces = [body] if isinstance(body, bytes) else list(body)
    sent: list[dict[str, Any]] = []
    given = {"authorization": f"Bearer {token}", **(headers or {})}

    async def receive() -> dict[str, Any]:
        piece = pieces.pop(0)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": f"/in/{feed}",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    await intake(scope, receive, send)
    if not sent:
        return None
    start, end = sent
    return Reply(start["status"], end["body"].decode(), {k.decode(): v.decode() for k, v in start["headers"]})


def one(store: InboxStore, *args: Any, **more: Any) -> Reply:
    """Post once and return the answer."""
    limits = {name: more.pop(name) for name in ("largest", "waiting", "memory") if name in more}

    async def story(posting: Posting, _: Intake) -> Reply | None:
        return await posting(*args, **more)

    reply = run(store, story, **limits)
    assert reply is not None
    return reply


def test_a_202_means_that_the_body_is_kept_as_it_came() -> None:
    store = Memory()
    reply = one(store, b'{"subject": "x"}')
    assert (reply.status, reply.text) == (202, "recorded\n")
    assert [(kept.body, kept.dedupe) for kept in store.posts] == [(b'{"subject": "x"}', "")]


def test_a_body_in_pieces_is_put_together() -> None:
    store = Memory()
    assert one(store, [b'{"sub', b'ject": ', b'"x"}']).status == 202
    assert store.posts[0].body == b'{"subject": "x"}'


@pytest.mark.parametrize("header", ["idempotency-key", "webhook-id"])
def test_the_same_key_again_is_answered_as_a_duplicate_and_kept_once(header: str) -> None:
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[str]:
        replies = [await posting(b"{}", headers={header: "msg_1"}) for _ in range(3)]
        return [reply.text for reply in replies if reply]

    assert run(store, story) == ["recorded\n", "duplicate\n", "duplicate\n"]
    assert len(store.posts) == 1


def test_a_key_of_any_length_is_a_key() -> None:
    store = Memory()
    one(store, b"{}", headers={"idempotency-key": "k" * 5_000})
    assert len(store.posts[0].dedupe) == 64


def test_an_unknown_feed_and_a_wrong_token_get_the_same_answer() -> None:
    store = Memory()
    wrong, unknown = one(store, token="guess"), one(store, feed="nobody")
    assert wrong == unknown
    assert (wrong.status, wrong.text) == (401, "unknown feed or wrong token\n")
    assert store.posts == []


def test_a_request_without_a_token_is_a_stranger() -> None:
    assert one(Memory(), headers={"authorization": "Basic abc"}).status == 401


def test_strangers_do_not_make_us_look_for_feeds_at_every_request() -> None:
    store = Memory()

    async def story(posting: Posting, _: Intake) -> None:
        for _nth in range(50):
            await posting(feed="nobody")

    run(store, story)
    assert store.looked == 1


def test_a_feed_that_was_added_later_is_found_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_AGAIN_SECONDS", 0.01)
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[int]:
        first = await posting(feed="siem")
        store.feed = store.feed._replace(id="siem")
        await asyncio.sleep(0.02)
        second = await posting(feed="siem")
        return [reply.status for reply in (first, second) if reply]

    assert run(store, story) == [401, 202]


def test_a_token_that_was_taken_back_stops_working(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REFRESH_SECONDS", 0.01)
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[int]:
        first = await posting()
        store.feed = store.feed._replace(token_hash=sha256(b"another").digest())
        await asyncio.sleep(0.02)
        second = await posting()
        return [reply.status for reply in (first, second) if reply]

    assert run(store, story) == [202, 401]


@pytest.mark.parametrize(("left_us", "status"), [(1, 202), (0, 401), (-1, 401)])
def test_the_token_before_opens_the_feed_too_until_its_instant(left_us: int, status: int) -> None:
    new, old = sha256(b"another").digest(), sha256(TOKEN.encode()).digest()
    store = Memory(feed=FeedKey("alder", "edr", new, old, micros(NOW) + left_us))
    assert one(store).status == status
    assert one(store, token="another").status == 202


def test_what_is_not_json_is_kept_and_the_answer_says_so() -> None:
    store = Memory()
    reply = one(store, b"<xml/>")
    assert reply.status == 202
    assert reply.text.startswith("recorded, but not readable: the body is not JSON")
    assert store.posts[0].body == b"<xml/>"


def test_endless_nesting_is_kept_and_the_answer_says_so() -> None:
    assert one(Memory(), b"[" * 900_000, largest=1_000_000, memory=2_000_000).text.startswith("recorded, but not readable")


def test_a_body_that_announces_too_much_is_refused_unread() -> None:
    store = Memory()
    reply = one(store, [], headers={"content-length": "200000000"})
    assert (reply.status, reply.text) == (413, "a body may have 1000 bytes; send several smaller ones\n")
    assert reply.headers["connection"] == "close"


def test_a_body_that_turns_out_too_large_is_refused() -> None:
    store = Memory()
    assert one(store, [b"x" * 400] * 4).status == 413
    assert one(store, b"x" * 1_001).status == 413
    assert store.posts == []


def test_a_sender_that_hangs_up_has_posted_nothing() -> None:
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[Reply | None]:
        return [await posting([None]), await posting([b'{"a":', None])]

    assert run(store, story) == [None, None]
    assert store.posts == []


def test_a_sender_that_stalls_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOW_SECONDS", 0.05)
    store = Memory()

    async def story(_: Posting, intake: Intake) -> int:
        sent: list[Any] = []
        pieces = [{"type": "http.request", "body": b"{", "more_body": True}]

        async def receive() -> Any:
            if pieces:
                return pieces.pop()
            return await asyncio.Event().wait()

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"authorization", f"Bearer {TOKEN}".encode())]
        await intake({"type": "http", "method": "POST", "path": "/in/edr", "headers": headers}, receive, send)
        status: int = sent[0]["status"]
        return status

    assert run(store, story) == 408


def test_only_post_is_taken() -> None:
    reply = one(Memory(), method="GET")
    assert (reply.status, reply.headers["allow"]) == (405, "POST")


def test_a_full_queue_asks_the_sender_to_come_back() -> None:
    store = Memory()

    async def story(posting: Posting, intake: Intake) -> Reply | None:
        intake._waiting = 50
        reply = await posting()
        intake._waiting = 0
        return reply

    reply = run(store, story)
    assert reply is not None
    assert (reply.status, reply.headers["retry-after"]) == (503, "1")


def test_bodies_in_memory_are_bounded_over_all_senders() -> None:
    store = Memory()

    async def story(posting: Posting, intake: Intake) -> list[int]:
        intake._memory = 99_900
        announced = await posting([b"x" * 300], headers={"content-length": "300"})
        unannounced = await posting([b"x" * 100, b"x" * 100])
        intake._memory -= 99_900
        assert intake._memory == 0, "what was refused is given back"
        return [reply.status for reply in (announced, unannounced) if reply]

    assert run(store, story) == [503, 503]


def test_what_the_disk_does_not_take_is_not_acknowledged() -> None:
    """A 202 is never said for what is not kept; the sender is asked to come back."""
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[int]:
        replies = [await posting()]
        store.away = True
        replies.append(await posting())
        store.away = False
        replies.append(await posting())
        return [reply.status for reply in replies if reply]

    assert run(store, story) == [202, 503, 202]
    assert len(store.posts) == 2


def test_many_senders_at_once_share_commits() -> None:
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[Reply | None]:
        return await asyncio.gather(*[posting(json.dumps({"n": number}).encode()) for number in range(40)])

    replies = run(store, story)
    assert {reply.status for reply in replies if reply} == {202}
    assert store.commits == [40]


def test_a_commit_takes_so_many_bytes_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "BATCH_BYTES", 1_000)
    store = Memory()

    async def story(posting: Posting, _: Intake) -> list[Reply | None]:
        return await asyncio.gather(*[posting(b" " * 398 + b"{}") for _ in range(10)])

    replies = run(store, story)
    assert [reply.status for reply in replies if reply] == [202] * 10
    assert store.commits == [3, 3, 3, 1]


def test_who_posts_again_and_again_is_not_kept_waiting_for_company() -> None:
    store = Memory()

    async def story(posting: Posting, _: Intake) -> None:
        for _nth in range(20):
            await posting()

    run(store, story)
    assert store.commits == [1] * 20


# --- the real stores ----------------------------------------------------------------------------------------------------


@pytest.fixture
def edr(database: Database) -> Database:
    Feed.objects.create(
        engagement="alder",
        id="edr",
        name="EDR",
        reader="generic",
        token_hash=sha256(TOKEN.encode()).hexdigest(),
        holder="luis",
        heard_at=NOW,
    )
    return database


@pytest.mark.usefixtures("edr")
def test_posts_are_kept_byte_for_byte_in_the_order_of_arrival() -> None:
    bodies = [b'{"n": %d, "x": "\xff\x00"}' % number for number in range(300)]
    store = inbox_store()
    feed = store.feeds()["edr"]
    store.keep([Post(feed, f"k{number}", body) for number, body in enumerate(bodies)], 1_000_000)
    store.close()
    kept = Inbox.objects.filter(engagement="alder", waiting=True).order_by("id")
    assert [bytes(row.body) for row in kept] == bodies
    assert {row.received_us for row in kept} == {1_000_000}


@pytest.mark.usefixtures("edr")
def test_a_key_is_kept_once_per_feed_within_a_batch_and_across_batches() -> None:
    store = inbox_store()
    feed = store.feeds()["edr"]
    batch = [Post(feed, key, b"{}") for key in ("a", "b", "a", "", "", "c", "b")]
    assert store.keep(batch, 1) == {2, 6}
    assert store.keep([Post(feed, "c", b"{}"), Post(feed, "d", b"{}")], 2) == {0}
    store.close()
    assert sorted(Inbox.objects.values_list("dedupe", flat=True)) == ["", "", "a", "b", "c", "d"]


@pytest.mark.usefixtures("edr")
def test_the_store_knows_the_token_before_and_until_when_it_counts() -> None:
    store = inbox_store()
    assert store.feeds()["edr"].previous_hash == b""
    before = sha256(b"before").digest()
    Feed.objects.filter(id="edr").update(previous_hash=before.hex(), previous_until_us=micros(NOW))
    assert store.feeds()["edr"] == EDR._replace(previous_hash=before, previous_until_us=micros(NOW))
    store.close()


@pytest.mark.usefixtures("edr")
def test_a_feed_that_was_switched_off_may_not_post() -> None:
    store = inbox_store()
    assert set(store.feeds()) == {"edr"}
    Feed.objects.update(active=False)
    assert store.feeds() == {}
    store.close()


@pytest.mark.usefixtures("edr")
def test_a_202_by_the_real_store_is_on_disk() -> None:
    reply = one(inbox_store(), b'{"subject": "x"}')
    assert reply.status == 202
    assert bytes(Inbox.objects.get(engagement="alder").body) == b'{"subject": "x"}'
