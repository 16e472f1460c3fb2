"""Ending: which endings fit, who may choose them, what proof is needed; merging; asks and their answers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from demarc.core.custody.asking import answer, ask, leave_given, withdraw_ask
from demarc.core.custody.closing import close, endings, merge
from demarc.core.custody.custody import Custody, Ending, Waiting
from demarc.core.custody.noting import assign, escalate, intervene, note, seen_again, source_cleared
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.words import ENGINE, Answer, ItemId, ItemKind, PersonId, Priority
from tests.cast import ALDER, DANA, JONAH, LUIS, MEI, RUTH, TOMASZ
from tests.custody_build import MINUTE, closed, done, held, offered, refused, routed, situation

PROOF = "host rebuilt, see case 4711"


@pytest.mark.parametrize("custody", [held(Priority.P1), replace(held(Priority.P3), security=True)])
def test_a_notice_is_no_verdict(custody: Custody) -> None:
    reason = refused(close(custody, situation(TOMASZ), ending=Ending.CLIENT_NOTIFIED, proof=PROOF))
    assert "is a notice, no verdict" in reason
    assert "without proof" in refused(close(custody, situation(TOMASZ), ending=Ending.FIXED))
    assert done(close(custody, situation(TOMASZ), ending=Ending.FIXED, proof=PROOF)).after.state is State.CLOSED


def test_closing_stops_the_clocks_and_keeps_the_last_holder_named() -> None:
    after = done(close(held(Priority.P3), situation(TOMASZ), ending=Ending.DONE)).after
    assert (after.holder, after.accept, after.progress, after.next_due) == (TOMASZ, None, None, None)
    assert after.closed_at == situation().now


def test_only_the_executive_accepts_a_risk_and_only_in_writing() -> None:
    custody = held(Priority.P3)
    assert "only the client executive" in refused(close(custody, situation(TOMASZ), ending=Ending.RISK_ACCEPTED, proof="x"))
    assert "needs its reason" in refused(close(custody, situation(RUTH), ending=Ending.RISK_ACCEPTED))
    after = done(close(custody, situation(RUTH), ending=Ending.RISK_ACCEPTED, proof="old, isolated, until May")).after
    assert (after.ending, after.holder) == (Ending.RISK_ACCEPTED, TOMASZ)
    assert "only the holder" in refused(close(custody, situation(RUTH), ending=Ending.DONE))


def test_nothing_closes_over_an_open_child_or_without_the_proof_its_row_asks_for() -> None:
    custody = held(Priority.P3)
    assert "still open" in refused(close(custody, situation(TOMASZ, open_children=1), ending=Ending.DONE))
    assert "needed is `restored file`" in refused(
        close(custody, situation(TOMASZ, proof="restored file"), ending=Ending.DONE)
    )


def test_a_flag_does_not_end_by_being_noted() -> None:
    flag = replace(held(Priority.P3), kind=ItemKind.FLAG, raised_by=DANA)
    assert "does not end this item" in refused(close(flag, situation(TOMASZ), ending=Ending.DONE))
    assert "without proof" in refused(close(flag, situation(TOMASZ), ending=Ending.FIXED))
    assert "only who raised it" in refused(close(flag, situation(TOMASZ), ending=Ending.WITHDRAWN))
    assert done(close(flag, situation(DANA), ending=Ending.WITHDRAWN)).after.ending is Ending.WITHDRAWN
    assert endings(flag) == (Ending.FIXED, Ending.RISK_ACCEPTED, Ending.WITHDRAWN)


def test_what_clears_itself_closes_only_where_the_row_says_so_and_never_what_is_grave() -> None:
    quiet, grave = held(Priority.P3), held(Priority.P1)
    clears = situation(clears_itself=True)
    assert done(source_cleared(quiet, clears)).after.ending is Ending.CLEARED
    for custody, now in ((quiet, situation()), (grave, clears), (quiet, replace(clears, open_children=1))):
        entry = done(source_cleared(custody, now))
        assert (entry.act, entry.after.state) == (Act.SOURCE_CLEARED, State.HELD)


@pytest.mark.parametrize("kind", [ItemKind.ASK, ItemKind.DISPUTE, ItemKind.FLAG])
def test_no_source_ends_what_a_person_must_answer(kind: ItemKind) -> None:
    """An alert that is over answers no question: what waits for the answer would wait, by the record, for ever."""
    custody = replace(held(Priority.P3), kind=kind, raised_by=DANA)
    entry = done(source_cleared(custody, situation(clears_itself=True)))
    assert (entry.act, entry.after.state, entry.after.ending) == (Act.SOURCE_CLEARED, State.HELD, None)


def test_a_source_that_fires_again_opens_what_was_closed() -> None:
    week = timedelta(days=7)
    assert done(seen_again(closed(), situation(after=week, priority=Priority.P3))).act is Act.REOPEN
    assert "open a new item" in refused(seen_again(closed(), situation(after=3 * week, priority=Priority.P3)))
    assert done(seen_again(held(), situation())).after.state is State.HELD


def test_merging_keeps_the_earliest_receipt_and_the_larger_counts() -> None:
    older, younger = held(Priority.P3), replace(held(Priority.P3), item=ItemId("younger"), declines=1)
    younger = replace(younger, received_at=older.received_at + timedelta(days=1))
    decided = merge(older, younger, situation(TOMASZ, after=9 * MINUTE))
    assert not isinstance(decided, Refused)
    gone, grown = decided
    assert (gone.after.state, gone.after.into, gone.after.ending) == (State.CLOSED, "younger", Ending.MERGED)
    assert (grown.act, grown.after.received_at, grown.after.declines) == (Act.ABSORB, older.received_at, 1)


def test_a_merge_needs_one_person_who_holds_both_and_hides_nothing_grave() -> None:
    other = replace(held(Priority.P3), item=ItemId("other"))
    assert "none of them" in refused(merge(other, replace(held(Priority.P3), holder=MEI), situation(TOMASZ)))
    assert "into itself" in refused(merge(other, other, situation(TOMASZ)))
    assert "merge the other way" in refused(merge(held(Priority.P1), other, situation(TOMASZ)))
    assert "still open" in refused(merge(other, held(Priority.P3), situation(TOMASZ, open_children=1)))


def asked(of: PersonId | None = DANA, **more: Any) -> tuple[Custody, Custody]:
    decided = ask(held(), situation(TOMASZ, after=3 * MINUTE), of=of, question="may we isolate it?", **more)
    assert not isinstance(decided, Refused)
    return decided[0].after, decided[1].after


def test_asking_is_not_handing_off() -> None:
    parent, question = asked()
    assert (parent.holder, parent.state, parent.asks, parent.waiting) == (TOMASZ, State.HELD, 1, Waiting.OTHER_SIDE)
    assert (question.kind, question.holder, question.raised_by, question.parent) == (ItemKind.ASK, DANA, TOMASZ, "item")
    assert question.received_at == parent.received_at
    assert question.accept


def test_a_user_or_a_vendor_holds_nothing_so_whoever_asks_chases() -> None:
    parent, question = asked(of=None, waiting=Waiting.VENDOR)
    assert (question.holder, parent.waiting) == (TOMASZ, Waiting.VENDOR)
    assert asked(of=JONAH)[0].waiting is Waiting.US


def test_an_answer_closes_the_ask_and_nobody_waits_any_more() -> None:
    parent, question = asked()
    decided = answer(question, parent, situation(DANA, after=5 * MINUTE), text="yes")
    assert not isinstance(decided, Refused)
    ended, told = decided
    assert (ended.after.state, ended.after.ending) == (State.CLOSED, Ending.ANSWERED)
    assert (told.after.holder, told.after.asks, told.after.waiting) == (TOMASZ, 0, Waiting.US)
    assert "without an answer" in refused(answer(question, parent, situation(DANA), text=" "))
    assert "is no ask" in refused(answer(parent, parent, situation(TOMASZ), text="yes"))


def test_only_who_asked_takes_the_ask_back() -> None:
    parent, question = asked()
    decided = withdraw_ask(question, parent, situation(TOMASZ, after=5 * MINUTE), why="")
    assert not isinstance(decided, Refused)
    assert decided[0].after.ending is Ending.WITHDRAWN
    assert "only who raised it" in refused(withdraw_ask(question, parent, situation(DANA), why=""))


def test_an_ask_ends_by_its_answer_alone_so_that_nobody_waits_on_for_it() -> None:
    _, question = asked()
    assert "an ask is answered" in refused(close(question, situation(DANA), ending=Ending.ANSWERED, proof="you may"))


def test_an_ask_about_what_has_ended_meanwhile_can_still_be_answered() -> None:
    parent, question = asked()
    over = replace(parent, state=State.CLOSED, ending=Ending.RULED)
    told = answer(question, over, situation(DANA, after=2 * MINUTE), text="you may")
    assert not isinstance(told, Refused)
    assert [entry.item for entry in told] == [question.item]


@pytest.mark.parametrize("kind", [ItemKind.ASK, ItemKind.DISPUTE])
def test_what_somebody_waits_for_is_never_merged(kind: ItemKind) -> None:
    one, other = held(Priority.P3), replace(held(Priority.P3), item=ItemId("other"), kind=kind)
    assert "by itself" in refused(merge(other, one, situation(TOMASZ)))
    assert "by itself" in refused(merge(one, other, situation(TOMASZ)))


def test_silence_gives_leave_only_where_the_permission_says_so() -> None:
    start = situation().now
    _, do = asked(due=start + 18 * MINUTE, action="isolate", on_lapse=Answer.ASK_THEN_DO)
    _, never = asked(due=start + 18 * MINUTE, action="isolate", on_lapse=Answer.ASK_THEN_NOT)
    assert not leave_given(do, start + 17 * MINUTE)
    assert leave_given(do, start + 18 * MINUTE)
    assert not leave_given(never, start + 99 * MINUTE)
    answered = replace(do, closed_at=start + 10 * MINUTE)
    assert not leave_given(answered, start + 99 * MINUTE)


def test_an_ask_that_makes_no_sense_is_refused() -> None:
    now = situation(TOMASZ)
    assert "without a question" in refused(ask(held(), now, of=DANA, question=" "))
    assert "not yourself" in refused(ask(held(), now, of=TOMASZ, question="well?"))
    assert "not in the future" in refused(ask(held(), now, of=DANA, question="well?", due=now.now))
    assert "none of them" in refused(ask(held(), situation(MEI), of=DANA, question="well?"))


def test_acting_is_not_holding() -> None:
    after = done(intervene(held(), situation(LUIS), text="pulled the cable")).after
    assert (after.holder, after.state) == (TOMASZ, State.HELD)
    assert "say what was done" in refused(intervene(held(), situation(LUIS), text=""))


def test_a_note_moves_nothing_unless_it_is_the_holders_first_act() -> None:
    assert done(note(routed(), situation(DANA), text="seen")).after.state is State.ROUTED
    first = done(note(routed(), situation(TOMASZ), text="looking"))
    assert (first.act, first.said["first_act"], first.after.state) == (Act.ACCEPT, "note", State.HELD)
    internal = done(note(held(), situation(DANA), text="ours alone", internal=True))
    assert [private.party for private in internal.private] == [ALDER]
    assert "without a text" in refused(note(held(), situation(DANA), text=" "))


def test_work_inside_one_side_is_assigned_freely_and_never_across_the_line() -> None:
    after = done(assign(offered(), situation(MEI), to=JONAH)).after
    assert (after.worked_by, after.holder) == (JONAH, TOMASZ)
    assert "offer it" in refused(assign(held(), situation(TOMASZ), to=LUIS))
    assert "none of them" in refused(assign(held(), situation(DANA), to=JONAH))


def test_a_clock_fires_once_for_each_step_and_the_last_step_repeats() -> None:
    custody = routed()
    assert "no clock of the item is due" in refused(escalate(custody, situation(), adds=()))
    for minutes, step in ((5, 1), (15, 2), (25, 3), (40, 4), (55, 5), (70, 6)):
        assert custody.next_due == situation(after=minutes * MINUTE).now
        entry = done(escalate(custody, situation(ENGINE, after=minutes * MINUTE), adds=(DANA,)))
        custody = entry.after
        assert (entry.said["step"], custody.step, custody.holder) == (step, step, TOMASZ)
    assert custody.called == (TOMASZ, DANA)
