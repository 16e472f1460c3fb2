"""Law 1 for what feeds post: every signal ends somewhere that a person answers for, however the posts are batched."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.put_in_force import start_engagement
from demarc.acts.take_in import take_in
from demarc.core.instants import micros
from demarc.core.matrix.table import Row, scope_of
from demarc.core.words import PersonId, Tier
from demarc.doors.ingest.generic.read import read
from demarc.record import models
from demarc.record.ids import sortable_id
from tests.cast import DANA, LUIS, PRIYA, RUTH
from tests.stage import DAY, TUESDAY, Stage, alder_matrix

SECOND = timedelta(seconds=1)


class Posted(NamedTuple):
    """One signal of a random post."""

    cause: int
    topic: str
    severity: str
    over: bool

    def plain(self) -> dict[str, Any]:
        return {
            "id": f"{self.topic} {self.cause}",
            "subject": f"{self.topic} {self.cause}",
            "severity": self.severity,
            "status": "resolved" if self.over else "firing",
            "facts": {"topic": self.topic},
        }


SIGNALS = st.builds(
    Posted,
    st.integers(1, 3),
    st.sampled_from(["edr-alert", "os-patch", "vendor", "something else"]),
    st.sampled_from(["critical", "high", "medium", "low", "mauve"]),
    st.booleans(),
)
BODIES = st.lists(st.lists(SIGNALS, max_size=4) | st.none(), max_size=8)
"""Posts in order; `None` is a body that nobody can read."""


def tiered_stage() -> tuple[Stage, str]:
    """Stage the cast with a matrix that makes items of alerts, watches patches and only records vendors."""
    matrix = alder_matrix()
    rows = (_tiered(row) for row in matrix.rows)
    engagement = start_engagement(matrix=replace(matrix, rows=tuple(rows)), now=TUESDAY - DAY, by=RUTH, leads=(DANA, PRIYA))
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    stage = Stage(engagement, {key: PersonId(id_) for key, id_ in people})
    feed = add_feed(
        engagement=engagement,
        by=stage.id(DANA),
        now=TUESDAY - SECOND,
        name="everything",
        reader="generic",
        holder=stage.id(LUIS),
    )
    assert isinstance(feed, NewFeed)
    return stage, feed.id


def _tiered(row: Row) -> Row:
    """Let PT-01 watch patches of every device but servers, and VS-02 only record."""
    if row.id == "VS-02":
        return replace(row, tier=Tier.RECORD)
    if row.id != "PT-01":
        return row
    box = row.box() | {"device_class": frozenset({"workstation", "printer", "unknown"})}
    return replace(row, tier=Tier.WATCH, watch_times=2, scope=scope_of(box))


def post_all(stage: Stage, feed: str, bodies: list[list[Posted] | None]) -> int:
    for nth, body in enumerate(bodies):
        at = micros(TUESDAY + nth * SECOND)
        content = b"?" if body is None else json.dumps([signal.plain() for signal in body]).encode()
        models.Inbox.objects.create(
            engagement=stage.engagement, id=sortable_id(at), feed=feed, dedupe="", received_us=at, body=content
        )
    return sum(len(body) for body in bodies if body)


def take(at_once: int) -> None:
    while take_in(now=TUESDAY + 60 * SECOND, readers={"generic": read}, at_once=at_once):
        pass


def ends(stage: Stage) -> Counter[tuple[str, str, str]]:
    """Count where signals ended: subject, tier, and whether on an item."""
    rows = models.Signal.objects.filter(engagement=stage.engagement)
    return Counter((row.subject, row.tier, "item" if row.item else row.row) for row in rows)


@pytest.mark.usefixtures("db")
def test_every_signal_ends_in_an_item_a_group_or_a_signed_row_with_somebody_to_answer() -> None:
    """Every signal that came in ended on an item with one active holder, or under a signed row that names one."""
    stage, feed = tiered_stage()

    @settings(max_examples=40)
    @given(bodies=BODIES, at_once=st.integers(1, 7))
    def hold(bodies: list[list[Posted] | None], at_once: int) -> None:
        with transaction.atomic():
            count = post_all(stage, feed, bodies)
            take(at_once)
            rows = list(models.Signal.objects.filter(engagement=stage.engagement))
            assert len(rows) == count
            items = {item.id: item for item in models.Item.objects.filter(engagement=stage.engagement)}
            assert all(row.item in items if row.item else row.row for row in rows)
            assert {item.holder for item in items.values()} <= set(stage.ids.values())
            nobody_could_read = [item for item in items.values() if item.kind == "silent-feed"]
            assert len(nobody_could_read) == (1 if None in bodies else 0)
            assert not models.Inbox.objects.filter(waiting=True).exists()
            transaction.set_rollback(True)

    hold()


@pytest.mark.usefixtures("db")
def test_where_a_signal_ends_does_not_depend_on_how_the_posts_were_batched() -> None:
    """Sorting many posts at once and one signal at a time end every signal in the same place."""
    stage, feed = tiered_stage()

    def sorted_by(bodies: list[list[Posted] | None], at_once: int) -> Counter[tuple[str, str, str]]:
        with transaction.atomic():
            post_all(stage, feed, bodies)
            take(at_once)
            found = ends(stage)
            transaction.set_rollback(True)
        return found

    @settings(max_examples=25)
    @given(bodies=BODIES)
    def hold(bodies: list[list[Posted] | None]) -> None:
        assert sorted_by(bodies, 200) == sorted_by(bodies, 1)

    hold()
