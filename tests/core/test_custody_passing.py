"""Handing on, row by row of the table: offers, acceptances, declines, promises, and when passing becomes a dispute."""

from dataclasses import replace
from datetime import timedelta

import pytest

from demarc.core.custody.custody import Custody
from demarc.core.custody.passing import Ground, accept, decline, offer, promise, readdress, withdraw
from demarc.core.custody.states import Act, State, Title
from demarc.core.words import ENGINE, PersonId, Priority, RowId
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, TOMASZ, ZOE
from tests.custody_build import MINUTE, done, held, offered, refused, routed, situation

ROW = RowId("SE-01")


def passed_to_dana() -> Custody:
    """Let Dana accept what the matrix gives to Harborline: the first crossing."""
    return done(accept(offered(), situation(DANA, after=5 * MINUTE))).after


def test_the_sender_holds_what_is_offered_and_both_clocks_run() -> None:
    custody = offered()
    assert (custody.state, custody.holder, custody.offered_to) == (State.OFFERED, TOMASZ, DANA)
    assert custody.accept
    assert custody.progress
    assert DANA in custody.called


def test_offering_what_the_matrix_routed_is_the_holders_first_act() -> None:
    after = done(offer(routed(), situation(TOMASZ), to=DANA, why="hers")).after
    assert after.title is Title.ACCEPTANCE
    assert after.progress_due


@pytest.mark.parametrize(
    ("to", "why", "carries", "reason"),
    [
        (ZOE, "hers", "", "not an active person"),
        (TOMASZ, "hers", "", "holds the item already"),
        (DANA, "  ", "", "without a reason"),
        (DANA, "hers", " ", "must carry `case number`"),
    ],
)
def test_an_offer_that_lacks_something_is_refused(to: PersonId, why: str, carries: str, reason: str) -> None:
    now = situation(TOMASZ, must_carry="case number" if why == "hers" and to == DANA else "")
    assert reason in refused(offer(held(), now, to=to, why=why, carries=carries))


def test_accepting_moves_the_item_and_takes_the_senders_place_among_the_called() -> None:
    entry = done(accept(offered(), situation(DANA, after=5 * MINUTE), next_step="phone him"))
    after = entry.after
    assert (after.state, after.holder, after.title) == (State.HELD, DANA, Title.ACCEPTANCE)
    assert (after.accept, after.offered_to, after.crossings) == (None, None, 1)
    assert after.called == (DANA,)
    assert [private.text for private in entry.private] == ["phone him"]


def test_a_promise_is_capped_and_never_lies_in_the_past() -> None:
    now = situation(TOMASZ)
    assert done(accept(routed(), now, when=now.now + timedelta(days=9))).after.progress_due == now.now + timedelta(hours=2)
    assert "not in the future" in refused(accept(routed(), now, when=now.now))


def test_who_was_called_takes_over_what_somebody_holds() -> None:
    custody = replace(held(), called=(TOMASZ, PRIYA))
    after = done(accept(custody, situation(PRIYA, after=5 * MINUTE))).after
    assert (after.holder, after.called) == (PRIYA, (PRIYA,))
    assert "none of them" in refused(accept(custody, situation(MEI)))
    assert "none of them" in refused(accept(custody, situation(TOMASZ)))


def test_a_move_toward_the_matrix_is_no_crossing() -> None:
    custody = passed_to_dana()
    back = done(offer(custody, situation(DANA, after=6 * MINUTE), to=TOMASZ, why="the row says so")).after
    assert done(accept(back, situation(TOMASZ, after=7 * MINUTE))).after.crossings == 1


def test_passing_inside_one_side_is_no_crossing() -> None:
    custody = offered(to=JONAH)
    assert done(accept(custody, situation(JONAH, after=5 * MINUTE))).after.crossings == 0


def test_the_offer_that_would_be_the_second_crossing_becomes_a_dispute() -> None:
    custody = replace(held(), crossings=1)
    entry = done(offer(custody, situation(TOMASZ, after=6 * MINUTE), to=LUIS, why="hers after all"))
    assert entry.act is Act.DISPUTE
    assert entry.said["because"] == "second crossing"
    assert (entry.after.state, entry.after.title, entry.after.holder) == (State.DISPUTED, Title.INTERIM, TOMASZ)


def test_an_acceptance_that_has_become_the_second_crossing_becomes_a_dispute() -> None:
    custody = replace(offered(), crossings=1)
    assert done(accept(custody, situation(DANA, after=6 * MINUTE))).act is Act.DISPUTE


@pytest.mark.parametrize(
    ("ground", "row", "text", "reason"),
    [
        (None, None, "not ours", "needs a row"),
        (Ground.ROW, None, "", "cite the row"),
        (Ground.ROW, RowId("XX"), "", "no row `XX`"),
        (Ground.EXCLUSION, None, "", "name the exclusion"),
        (Ground.INCOMPLETE, None, " ", "name the part that is missing"),
    ],
)
def test_a_decline_without_a_citation_is_refused(ground: Ground | None, row: RowId | None, text: str, reason: str) -> None:
    assert reason in refused(decline(offered(), situation(DANA), ground=ground, row=row, text=text))


def test_a_cited_decline_leaves_it_with_the_sender_whose_promise_runs_on() -> None:
    custody = offered()
    after = done(decline(custody, situation(DANA, after=5 * MINUTE), ground=Ground.ROW, row=ROW)).after
    assert (after.state, after.holder, after.declines) == (State.HELD, TOMASZ, 1)
    assert after.progress == custody.progress
    assert after.accept is None


def test_an_incomplete_hand_off_is_no_bounce() -> None:
    custody = replace(offered(), declines=1)
    after = done(decline(custody, situation(DANA), ground=Ground.INCOMPLETE, text="no case number")).after
    assert (after.state, after.declines) == (State.HELD, 1)


def test_the_second_cited_decline_becomes_a_dispute() -> None:
    custody = replace(offered(), declines=1)
    entry = done(decline(custody, situation(DANA), ground=Ground.EXCLUSION, text="7.2"))
    assert (entry.act, entry.by, entry.after.declines) == (Act.DISPUTE, DANA, 2)


def test_withdrawing_stops_the_receivers_clock_alone() -> None:
    custody = offered()
    after = done(withdraw(custody, situation(TOMASZ, after=5 * MINUTE))).after
    assert (after.state, after.holder, after.accept, after.progress) == (State.HELD, TOMASZ, None, custody.progress)


def test_a_readdressed_offer_gets_no_younger_and_without_anybody_left_is_withdrawn() -> None:
    custody = offered()
    now = situation(ENGINE, after=5 * MINUTE)
    moved = done(readdress(custody, now, to=LUIS, because="window")).after
    assert (moved.offered_to, moved.accept) == (LUIS, custody.accept)
    assert done(readdress(custody, now, to=None, because="left")).act is Act.WITHDRAW
    assert "offered to this person already" in refused(readdress(custody, now, to=DANA, because="window"))
    assert "not an active person" in refused(readdress(custody, now, to=ZOE, because="window"))


def test_a_p1_is_put_off_once_and_a_p3_as_often_as_its_cap_allows() -> None:
    for priority, again in ((Priority.P1, False), (Priority.P3, True)):
        custody = held(priority)
        for turn in (1, 2):
            now = situation(TOMASZ, after=(2 + turn) * MINUTE, priority=priority)
            when = (custody.progress_due or now.now) + MINUTE
            decided = promise(custody, now, when=when, next_step="wait for the vendor")
            if turn == 2 and not again:
                assert "may be put off once" in refused(decided)
            else:
                custody = done(decided).after
                assert custody.snoozes == turn


def test_a_promise_for_sooner_is_no_snooze_and_one_without_a_step_is_none() -> None:
    custody = held()
    now = situation(TOMASZ, after=2 * MINUTE)
    assert done(promise(custody, now, when=now.now + MINUTE, next_step="look")).after.snoozes == 0
    assert "without a next step" in refused(promise(custody, now, when=now.now + MINUTE, next_step=" "))


def test_a_promise_on_a_routed_item_accepts_it() -> None:
    now = situation(TOMASZ)
    assert done(promise(routed(), now, when=now.now + MINUTE, next_step="look")).act is Act.ACCEPT
