"""Receipt, parts, sorting again, standing in, reopening."""

from dataclasses import replace
from datetime import timedelta

import pytest

from demarc.core.custody.arriving import come_back, is_too_old_to_reopen, receive, reopen, reroute, split, stand_in
from demarc.core.custody.situation import NobodyToCall
from demarc.core.custody.states import Act, State, Title
from demarc.core.custody.step import Refused
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ItemId, ItemKind, Priority
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.custody_build import ITEM, MINUTE, closed, done, held, offered, refused, routed, situation


def test_an_item_is_received_by_the_first_of_the_call_list_with_its_reasons() -> None:
    custody = routed()
    assert (custody.state, custody.holder, custody.title, custody.version) == (State.ROUTED, TOMASZ, Title.MATRIX, 1)
    assert (custody.row, custody.matrix_version, custody.window) == ("SE-01", "3", "after-hours")
    assert custody.accept_due == situation().now + 15 * MINUTE


def test_a_world_without_anybody_to_call_is_refused_before_anything_else() -> None:
    with pytest.raises(NobodyToCall, match="version `3`"):
        situation(call=())


def test_a_p3_has_its_rows_own_due_date_and_asks_for_no_click() -> None:
    custody = routed(Priority.P3)
    assert custody.accept_due == situation().now + timedelta(hours=24)
    assert custody.next_due == custody.accept_due


def test_a_part_has_the_age_and_the_counts_of_the_whole() -> None:
    whole = replace(held(), declines=1, crossings=1)
    decided = split(whole, situation(TOMASZ, after=5 * MINUTE), situation(after=5 * MINUTE, call=(MEI,)), why="two causes")
    assert not isinstance(decided, Refused)
    told, born = decided
    child = born.after
    assert told.said["child"] == child.item
    assert (child.parent, child.lineage, child.holder) == (whole.item, whole.lineage, MEI)
    assert (child.received_at, child.declines, child.crossings) == (whole.received_at, 1, 1)
    assert "none of them" in refused(split(whole, situation(DANA), situation(), why="two causes"))


@pytest.mark.parametrize("kind", [ItemKind.ASK, ItemKind.DISPUTE, ItemKind.FLAG])
def test_what_somebody_waits_for_and_a_flag_have_no_parts(kind: ItemKind) -> None:
    custody = replace(held(Priority.P3), kind=kind)
    assert "has no parts" in refused(split(custody, situation(TOMASZ), situation(), why="two causes"))


@pytest.mark.parametrize("kind", [ItemKind.ASK, ItemKind.DISPUTE])
def test_an_ask_or_a_dispute_that_is_over_does_not_come_back(kind: ItemKind) -> None:
    custody = replace(closed(), kind=kind)
    assert "anew" in refused(reopen(custody, situation(DANA), why="again"))
    assert "anew" in refused(come_back(custody, situation(DANA), why="again"))


def test_sorting_again_keeps_the_earlier_due() -> None:
    custody = routed()
    now = situation(after=5 * MINUTE, call=(DANA, LUIS))
    after = done(reroute(custody, now, because="window")).after
    assert (after.holder, after.title, after.accept) == (DANA, Title.MATRIX, custody.accept)
    assert "the same as before" in refused(reroute(custody, situation(), because="window"))


def test_the_first_present_person_stands_in_and_an_open_offer_lapses() -> None:
    now = situation(after=5 * MINUTE, call=(PRIYA, DANA))
    after = done(stand_in(offered(), now, because="left")).after
    assert (after.state, after.holder, after.offered_to, after.progress) == (State.ROUTED, PRIYA, None, None)
    assert after.accept
    assert "first of the call list" in refused(stand_in(held(), situation(), because="left"))


def test_a_reopened_item_is_as_old_as_it_ever_was() -> None:
    custody = closed()
    entry = done(reopen(custody, situation(DANA, after=timedelta(days=13), priority=Priority.P3), why="it is back"))
    after = entry.after
    assert (after.state, after.received_at, after.ending, after.closed_at) == (
        State.ROUTED,
        custody.received_at,
        None,
        None,
    )
    assert after.accept


def test_after_fourteen_days_or_a_merge_it_is_another_item() -> None:
    custody = closed()
    late = situation(DANA, after=timedelta(days=15), priority=Priority.P3)
    assert "open a new item" in refused(reopen(custody, late, why="it is back"))
    assert is_too_old_to_reopen(custody, late.now)
    assert not is_too_old_to_reopen(held(), late.now)
    assert "was merged" in refused(reopen(replace(custody, into=ItemId("other")), situation(DANA), why="it is back"))
    assert "without a reason" in refused(reopen(custody, situation(RUTH), why=""))
    assert "none of them" in refused(reopen(custody, situation(MEI), why="it is back"))


def test_an_item_of_its_own_kind_is_held_by_whoever_must_act() -> None:
    entry = receive(ITEM, situation(outcome=Outcome.GAP), kind=ItemKind.GAP, priority=Priority.P4, holder=DANA)
    assert (entry.act, entry.after.holder, entry.after.outcome) == (Act.RECEIVE, DANA, Outcome.GAP)
