"""Notes, interventions, assignments: they move nothing."""

import json

import pytest

from demarc.acts.note import assign, intervene, note
from demarc.core.custody.states import State
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import ALDER, DANA, JONAH, LUIS, TOMASZ, ZOE
from tests.stage import Stage, beaten, done, refused


def test_an_internal_note_is_for_ones_own_party_and_the_record_only_commits_to_it(stage: Stage) -> None:
    item = stage.receive()
    done(note(**stage.at(item, DANA), text="he clicked it again", internal=True))
    last = models.Entry.objects.filter(engagement=stage.engagement, item=item).latest("seq")
    assert "clicked" not in last.public
    assert json.loads(last.public)["only"] == ALDER
    assert models.Private.objects.get(engagement=stage.engagement, seq=last.seq).party == ALDER


def test_an_act_by_somebody_who_does_not_hold_it_moves_nothing(stage: Stage) -> None:
    item = stage.receive()
    assert done(intervene(**stage.at(item, LUIS), text="pulled the cable")).state is State.ROUTED
    assert stage.holder(item) == TOMASZ
    assert stage.mailed(TOMASZ, "intervened")


def test_the_first_note_of_the_holder_is_their_acceptance(stage: Stage) -> None:
    item = stage.receive()
    assert done(note(**stage.at(item, TOMASZ), text="looking")).state is State.HELD


def test_work_inside_one_side_is_assigned_without_a_hand_off(stage: Stage) -> None:
    item = stage.receive()
    done(assign(**stage.at(item, TOMASZ), to=stage.id(JONAH)))
    assert (stage.custody(item).worked_by, stage.holder(item)) == (stage.id(JONAH), TOMASZ)
    assert "offer it" in refused(assign(**stage.at(item, TOMASZ), to=stage.id(LUIS)))


def test_an_empty_note_is_refused_and_a_repeated_one_written_once(stage: Stage) -> None:
    item = stage.receive()
    assert "without a text" in refused(note(**stage.at(item, DANA), text="  "))
    done(note(**stage.at(item, DANA), text="seen", seen=1))
    beaten(note(**stage.at(item, DANA), text="seen", seen=1))
    assert len(stage.entries(item)) == 2


def test_an_outsider_finds_nothing(stage: Stage) -> None:
    item = stage.receive()
    with pytest.raises(NotFound):
        note(**stage.at(item, ZOE), text="hello")
