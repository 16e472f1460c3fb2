"""Merging: happy, refused, raced, replayed."""

import pytest

from demarc.acts.merge import merge
from demarc.acts.note import note
from demarc.core.custody.states import Act, State
from demarc.record.access import NotFound
from tests.cast import DANA, TOMASZ
from tests.stage import HOUR, TUESDAY, Stage, beaten, done, refused


def test_the_survivor_is_as_old_as_the_older_and_both_histories_stay(stage: Stage) -> None:
    older, younger = stage.receive(), stage.receive(now=TUESDAY + HOUR)
    outcome = done(merge(**stage.at(older, TOMASZ, TUESDAY + HOUR), into=younger))
    assert (outcome.state, stage.custody(older).into) == (State.CLOSED, younger)
    assert stage.custody(younger).received_at == TUESDAY
    assert stage.holder(younger) == TOMASZ
    assert [entry.act for entry in stage.entries(older)] == [Act.RECEIVE, Act.MERGE]
    assert [entry.act for entry in stage.entries(younger)] == [Act.RECEIVE, Act.ABSORB]


def test_a_merge_takes_one_person_who_holds_both(stage: Stage) -> None:
    mine, hers = stage.receive(), stage.receive("vendor", "medium")
    assert "none of them" in refused(merge(**stage.at(mine, TOMASZ), into=hers))
    assert "into itself" in refused(merge(**stage.at(mine, TOMASZ), into=mine))
    with pytest.raises(NotFound):
        merge(**stage.at(mine, TOMASZ), into="nowhere")


def test_a_merge_of_what_has_moved_on_tells_who_was_first_and_a_repeated_one_is_refused(stage: Stage) -> None:
    one, other = stage.receive(), stage.receive()
    done(note(**stage.at(one, DANA), text="seen", seen=1))
    assert beaten(merge(**stage.at(one, TOMASZ), into=other, seen=1)).by == stage.id(DANA)
    done(merge(**stage.at(one, TOMASZ), into=other, seen=2))
    assert "the item is closed" in refused(merge(**stage.at(one, TOMASZ), into=other))
