"""Two people of a buyer's file at one instant, for real: nothing is lost, and what is weighed stands. On both databases."""

from functools import partial

import pytest

from demarc.acts.assess import answer_assessment, begin_assessment
from demarc.acts.keep_fit import keep_fit
from demarc.acts.weigh_vendors import add_vendor, name_two, score_vendor
from demarc.core.interview.heard import Heard
from demarc.core.interview.kit import MUST
from demarc.record import models
from demarc.record.reads.buyer import buyer_result
from demarc.record.reads.buyer_vendors import vendors_page
from tests.acts.test_keep_fit import GOOD
from tests.acts.test_two_at_once import at_once
from tests.cast import RUTH
from tests.stage import HOUR, TUESDAY, put_on_stage

pytestmark = pytest.mark.usefixtures("database")


def test_the_last_two_who_answer_at_once_make_one_run_of_the_fit() -> None:
    stage = put_on_stage()
    tokens = begin_assessment(now=TUESDAY, vendor=False)
    models.BuyerFile.objects.update(kept_with=stage.engagement)
    both = [partial(answer_assessment, token=tokens[who], answers=GOOD, now=TUESDAY) for who in ("internal", "executive")]
    assert at_once(*both) == [True, True]
    assert buyer_result(token=tokens["result"], now=TUESDAY).fit is not None
    assert models.FitRun.objects.count() == 1
    assert keep_fit(engagement=stage.engagement, by=stage.id(RUTH), token=tokens["result"], now=TUESDAY + HOUR)
    assert models.FitRun.objects.count() == 1


def test_a_vendor_added_twice_at_once_is_on_the_list_once_and_scores_given_at_once_are_both_kept() -> None:
    tokens = begin_assessment(now=TUESDAY, vendor=False)
    add = partial(add_vendor, token=tokens["result"], name="Harborline", now=TUESDAY)
    assert sorted(at_once(add, add)) == [False, True]
    two = name_two(token=tokens["result"], names=("Dana", "Ruth"), now=TUESDAY)
    sheet = {key: Heard(said="It is so.", score=1) for key in MUST}
    give = [partial(score_vendor, token=own, vendor=1, sheet=sheet, give=True, now=TUESDAY) for own in two.values()]
    assert at_once(*give) == [True, True]
    (vendor,) = vendors_page(token=tokens["result"], now=TUESDAY).vendors
    assert vendor.interview is not None
    assert vendor.interview.missing == ()
