"""The arithmetic of the lead's hours, with the worked example as it is stated."""

from dataclasses import replace

import pytest

from demarc.core.fit.bandwidth import Bandwidth, Coordination, Range, Week
from demarc.core.fit.outcome import Advice, flips, weigh
from demarc.core.fit.questions import QUESTIONS, FitQuestion

WORKED = Week(
    hours=40,
    tickets=Range(23, 23),
    minutes=Range(25, 25),
    duties=12,
    projects=8,
    moved=9,
    coordination=Coordination(hand_offs=12, approvals=10),
)


def test_the_worked_example_comes_out_as_stated() -> None:
    assert round(WORKED.capacity, 1) == 29.9
    assert round(WORKED.load.high, 1) == 29.6
    assert round(WORKED.before.high, 2) == 0.99
    assert round(WORKED.coordination.weekly, 1) == 6.0
    assert round(WORKED.after.high, 2) == 0.89
    assert round(WORKED.relief, 1) == 3.0
    assert WORKED.verdicts == (Bandwidth.FIX_FIRST, Bandwidth.FIX_FIRST)


def test_a_range_of_tickets_and_minutes_gives_a_range_of_verdicts() -> None:
    week = replace(WORKED, tickets=Range(15, 30), minutes=Range(20, 30))
    assert week.after.low < WORKED.after.low < week.after.high
    assert week.verdicts == (Bandwidth.ENOUGH, Bandwidth.STOP)


def test_a_layer_that_adds_more_than_it_removes_is_a_stop_however_idle_the_lead_is() -> None:
    assert replace(WORKED, projects=0, moved=6).verdicts == (Bandwidth.STOP, Bandwidth.STOP)


@pytest.mark.parametrize("hand_offs", range(0, 60, 6))
def test_more_hand_offs_never_give_more_relief(hand_offs: int) -> None:
    fewer, more = (
        replace(WORKED, coordination=Coordination(hand_offs=n, approvals=10)) for n in (hand_offs, hand_offs + 6)
    )
    assert more.relief < fewer.relief
    assert more.after.high >= fewer.after.high


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1), (0, float("inf")), (float("nan"), 1)])
def test_a_range_that_is_none_is_refused_with_what_was_given(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=f"`{low}` to `{high}`"):
        Range(low, high)


def test_a_week_without_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="leave no week"):
        replace(WORKED, hours=0)


GOOD = {
    **{question.key: question.wanted for question in QUESTIONS},
    "employees": "80",
    "documented": "60",
    "vault": "80",
    "single_knower": "30",
    "inventory": "90",
}
CASES = """
                                     co-managed
secondary_duty=yes                   fully managed
junior=yes                           fully managed
posture=yes                          fully managed
exit=yes                             fully managed
exit=unknown                         fix prerequisites first
employees=29,simple=yes              fully managed
employees=29                         grey
employees=30,simple=yes              grey
employees=49                         grey
employees=50,simple=yes              co-managed
employees=unknown                    grey
asked=no                             co-managed
asked=no,gaps=unknown                grey
asked=no,gaps=no,opinion=no          fully managed
documented=59                        fix prerequisites first
vault=unknown                        fix prerequisites first
single_knower=31                     fix prerequisites first
inventory=89                         fix prerequisites first
executive=no                         fix prerequisites first
"""


@pytest.mark.parametrize("line", CASES.strip("\n").splitlines())
def test_stops_points_and_greys_decide_as_the_table_says(line: str) -> None:
    changes = dict(change.split("=") for change in line[:37].strip().split(",") if change)
    assert weigh({**GOOD, **changes}).outcome == line[37:]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_not_knowing_is_never_better_than_the_favourable_answer(question: FitQuestion) -> None:
    order = list(Advice)
    known, unknown = weigh(GOOD), weigh({**GOOD, question.key: "unknown"})
    assert order.index(unknown.outcome) >= order.index(known.outcome)
    assert unknown.score <= known.score


def test_every_flip_is_true() -> None:
    for key, value, outcome in flips(GOOD):
        assert weigh({**GOOD, key: value}).outcome is outcome is not weigh(GOOD).outcome
    assert ("exit", "yes", Advice.FULLY_MANAGED) in flips(GOOD)
