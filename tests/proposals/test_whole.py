"""Whole proposals of thirty invented vendors, labelled before any output: half shaped the rules, half are only counted."""

import pytest

from tests.proposals.figures import IDS, WHOLE, labels_of, missed, right, whole

SETS = {"tuned": (335, 0), "heldout": (293, 6)}
"""Of each set: grades that agree with the labels, of 360 (a floor), and promises called absent (a ceiling)."""


@pytest.mark.parametrize("name", SETS)
def test_whole_proposals_get_the_grades_of_their_labels_as_often_as_the_figures_say(name: str) -> None:
    assert right(whole(name)) >= SETS[name][0]


@pytest.mark.parametrize("name", SETS)
def test_no_more_promises_are_called_absent_than_the_figures_say(name: str) -> None:
    assert len(missed(whole(name))) <= SETS[name][1]


def test_every_proposal_has_a_label_for_every_safeguard() -> None:
    labels = {file: set(rows) for name in SETS for file, rows in labels_of(name).items()}
    assert labels == {file.name: set(IDS) for file in WHOLE.glob("*.md")}


@pytest.mark.parametrize("name", SETS)
def test_every_deciding_line_stands_in_its_proposal(name: str) -> None:
    for file, rows in labels_of(name).items():
        text = (WHOLE / file).read_text(encoding="utf-8")
        assert all(line in text for _, *lines in rows.values() for line in lines)
