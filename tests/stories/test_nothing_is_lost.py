"""Law 10 with real processes, real databases and real kills: what was acknowledged is there, once, with one holder."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPException
from queue import Empty, Queue
from threading import Thread
from time import monotonic, sleep

import pytest

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.doors import clock
from demarc.record import models
from tests.cast import DANA, LUIS, TOMASZ
from tests.databases import Database
from tests.serving import Server, serving
from tests.stage import DAY, Stage, put_on_stage

ALERTS, SENDERS = 1_000, 8
ENOUGH_SECONDS = 50.0


@pytest.fixture
def stage(database: Database) -> Stage:  # noqa: ARG001 - asking for the database is its use
    return put_on_stage(now=clock.now() - DAY)


@pytest.fixture
def feed(stage: Stage) -> NewFeed:
    return feed_of(stage)


def feed_of(stage: Stage) -> NewFeed:
    made = add_feed(
        engagement=stage.engagement,
        by=stage.id(DANA),
        now=clock.now(),
        name="EDR",
        reader="generic",
        holder=stage.id(LUIS),
        facts={"topic": "edr-alert"},
    )
    assert isinstance(made, NewFeed)
    return made


def alert(number: int) -> bytes:
    return json.dumps({"id": f"cause {number}", "subject": f"Alert {number}", "severity": "high"}).encode()


class Senders:
    """Several sources that post until every alert was acknowledged, and come back when they were not answered."""

    def __init__(self, servers: list[Server], feed: NewFeed, count: int = ALERTS) -> None:
        self._servers, self._feed = servers, feed
        self._to_do: Queue[int] = Queue()
        for number in range(count):
            self._to_do.put(number)
        self.acknowledged: Queue[int] = Queue()
        self.unanswered = 0
        self._threads = [Thread(target=self._send, args=(nth,), daemon=True) for nth in range(SENDERS)]

    def __enter__(self) -> "Senders":  # noqa: PYI034 - a test's own class
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for thread in self._threads:
            thread.join(timeout=ENOUGH_SECONDS)
            assert not thread.is_alive(), "a sender is still waiting for its answer"

    def wait_for(self, count: int) -> None:
        """Wait until so many alerts were acknowledged."""
        until(lambda: self.acknowledged.qsize() >= count)

    def _send(self, nth: int) -> None:
        server = self._servers[nth % len(self._servers)]
        while True:
            try:
                number = self._to_do.get_nowait()
            except Empty:
                return
            while not self._acknowledged(server, number):
                self.unanswered += 1
                sleep(0.05)
            self.acknowledged.put(number)

    def _acknowledged(self, server: Server, number: int) -> bool:
        try:
            status, text = server.post(self._feed.id, self._feed.token, alert(number), key=f"key {number}")
        except (OSError, HTTPException):
            return False
        assert status in {202, 503}, text
        return status == 202


def until(found: Callable[[], bool]) -> None:
    deadline = monotonic() + ENOUGH_SECONDS
    while not found():
        assert monotonic() < deadline, "it did not come to this in time"
        sleep(0.05)


def all_sorted() -> bool:
    return not models.Inbox.objects.filter(waiting=True).exists()


def check_each_alert_is_there_once(stage: Stage, count: int = ALERTS) -> None:
    """Every acknowledged alert was kept once and became one item with one holder; the record has no gap."""
    until(all_sorted)
    here = {"engagement": stage.engagement}
    keys = Counter(models.Inbox.objects.filter(**here).values_list("dedupe", flat=True))
    assert keys == {f"key {number}": 1 for number in range(count)}
    subjects = Counter(models.Item.objects.filter(**here).values_list("subject", flat=True))
    assert subjects == {f"Alert {number}": 1 for number in range(count)}
    holders = set(models.Item.objects.filter(**here).values_list("holder", flat=True))
    assert holders == {stage.id(TOMASZ)}
    received = models.Entry.objects.filter(**here, act="receive")
    assert received.count() == models.Signal.objects.filter(**here).count() == count
    places = list(models.Entry.objects.filter(**here).order_by("seq").values_list("seq", flat=True))
    assert places == list(range(models.Head.objects.get(**here).size))


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills_once_and_with_one_holder(
    database: Database, stage: Stage, feed: NewFeed
) -> None:
    """What was acknowledged as received is on disk; a kill at any moment loses nothing and doubles nothing."""
    server = Server(database.env)
    server.start()
    try:
        with Senders([server], feed) as senders:
            for acknowledged in (200, 450, 700):
                senders.wait_for(acknowledged)
                server.kill()
                server.start()
        assert senders.unanswered > 0, "the kills were felt"
        check_each_alert_is_there_once(stage)
    finally:
        server.stop()


@pytest.mark.slow
def test_two_servers_on_one_postgresql_sort_each_alert_once(postgres_database: Database) -> None:
    stage = put_on_stage(now=clock.now() - DAY)
    made = feed_of(stage)
    with ExitStack() as running:
        servers = [running.enter_context(serving(postgres_database.env)) for _ in range(2)]
        worker = running.enter_context(serving(postgres_database.env, command=("worker",)))
        with Senders(servers, made):
            until(models.Item.objects.exists)
            worker.kill()
        check_each_alert_is_there_once(stage)


def test_an_alert_is_held_within_a_moment_of_its_202(database: Database, stage: Stage, feed: NewFeed) -> None:
    with serving(database.env) as server:
        assert server.post(feed.id, feed.token, alert(0)) == (202, "recorded\n")
        until(lambda: models.Item.objects.filter(subject="Alert 0").exists())
        assert models.Item.objects.get(subject="Alert 0").holder == stage.id(TOMASZ)
        assert server.post(feed.id, "guess", b"{}")[0] == 401
        assert server.stop() == 0
