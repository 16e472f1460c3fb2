"""Merging: happy, refused, raced, replayed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from demarc.acts.merge import absorb, merge
from demarc.acts.note import note
from demarc.core.custody.states import Act, State
from demarc.record import models
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


def number(item: str) -> int:
    return models.Item.objects.get(id=item).number


def test_the_items_of_one_storm_go_into_one_and_each_keeps_its_history(stage: Stage) -> None:
    first, *others = (stage.receive(now=TUESDAY + n * HOUR) for n in range(5))
    done(absorb(**stage.at(others[0], TOMASZ, TUESDAY + 9 * HOUR), numbers=[number(first), *map(number, others)]))
    assert [stage.custody(item).into for item in (first, *others[1:])] == [others[0]] * 4
    assert stage.custody(others[0]).received_at == TUESDAY
    assert [entry.act for entry in stage.entries(others[0])] == [Act.RECEIVE, *[Act.ABSORB] * 4]


def test_of_several_either_all_go_into_it_or_none(stage: Stage) -> None:
    mine, other, hers = stage.receive(), stage.receive(), stage.receive("vendor", "medium")
    said = refused(absorb(**stage.at(mine, TOMASZ), numbers=[number(other), number(hers)]))
    assert f"number {number(hers)}" in said
    assert stage.custody(other).is_open
    assert "no item number 999" in refused(absorb(**stage.at(mine, TOMASZ), numbers=[number(other), 999]))
    assert "name the numbers" in refused(absorb(**stage.at(mine, TOMASZ), numbers=[number(mine)]))


def test_merging_many_costs_one_conditional_update_for_each_and_no_other_question(
    stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mine, *others = (stage.receive() for _ in range(30))
    with django_assert_max_num_queries(60):
        done(absorb(**stage.at(mine, TOMASZ), numbers=[number(item) for item in others]))
