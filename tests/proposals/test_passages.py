"""Passages as vendors write them, labelled when they were written: some shaped the rules, some only count."""

import pytest

from demarc.core.proposal.spoken_words import SPOKEN_WORDS
from tests.proposals.figures import IDS, missed, passages, right
from tools.build_proposal_words import weighed

LEAST = {"passages_tuned.toml": 102, "passages_blind.toml": 166}
"""Grades that agree with the labels, by file; docs/proposal.md holds them by grade. Both files shaped the rules by now."""


@pytest.mark.parametrize("name", LEAST)
def test_passages_get_the_grade_of_their_label_as_often_as_the_figures_say(name: str) -> None:
    assert right(passages(name)) >= LEAST[name]


@pytest.mark.parametrize("name", LEAST)
def test_a_promise_that_is_there_is_never_called_absent(name: str) -> None:
    assert missed(passages(name)) == ()


@pytest.mark.parametrize("name", LEAST)
def test_every_safeguard_has_passages_of_its_own(name: str) -> None:
    assert {row.id for row in passages(name)} == {*IDS} - {"X1"}


def test_the_words_that_speak_of_a_safeguard_are_those_of_the_passages() -> None:
    assert weighed() == SPOKEN_WORDS, "run: python -m tools.build_proposal_words"
