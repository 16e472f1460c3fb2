"""The scenario library against the five first matrices, and what a drill says when a matrix cannot answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from demarc.core.catalogue import Split, function
from demarc.core.drill import Result, drill
from demarc.core.matrix.table import Matrix
from demarc.core.presets import first_matrix
from demarc.core.scenario import BadScenario, Scenario, scenario_of
from demarc.files.scenarios import library, scenario

START = date(2026, 11, 23)
AFTER = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOLD = {"id": "T99", "given": "A night.", "when": "It happens."}


@cache
def matrix(split: Split = Split.SECURITY_BACKUP_PATCH) -> Matrix:
    """Build the first matrix of a split once."""
    return first_matrix(split, start=START)


@pytest.mark.parametrize("split", Split)
@pytest.mark.parametrize("story", library(), ids=lambda story: story.id)
def test_every_scenario_has_a_holder_a_clock_and_a_deputy_in_every_split(story: Scenario, split: Split) -> None:
    drilled = drill(matrix(split), story, AFTER)
    for answer in drilled.answers:
        assert answer.result is Result.HELD, (answer.question.ask, answer.lacking)
        assert answer.expected, (answer.question.ask, answer.ownership.row)
        assert answer.ownership.holder not in drilled.away
        assert answer.deputy not in drilled.away
    assert drilled.passes


def test_the_library_has_twenty_eight_scenarios_over_known_functions() -> None:
    assert [story.id for story in library()] == [f"T{number:02}" for number in range(1, 29)]
    for story in library():
        assert story.title
        assert story.given
        assert story.when
        assert all(function(id_) for question in story.questions for id_ in question.functions), story.id


def test_ransomware_on_a_friday_night_finds_the_analyst_and_leaves_the_lead_in_peace() -> None:
    drilled = drill(matrix(), scenario("T01"), AFTER)
    alert = drilled.answers[0]
    assert drilled.away == ("lead",)
    assert drilled.begins == datetime(2026, 11, 28, 5, 40, tzinfo=UTC)
    assert alert.ownership.holder == "soc-lead"
    assert alert.due == drilled.begins + timedelta(minutes=15)
    assert ("isolate", "ask 15 then do") in alert.ownership.may
    assert "lead" not in alert.ownership.call


def test_a_dismissed_lead_is_nobody_from_that_instant_on() -> None:
    drilled = drill(matrix(), scenario("T07"), AFTER)
    assert drilled.away == ("lead",)
    assert {answer.ownership.holder for answer in drilled.answers} == {"lead-deputy", "service-manager", "executive"}


def test_the_repeated_hour_is_one_clock_and_one_window() -> None:
    first, due, second, _ = drill(matrix(), scenario("T27"), AFTER).answers
    assert second.at - first.at == timedelta(hours=1)
    assert first.due == due.at
    assert first.ownership.verdict.window == second.ownership.verdict.window == "after-hours"


def test_a_row_that_is_gone_is_a_listed_gap_held_by_the_intake_holder() -> None:
    whole = matrix()
    without = replace(whole, rows=tuple(row for row in whole.rows if row.function != "BK-04"))
    drilled = drill(without, scenario("T25"), AFTER)
    gap = drilled.answers[1]
    assert not drilled.passes
    assert gap.result is Result.GAP
    assert gap.ownership.holder == "lead"
    assert "a row that owns it" in gap.lacking


def test_what_a_matrix_does_not_say_is_named() -> None:
    whole = matrix()
    silent = tuple(replace(row, proof="", informed=()) for row in whole.rows)
    whole = replace(whole, permissions=(), rows=silent)
    alert = drill(whole, scenario("T01"), AFTER).answers[0]
    assert alert.result is Result.LACKING
    assert alert.lacking == ("somebody who is told", "what proves that it is done", "whether the holder may isolate")


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"id": "T99"}, "does not say `given`"),
        ({"id": "T99", "given": "A night.", "when": " "}, "does not say `when`"),
        ({**TOLD}, "asks nothing"),
        ({**TOLD, "then": [{"ask": "Who?", "facts": {"topic": "x"}}]}, "does not say when"),
        ({**TOLD, "weekday": "friday", "time": "25:00", "then": [{"facts": {"topic": "x"}}]}, "does not say when"),
        ({**TOLD, "weekday": "friday", "time": "23:40", "then": [{"ask": "Who?"}]}, "without facts"),
        ({**TOLD, "story": "now"}, "unknown key `story`"),
        (
            {
                **TOLD,
                "weekday": "friday",
                "time": "23:40",
                "absent": ["everybody"],
                "then": [{"facts": {"topic": "x"}}],
            },
            "names `everybody`",
        ),
    ],
)
def test_a_scenario_that_says_too_little_is_refused_with_what_is_missing(plain: dict[str, object], said: str) -> None:
    with pytest.raises(BadScenario, match=said):
        scenario_of(plain)
