"""Two requests of one person at the same instant, for real: one confirmation, one answer. On both databases."""

from typing import Any

import pytest

from demarc.acts.outcome import Refused
from demarc.acts.understand import Marked, RowsConfirmed, answer_question, confirm_rows
from demarc.record import models
from tests.acts.test_two_at_once import at_once
from tests.acts.test_understand import confirmed, right_answer, turn
from tests.cast import TOMASZ
from tests.stage import TUESDAY, put_on_stage

pytestmark = pytest.mark.usefixtures("database")


def test_rows_confirmed_twice_at_once_are_confirmed_once() -> None:
    stage = put_on_stage()
    at: Any = {"engagement": stage.engagement, "by": stage.id(TOMASZ), "now": TUESDAY}
    results = at_once(*[lambda: confirm_rows(number=1, rows=("SE-01",), **at)] * 2)
    assert {type(one) for one in results} == {RowsConfirmed, Refused}
    assert models.Confirmation.objects.count() == 1


def test_one_question_answered_twice_at_once_has_one_answer() -> None:
    stage = put_on_stage()
    done = confirmed(stage, TOMASZ, "SE-01")
    found = turn(stage, TOMASZ, done)
    assert found is not None
    at: Any = {"engagement": stage.engagement, "by": stage.id(TOMASZ), "now": TUESDAY}
    place: Any = {"confirmation": done.seq, "attempt": 1, "nth": 0, "guess": right_answer(found)}
    results = at_once(*[lambda: answer_question(**place, **at)] * 2)
    assert {type(one) for one in results} == {Marked, Refused}
    assert models.BlindAnswer.objects.count() == 1
