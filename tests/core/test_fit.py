"""The arithmetic of the lead's hours, with the worked example as it is stated."""

from dataclasses import replace
from datetime import date

import pytest

from demarc.core.fit.answers import Answerer, FitAnswers, Override, Told, settled
from demarc.core.fit.bandwidth import Bandwidth, Coordination, Range, Week
from demarc.core.fit.outcome import Advice, RuleKind, divided, weigh
from demarc.core.fit.questions import QUESTIONS, FitQuestion
from demarc.core.fit.sensitivity import INPUTS, flips

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


VALUES = {
    **{question.key: question.wanted for question in QUESTIONS},
    "employees": "80",
    "documented": "60",
    "vault": "80",
    "single_knower": "30",
    "inventory": "90",
}
RESTED = replace(WORKED, projects=5)
GOOD = FitAnswers(given={key: Told(value, "a paper that shows it") for key, value in VALUES.items()}, week=RESTED)


def answered(line: str) -> FitAnswers:
    answers = GOOD
    for change in filter(None, line.strip().split(",")):
        key, _, value = change.partition("=")
        answers = answers.with_value(key, value)
    return answers


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
    assert weigh(answered(line[:37])).outcome == line[37:]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_not_knowing_is_never_better_than_the_favourable_answer(question: FitQuestion) -> None:
    order = list(Advice)
    known, unknown = weigh(GOOD), weigh(GOOD.with_value(question.key, "unknown"))
    assert order.index(unknown.outcome) >= order.index(known.outcome)
    assert unknown.score <= known.score


def test_the_worked_example_is_fix_first_however_good_the_answers_are() -> None:
    fit = weigh(replace(GOOD, week=WORKED))
    assert fit.outcome is Advice.FIX_FIRST
    assert [rule.answer for rule in fit.fired if rule.kind is RuleKind.HOURS] == [
        "0.89 to 0.89 of the hours used, +3.0 h a week of relief: fix first"
    ]


def test_hours_that_nobody_worked_out_and_points_without_evidence_keep_it_from_being_plain() -> None:
    assert weigh(replace(GOOD, week=None)).outcome is Advice.FIX_FIRST
    claimed = replace(GOOD, given={**GOOD.given, "asked": Told("yes")})
    assert (weigh(claimed).outcome, weigh(claimed).score) == (Advice.FIX_FIRST, 5)


def test_what_is_to_be_put_right_is_dated_from_the_day_of_the_answers() -> None:
    without = weigh(answered("executive=no"))
    assert [due for _, due in without.to_do] == [14]
    dated = weigh(replace(answered("executive=no"), on=date(2026, 11, 29)))
    assert [due for _, due in dated.to_do] == [date(2026, 12, 13)]


def test_only_a_named_executive_with_a_reason_and_a_day_overrides_and_the_rules_stay_on_show() -> None:
    override = Override("Ruth Kessler", "the successor is hired", date(2027, 3, 1))
    fit = weigh(replace(answered("exit=yes"), override=override))
    assert (fit.outcome, fit.decided, fit.overridden) == (Advice.FULLY_MANAGED, Advice.CO_MANAGED, True)
    assert not weigh(replace(GOOD, override=override)).overridden
    with pytest.raises(ValueError, match="reason"):
        Override("Ruth Kessler", " ", date(2027, 3, 1))


def test_where_the_clients_two_differ_the_answer_that_speaks_against_weighs_and_the_vendors_never_does() -> None:
    lead = FitAnswers(given={"exit": Told("no"), "documented": Told("90"), "single_knower": Told("10")})
    ruth = FitAnswers(
        given={"exit": Told("yes"), "documented": Told("40"), "single_knower": Told("50")}, by=Answerer.EXECUTIVE
    )
    vendor = FitAnswers(given={"exit": Told("no"), "vault": Told("100")}, by=Answerer.VENDOR)
    together, differing = settled([vendor, lead, ruth])
    assert [together.value(key) for key in ("exit", "documented", "single_knower", "vault")] == [
        "yes",
        "40",
        "50",
        "unknown",
    ]
    assert [one.question.key for one in differing] == ["exit", "documented", "single_knower"]
    with pytest.raises(ValueError, match="only the vendor"):
        settled([vendor])
    with pytest.raises(ValueError, match="twice"):
        settled([lead, lead])


def test_lanes_that_a_move_would_divide_name_what_may_never_be_split() -> None:
    assert divided(()) == ()
    assert divided(("SD-01", "BK-01")) == ()
    assert divided(("BK-04",)) == ("BK-03", "BK-04", "BK-05", "BK-06")
    assert divided(("BK-03", "BK-04", "BK-05", "BK-06")) == ()


@pytest.mark.parametrize("line", CASES.strip("\n").splitlines())
def test_every_flip_is_true(line: str) -> None:
    answers = answered(line[:37])
    for flip in flips(answers):
        if flip.name not in INPUTS:
            assert weigh(answers.with_value(flip.name, flip.value)).outcome is flip.outcome
        assert flip.outcome is not weigh(answers).outcome


def test_the_numbers_of_the_week_that_would_change_it_are_the_nearest_ones() -> None:
    found = {flip.name: float(flip.value) for flip in flips(replace(GOOD, week=WORKED)) if flip.name in INPUTS}
    assert found["moved"] == pytest.approx(10.2)
    for name, value in found.items():
        made = INPUTS[name][1]
        toward = -0.2 if value > INPUTS[name][0](WORKED) else 0.2
        assert weigh(replace(GOOD, week=made(WORKED, value))).outcome is Advice.CO_MANAGED
        assert weigh(replace(GOOD, week=made(WORKED, value + toward))).outcome is Advice.FIX_FIRST


def test_the_same_answers_give_the_same_outcome() -> None:
    assert weigh(GOOD) == weigh(replace(GOOD, given=dict(reversed(tuple(GOOD.given.items())))))
