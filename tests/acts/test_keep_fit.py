"""A buyer's file kept with the engagement that began from it: the weekly mail says when the fit is due again, and why."""

from datetime import timedelta

import pytest

from demarc.acts.assess import answer_assessment, begin_assessment, go_on_without, weigh_again
from demarc.acts.keep_fit import keep_fit
from demarc.acts.leave import leave
from demarc.acts.settle_scope import override_fit
from demarc.acts.tick import tick
from demarc.core.fit.questions import QUESTIONS
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.buyer import buyer_result
from demarc.record.reads.week import week_of, week_page
from tests.acts.test_weekly import MONDAY
from tests.cast import DANA, LUIS, PRIYA, RUTH, ZOE
from tests.stage import DAY, HOUR, TUESDAY, Stage

GOOD = {
    **{question.key: question.wanted for question in QUESTIONS},
    **{f"{question.key}-evidence": "a paper" for question in QUESTIONS},
    "employees": "84",
    "documented": "70",
    "vault": "85",
    "single_knower": "20",
    "inventory": "95",
}
QUARTER = timedelta(days=91)


def weighed() -> dict[str, str]:
    tokens = dict(begin_assessment(now=TUESDAY, vendor=False))
    for who in ("internal", "executive"):
        assert answer_assessment(token=tokens[who], answers=GOOD, now=TUESDAY)
    return tokens


def kept(stage: Stage, token: str, by: str = RUTH) -> bool:
    return keep_fit(engagement=stage.engagement, by=stage.id(by), token=token, now=TUESDAY + HOUR)


def test_the_executive_keeps_it_and_nothing_is_due_yet(stage: Stage) -> None:
    assert week_of(engagement=stage.engagement, now=TUESDAY).fit == ""
    tokens = weighed()
    assert kept(stage, tokens["result"])
    page = week_page(engagement=stage.engagement, by=stage.id(DANA), now=TUESDAY + 2 * HOUR)
    assert page.fit is not None
    assert page.fit.due is None
    assert not page.may_keep_fit
    assert "Fit is due" not in page.lines[2]
    assert buyer_result(token=tokens["result"], now=TUESDAY + HOUR).kept_with


def test_a_quarter_later_and_when_somebody_has_left_the_week_says_so_and_why(stage: Stage) -> None:
    kept(stage, weighed()["result"])
    later = week_of(engagement=stage.engagement, now=TUESDAY + QUARTER)
    assert "because a quarter is over." in later.fit
    leave(engagement=stage.engagement, person=stage.id(LUIS), by=stage.id(DANA), now=TUESDAY + DAY)
    third = week_page(engagement=stage.engagement, by=stage.id(RUTH), now=TUESDAY + 2 * DAY).lines[2]
    assert "because Luis left." in third
    tick(now=MONDAY)
    assert models.Weekly.objects.get().lines[2].endswith("because Luis left.")


def test_once_everybody_has_answered_again_it_is_weighed_anew_for_the_engagement_too(stage: Stage) -> None:
    tokens = weighed()
    kept(stage, tokens["result"])
    leave(engagement=stage.engagement, person=stage.id(LUIS), by=stage.id(DANA), now=TUESDAY + DAY)
    then = TUESDAY + 3 * DAY
    assert weigh_again(token=tokens["result"], now=then)
    assert not weigh_again(token=tokens["result"], now=then), "not everybody has answered"
    assert buyer_result(token=tokens["result"], now=then).fit is None
    for who in ("internal", "executive"):
        answer_assessment(token=tokens[who], answers={**GOOD, "exit": "yes"}, now=then + HOUR)
    week = week_page(engagement=stage.engagement, by=stage.id(RUTH), now=then + 2 * HOUR)
    assert week.fit is not None
    assert (week.fit.outcome, week.fit.due) == ("fully managed", None)
    result = buyer_result(token=tokens["result"], now=then + 2 * HOUR)
    assert [(run.outcome, run.score) for run in result.runs] == [("fix prerequisites first", 5)]
    override_fit(token=tokens["executive"], name="Ruth", reason="we wait", review=then.date(), now=then + 3 * HOUR)
    again = week_page(engagement=stage.engagement, by=stage.id(RUTH), now=then + 4 * HOUR)
    assert again.fit is not None
    assert again.fit.outcome == "co-managed"
    assert models.FitRun.objects.count() == 2


@pytest.mark.parametrize("by", [DANA, LUIS, PRIYA])
def test_nobody_but_the_executive_keeps_it(stage: Stage, by: str) -> None:
    with pytest.raises(NotFound):
        kept(stage, weighed()["result"], by)
    assert not models.FitRun.objects.exists()


def test_somebody_of_no_side_and_a_link_that_shows_no_file_keep_nothing(stage: Stage) -> None:
    tokens = weighed()
    with pytest.raises(NotFound):
        keep_fit(engagement=stage.engagement, by=ZOE, token=tokens["result"], now=TUESDAY)
    with pytest.raises(NotFound):
        kept(stage, tokens["internal"])
    fresh = begin_assessment(now=TUESDAY, vendor=True)
    assert not kept(stage, fresh["result"]), "nobody has answered there"


def test_going_on_without_somebody_closes_their_link_and_needs_one_of_the_clients_own(stage: Stage) -> None:
    assert stage.engagement
    tokens = begin_assessment(now=TUESDAY, vendor=True)
    answer_assessment(token=tokens["vendor"], answers=GOOD, now=TUESDAY)
    assert not go_on_without(token=tokens["result"], who="internal", now=TUESDAY)
    answer_assessment(token=tokens["executive"], answers=GOOD, now=TUESDAY)
    assert go_on_without(token=tokens["result"], who="internal", now=TUESDAY)
    with pytest.raises(NotFound):
        answer_assessment(token=tokens["internal"], answers=GOOD, now=TUESDAY)
    assert buyer_result(token=tokens["result"], now=TUESDAY).fit is not None
    assert not answer_assessment(token=tokens["executive"], answers={}, now=TUESDAY), "what is weighed stands"
