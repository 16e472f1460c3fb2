"""What feeds post becomes items with one holder, joins the item of its cause, or ends under a signed row."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demarc.acts import take_in as taking
from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.close import close
from demarc.acts.correct_facts import correct_facts
from demarc.acts.hand_off import accept
from demarc.acts.merge import merge
from demarc.acts.outcome import Done
from demarc.acts.put_in_force import start_engagement
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.states import Act, State
from demarc.core.instants import micros
from demarc.core.matrix.table import Matrix
from demarc.core.signals import Reader, Signal
from demarc.core.words import ItemKind, PersonId, RowId, Tier
from demarc.doors.ingest.generic.read import read
from demarc.record import models
from demarc.record.ids import sortable_id
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, alder_matrix, done

READERS: dict[str, Reader] = {"generic": read}
Post = Callable[..., None]


@pytest.fixture
def feed(stage: Stage) -> str:
    return a_feed(stage)


def a_feed(stage: Stage, *, now: datetime = TUESDAY - MINUTE, **more: Any) -> str:
    made = add_feed(
        engagement=stage.engagement,
        by=stage.id(DANA),
        now=now,
        name="EDR",
        reader="generic",
        holder=stage.id(LUIS),
        facts={"topic": "edr-alert"},
        **more,
    )
    assert isinstance(made, NewFeed)
    return made.id


def arrive(stage: Stage, feed: str, *signals: dict[str, Any], now: datetime = TUESDAY, raw: bytes = b"") -> str:
    """Put a body into the inbox, as the intake does."""
    id_ = sortable_id(micros(now))
    models.Inbox.objects.create(
        engagement=stage.engagement,
        id=id_,
        feed=feed,
        dedupe="",
        received_us=micros(now),
        body=raw or json.dumps(list(signals)).encode(),
    )
    return id_


def alert(cause: str = "c1", **more: Any) -> dict[str, Any]:
    return {"id": cause, "subject": f"Trouble {cause}", "severity": "critical", **more}


def take(now: datetime = TUESDAY, **more: Any) -> int:
    return sum(iter(lambda: take_in(now=now, readers=READERS, **more), 0))


def items(stage: Stage) -> list[models.Item]:
    return list(models.Item.objects.filter(engagement=stage.engagement).order_by("number"))


def only_item(stage: Stage) -> models.Item:
    (item,) = items(stage)
    return item


def acts_on(stage: Stage, item: str) -> list[Act]:
    return [entry.act for entry in stage.entries(item)]


# --- an alert becomes an item -------------------------------------------------------------------------------------------


def test_an_alert_is_held_by_whom_the_matrix_names(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(host="xray-files"))
    assert take() > 0
    item = only_item(stage)
    assert (stage.name(item.holder), item.state, item.row) == (TOMASZ, "routed", "SE-01")
    assert (item.subject, item.severity, item.topic, item.security) == ("Trouble c1", "critical", "edr-alert", True)
    assert item.facts["host"] == "xray-files"
    assert "row SE-01 is the only one that takes this" in item.verdict["because"]
    assert stage.mailed(TOMASZ) == ["routed"]


def test_its_age_runs_from_the_post_and_not_from_the_sorting(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(), now=TUESDAY)
    take(TUESDAY + 10 * MINUTE)
    assert only_item(stage).received_at == TUESDAY


def test_the_record_holds_the_hash_of_the_body_and_only_a_commitment_to_the_subject(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    received = models.Entry.objects.get(engagement=stage.engagement, act="receive")
    public = json.loads(received.public)
    assert len(public["said"]["body"]) == 64
    assert (public["said"]["feed"], public["said"]["position"]) == (feed, 0)
    assert "Trouble" not in received.public
    assert models.Private.objects.get(engagement=stage.engagement, field="subject").value == "Trouble c1"


def test_what_no_row_takes_goes_to_the_intake_holder(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(facts={"topic": "os-patch", "device_class": "printer"}))
    take()
    item = only_item(stage)
    assert (stage.name(item.holder), item.row) == (DANA, "")
    assert any("no row takes this" in line for line in item.verdict["because"])


def test_a_label_can_state_an_aspect_by_the_feeds_own_table(stage: Stage) -> None:
    feed = a_feed(stage, aspects={"category": "topic", "what": "device_class"})
    arrive(stage, feed, alert(category="os-patch", what="server"))
    take()
    assert only_item(stage).row == "PT-02"


def test_a_feed_cannot_report_a_dispute(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(facts={"kind": "dispute"}))
    take()
    assert only_item(stage).kind == ItemKind.ALERT


# --- the same cause again -----------------------------------------------------------------------------------------------


def test_a_storm_on_one_cause_is_one_item_and_one_line_of_its_history(stage: Stage, feed: str) -> None:
    arrive(stage, feed, *[alert() for _ in range(50)])
    take()
    item = only_item(stage)
    assert acts_on(stage, item.id) == [Act.RECEIVE, Act.SEEN_AGAIN]
    assert stage.entries(item.id)[1].said == {"times": 49}
    assert models.Signal.objects.filter(engagement=stage.engagement, item=item.id).count() == 50


def test_seeing_it_again_moves_nothing_and_resets_no_clock(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    before = only_item(stage)
    arrive(stage, feed, alert(), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    after = only_item(stage)
    assert after.version == before.version + 1
    assert (after.holder, after.state, after.accept_due) == (before.holder, before.state, before.accept_due)


def test_two_feeds_never_share_a_cause(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    arrive(stage, a_feed(stage), alert())
    take()
    assert len(items(stage)) == 2


def test_a_cleared_security_alert_still_needs_a_verdict(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(), alert(status="resolved"))
    take()
    item = only_item(stage)
    assert item.state == State.ROUTED
    assert acts_on(stage, item.id) == [Act.RECEIVE, Act.SOURCE_CLEARED]


def test_what_comes_back_after_closing_is_opened_again(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    item = only_item(stage).id
    done(accept(**stage.at(item, TOMASZ)))
    done(close(**stage.at(item, TOMASZ), ending=str(Ending.FIXED), proof="restored"))
    arrive(stage, feed, alert(), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    assert (only_item(stage).state, acts_on(stage, item)[-1]) == (State.ROUTED, Act.REOPEN)


def test_what_went_from_one_item_into_the_next_is_seen_again_on_the_last(stage: Stage, feed: str) -> None:
    arrive(stage, feed, *(alert(cause) for cause in ("c1", "c2", "c3")))
    take()
    first, second, third = (item.id for item in items(stage))
    for minute, item in enumerate((first, second, third), start=1):
        done(accept(**stage.at(item, TOMASZ, TUESDAY + minute * MINUTE)))
    done(merge(into=second, **stage.at(first, TOMASZ, TUESDAY + 4 * MINUTE)))
    done(merge(into=third, **stage.at(second, TOMASZ, TUESDAY + 5 * MINUTE)))
    arrive(stage, feed, alert("c1"), now=TUESDAY + 6 * MINUTE)
    take(TUESDAY + 6 * MINUTE)
    assert len(items(stage)) == 3
    assert stage.entries(third)[-1].act is Act.SEEN_AGAIN


def test_two_weeks_later_it_is_a_new_item(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    item = only_item(stage).id
    done(accept(**stage.at(item, TOMASZ)))
    done(close(**stage.at(item, TOMASZ), ending=str(Ending.FIXED), proof="restored"))
    later = TUESDAY + timedelta(days=15)
    arrive(stage, feed, alert(), now=later)
    take(later)
    assert [one.state for one in items(stage)] == [State.CLOSED, State.ROUTED]


# --- tiers --------------------------------------------------------------------------------------------------------------


def with_row(**changes: Any) -> Matrix:
    matrix = alder_matrix()
    changed = (replace(row, **changes) if row.id == RowId("VS-02") else row for row in matrix.rows)
    return replace(matrix, rows=tuple(changed))


def staged(matrix: Matrix) -> Stage:
    engagement = start_engagement(matrix=matrix, now=TUESDAY - timedelta(days=1), by=RUTH, leads=(DANA, PRIYA))
    people = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in people})


@pytest.fixture
def vendor(db: None) -> Callable[..., tuple[Stage, str]]:  # noqa: ARG001 - asking for the database is its use
    def make(**changes: Any) -> tuple[Stage, str]:
        stage = staged(with_row(**changes))
        return stage, a_feed(stage)

    return make


def vendor_news(cause: str = "c1", **more: Any) -> dict[str, Any]:
    return {"id": cause, "subject": "Claims are slow", "severity": "low", "facts": {"topic": "vendor"}, **more}


def signals(stage: Stage) -> list[models.Signal]:
    return list(models.Signal.objects.filter(engagement=stage.engagement).order_by("inbox", "position"))


def test_a_row_that_only_records_keeps_the_signal_and_makes_no_item(
    vendor: Callable[..., tuple[Stage, str]],
) -> None:
    stage, feed = vendor(tier=Tier.RECORD, record_days=30)
    arrive(stage, feed, vendor_news())
    take()
    (kept,) = signals(stage)
    assert items(stage) == []
    assert (kept.tier, kept.row, kept.expires_at) == ("record", "VS-02", TUESDAY + timedelta(days=30))


def test_a_watched_cause_becomes_an_item_when_it_repeats(vendor: Callable[..., tuple[Stage, str]]) -> None:
    stage, feed = vendor(tier=Tier.WATCH, watch_times=3)
    for minute in range(2):
        arrive(stage, feed, vendor_news(), now=TUESDAY + minute * MINUTE)
        take(TUESDAY + minute * MINUTE)
    assert items(stage) == []
    arrive(stage, feed, vendor_news(), now=TUESDAY + 2 * MINUTE)
    take(TUESDAY + 2 * MINUTE)
    item = only_item(stage)
    assert {signal.item for signal in signals(stage)} == {item.id}, "what was watched is listed on the item"


def test_a_watched_cause_becomes_an_item_when_it_lasts(vendor: Callable[..., tuple[Stage, str]]) -> None:
    stage, feed = vendor(tier=Tier.WATCH, watch_minutes=10)
    arrive(stage, feed, vendor_news())
    take()
    assert take(TUESDAY + 9 * MINUTE) == 0
    assert take(TUESDAY + 10 * MINUTE) > 0
    assert stage.name(only_item(stage).holder) == DANA
    assert take(TUESDAY + 11 * MINUTE) == 0, "once"


def test_a_watched_cause_that_clears_in_time_costs_nobody_anything(
    vendor: Callable[..., tuple[Stage, str]],
) -> None:
    stage, feed = vendor(tier=Tier.WATCH, watch_minutes=10, watch_times=2)
    arrive(stage, feed, vendor_news(), vendor_news(status="resolved"), vendor_news())
    take()
    assert items(stage) == []
    arrive(stage, feed, vendor_news(status="resolved"), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    assert take(TUESDAY + 30 * MINUTE) == 0
    assert items(stage) == []


def test_what_clears_by_itself_is_closed_where_the_row_says_so(vendor: Callable[..., tuple[Stage, str]]) -> None:
    stage, feed = vendor(clears_itself=True)
    arrive(stage, feed, vendor_news())
    take()
    arrive(stage, feed, vendor_news(status="resolved"), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    assert only_item(stage).state == State.CLOSED
    assert stage.custody(only_item(stage).id).ending is Ending.CLEARED


# --- what cannot be read, and silence -----------------------------------------------------------------------------------


def test_a_body_nobody_can_read_is_an_item_of_the_feeds_holder(stage: Stage, feed: str) -> None:
    id_ = arrive(stage, feed, raw=b"<xml/>")
    take()
    item = only_item(stage)
    assert (stage.name(item.holder), item.kind) == (LUIS, ItemKind.SILENT_FEED)
    assert item.subject.startswith("Feed `EDR` sent what nobody can read: the body is not JSON")
    kept = models.Inbox.objects.get(engagement=stage.engagement, id=id_)
    assert (kept.waiting, bytes(kept.body)) == (False, b"<xml/>")
    assert kept.unreadable.startswith("the body is not JSON")


def test_many_bodies_nobody_can_read_are_one_item(stage: Stage, feed: str) -> None:
    for _ in range(20):
        arrive(stage, feed, raw=b"no")
    arrive(stage, feed, alert())
    take()
    broken, fine = sorted(items(stage), key=lambda item: item.kind, reverse=True)
    assert acts_on(stage, broken.id) == [Act.RECEIVE, Act.SEEN_AGAIN]
    assert stage.name(fine.holder) == TOMASZ


def test_a_silent_feed_is_an_item_of_its_holder_and_the_first_sound_is_noted_on_it(stage: Stage) -> None:
    feed = a_feed(stage, now=TUESDAY, silent_after=timedelta(minutes=30))
    tick(now=TUESDAY + 29 * MINUTE)
    assert items(stage) == []
    tick(now=TUESDAY + 30 * MINUTE)
    tick(now=TUESDAY + 31 * MINUTE)
    item = only_item(stage)
    assert (stage.name(item.holder), item.kind) == (LUIS, ItemKind.SILENT_FEED)
    assert "has been silent since 2026-11-24 15:00 UTC" in item.subject
    arrive(stage, feed, alert(), now=TUESDAY + 40 * MINUTE)
    take(TUESDAY + 40 * MINUTE)
    assert acts_on(stage, item.id)[-1] is Act.SOURCE_CLEARED
    heard = models.Feed.objects.get(engagement=stage.engagement, id=feed)
    assert (heard.silent_since, heard.silent_due) == (None, TUESDAY + 70 * MINUTE)


def test_a_body_that_breaks_the_sorting_holds_nothing_up(stage: Stage, feed: str) -> None:
    """A reader with a fault in it costs one item of its holder, and not the mail behind it."""

    def faulty(body: bytes) -> tuple[Signal, ...]:
        if b"poison" in body:
            raise ZeroDivisionError
        return read(body)

    arrive(stage, feed, alert("before"))
    arrive(stage, feed, alert("poison"))
    arrive(stage, feed, alert("after"))
    while take_in(now=TUESDAY, readers={"generic": faulty}):
        pass
    assert {item.subject for item in items(stage)} == {
        "Trouble before",
        "Trouble after",
        "Feed `EDR` sent what nobody can read: sorting it failed; the log says why",
    }
    assert not models.Inbox.objects.filter(waiting=True).exists()


# --- parts, order, races ------------------------------------------------------------------------------------------------


def test_a_large_body_is_taken_in_parts_and_each_signal_once(stage: Stage, feed: str) -> None:
    arrive(stage, feed, *[alert(f"c{number}") for number in range(25)])
    assert take_in(now=TUESDAY, readers=READERS, at_once=10) > 0
    assert len(items(stage)) == 10
    take(at_once=10)
    assert [item.subject for item in items(stage)] == [f"Trouble c{number}" for number in range(25)]
    assert models.Signal.objects.filter(engagement=stage.engagement).count() == 25


def test_bodies_are_taken_in_the_order_of_arrival(stage: Stage, feed: str) -> None:
    for number in range(5):
        arrive(stage, feed, alert(f"c{number}"), now=TUESDAY + timedelta(milliseconds=number))
    take(TUESDAY + MINUTE)
    assert [item.subject for item in items(stage)] == [f"Trouble c{number}" for number in range(5)]


def test_somebody_who_acts_while_a_batch_is_decided_is_not_overrun(
    stage: Stage, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody was first: the batch is decided again on what stands now, and nothing is lost."""
    arrive(stage, feed, alert())
    take()
    item = only_item(stage).id
    arrive(stage, feed, alert(), alert("c2"), now=TUESDAY + MINUTE)
    decide = taking._decide
    interrupted: list[Done] = []

    def decide_slowly(*args: Any) -> Any:
        batch = decide(*args)
        if not interrupted:
            interrupted.append(done(accept(**stage.at(item, TOMASZ))))
        return batch

    monkeypatch.setattr(taking, "_decide", decide_slowly)
    take(TUESDAY + MINUTE)
    assert acts_on(stage, item) == [Act.RECEIVE, Act.ACCEPT, Act.SEEN_AGAIN]
    assert len(items(stage)) == 2


def test_mail_waits_for_a_matrix_and_does_not_hold_up_others(stage: Stage, feed: str) -> None:
    models.Inbox.objects.create(engagement="aaa", id="x", feed="f", dedupe="", received_us=micros(TUESDAY), body=b"{}")
    arrive(stage, feed, alert())
    take()
    assert len(items(stage)) == 1
    assert models.Inbox.objects.get(engagement="aaa").waiting


def test_an_empty_inbox_is_nothing_to_do(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    assert take() == 0


# --- a long record ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite how it looks things up")
def test_sorting_looks_at_what_a_batch_is_about_and_never_walks_through_the_whole_record(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert("c1"), alert("c2"))
    with CaptureQueriesContext(connection) as said:
        take()
    walks = [
        (step, query["sql"])
        for query in said.captured_queries
        if query["sql"].startswith(("SELECT", "UPDATE"))
        for step in plan_of(query["sql"])
        if WALK.search(step)
    ]
    assert walks == []


WALK = re.compile(
    r"SCAN record_(?!signal USING COVERING INDEX signal_due)|record_(item|signal|entry) .*[(]engagement=[?][)]$"
)
"""A whole table, or all that one engagement has in one that grows; of the signals, the index holds only what waits."""


def plan_of(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return [row[3] for row in cursor.fetchall()]


# --- what the source says of the same cause changes ----------------------------------------------------------------------


def test_a_source_that_says_something_else_lets_the_matrix_decide_anew(stage: Stage) -> None:
    feed = a_feed(stage, aspects={"class": "device_class"})
    models.Feed.objects.update(facts={"topic": "os-patch"})
    arrive(stage, feed, alert(severity="medium", **{"class": "workstation"}))
    take()
    assert stage.holder(only_item(stage).id) == MEI
    arrive(stage, feed, alert(severity="medium", **{"class": "server"}), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    item = only_item(stage)
    assert (stage.name(item.holder), item.row, item.facts["device_class"]) == (DANA, "PT-02", "server")
    assert acts_on(stage, item.id) == [Act.RECEIVE, Act.SEEN_AGAIN, Act.REROUTE]
    assert stage.entries(item.id)[1].said == {"facts": ["device_class"], "times": 1}


def test_a_source_raises_a_severity_and_never_lowers_it(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert(severity="medium"))
    take()
    arrive(stage, feed, alert(severity="critical"), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    item = only_item(stage)
    assert (item.severity, item.priority, item.accept_due) == ("critical", "P1", TUESDAY + 16 * MINUTE)
    arrive(stage, feed, alert(severity="low"), now=TUESDAY + 2 * MINUTE)
    take(TUESDAY + 2 * MINUTE)
    assert only_item(stage).priority == "P1"


def test_what_a_person_has_corrected_no_source_says_otherwise_again(stage: Stage) -> None:
    feed = a_feed(stage, aspects={"class": "device_class"})
    models.Feed.objects.update(facts={"topic": "os-patch"})
    arrive(stage, feed, alert(severity="medium", **{"class": "workstation"}))
    take()
    item = only_item(stage).id
    done(correct_facts(**stage.at(item, MEI), facts={"device_class": "server"}, why="it stands in the rack"))
    arrive(stage, feed, alert(severity="medium", **{"class": "workstation"}), now=TUESDAY + MINUTE)
    take(TUESDAY + MINUTE)
    assert stage.holder(item) == DANA
    assert acts_on(stage, item)[-1] == Act.SEEN_AGAIN


def test_a_device_that_changes_ends_its_old_obligation_and_begins_the_new_one(stage: Stage) -> None:
    """R23: re-evaluated, the old obligation closes with its reason, the new one opens, and no instant lacks a holder."""
    feed = a_feed(stage, aspects={"class": "device_class"})
    models.Feed.objects.update(facts={"topic": "os-patch", "kind": "device-duty"})
    arrive(stage, feed, alert("ws-12", severity="medium", **{"class": "workstation"}))
    take()
    arrive(stage, feed, alert("ws-12", severity="medium", **{"class": "server"}), now=TUESDAY + MINUTE)
    arrive(stage, feed, alert("ws-12", severity="medium", **{"class": "server"}), now=TUESDAY + 2 * MINUTE)
    take(TUESDAY + 2 * MINUTE)
    old, new = items(stage)
    assert (old.state, stage.custody(old.id).ending) == ("closed", Ending.SUPERSEDED)
    assert (stage.name(new.holder), new.row, new.received_at) == (DANA, "PT-02", old.received_at)
    assert stage.entries(old.id)[-1].at == stage.entries(new.id)[0].at
    assert models.Signal.objects.filter(item=new.id).count() == 2
    assert acts_on(stage, new.id) == [Act.RECEIVE, Act.SEEN_AGAIN]


def test_a_cause_that_flaps_within_one_batch_never_makes_more_than_two_entries_a_signal(stage: Stage) -> None:
    feed = a_feed(stage, aspects={"class": "device_class"})
    models.Feed.objects.update(facts={"topic": "os-patch"})
    flapping = [alert(severity="medium", **{"class": ("workstation", "server")[nth % 2]}) for nth in range(250)]
    arrive(stage, feed, *flapping)
    take()
    assert models.Entry.objects.filter(item=only_item(stage).id).count() <= 500
    assert models.Signal.objects.filter(item=only_item(stage).id).count() == 250


def test_what_comes_back_after_fourteen_days_is_a_new_item_that_names_the_old_one(stage: Stage, feed: str) -> None:
    arrive(stage, feed, alert())
    take()
    old = only_item(stage).id
    done(close(**stage.at(old, TOMASZ), ending=Ending.FIXED, proof="rebuilt"))
    later = TUESDAY + timedelta(days=15)
    arrive(stage, feed, alert(), now=later)
    take(later)
    _, new = items(stage)
    assert stage.custody(new.id).follows == old
    assert new.received_at == later
