"""The turns of a dispute, its ladder, and the statements that stay sealed until both are in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.plain import custody_from_plain, custody_to_plain
from demarc.core.custody.ruling import end_unruled, lapse
from demarc.core.custody.statements import STATEMENT, both_have_spoken, speak
from demarc.core.custody.states import State, Title
from demarc.core.disputes import Turn, timetable
from demarc.core.escalation import people_called
from demarc.core.words import ItemKind, Priority, Side
from tests.cast import ALDER, DANA, HARBORLINE, LUIS, MARC, PRIYA, RUTH, SATURDAY_NIGHT, TOMASZ
from tests.core.test_clocks import CLINIC
from tests.custody_build import disputed, done, refused, routed, situation

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MONDAY_NINE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CLOSES = SATURDAY_NIGHT + HOUR


def raised(priority: Priority = Priority.P3) -> Custody:
    return replace(routed(priority, kind=ItemKind.DISPUTE), holder=DANA, called=(DANA,))


def test_below_p1_the_leads_then_the_arbiter_then_the_deputy_have_their_turn() -> None:
    turns = timetable(opened=MONDAY_NINE, grave=False, calendar=CLINIC)
    assert turns.leads == turns.statements
    told = [turns.turn(at) for at in (MONDAY_NINE, turns.statements, turns.arbiter, turns.deputy)]
    assert told == [Turn.LEADS, Turn.ARBITER, Turn.DEPUTY, Turn.NOBODY]


def test_security_and_p1_go_to_the_arbiter_at_once_and_lapse_after_an_hour() -> None:
    turns = timetable(opened=SATURDAY_NIGHT, grave=True, calendar=CLINIC)
    assert (turns.leads, turns.statements - SATURDAY_NIGHT, turns.deputy - SATURDAY_NIGHT) == (None, 15 * MINUTE, HOUR)
    assert (turns.turn(SATURDAY_NIGHT), turns.turn(SATURDAY_NIGHT + 30 * MINUTE)) == (Turn.ARBITER, Turn.DEPUTY)


def test_the_ladder_of_a_dispute_asks_the_arbiter_and_then_the_deputy_and_no_other_executive() -> None:
    rulers = situation(call=(DANA, PRIYA, RUTH, MARC), leads=frozenset({DANA, PRIYA}))
    first = raised()
    assert people_called(first, rulers) == (RUTH,)
    assert people_called(replace(first, called=(DANA, RUTH)), rulers) == (MARC,)
    assert people_called(replace(first, called=(DANA, RUTH, MARC)), rulers) == ()


def test_each_side_speaks_once_and_the_second_opens_both() -> None:
    one = done(speak(raised(), situation(DANA, priority=Priority.P3), text="it is theirs", closes=CLOSES))
    assert (one.after.spoken, one.private[0].field, one.private[0].party) == ((Side.CLIENT,), STATEMENT, ALDER)
    assert not both_have_spoken(one.after)
    again = refused(speak(one.after, situation(DANA), text="and more", closes=CLOSES))
    assert "cannot be changed" in again
    both = done(speak(one.after, situation(PRIYA), text="it is yours", closes=CLOSES)).after
    assert (both_have_spoken(both), both.holder, both.accept) == (True, DANA, raised().accept)
    assert custody_from_plain(custody_to_plain(both)) == both


def test_a_statement_needs_a_text_a_dispute_and_time() -> None:
    assert "without a text" in refused(speak(raised(), situation(DANA), text=" ", closes=CLOSES))
    assert "ended at" in refused(speak(raised(), situation(DANA, after=HOUR), text="late", closes=CLOSES))
    assert "in a dispute" in refused(speak(routed(), situation(DANA), text="no dispute", closes=CLOSES))
    assert "none of them" in refused(speak(raised(), situation(TOMASZ), text="not a lead", closes=CLOSES))
    spoken = done(speak(replace(raised(), raised_by=TOMASZ), situation(TOMASZ), text="I raised it", closes=CLOSES))
    assert (spoken.after.spoken, spoken.private[0].party) == ((Side.PROVIDER,), HARBORLINE)


def test_what_nobody_ruled_stays_with_the_interim_holder_by_the_signed_rule() -> None:
    custody = disputed()
    after = done(lapse(custody, situation())).after
    assert (after.state, after.holder, after.title) == (State.ROUTED, custody.holder, Title.RULING)
    assert "only time" in refused(lapse(custody, situation(RUTH)))
    assert done(end_unruled(raised(), situation(LUIS))).after.ending is Ending.LAPSED
