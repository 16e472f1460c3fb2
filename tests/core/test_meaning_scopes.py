"""What a text narrows a row to, by the table that people can read, and that every value is one of a first matrix."""

import pytest

from demarc.core.meaning.scopes import scope_in
from demarc.core.meaning.severities import severities_in
from demarc.core.meaning.vocabulary.scope import SCOPE
from demarc.core.presets.frame import aspects, topics
from tests.meaning_labels import TABLES, lines_of

CASES = list(lines_of(TABLES / "scopes.txt"))


def spoken(text: str) -> set[str]:
    """Scope in the words of the table."""
    return {
        f"{'-' if word.excluded else ''}{'' if word.certain else '~'}{word.aspect}={'|'.join(sorted(word.values))}"
        for word in scope_in(text)
    }


@pytest.mark.parametrize(("label", "text"), CASES, ids=[text for _, text in CASES])
def test_a_text_narrows_a_row_to_what_the_table_says(label: str, text: str) -> None:
    pairs = [word.split("=") for word in label.split() if word != "none"]
    assert spoken(text) == {f"{aspect}={'|'.join(sorted(values.split('|')))}" for aspect, values in pairs}


def test_every_value_but_a_site_is_one_that_a_first_matrix_knows() -> None:
    known = {aspect.name: set(aspect.domain()) for aspect in aspects(topics())}
    for entry in SCOPE:
        assert entry.aspect in known
        assert entry.aspect == "site" or entry.values <= known[entry.aspect]


def test_the_reason_quotes_the_text() -> None:
    assert scope_in("Patching of servers")[0].because == 'because the text says "servers"'
    assert scope_in("Sev 1-2 alerts")[0].because == 'because the text says "Sev 1-2"'


@pytest.mark.parametrize("text", ["", "P", "sev", "Sev 9", "1-2", "p 1", "S 2", "2.1 of 3", "P1.5", "x" * 100_000])
def test_odd_texts_name_no_severity_and_do_no_harm(text: str) -> None:
    assert not list(severities_in(text))
