"""Bodies made to hurt: each is one clear line to the feed's holder, and what came with it or after it is sorted."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError

from demarc.acts import take_in as taking
from demarc.acts.put_in_force import start_engagement
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.acts.world import world_at
from demarc.core.signals import Reader
from demarc.core.words import PersonId, RowId, Tier
from demarc.doors.ingest.alertmanager.read import read as alertmanager
from demarc.doors.ingest.generic.read import read as generic
from demarc.record import models
from tests.acts.test_take_in import a_feed, alert, arrive
from tests.cast import DANA, LUIS, PRIYA, RUTH
from tests.databases import Database
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, alder_matrix, put_on_stage

READERS: dict[str, Reader] = {"generic": generic, "alertmanager": alertmanager}
DEEP = b"[" * 100_000 + b"]" * 100_000
LONG = "x" * 1_000_000


def am(**alert_: Any) -> bytes:
    return json.dumps({"alerts": [{"labels": {"alertname": "a"}, **alert_}]}).encode()


UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "blanks": b" \n\t ",
    "nul": b"\0",
    "not utf-8": b'{"subject": "\xff\xfe"}',
    "half a pair as bytes": b'{"subject": "\xed\xa0\x80"}',
    "deep": DEEP,
    "deep inside": b'{"subject": "x", "labels": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    "twice": b'{"subject": "a", "subject": "b"}',
    "nan": b'{"subject": "x", "value": NaN}',
    "infinity": b'[{"subject": "x", "value": -Infinity}]',
    "10,000 digits": b'{"subject": "x", "value": ' + b"9" * 10_000 + b"}",
    "two documents": b'{"subject": "x"}{"subject": "y"}',
    "a word": b'"just a word"',
    "a number": b"7",
    "null": b"null",
    "100,000 alerts": json.dumps([{"subject": "x"}] * 100_000).encode(),
    "no subject": b'{"severity": "critical"}',
    "a list of lists": b"[[[]]]",
}

READABLE: dict[str, bytes] = {
    "subject of 1 MB": json.dumps({"subject": LONG}).encode(),
    "label of 1 MB": json.dumps({"subject": "x", "labels": {"a": LONG, LONG: "b"}}).encode(),
    "nul in texts": json.dumps({"subject": "a\0b", "id": "\0", "external": "\0\0", "labels": {"\0": "\0"}}).encode(),
    "half a pair": b'{"subject": "\\ud800 x", "id": "\\udfff", "labels": {"\\ud800": "\\udc00"}}',
    "turned around": json.dumps({"subject": "invoice\u202egpj.exe", "labels": {"\u2066": "\x9b2J"}}).encode(),
    "lookalikes": json.dumps({"subject": "x", "facts": {"topic": "\u0435dr-alert", "severity": "\u0441ritical"}}).encode(),
    "absurd years": json.dumps(
        [
            {"subject": str(n), "id": n, "started_at": at}
            for n, at in enumerate(("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "-5", 1e300))
        ]
    ).encode(),
    "odd types": json.dumps(
        {
            "subject": "x",
            "severity": {"a": 1},
            "status": [],
            "tags": {"a": 1},
            "facts": ["topic"],
            "labels": "none",
            "id": [1],
        }
    ).encode(),
    "infinite by exponent": b'{"subject": "x", "severity": 1e999, "value": 1e999}',
    "4,000 digits": b'{"subject": "x", "value": ' + b"9" * 4_000 + b', "id": ' + b"8" * 4_000 + b"}",
    "our own words": json.dumps(
        {"subject": "x", "facts": {"kind": "dispute", "topic": "edr-alert", "window": "business"}}
    ).encode(),
    "many labels": json.dumps({"subject": "x", "labels": {f"l{n}": "v" for n in range(10_000)}}).encode(),
}
FROM_ALERTMANAGER: dict[str, bytes] = {
    "nothing": b'{"alerts": []}',
    "left out": json.dumps({"alerts": [], "truncatedAlerts": int("9" * 4_000)}).encode(),
    "odd left out": json.dumps({"alerts": [], "truncatedAlerts": True, "groupKey": {"a": 1}}).encode(),
    "odd": am(status={}, startsAt=7, annotations=[], fingerprint={"a": LONG}, generatorURL=[1]),
    "odd severity": am(labels={"severity": ["critical"], "alertname": {"a": 1}, "instance": "\0"}),
}


def tell(stage: Stage, body: bytes, reader: str = "generic") -> list[models.Item]:
    """Let a body come in between two sound ones, and give the items that came of it."""
    feed = a_feed(stage)
    models.Feed.objects.filter(id=feed).update(reader=reader)
    sound = a_feed(stage)
    arrive(stage, sound, alert("before"), now=TUESDAY - MINUTE)
    arrive(stage, feed, raw=body or b"", now=TUESDAY) if body else models.Inbox.objects.create(
        engagement=stage.engagement, id="0" * 31 + "1", feed=feed, dedupe="", received_us=1, body=b""
    )
    arrive(stage, sound, alert("after"), now=TUESDAY + MINUTE)
    turns = 0
    while take_in(now=TUESDAY + 2 * MINUTE, readers=READERS):
        turns += 1
        assert turns < 1_000, "it is sorted again and again"
    assert not models.Inbox.objects.filter(waiting=True).exists()
    items = models.Item.objects.filter(engagement=stage.engagement).order_by("number")
    assert {"Trouble before", "Trouble after"} <= {item.subject for item in items}
    return [item for item in items if not item.subject.startswith("Trouble")]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_nobody_can_read_is_one_line_to_the_holder_of_the_feed(stage: Stage, name: str) -> None:
    (item,) = tell(stage, UNREADABLE[name])
    assert stage.name(item.holder) == LUIS
    assert "sent what nobody can read" in item.subject
    assert len(item.subject) < 400
    assert item.subject.isprintable()


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_kept_within_bounds_and_in_plain_letters(stage: Stage, name: str) -> None:
    items = tell(stage, READABLE[name])
    assert items
    for item in items:
        assert len(item.subject) <= 200
        assert item.subject.isprintable()
        assert len(json.dumps(item.facts)) < 120_000
        assert item.received_at <= TUESDAY + 2 * MINUTE


@pytest.mark.parametrize("name", FROM_ALERTMANAGER)
def test_odd_notifications_are_read_or_told(stage: Stage, name: str) -> None:
    for item in tell(stage, FROM_ALERTMANAGER[name], "alertmanager"):
        assert len(item.subject) <= 250
        assert item.subject.isprintable()


@pytest.mark.parametrize("names", [READABLE, UNREADABLE])
def test_postgresql_takes_them_too(postgres_database: Database, names: dict[str, bytes]) -> None:
    assert postgres_database.vendor == "postgresql"
    stage = put_on_stage()
    for name, body in names.items():
        assert tell(stage, body), name


# --- one that fails holds up nothing else -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_engagement_that_cannot_be_sorted_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    stages = sorted((put_on_stage(), put_on_stage()), key=lambda stage: stage.engagement)
    for stage in stages:
        arrive(stage, a_feed(stage), alert())
    sort = taking._sort

    def fails_for_the_first(engagement: str, *rest: Any) -> int:
        if engagement == stages[0].engagement:
            raise OperationalError("could not serialize access")
        return sort(engagement, *rest)

    monkeypatch.setattr(taking, "_sort", fails_for_the_first)
    with pytest.raises(ExceptionGroup):
        take_in(now=TUESDAY, readers=READERS)
    held = models.Item.objects.values_list("engagement", flat=True)
    assert list(held) == [stages[1].engagement]


@pytest.mark.django_db
def test_an_engagement_whose_clocks_fail_keeps_no_other_from_calling(monkeypatch: pytest.MonkeyPatch) -> None:
    stages = sorted((put_on_stage(), put_on_stage()), key=lambda stage: stage.engagement)
    items = [stage.receive() for stage in stages]

    def fails_for_the_first(*, engagement: str, now: Any) -> Any:
        if engagement == stages[0].engagement:
            raise RuntimeError("a matrix nobody can compile")
        return world_at(engagement=engagement, now=now)

    monkeypatch.setattr("demarc.acts.escalate.world_at", fails_for_the_first)
    with pytest.raises(ExceptionGroup):
        tick(now=TUESDAY + HOUR)
    assert len(stages[1].entries(items[1])) > 1


def watching() -> Stage:
    matrix = alder_matrix()
    first, *rest = matrix.rows
    watched = replace(first, id=RowId("SE-01"), tier=Tier.WATCH, watch_minutes=30)
    engagement = start_engagement(
        matrix=replace(matrix, rows=(watched, *rest)), now=TUESDAY - DAY, by=RUTH, leads=(DANA, PRIYA)
    )
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in people})


@pytest.mark.django_db
def test_a_watched_signal_whose_body_cannot_be_read_again_is_told_and_holds_up_no_other() -> None:
    stage = watching()
    gone, sound = a_feed(stage), a_feed(stage)
    arrive(stage, gone, alert("first"))
    arrive(stage, sound, alert("second"), now=TUESDAY + MINUTE)
    take_in(now=TUESDAY + MINUTE, readers=READERS)
    assert not models.Item.objects.exists()
    models.Feed.objects.filter(id=gone).update(reader="no such reader any more")
    while take_in(now=TUESDAY + 40 * MINUTE, readers=READERS):
        pass
    subjects = set(models.Item.objects.values_list("subject", flat=True))
    assert "Trouble second" in subjects
    assert any("nobody can read" in subject for subject in subjects)
    assert not models.Signal.objects.filter(due__lte=TUESDAY + 40 * MINUTE, item="").exists()
