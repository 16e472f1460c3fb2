"""Passages as vendors write them, labelled when they were written: some shaped the rules, some only count."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from demarc.core.proposal.grade import review
from demarc.core.proposal.rule import Grade
from demarc.files.documents.plain import read

HERE = Path(__file__).parent
ABOVE = "# Proposal of Harborline to Alder Dental Group\n\n## Services\n\n"
LEAST = {"passages_tuned.toml": 103}
"""Grades that agree with the labels, by file; docs/proposal.md holds them by grade."""


def passages(name: str) -> Iterator[tuple[str, str, str]]:
    """Give each passage with its safeguard and its label."""
    for id_, grades in tomllib.loads((HERE / name).read_text(encoding="utf-8")).items():
        yield from ((id_, grade, text) for grade, texts in grades.items() for text in texts)


@cache
def graded(name: str) -> tuple[tuple[str, str, Grade], ...]:
    found = []
    for id_, label, text in passages(name):
        one = review(read((ABOVE + text).encode(), "proposal.md"))
        found.append((id_, label, next(each.grade for each in (*one.flags, *one.extras) if each.id == id_)))
    return tuple(found)


@pytest.mark.parametrize("name", LEAST)
def test_passages_get_the_grade_of_their_label_as_often_as_the_figures_say(name: str) -> None:
    assert sum(label == grade for _, label, grade in graded(name)) >= LEAST[name]


@pytest.mark.parametrize("name", LEAST)
def test_a_promise_that_is_there_is_never_called_absent(name: str) -> None:
    assert [id_ for id_, label, grade in graded(name) if label == "present" and grade is Grade.ABSENT] == []


def test_every_safeguard_has_passages_of_its_own() -> None:
    ids = {id_ for id_, _, _ in passages("passages_tuned.toml")}
    assert ids == {*(f"F{n}" for n in range(1, 7)), *(f"X{n}" for n in range(2, 19))}
