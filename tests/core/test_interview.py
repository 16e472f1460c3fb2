"""A vendor's answers: worth no more than what was shown, scored by two, and the same for every vendor."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.interview.kit import BY_KEY, MUST, QUESTIONS, InterviewQuestion
from demarc.core.interview.score import Evidence, Interview, VendorAnswer, in_order

CAPS = """
question     said  shown     person clock  cap
template     no    measured  no     no     0
template     yes   nothing   no     no     1
template     yes   document  no     no     2
template     yes   example   no     no     3
template     yes   measured  no     no     4
month_three  yes   nothing   no     no     1
month_three  yes   nothing   yes    yes    1
month_three  yes   measured  no     no     2
month_three  yes   measured  yes    no     3
month_three  yes   measured  yes    yes    4
month_three  yes   document  yes    yes    2
dispute      yes   example   no     yes    3
dispute      yes   example   no     no     2
"""


def answer(key: str = "template", said: str = "As follows.", shown: str = "measured", **scores: int) -> VendorAnswer:
    return VendorAnswer(
        question=BY_KEY[key],
        verbatim=said,
        evidence=Evidence(shown),
        named_person=True,
        clock=True,
        scores=scores or {"Dana": 4, "Ruth": 4},
    )


@pytest.mark.parametrize("line", CAPS.strip().splitlines()[1:])
def test_an_answer_is_worth_no_more_than_what_was_shown_with_it(line: str) -> None:
    key, said, shown, person, clock, cap = line.split()
    one = replace(
        answer(key, said="As follows." if said == "yes" else " ", shown=shown),
        named_person=person == "yes",
        clock=clock == "yes",
    )
    assert one.cap == int(cap)
    assert one.worth == int(cap)


def test_disputes_and_month_three_are_asked_of_everybody() -> None:
    assert {"dispute", "month_three", "template"} <= set(MUST)
    assert all(BY_KEY[key].in_detail for key in ("dispute", "month_three"))
    assert len(QUESTIONS) == len(BY_KEY)


def test_an_interview_counts_when_two_people_scored_all_that_must_be_asked() -> None:
    whole = Interview("Harborline", tuple(answer(key) for key in MUST))
    assert (whole.missing, whole.score, whole.assessors) == ((), 1.0, frozenset({"Dana", "Ruth"}))
    alone = Interview("Harborline", (*whole.answers[1:], answer(MUST[0], Dana=3)))
    assert alone.missing == (MUST[0],)
    assert Interview("Harborline", whole.answers[1:]).missing == (MUST[0],)


def test_two_people_who_heard_different_things_are_listed() -> None:
    interview = Interview("Harborline", (answer("template", Dana=4, Ruth=2), answer("screen", Dana=4, Ruth=3)))
    assert [one.question.key for one in interview.disputed] == ["template"]


def test_a_score_above_the_cap_is_listed_and_counts_as_the_cap() -> None:
    interview = Interview("Harborline", (answer("template", shown="nothing", Dana=4, Ruth=1),))
    assert interview.capped == interview.answers
    assert interview.answers[0].counted == {"Dana": 1, "Ruth": 1}


def test_an_interview_that_does_not_count_comes_after_all_that_do() -> None:
    whole = Interview("Weak", tuple(answer(key, shown="nothing") for key in MUST))
    part = Interview("Strong", (answer("template"),))
    assert [one.vendor for one in in_order([part, whole])] == ["Weak", "Strong"]


@pytest.mark.parametrize("score", [-1, 5])
def test_a_score_outside_the_scale_is_refused_with_its_giver(score: int) -> None:
    with pytest.raises(ValueError, match=f"`{score}` by Dana"):
        answer("template", Dana=score)


@given(
    st.sampled_from(QUESTIONS), st.integers(0, 4), st.sampled_from(Evidence), st.sets(st.sampled_from(["person", "clock"]))
)
def test_showing_more_never_lowers_an_answer(
    question: InterviewQuestion, score: int, shown: Evidence, told: set[str]
) -> None:
    one = VendorAnswer(
        question=question,
        verbatim="So.",
        evidence=shown,
        named_person="person" in told,
        clock="clock" in told,
        scores={"Dana": score},
    )
    more = replace(one, evidence=Evidence.MEASURED, named_person=True, clock=True)
    assert more.worth >= one.worth
    assert one.worth <= one.cap
