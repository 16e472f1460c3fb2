"""Who is called at which step, and in what words people are told."""

from dataclasses import replace
from typing import Any

import pytest

from demarc.core.custody.custody import Custody
from demarc.core.custody.noting import escalate
from demarc.core.custody.passing import Ground, accept, decline, offer
from demarc.core.escalation import Rung, level_of, people_called
from demarc.core.notices import TOLD, notices
from demarc.core.words import ENGINE, PersonId, Priority
from tests.cast import DANA, JONAH, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.custody_build import BY_HARBORLINE, MINUTE, done, held, offered, routed, situation


def climbed(custody: Custody, minutes: tuple[int, ...], **changes: Any) -> list[tuple[PersonId, ...]]:
    """Let nobody act until each of these minutes, and list who was called in addition."""
    called = []
    for minute in minutes:
        now = situation(after=minute * MINUTE, priority=custody.priority, **changes)
        adds = people_called(custody, now)
        called.append(adds)
        custody = done(escalate(custody, now, adds=adds)).after
    return called


def test_a_p1_that_nobody_accepts_climbs_to_the_executive_and_repeats() -> None:
    again, deputy, leads, top, *rest = climbed(routed(), (5, 15, 25, 40, 55, 70))
    assert again == ()
    assert deputy == (PRIYA,)
    assert leads == (DANA,)
    assert set(top) == {LUIS, RUTH, MARC}
    assert rest == [(), ()]


def test_a_p2_never_calls_the_executive() -> None:
    called = climbed(routed(Priority.P2), (60, 120, 240, 360, 480))
    assert not {RUTH, MARC} & {person for step in called for person in step}


def test_who_stands_in_for_the_silent_receiver_is_called_first() -> None:
    custody = offered(Priority.P2, call=(TOMASZ, JONAH))
    now = situation(after=62 * MINUTE, priority=Priority.P2, stand_ins=frozenset({LUIS}), call=(TOMASZ, JONAH))
    assert people_called(custody, now) == (LUIS,)


def test_a_ladder_of_more_steps_stays_on_its_last_level() -> None:
    clock = routed().accept
    assert clock
    assert level_of(replace(routed(), accept=replace(clock, step=99))) is Rung.TOP


def test_nobody_is_told_of_their_own_act_and_everybody_once() -> None:
    before = held()
    entry = done(offer(before, situation(TOMASZ, after=5 * MINUTE), to=DANA, why="hers"))
    (notice,) = notices(before, entry)
    assert (notice.to, notice.about) == (DANA, "offered")
    assert "until you accept" in notice.why_now
    assert notice.key == f"item:{entry.item_version}:dana"


def test_a_p1_that_arrives_is_told_with_its_row_and_a_p3_costs_no_message() -> None:
    for priority, told in ((Priority.P1, 1), (Priority.P2, 1), (Priority.P3, 0), (Priority.P4, 0)):
        custody = routed(priority)
        entry = replace(done(accept(custody, situation(TOMASZ))), after=custody, by=ENGINE)
        arrival = replace(entry, act=next(act for act in TOLD if act == "receive"))
        found = notices(None, arrival)
        assert len(found) == told
        assert all("row SE-01" in notice.why_you for notice in found)


def test_the_sender_hears_of_acceptance_and_of_a_decline() -> None:
    before = offered()
    taken = notices(before, done(accept(before, situation(DANA, after=5 * MINUTE))))
    assert [(notice.to, notice.about) for notice in taken] == [(TOMASZ, "accepted")]
    refused = notices(before, done(decline(before, situation(DANA), ground=Ground.EXCLUSION, text="7.2")))
    assert [(notice.to, notice.about) for notice in refused] == [(TOMASZ, "declined")]


@pytest.mark.parametrize("adds", [(LUIS,), ()])
def test_silence_reminds_the_silent_the_holder_and_whoever_is_called(adds: tuple[PersonId, ...]) -> None:
    before = offered()
    now = situation(after=9 * MINUTE, call=BY_HARBORLINE)
    told = {notice.to: notice.about for notice in notices(before, done(escalate(before, now, adds=adds)))}
    assert told[DANA] == "reminded"
    assert told[TOMASZ] == "escalated"
    assert told.get(LUIS) == ("called" if adds else None)
    assert MEI not in told


@pytest.mark.parametrize("priority", [Priority.P2, Priority.P3, Priority.P4])
def test_no_executive_is_called_below_p1_though_the_path_names_one(priority: Priority) -> None:
    custody = replace(routed(priority), accept=None)
    custody = replace(custody, called=(TOMASZ,), accept=routed(priority).accept)
    world = situation(call=(TOMASZ, PRIYA, RUTH, MARC), priority=priority)
    called: set[str] = set()
    for _ in range(6):
        adds = people_called(custody, world)
        called |= set(adds)
        assert custody.accept is not None
        running = custody.accept.fired(world.pace.again(world.now))
        custody = replace(custody, called=(*custody.called, *adds), accept=running)
    assert not called & {RUTH, MARC}


def test_a_breach_row_a_p1_and_want_of_others_call_the_executives() -> None:
    late = replace(routed(Priority.P2), called=(TOMASZ, PRIYA, DANA))
    top = replace(late, accept=replace(late.accept, step=5) if late.accept else None)
    breach = situation(call=(TOMASZ, RUTH), priority=Priority.P2, calls_executives=True)
    assert RUTH in people_called(top, breach)
    alone = situation(call=(RUTH, MARC), priority=Priority.P2, leads=frozenset())
    assert people_called(replace(top, holder=RUTH), alone) == (MARC,)
