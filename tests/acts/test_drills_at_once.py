"""Drills that several people and the clock touch at the same instant, for real, on both databases."""

from typing import Any

import pytest

from demarc.acts.blind_drill import HandedIn, answer_blind_drill, close_blind_drill
from demarc.acts.drills import Ended
from demarc.acts.outcome import Done, Refused
from demarc.acts.page_test import PATIENCE, Answered, answer_call
from demarc.acts.row_dispute import dispute_row
from demarc.acts.tick import tick
from demarc.record import models
from tests.acts.test_blind_drill import begin as begin_blind
from tests.acts.test_blind_drill import by_the_matrix
from tests.acts.test_live_drill import begin as begin_live
from tests.acts.test_page_test import begin as begin_ladder
from tests.acts.test_page_test import called
from tests.acts.test_row_dispute import read_twice
from tests.acts.test_two_at_once import at_once
from tests.cast import DANA, PRIYA
from tests.stage import MINUTE, TUESDAY, put_on_stage

pytestmark = pytest.mark.usefixtures("database")


def test_one_sheet_handed_in_twice_counts_once_and_a_drill_ends_once() -> None:
    stage = put_on_stage()
    drill = begin_blind(stage, "T01")
    at: Any = {"engagement": stage.engagement, "drill": drill, "by": stage.id(DANA), "now": TUESDAY + MINUTE}
    right = by_the_matrix(stage, drill)
    sheets = at_once(lambda: answer_blind_drill(answers=right, **at), lambda: answer_blind_drill(answers=right, **at))
    assert {type(one) for one in sheets} == {HandedIn, Refused}
    ends = at_once(lambda: close_blind_drill(**at), lambda: close_blind_drill(**at))
    assert {type(one) for one in ends} == {Ended, Refused}
    assert models.Entry.objects.filter(engagement=stage.engagement, act="drill ended").count() == 1


def test_an_answer_and_the_end_of_its_time_call_the_next_level_once() -> None:
    stage = put_on_stage()
    drill = begin_ladder(stage)
    token, now = called(stage)[0][1], TUESDAY + PATIENCE
    results = at_once(lambda: answer_call(token=token, now=now), lambda: tick(now=now))
    assert any(isinstance(one, Answered) for one in results)
    calls = models.DrillCall.objects.filter(engagement=stage.engagement, drill=drill)
    assert calls.filter(called_at__isnull=False).count() == 2
    assert len(called(stage)) == 2


def test_a_live_drill_ends_with_its_day_while_two_engines_look() -> None:
    stage = put_on_stage()
    drill = begin_live(stage)
    later = TUESDAY + 26 * 60 * MINUTE
    at_once(lambda: tick(now=later), lambda: tick(now=later))
    assert models.Drill.objects.get(engagement=stage.engagement, id=drill.id).closed_at == later
    assert not models.Item.objects.filter(engagement=stage.engagement).open().exists()
    assert models.DrillResult.objects.filter(engagement=stage.engagement).count() == 1


def test_two_who_dispute_one_row_open_one_dispute() -> None:
    stage = put_on_stage()
    at: Any = {"engagement": stage.engagement, "readings": read_twice(), "now": TUESDAY}
    dana, priya = stage.id(DANA), stage.id(PRIYA)
    results = at_once(lambda: dispute_row(by=dana, **at), lambda: dispute_row(by=priya, **at))
    assert {type(one) for one in results} == {Done, Refused}
    assert models.RowDispute.objects.count() == 1
