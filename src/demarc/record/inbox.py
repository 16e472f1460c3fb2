"""Keeping what is posted, past Django: many bodies in one commit, on disk before anybody is told so.

One store belongs to one thread. `keep` returns after the commit; a failure keeps nothing and raises `NotKept`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, Protocol, cast

import psycopg
from django.db import connection

from demarc.record.ids import sortable_ids
from demarc.record.transactions import the_line

FEEDS = "SELECT id, engagement, token_hash, previous_hash, previous_until_us FROM record_feed WHERE active"
MOST_ROWS = 64
"""How many rows one SQLite statement takes at most: so few sizes that each is compiled once and then kept."""


class FeedKey(NamedTuple):
    """Who may post to this feed: whoever has the token of this hash (SHA-256).

    So may whoever has the one before, of `previous_hash`, up to `previous_until_us` (microseconds since 1970, UTC).
    """

    engagement: str
    id: str
    token_hash: bytes
    previous_hash: bytes = bytes(32)
    previous_until_us: int = 0


class Post(NamedTuple):
    """One body as it came. `dedupe` is the sender's own key, empty where it gave none."""

    feed: FeedKey
    dedupe: str
    body: bytes


class NotKept(Exception):
    """The database did not take the bodies; none of them was kept, and the sender must come back."""


class InboxStore(Protocol):
    """Where posts are kept."""

    def keep(self, posts: Sequence[Post], received_us: int) -> frozenset[int]:
        """Commit the posts; tell the positions of those whose key had been kept before."""

    def feeds(self) -> dict[str, FeedKey]:
        """Return the active feeds by id."""

    def close(self) -> None:
        """Give the connection back."""


def inbox_store() -> InboxStore:
    """Open the store of the database that Django is set to; it connects at its first use."""
    if connection.vendor == "sqlite":
        return SqliteInbox(
            cast("Any", connection).Database, str(connection.settings_dict["NAME"]), connection.settings_dict["OPTIONS"]
        )
    return PostgresInbox(connection.get_connection_params())


class SqliteInbox:
    """The embedded database, by a connection of its own in the same line of writers as everybody else.

    `library` is the SQLite that Django uses: two libraries in one process would drop each other's file locks.
    """

    def __init__(self, library: Any, path: str, options: dict[str, Any]) -> None:  # noqa: ANN401 - a module
        self._library, self._path, self._options = library, path, options
        self._connection: Any = None

    def keep(self, posts: Sequence[Post], received_us: int) -> frozenset[int]:
        rows = [
            (post.feed.engagement, id_, post.feed.id, post.dedupe, received_us, post.body)
            for id_, post in zip(sortable_ids(received_us, len(posts)), posts, strict=True)
        ]
        with the_line.turn():
            try:
                return self._commit(rows)
            except self._library.Error as error:
                self.close()
                raise NotKept(str(error)) from error

    def feeds(self) -> dict[str, FeedKey]:
        try:
            return _by_id(self._open().execute(FEEDS))
        except self._library.Error as error:
            self.close()
            raise NotKept(str(error)) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _commit(self, rows: Sequence[tuple[Any, ...]]) -> frozenset[int]:
        """Write all rows in one transaction; closing the connection on an error rolls it back."""
        database, known = self._open(), set[int]()
        database.execute("BEGIN IMMEDIATE")
        for start in range(0, len(rows), MOST_ROWS):
            part = rows[start : start + MOST_ROWS]
            taken = database.execute(_insert(len(part)), list(chain.from_iterable(part))).rowcount
            if taken != len(part):
                known.update(start + turn for turn in _missing(database, part))
        database.execute("COMMIT")
        return frozenset(known)

    def _open(self) -> Any:  # noqa: ANN401 - Django's stubs do not name the library in use
        if self._connection is None:
            made = self._library.connect(self._path, isolation_level=None, timeout=self._options["timeout"])
            made.executescript(self._options["init_command"])
            self._connection = made
        return self._connection


class PostgresInbox:
    """PostgreSQL: one statement per batch; `synchronous_commit` is on, whatever the server's default."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = {name: value for name, value in parameters.items() if name not in {"cursor_factory", "context"}}
        self._connection: Any = None

    def keep(self, posts: Sequence[Post], received_us: int) -> frozenset[int]:
        ids = sortable_ids(received_us, len(posts))
        values = (
            received_us,
            [post.feed.engagement for post in posts],
            ids,
            [post.feed.id for post in posts],
            [post.dedupe for post in posts],
            [post.body for post in posts],
        )
        kept = {id_ for (id_,) in self._run(POSTGRES_INSERT, values)}
        return frozenset(turn for turn, id_ in enumerate(ids) if id_ not in kept)

    def feeds(self) -> dict[str, FeedKey]:
        return _by_id(self._run(FEEDS, ()))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        try:
            if self._connection is None:
                self._connection = psycopg.connect(**self._parameters, autocommit=True)
                self._connection.execute("SET synchronous_commit = on")
            return list(self._connection.execute(statement, values, binary=True).fetchall())
        except psycopg.Error as error:
            self.close()
            raise NotKept(str(error)) from error


SQLITE_INSERT = "INSERT INTO record_inbox (engagement, id, feed, dedupe, received_us, body, waiting, taken, unreadable)"
POSTGRES_INSERT = """
    INSERT INTO record_inbox (engagement, id, feed, dedupe, received_us, body, waiting, taken, unreadable)
    SELECT engagement, id, feed, dedupe, %b, body, true, 0, ''
    FROM unnest(%b::text[], %b::text[], %b::text[], %b::text[], %b::bytea[]) AS post (engagement, id, feed, dedupe, body)
    ON CONFLICT DO NOTHING RETURNING id
"""


@cache
def _insert(size: int) -> str:
    rows = ",".join(["(?,?,?,?,?,?,1,0,'')"] * size)
    return f"{SQLITE_INSERT} VALUES {rows} ON CONFLICT DO NOTHING"


def _missing(database: Any, rows: Sequence[tuple[Any, ...]]) -> Iterable[int]:  # noqa: ANN401 - see `_open`
    """Tell which rows of a statement were not taken, because their key had been kept before."""
    for turn, row in enumerate(rows):
        found = database.execute("SELECT 1 FROM record_inbox WHERE engagement = ? AND id = ?", row[:2]).fetchone()
        if found is None:
            yield turn


def _by_id(rows: Iterable[tuple[Any, ...]]) -> dict[str, FeedKey]:
    return {
        id_: FeedKey(engagement, id_, bytes.fromhex(now_in_use), bytes.fromhex(previous), until)
        for id_, engagement, now_in_use, previous, until in rows
    }
