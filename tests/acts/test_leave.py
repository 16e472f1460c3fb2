"""Leaving: what a person held moves in the same instant, or nothing happens."""

import json
from dataclasses import replace

import pytest

from demarc.acts.gather import case_of
from demarc.acts.hand_off import accept, offer
from demarc.acts.leave import Left, MayNotDismiss, leave
from demarc.acts.perform import perform
from demarc.acts.tick import tick
from demarc.core.custody.entries import Entry
from demarc.core.custody.ledger import holder_at
from demarc.core.custody.passing import accept as accepted
from demarc.core.custody.states import Act, State
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, TOMASZ, ZOE
from tests.stage import MINUTE, TUESDAY, Stage, done

GOES = TUESDAY + 5 * MINUTE


def test_everything_a_leaver_held_or_was_offered_moves_at_that_instant(stage: Stage) -> None:
    held, offered = stage.receive(), stage.receive("vendor", "medium")
    done(accept(**stage.at(held, TOMASZ, TUESDAY + MINUTE)))
    done(offer(**stage.at(offered, DANA, TUESDAY + MINUTE), to=stage.id(TOMASZ), why="his", carries="case 4711"))
    outcome = leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=GOES)
    assert outcome == Left(stage.id(TOMASZ), 2)
    assert (stage.holder(held), stage.custody(held).state) == (JONAH, State.ROUTED)
    assert stage.custody(held).accept_due == GOES + 15 * MINUTE
    assert (stage.holder(offered), stage.custody(offered).offered_to != stage.id(TOMASZ)) == (DANA, True)
    entries = stage.entries(held)
    assert entries[-1].act is Act.STAND_IN
    assert holder_at(entries, GOES - MINUTE) == stage.id(TOMASZ)
    assert holder_at(entries, GOES) == stage.id(JONAH)
    assert stage.mailed(JONAH, "routed")


def test_the_record_says_who_left_by_id_alone(stage: Stage) -> None:
    leave(engagement=stage.engagement, person=stage.id(MEI), by=stage.id(PRIYA), now=GOES)
    last = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    assert last.act == "left"
    assert stage.id(MEI) in last.public
    assert "Mei" not in last.public


def test_the_record_says_how_many_moved_and_their_entries_stand_right_before(stage: Stage) -> None:
    item = stage.receive()
    leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=GOES)
    last = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    assert json.loads(last.public)["said"] == {"person": stage.id(TOMASZ), "moved": 1}
    assert models.Entry.objects.get(engagement=stage.engagement, seq=last.seq - 1).item == item


def test_only_a_lead_or_executive_of_the_same_party_dismisses(stage: Stage) -> None:
    for by in (DANA, JONAH):
        outcome = leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(by), now=GOES)
        assert isinstance(outcome, MayNotDismiss)
    with pytest.raises(NotFound):
        leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=ZOE, now=GOES)
    with pytest.raises(NotFound):
        leave(engagement=stage.engagement, person="nobody", by=stage.id(PRIYA), now=GOES)


def test_who_has_left_acts_no_more_and_leaves_no_second_time(stage: Stage) -> None:
    item = stage.receive()
    leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=GOES)
    with pytest.raises(NotFound):
        accept(**stage.at(item, TOMASZ, GOES))
    with pytest.raises(NotFound):
        leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=GOES + MINUTE)


def test_new_items_go_to_who_is_left(stage: Stage) -> None:
    leave(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(DANA), now=GOES)
    item = stage.receive("vendor", "medium", now=GOES + MINUTE)
    assert stage.holder(item) == LUIS


def test_what_a_leaver_did_at_that_very_instant_moves_at_the_next_turn(stage: Stage) -> None:
    """An act that was decided before they left may be stored behind it; the engine looks for a few minutes."""
    tick(now=TUESDAY)
    item = stage.receive("os-patch", "medium", device_class="workstation")
    leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=GOES)
    case = case_of(engagement=stage.engagement, item=item, by=stage.id(MEI), now=GOES)
    taken = accepted(case.custody, case.situation)
    assert isinstance(taken, Entry)
    late = replace(taken, by=stage.id(TOMASZ), after=replace(taken.after, holder=stage.id(TOMASZ)))
    perform(case, late)
    assert stage.holder(item) == TOMASZ
    tick(now=GOES + MINUTE)
    assert stage.holder(item) == MEI
