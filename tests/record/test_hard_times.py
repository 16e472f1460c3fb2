"""The database in hard times: full, locked for a while, or gone and back. What was answered for is there, once."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection

from demarc.acts.note import note
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.record import models
from demarc.record.inbox import FeedKey, NotKept, Post, inbox_store
from tests.acts.test_take_in import READERS, a_feed, alert, arrive
from tests.cast import DANA
from tests.databases import Database
from tests.stage import HOUR, TUESDAY, done, put_on_stage


def small(pages: int) -> None:
    """Let the database have so many pages more than it has, and no more."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (now,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {now + pages}")


def test_a_full_disk_refuses_acts_whole_and_takes_them_again_later(sqlite_database: Database) -> None:
    assert sqlite_database.vendor == "sqlite"
    stage = put_on_stage()
    item = stage.receive()
    small(2)
    written = 0

    def write_on() -> None:
        nonlocal written
        for _ in range(100):
            done(note(text="x" * 3_000, **stage.at(item, DANA)))
            written += 1

    with pytest.raises(OperationalError, match="full"):
        write_on()
    assert models.Entry.objects.filter(item=item).count() == written + 1
    assert models.Head.objects.get().size == models.Entry.objects.count()
    small(10_000)
    done(note(text="back", **stage.at(item, DANA)))


def test_a_full_disk_leaves_mail_waiting_and_it_is_sorted_once_there_is_room(sqlite_database: Database) -> None:
    assert sqlite_database.vendor == "sqlite"
    stage = put_on_stage()
    feed = a_feed(stage)
    arrive(stage, feed, *(alert(f"c{number}", note="x" * 400) for number in range(150)))
    small(0)
    with pytest.raises(ExceptionGroup):
        take_in(now=TUESDAY, readers=READERS)
    assert not models.Item.objects.exists()
    assert models.Inbox.objects.filter(waiting=True).count() == 1
    small(10_000)
    while take_in(now=TUESDAY, readers=READERS):
        pass
    assert models.Item.objects.count() == 150


def test_an_intake_without_room_says_so_and_keeps_nothing_by_halves(sqlite_database: Database) -> None:
    assert sqlite_database.vendor == "sqlite"
    store = inbox_store()
    edr = FeedKey("alder", "edr", b"\0" * 32)
    store.feeds()
    store._connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]  # the intake's own connection
    with pytest.raises(NotKept, match="full"):
        store.keep([Post(edr, "", b"x" * 100_000), Post(edr, "", b"y")], 1)
    assert not models.Inbox.objects.exists()
    assert store.keep([Post(edr, "", b"y")], 2) == frozenset()
    store.close()


def test_a_database_locked_for_a_while_only_makes_one_wait(sqlite_database: Database) -> None:
    stage = put_on_stage()
    item = stage.receive()
    locked, go = threading.Event(), threading.Event()

    def hold() -> None:
        other = sqlite3.connect(sqlite_database.home / "demarc.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        locked.set()
        go.wait(2)
        other.execute("COMMIT")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(5)
    threading.Timer(0.5, go.set).start()
    done(note(text="waited", **stage.at(item, DANA)))
    holder.join()


def test_connections_that_were_cut_are_made_anew(postgres_database: Database) -> None:
    assert postgres_database.vendor == "postgresql"
    stage = put_on_stage()
    feed = a_feed(stage)
    item = stage.receive()
    store = inbox_store()
    edr = FeedKey(stage.engagement, feed, b"\0" * 32)
    store.keep([Post(edr, "", b'{"subject": "before"}')], 1)
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
    with connection.cursor() as cursor:
        cursor.execute(cut)
    with pytest.raises(NotKept):
        store.keep([Post(edr, "", b'{"subject": "cut"}')], 2)
    assert store.keep([Post(edr, "", b'{"subject": "after"}')], 3) == frozenset()
    store.close()
    while take_in(now=TUESDAY, readers=READERS):
        pass
    subjects = set(models.Item.objects.values_list("subject", flat=True))
    assert {"before", "after"} <= subjects
    assert "cut" not in subjects
    assert tick(now=TUESDAY + HOUR)
    assert stage.entries(item)
