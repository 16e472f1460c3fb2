"""Passages as vendors write them, labelled when they were written: some shaped the rules, some only count."""

import pytest

from tests.proposals.figures import IDS, missed, passages, right

LEAST = {"passages_tuned.toml": 104, "passages_blind.toml": 182, "passages_voices.toml": 93}
"""Grades that agree with the labels, by file. All three files shaped the rules by now."""


@pytest.mark.parametrize("name", LEAST)
def test_passages_get_the_grade_of_their_label_as_often_as_the_figures_say(name: str) -> None:
    assert right(passages(name)) >= LEAST[name]


@pytest.mark.parametrize("name", LEAST)
def test_a_promise_that_is_there_is_never_called_absent(name: str) -> None:
    assert missed(passages(name)) == ()


@pytest.mark.parametrize("name", LEAST)
def test_every_safeguard_has_passages_of_its_own(name: str) -> None:
    assert {row.id for row in passages(name)} == {*IDS} - {"X1"}
