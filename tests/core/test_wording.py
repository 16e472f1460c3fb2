"""The words of a row: none that each side means differently, and a result that can be looked at (R2, R4)."""

from dataclasses import replace
from datetime import date

import pytest

from demarc.core.catalogue import FUNCTIONS, Split
from demarc.core.matrix.amend import amended
from demarc.core.matrix.canon import digest
from demarc.core.matrix.findings import Finding, Kind, Level
from demarc.core.matrix.golive import forbids_signing
from demarc.core.matrix.lint import check, is_sound
from demarc.core.matrix.results import is_activity, missing_result, states_result
from demarc.core.matrix.table import DisputeRule, Lane, Matrix, Topic
from demarc.core.matrix.terms import LOADED, defined_terms, terms_of
from demarc.core.people import Slots
from demarc.core.presets import first_matrix
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import RowId, ScopeState
from tests.cast import DANA, LUIS, MARC, MEI, PRIYA, RUTH
from tests.matrix_build import choice, matrix, row

MONDAY = date(2026, 11, 23)


def made(title: str = "it is done", proof: str = "record", *, function: str = "", **glossary: str) -> Matrix:
    """Make a matrix of one row in one live lane, which may be signed but for its words."""
    one = replace(row("R1", topic="mail|unknown"), slots=Slots(DANA, LUIS, (PRIYA, MEI)), title=title, proof=proof)
    whole = matrix(
        replace(one, function=function or one.function),
        aspects=(choice("topic", "mail"),),
        topics=(Topic("mail", "EM-01", "live"), Topic("unknown", "SD-01", "live")),
    )
    engagement = replace(
        whole.engagement, executive=RUTH, executive_deputy=MARC, dispute_rule=DisputeRule(RUTH, MARC, "As agreed.")
    )
    terms = tuple((term.replace("_", "-"), meaning) for term, meaning in glossary.items())
    return replace(whole, engagement=engagement, lanes=(Lane("live", "Live"),), glossary=terms)


def found(kind: Kind, whole: Matrix) -> list[Finding]:
    """List the findings of one kind."""
    return [one for one in check(whole) if one.kind is kind]


def refused(whole: Matrix) -> list[Kind]:
    """List why the matrix may not be signed."""
    return [one.kind for one in forbids_signing(whole)]


def test_a_row_with_a_result_and_no_loaded_word_may_be_signed() -> None:
    assert refused(made()) == []


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Servers are patched", "patch"),
        ("Every source is monitored", "monitor"),
        ("An answer is given; the response is quick", "respond"),
        ("The restore is verified", "verify"),
        ("Critical work is done", "critical"),
        ("After hours somebody is there", "after-hours"),
        ("Devices are under management", "manage"),
        ("Users get support", "support"),
    ],
)
def test_a_loaded_word_that_the_glossary_does_not_define_refuses_the_signature(title: str, term: str) -> None:
    (one,) = found(Kind.UNDEFINED_TERM, made(title))
    assert (one.severity, one.rows, one.field) == (Level.ERROR, ("R1",), "title")
    assert f"`{term}`" in one.message
    assert refused(made(title)) == [Kind.UNDEFINED_TERM]
    assert refused(made(title, **{term.replace("-", "_"): "What it means here."})) == []


def test_every_loaded_word_is_looked_for_in_what_is_signed_as_a_sentence() -> None:
    one = replace(row("R1"), title="it is done", clocks="critical: 1 day", proof="patch list", must_carry="who verified it")
    assert terms_of(one) == {"critical": "clocks", "patch": "proof", "verify": "must_carry"}


def test_a_term_is_defined_in_any_of_its_forms_and_only_by_a_meaning() -> None:
    whole = replace(made(), glossary=(("Monitoring / patching", "so"), ("support", " "), ("critical fix", "this one")))
    assert defined_terms(whole) == {"monitor", "patch"}


def test_a_word_is_told_once_with_all_its_rows() -> None:
    whole = made("Servers are patched")
    again = replace(whole.rows[0], id=RowId("R2"), scope=(("topic", frozenset({"other"})),), title="Phones are patched")
    (one,) = found(Kind.UNDEFINED_TERM, replace(whole, rows=(*whole.rows, again)))
    assert one.rows == ("R1", "R2")


def test_a_loaded_word_is_no_vague_word_as_well() -> None:
    assert found(Kind.VAGUE, made("Users get support")) == []
    assert found(Kind.VAGUE, made("Users get help"))


def test_what_the_glossary_says_belongs_to_what_is_signed() -> None:
    first = made(patch="Install the maker's fix.")
    assert digest(first) != digest(replace(first, glossary=(("patch", "Look whether there is a fix."),)))
    assert digest(first) != digest(replace(first, glossary=()))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "it has no title"),
        ("Coordinate the vendors", "is an activity"),
        ("Ensuring good backups", "is an activity"),
        ("Review failed backups", "is an activity"),
        ("Server room", "names a subject"),
    ],
)
def test_a_row_without_a_state_is_refused_with_the_reason(title: str, reason: str) -> None:
    (one,) = found(Kind.NO_RESULT, made(title))
    assert (one.severity, one.field) == (Level.ERROR, "title")
    assert reason in one.message
    assert refused(made(title)) == [Kind.NO_RESULT]


@pytest.mark.parametrize("proof", ["", "  ", "-", "n/a", "None", "as needed", "Yes.", "?"])
def test_a_row_that_names_no_proof_is_refused_with_the_reason(proof: str) -> None:
    (one,) = found(Kind.NO_RESULT, made(proof=proof))
    assert one.field == "proof"
    assert "name what shows that it is done" in one.message
    assert refused(made(proof=proof)) == [Kind.NO_RESULT]


@pytest.mark.parametrize(
    "title",
    [
        "Mail flows and the settings are in order",
        "Every server restored once a quarter",
        "No certificate lapses",
        "Isolate a machine within 15 minutes",
        "Ensure that each leaver has lost access",
    ],
)
def test_a_state_or_a_measure_is_a_result(title: str) -> None:
    assert states_result(title)
    assert found(Kind.NO_RESULT, made(title)) == []


def test_the_short_name_of_a_function_stands_for_its_outcome_and_an_activity_does_not() -> None:
    assert found(Kind.NO_RESULT, made("Helpdesk", function="SD-02")) == []
    assert found(Kind.NO_RESULT, made("", function="SD-02")) == []
    assert found(Kind.NO_RESULT, made("Coordinate the helpdesk", function="SD-02"))


def test_a_ruling_on_a_gap_drafts_a_row_whose_proof_the_catalogue_knows() -> None:
    whole = replace(made(), rows=())
    drafted = amended(whole, facts={"topic": "mail"}, holder=DANA, id_=RowId("R9"), title="As ruled on A-12", clause="")
    assert drafted is not None
    assert not list(missing_result(drafted.rows[0]))


def test_a_lane_that_is_only_observed_may_be_unclear_still() -> None:
    whole = made("Coordinate the vendors", proof="")
    lanes = (Lane("live", "Live", live=False), Lane("other", "Other"))
    assert refused(replace(whole, lanes=lanes)) == []
    assert not is_sound(check(whole))


def test_every_outcome_of_the_catalogue_is_a_result_that_can_be_checked() -> None:
    for function in FUNCTIONS:
        one = replace(row("R1"), function="none of ours", title=function.outcome, proof=function.proof)
        assert not is_activity(function.outcome) or states_result(function.outcome), function.id
        assert not [field for field, _ in missing_result(replace(one, function=function.id))], function.id


@pytest.mark.parametrize("split", Split)
def test_the_first_matrices_and_the_example_define_every_loaded_word(split: Split) -> None:
    for whole in (first_matrix(split, start=MONDAY), alder_dental_group(MONDAY)):
        assert defined_terms(whole) == set(LOADED)
        assert {Kind.NO_RESULT, Kind.UNDEFINED_TERM, Kind.VAGUE}.isdisjoint(one.kind for one in check(whole))


def test_a_row_of_a_provider_says_whether_it_is_in_the_price() -> None:
    whole = made()
    assert found(Kind.UNPRICED, whole) == []
    theirs = replace(whole.rows[0], slots=Slots(MEI, DANA, (PRIYA, LUIS)))
    (one,) = found(Kind.UNPRICED, replace(whole, rows=(theirs,)))
    assert (one.severity, one.rows, one.field) == (Level.WARNING, ("R1",), "state")
    assert found(Kind.UNPRICED, replace(whole, rows=(replace(theirs, state=ScopeState.BILLED),))) == []
