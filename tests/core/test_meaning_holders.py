"""Whom a holder text names, by the table that people can read."""

import pytest

from demarc.core.matrix.vague import SHARED_OWNERS
from demarc.core.meaning.holders import HolderKind, holder_of, is_person, side_of
from demarc.core.words import Side
from tests.meaning_labels import TABLES, lines_of

CASES = list(lines_of(TABLES / "holders.txt"))


@pytest.mark.parametrize(("label", "text"), CASES, ids=[text or "(empty)" for _, text in CASES])
def test_a_holder_text_names_whom_the_table_says(label: str, text: str) -> None:
    meant = holder_of(text)
    assert f"{'' if meant.certain else '~'}{meant.kind}{f' {meant.side}' if meant.side else ''}" == label
    assert is_person(text) == (meant.kind is HolderKind.PERSON) == meant.is_person
    assert side_of(text) is meant.side
    assert meant.because.startswith("because ")


def test_several_holders_come_apart_with_each_meaning() -> None:
    joe, msp = holder_of("Joe/MSP").parts
    assert (joe.name, joe.kind) == ("Joe", HolderKind.PERSON)
    assert (msp.name, msp.kind, msp.side) == ("MSP", HolderKind.FIRM, Side.PROVIDER)


def test_a_name_loses_its_hint_and_is_turned_round() -> None:
    assert holder_of("Mei Tanaka (MSP)").name == "Mei Tanaka"
    assert holder_of("Okafor, Dana").name == "Dana Okafor"
    assert holder_of(" **Dana   Okafor** ").name == "Dana Okafor"


@pytest.mark.parametrize("text", sorted(SHARED_OWNERS))
def test_what_the_matrix_calls_shared_is_shared_here_too(text: str) -> None:
    assert holder_of(text).kind is HolderKind.SHARED


@pytest.mark.parametrize(
    "text", ["", " ", "()", "(", "/", "&", ",", "a" * 10_000, "\n\n", "((MSP))", "- - -", "()/()", "and", "@", "x@"]
)
def test_odd_texts_get_an_answer_and_never_fail(text: str) -> None:
    assert holder_of(text).kind in {HolderKind.NOBODY, HolderKind.UNCLEAR, HolderKind.FIRM}
