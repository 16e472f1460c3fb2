"""The catalogue holds together: ids, topics, lanes, splits, and what may never be divided."""

import re

import pytest

from demarc.core.catalogue import (
    ALWAYS_SINGLE,
    FUNCTIONS,
    LANE_TITLES,
    Function,
    Owner,
    Split,
    function,
    functions_of_topic,
)


def test_there_are_ninety_functions_each_with_an_id_of_its_own() -> None:
    assert len(FUNCTIONS) == len({entry.id for entry in FUNCTIONS}) == 90


@pytest.mark.parametrize("entry", FUNCTIONS, ids=lambda entry: entry.id)
def test_every_function_says_what_when_and_how_it_is_proved(entry: Function) -> None:
    assert entry.outcome
    assert entry.cadence
    assert entry.proof
    assert entry.kinds
    assert entry.lane in LANE_TITLES
    assert len(entry.owners) == len(Split)


def test_only_the_four_patch_duties_have_a_topic_in_common() -> None:
    shared = {entry.id for entry in FUNCTIONS if len(functions_of_topic(entry.topic)) > 1}
    assert shared == {"PT-01", "PT-02", "PT-04", "PT-07"}


def test_what_nobody_classified_belongs_to_triage() -> None:
    assert [entry.id for entry in functions_of_topic("unknown")] == ["SD-01"]


def test_every_function_that_may_never_be_divided_exists() -> None:
    assert all(function(id_) is not None for id_ in ALWAYS_SINGLE)
    assert {entry.id for entry in FUNCTIONS if entry.always_single} == ALWAYS_SINGLE
    assert len(ALWAYS_SINGLE) == 15


def test_a_fully_managed_client_keeps_only_what_its_executive_must_answer_for() -> None:
    for entry in FUNCTIONS:
        assert entry.owner(Split.FULL) in {Owner.PROVIDER, Owner.EXECUTIVE}
    kept = {"PT-06", "EM-05", "SE-05", "SE-07", "VM-04", "CO-01", "CO-08", "AS-05"}
    moved = {
        e.id for e in FUNCTIONS if e.owner(Split.NEAR_FULL) is Owner.INTERNAL and e.owner(Split.FULL) is Owner.EXECUTIVE
    }
    assert moved == kept


def test_an_owner_by_day_and_by_night_needs_work_that_runs_at_night() -> None:
    for entry in FUNCTIONS:
        if Owner.DAY_INTERNAL_NIGHT_PROVIDER in entry.owners:
            assert entry.always_from is not None, entry.id


def test_the_absent_person_never_covers_their_own_absence() -> None:
    cover = function("GV-05")
    assert cover is not None
    assert set(cover.owners) == {Owner.EXECUTIVE}


def test_standards_are_named_by_their_published_ids() -> None:
    for entry in FUNCTIONS:
        assert all(re.fullmatch(r"(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d\d", csf) for csf in entry.csf), entry.id
        assert entry.cpg == "" or re.fullmatch(r"[1-6]\.[A-Z]", entry.cpg), entry.id
