"""Law 10 with twenty true kills: senders post and people write while the server is killed and started again."""

import re
from collections import Counter
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from time import sleep
from urllib.parse import urlencode

import pytest

from demarc.acts.add_feed import NewFeed
from demarc.acts.sign_in import offer_link
from demarc.core.custody.ledger import fold
from demarc.core.verify import verify
from demarc.doors import clock
from demarc.record import models
from demarc.record.reads.export import export_lines
from demarc.record.translate.custody import custody_of
from demarc.record.translate.entries import entry_of
from tests.cast import DANA, PRIYA, TOMASZ
from tests.databases import Database
from tests.services import LOOPBACK, PATIENCE
from tests.serving import Server
from tests.stage import DAY, Stage, put_on_stage
from tests.stories.test_nothing_is_lost import Senders, all_sorted, feed_of, until

KILLS, ALERTS_BETWEEN = 20, 25
ALERTS = (KILLS + 1) * ALERTS_BETWEEN
LONG = 120.0


class Writer:
    """Somebody at a browser who writes one note after the other on an item of their own, and again when unanswered."""

    def __init__(self, stage: Stage, person: str, server: Server) -> None:
        self._server, self._cookies = server, dict[str, str]()
        self._path = f"/e/{stage.engagement}/items/{stage.receive(now=clock.now())}/note/"
        self.person, self.tried, self.told = person, 0, list[str]()
        self._token = offer_link(engagement=stage.engagement, person=stage.id(person), now=clock.now())
        self._stop = Event()
        self._thread = Thread(target=self._write, daemon=True)

    def start(self) -> None:
        """Sign in and begin to write."""
        assert self._send("GET", f"/enter/{self._token}/") == 200
        assert self._send("POST", f"/enter/{self._token}/", {}) == 302
        self._thread.start()

    def stop(self) -> None:
        """End after the present note."""
        self._stop.set()
        self._thread.join(timeout=LONG)
        assert not self._thread.is_alive()

    def _write(self) -> None:
        while not self._stop.is_set():
            text = f"{self.person} writes {self.tried}"
            self.tried += 1
            try:
                status = self._send("POST", self._path, {"text": text, "readers": "both"})
            except (OSError, HTTPException):
                sleep(0.05)
                continue
            assert status == 302, status
            self.told.append(text)

    def _send(self, method: str, path: str, fields: dict[str, str] | None = None) -> int:
        connection = HTTPConnection(LOOPBACK, self._server.port, timeout=PATIENCE)
        try:
            body = urlencode({**(fields or {}), "csrfmiddlewaretoken": self._cookies.get("csrftoken", "")})
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, body if method == "POST" else None, headers)
            answer = connection.getresponse()
            answer.read()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                if found := re.match(r"([^=;]+)=([^;]*)", cookie):
                    self._cookies[found[1]] = found[2]
            return answer.status
        finally:
            connection.close()


def check_that_nothing_is_lost(stage: Stage, writers: list[Writer]) -> None:
    """Every alert is there once with one active holder, every note that was answered once, and the record is whole."""
    here = {"engagement": stage.engagement}
    keys = Counter(models.Inbox.objects.filter(**here).values_list("dedupe", flat=True))
    assert keys == {f"key {number}": 1 for number in range(ALERTS)}
    alerts = models.Item.objects.filter(**here, subject__startswith="Alert ")
    assert Counter(alerts.values_list("subject", flat=True)) == {f"Alert {number}": 1 for number in range(ALERTS)}
    assert set(alerts.values_list("holder", flat=True)) == {stage.id(TOMASZ)}
    notes = Counter(models.Private.objects.filter(**here, field="text").values_list("value", flat=True))
    for writer in writers:
        assert writer.told
        assert all(notes[text] == 1 for text in writer.told)
    assert set(notes.values()) == {1}
    by_item: dict[str, list[models.Entry]] = {}
    for entry in models.Entry.objects.filter(**here).exclude(item="").order_by("seq"):
        by_item.setdefault(entry.item, []).append(entry)
    for stored in models.Item.objects.filter(**here):
        assert fold(map(entry_of, by_item[stored.id])) == custody_of(stored)
    for by in (DANA, PRIYA):
        lines = export_lines(engagement=stage.engagement, by=stage.id(by), now=clock.now())
        assert verify(iter(list(lines))).intact


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_twenty_kills_under_load_lose_nothing_and_double_nothing(database: Database) -> None:
    """What was acknowledged as received is on disk, once and with one holder, however often the server is killed."""
    stage = put_on_stage(now=clock.now() - DAY)
    feed: NewFeed = feed_of(stage)
    server = Server(database.env)
    server.start()
    writers = [Writer(stage, person, server) for person in (TOMASZ, DANA, PRIYA)]
    try:
        for writer in writers:
            writer.start()
        with Senders([server], feed, ALERTS) as senders:
            for kill in range(1, KILLS + 1):
                senders.wait_for(kill * ALERTS_BETWEEN)
                server.kill()
                server.start()
        for writer in writers:
            writer.stop()
        assert senders.unanswered > 0, "the kills were felt"
        assert sum(writer.tried - len(writer.told) for writer in writers) > 0, "people felt them too"
        until(all_sorted)
        check_that_nothing_is_lost(stage, writers)
    finally:
        server.stop()
