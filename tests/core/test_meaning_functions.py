"""What a row's title means: the gates over the labelled titles, and the rules one by one."""

import time

import pytest

from demarc.core.catalogue import FUNCTIONS
from demarc.core.meaning.controls import CERTAIN, GUESSED
from demarc.core.meaning.functions import Match, functions_in
from demarc.core.meaning.vocabulary import VOCABULARY
from tests.meaning_labels import DEVELOPMENT, HELD_OUT, Figures, measure, own, recorded

IDS = {function.id for function in FUNCTIONS}


def found(title: str, **more: object) -> set[str]:
    """The functions of a title, a guess with `~` before it."""
    return {("" if match.certain else "~") + match.function for match in functions_in(title, **more)}  # type: ignore[arg-type] # tests name them


def held_out() -> Figures:
    own_half = measure(label for label in own("titles") if label.half == HELD_OUT)
    public = {"lesniak", "openshift", "nist"}
    return sum((figures for (name, half), figures in recorded().items() if half == HELD_OUT and name in public), own_half)


def test_there_are_enough_labelled_titles_of_each_sort() -> None:
    titles = own("titles")
    assert len(titles) >= 120
    assert sum(label.means_nothing for label in titles) >= 30
    assert len(titles) + sum(figures.titles for figures in recorded().values()) >= 220
    assert {label.half for label in titles} == {DEVELOPMENT, HELD_OUT}


@pytest.mark.parametrize("name", ["titles", "later", "blind"])
def test_labels_name_functions_of_the_catalogue_and_no_title_stands_twice(name: str) -> None:
    labels = own(name)
    assert {function for label in labels for function in label.must | label.may} <= IDS
    assert len({label.title.casefold() for label in labels}) == len(labels)


def test_the_held_out_half_is_read_as_well_as_the_page_says() -> None:
    figures = held_out()
    assert figures.certain_precision >= 0.98
    assert figures.precision >= 0.97
    assert figures.recall >= 0.97


def test_titles_written_after_the_vocabulary_are_read_as_well_as_at_first_sight() -> None:
    figures = measure(own("blind"))
    assert figures.certain_precision >= 0.94
    assert figures.precision >= 0.93
    assert figures.recall >= 0.94


def test_every_function_of_the_catalogue_can_be_meant_and_nothing_else() -> None:
    assert {function for entry in VOCABULARY for function in entry.functions} == IDS
    assert {function for ids in (*CERTAIN.values(), *GUESSED.values()) for function in ids.split()} <= IDS


@pytest.mark.parametrize(
    ("title", "functions"),
    [
        ("Server patching", {"PT-02"}),
        ("Restore testing", {"BK-04"}),
        ("Restores", {"BK-03"}),
        ("User onboarding", {"IA-01"}),
        ("User offboarding", {"IA-02"}),
        ("User onboarding & offboarding", {"IA-01", "IA-02"}),
        ("Patch Management & Deployment", {"PT-01", "PT-02", "PT-03", "PT-04", "PT-07"}),
        ("Backup & Recovery Ownership", {"BK-01", "BK-02", "BK-03"}),
        ("Incident response", {"SE-03", "SE-04"}),
        ("Backup internet line", {"SN-06"}),
        ("Backup generator", {"PH-04"}),
        ("Patch panel labels", set()),
        ("Coffee machine", set()),
        ("", set()),
        ("???", set()),
        ("42", set()),
    ],
)
def test_a_title_means_the_functions_its_words_name(title: str, functions: set[str]) -> None:
    assert found(title) == functions


@pytest.mark.parametrize(
    "title", ["SERVER PATCHING", "  server   patching ", "Server-Patching", "Servers: patches", "Sérver patching"]
)
def test_spelling_case_and_form_make_no_difference(title: str) -> None:
    assert found(title) == {"PT-02"}


def test_a_match_quotes_the_words_that_say_so() -> None:
    assert functions_in("A restore test of it") == (
        Match("BK-04", certain=True, because='because the title says "restore test"'),
    )
    assert functions_in("Testing by Ruth of restores")[0].because == 'because the title says "Testing ... restores"'


def test_what_is_carved_out_is_not_meant() -> None:
    assert "PT-02" not in found("Workstation patching (excluding servers)")
    assert found("Patching other than servers") == found("Patching")


def test_one_known_word_among_many_unknown_ones_settles_nothing() -> None:
    assert found("Patch of lawn behind the building") == set()
    assert not any(match.certain for match in functions_in("Server in the canteen"))


def test_the_section_helps_a_silent_title_and_its_words_are_a_guess() -> None:
    assert found("Servers", section="Patch management") == {"~PT-02"}
    assert functions_in("Servers", section="Patching")[0].because == 'because section and title say "Patching / Servers"'
    assert found("Mondays", section="Patch management") == set()
    assert found("Firewall management", section="Backup") == {"SN-05"}


def test_notes_are_read_only_where_the_title_is_silent_and_are_a_guess() -> None:
    assert found("Item 12", notes=("Restore test each month",)) == {"~BK-04"}
    assert found("Firewall management", notes=("Restore test each month",)) == {"SN-05"}


@pytest.mark.parametrize(
    ("title", "functions"),
    [
        ("PS-4", {"IA-02"}),
        ("AC-02 (a)", {"~IA-01", "~IA-02", "~IA-05", "~IA-08"}),
        ("CP-9(1)", {"BK-01", "BK-02"}),
        ("SC-39", set()),
        ("AC-1", {"~CO-05"}),
        ("RA-05 (a)", {"VM-02"}),
    ],
)
def test_a_control_id_stands_for_its_control(title: str, functions: set[str]) -> None:
    assert found(title) == functions


def test_certain_matches_come_first_and_the_order_never_changes() -> None:
    for label in own("titles"):
        matches = functions_in(label.title)
        assert matches == functions_in(label.title)
        assert [match.certain for match in matches] == sorted((match.certain for match in matches), reverse=True)
        assert len({match.function for match in matches}) == len(matches)


def test_a_page_in_a_cell_is_read_in_bounded_time() -> None:
    page = "Restore test and server patching after hours (Sev 1-2); " * 20_000
    start = time.perf_counter()
    functions_in(page)
    assert time.perf_counter() - start < 1


def test_a_title_is_read_in_well_under_a_millisecond() -> None:
    titles = [label.title for label in own("titles")]
    functions_in(titles[0])
    start = time.process_time()
    for title in titles:
        functions_in(title)
    assert (time.process_time() - start) / len(titles) < 0.001
