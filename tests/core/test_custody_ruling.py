"""Disputes: the interim holder, the leads' settlement, the arbiter's ruling, the client lead's own call."""

from dataclasses import replace
from typing import Any

from demarc.core.custody.ruling import Period, dispute, rule, rule_own, settle
from demarc.core.custody.states import Act, State, Title
from demarc.core.matrix.decide import Outcome
from demarc.core.words import Priority
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ, ZOE
from tests.custody_build import MINUTE, disputed, done, held, offered, refused, routed, situation

TEXT = "vendor failures are the client's until the vendor has answered"


def test_the_matrix_names_the_interim_holder_at_once_and_on_a_gap_nobody_moves() -> None:
    custody = held(by=JONAH)
    entry = done(dispute(custody, situation(PRIYA, after=5 * MINUTE), why="not his"))
    assert (entry.after.holder, entry.after.title, entry.after.dispute) == (TOMASZ, Title.INTERIM, "spare")
    assert entry.said["dispute"] == "spare"
    gap = done(dispute(custody, situation(PRIYA, after=5 * MINUTE, outcome=Outcome.GAP, call=(DANA,)), why="not his"))
    assert gap.after.holder == JONAH


def test_the_receiver_may_dispute_and_a_stranger_to_the_item_may_not() -> None:
    assert done(dispute(offered(to=LUIS), situation(LUIS), why="never ours")).after.state is State.DISPUTED
    assert "none of them" in refused(dispute(offered(), situation(MEI), why="never ours"))
    assert "without a statement" in refused(dispute(offered(), situation(DANA), why=" "))


def test_the_leads_settle_with_one_act_each_on_the_same_person() -> None:
    custody = disputed()
    now: Any = {"holder": LUIS, "text": TEXT, "period": Period.PERMANENT}
    half = done(settle(custody, situation(DANA, priority=Priority.P3), **now))
    assert (half.act, half.after.state, half.after.agreed_by) == (Act.AGREE, State.DISPUTED, DANA)
    again = done(settle(half.after, situation(DANA, priority=Priority.P3), **now))
    assert again.act is Act.AGREE
    other = done(settle(half.after, situation(PRIYA, priority=Priority.P3), **{**now, "holder": MEI}))
    assert other.act is Act.AGREE
    whole = done(settle(half.after, situation(PRIYA, priority=Priority.P3), **now))
    assert (whole.act, whole.after.state, whole.after.holder) == (Act.SETTLE, State.ROUTED, LUIS)
    assert (whole.after.title, whole.after.agreed_by, whole.said["with"]) == (Title.RULING, None, DANA)


def test_what_is_grave_goes_to_the_arbiter_and_not_to_the_leads() -> None:
    custody = disputed(Priority.P1)
    now = situation(DANA)
    assert "go to the arbiter" in refused(settle(custody, now, holder=LUIS, text=TEXT, period=Period.ONCE))


def test_a_ruling_names_a_holder_sets_the_counts_to_nothing_and_has_a_text() -> None:
    custody = replace(disputed(), declines=2, crossings=1)
    after = done(rule(custody, situation(RUTH), holder=MEI, text=TEXT, period=Period.ONCE)).after
    assert (after.state, after.holder, after.title) == (State.ROUTED, MEI, Title.RULING)
    assert (after.declines, after.crossings, after.dispute) == (0, 0, None)
    assert "without a text" in refused(rule(custody, situation(RUTH), holder=MEI, text="", period=Period.ONCE))
    assert "active person" in refused(rule(custody, situation(RUTH), holder=ZOE, text=TEXT, period=Period.ONCE))
    assert "none of them" in refused(rule(custody, situation(DANA), holder=MEI, text=TEXT, period=Period.ONCE))


def test_the_client_lead_rules_at_once_on_what_no_row_decides() -> None:
    gap = routed(outcome=Outcome.GAP)
    after = done(rule_own(gap, situation(DANA), holder=MEI, text=TEXT, period=Period.ONCE)).after
    assert (after.state, after.holder, after.title) == (State.ROUTED, MEI, Title.RULING)
    decided = refused(rule_own(routed(), situation(DANA), holder=MEI, text=TEXT, period=Period.ONCE))
    assert "row `SE-01` decides" in decided
    assert "none of them" in refused(rule_own(gap, situation(PRIYA), holder=MEI, text=TEXT, period=Period.ONCE))
