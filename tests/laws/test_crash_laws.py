"""Law 10, step by step: a crash before any single statement of the sorting loses nothing and doubles nothing."""

import json
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.instants import micros
from demarc.doors.ingest.generic.read import read
from demarc.record import models
from demarc.record.ids import sortable_id
from tests.cast import DANA, LUIS
from tests.stage import HOUR, TUESDAY, Stage, put_on_stage


class PowerCut(BaseException):
    """The process is gone: nothing catches this."""


class Cut:
    """Lets so many statements through and then cuts the power, once: what undoes the transaction comes through.

    Cut at the very end of a transaction, what was done stays done and nobody was told, as it may be with a real commit.
    """

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        self.left -= 1
        if self.left == -1:
            raise PowerCut
        return execute(sql, params, many, context)


def cut_everywhere(work: Any) -> int:
    """Do the work with a crash before its first statement, its second, and so on, until it comes through.

    Returns how many crashes there were.
    """
    crashes = 0
    while True:
        try:
            with connection.execute_wrapper(Cut(crashes)):
                work()
        except PowerCut:
            crashes += 1
        else:
            return crashes


def posted(stage: Stage) -> None:
    feed = add_feed(
        engagement=stage.engagement,
        by=stage.id(DANA),
        now=TUESDAY,
        name="EDR",
        reader="generic",
        holder=stage.id(LUIS),
        facts={"topic": "edr-alert"},
    )
    assert isinstance(feed, NewFeed)
    bodies = [json.dumps({"id": cause, "subject": cause, "severity": "high"}).encode() for cause in ("a", "b", "a")]
    for nth, body in enumerate([*bodies, b"nobody can read this"]):
        at = micros(TUESDAY) + nth
        models.Inbox.objects.create(
            engagement=stage.engagement, id=sortable_id(at), feed=feed.id, dedupe="", received_us=at, body=body
        )


@pytest.mark.usefixtures("db")
def test_a_crash_before_any_statement_of_the_sorting_loses_and_doubles_nothing() -> None:
    """Whenever the process dies while it sorts, the next one finds each signal once, on one item, with one holder."""
    stage = put_on_stage()
    posted(stage)

    def sort() -> None:
        while take_in(now=TUESDAY, readers={"generic": read}):
            pass

    assert cut_everywhere(sort) > 10
    here = {"engagement": stage.engagement}
    subjects = Counter(models.Item.objects.filter(**here, kind="alert").values_list("subject", flat=True))
    assert subjects == {"a": 1, "b": 1}
    assert models.Item.objects.filter(**here, kind="silent-feed").count() == 1
    assert models.Signal.objects.filter(**here).count() == 3
    assert not models.Inbox.objects.filter(waiting=True).exists()
    letters = models.Outbox.objects.filter(**here).values_list("item", "about", "person")
    assert len(set(letters)) == letters.count() == 3
    places = list(models.Entry.objects.filter(**here).order_by("seq").values_list("seq", flat=True))
    assert places == list(range(models.Head.objects.get(**here).size))


@pytest.mark.usefixtures("db")
def test_a_crash_before_any_statement_of_a_tick_calls_everybody_once() -> None:
    """Whenever the process dies while it escalates, each step is fired once, and nothing is forgotten."""
    stage = put_on_stage()
    items = [stage.receive() for _ in range(2)]

    def escalate() -> None:
        tick(now=TUESDAY + HOUR / 12)

    assert cut_everywhere(escalate) > 3
    for item in items:
        assert [str(entry.act) for entry in stage.entries(item)] == ["receive", "escalate"]
