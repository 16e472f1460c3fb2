"""A page test: each level of a row's ladder is really called, answers in its time or is a finding."""

from datetime import datetime, timedelta

from demarc.acts.drills import Begun
from demarc.acts.outcome import Refused
from demarc.acts.page_test import PATIENCE, Answered, answer_call, start_page_test
from demarc.acts.tick import tick
from demarc.core.words import RowId
from demarc.record import models
from demarc.record.reads.drill_results import last_passed_drills
from tests.cast import DANA, JONAH, LUIS, PRIYA, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage


def begin(stage: Stage, row: str = "SE-01", by: str = DANA) -> str:
    begun = start_page_test(engagement=stage.engagement, row=row, by=stage.ids[by], now=TUESDAY)
    assert isinstance(begun, Begun), begun
    return begun.drill


def called(stage: Stage) -> list[tuple[str, str]]:
    """Give whom the letters called so far, and the token in each."""
    letters = models.Outbox.objects.filter(engagement=stage.engagement, about="drill").order_by("written_at")
    assert all(one.subject.startswith("DRILL") for one in letters)
    return [(stage.name(one.person), one.link.removeprefix("here ")) for one in letters]


def answer(stage: Stage, level: int, now: datetime) -> Answered | Refused:
    return answer_call(token=called(stage)[level - 1][1], now=now)


def test_each_level_is_called_after_the_one_before_has_answered(stage: Stage) -> None:
    drill = begin(stage)
    assert [who for who, _ in called(stage)] == [TOMASZ]
    assert answer(stage, 1, TUESDAY + timedelta(seconds=40)) == Answered(40, late=False)
    assert [who for who, _ in called(stage)] == [TOMASZ, JONAH]
    for level in range(2, 6):
        assert isinstance(answer(stage, level, TUESDAY + level * MINUTE), Answered)
    assert [who for who, _ in called(stage)] == [TOMASZ, JONAH, PRIYA, DANA, LUIS]
    found = models.Drill.objects.get(engagement=stage.engagement, id=drill)
    assert (found.closed_at, found.asked, found.apart) == (TUESDAY + 5 * MINUTE, 5, 0)
    passed = last_passed_drills(engagement=stage.engagement, by=stage.ids[LUIS], now=TUESDAY + 6 * MINUTE)
    assert passed[RowId("SE-01")].kind == "page"


def test_who_is_silent_is_a_finding_and_does_not_stop_the_walk(stage: Stage) -> None:
    drill = begin(stage)
    tick(now=TUESDAY + PATIENCE - timedelta(seconds=1))
    assert len(called(stage)) == 1
    for level in range(1, 6):
        tick(now=TUESDAY + level * PATIENCE)
    found = models.Drill.objects.get(engagement=stage.engagement, id=drill)
    assert (found.closed_at, found.asked, found.apart) == (TUESDAY + 5 * PATIENCE, 5, 5)
    assert models.DrillResult.objects.get(engagement=stage.engagement, row="SE-01").passed is False
    too_late = answer(stage, 1, TUESDAY + 6 * PATIENCE)
    assert isinstance(too_late, Refused)
    assert "ended" in too_late.reason


def test_an_answer_after_its_time_is_kept_as_late(stage: Stage) -> None:
    begin(stage)
    tick(now=TUESDAY + PATIENCE)
    late = answer(stage, 1, TUESDAY + PATIENCE + MINUTE)
    assert late == Answered(16 * 60, late=True)
    assert len(called(stage)) == 2
    assert isinstance(answer(stage, 1, TUESDAY + PATIENCE + 2 * MINUTE), Refused)


def test_a_token_nobody_was_given_leads_nowhere(stage: Stage) -> None:
    begin(stage)
    for token in ("", "made-up"):
        assert isinstance(answer_call(token=token, now=TUESDAY), Refused)


def test_only_a_lead_walks_a_ladder_and_each_row_once_at_a_time(stage: Stage) -> None:
    begin(stage)
    for row, by in (("SE-01", PRIYA), ("NO-01", DANA), ("SE-02", LUIS)):
        refused = start_page_test(engagement=stage.engagement, row=row, by=stage.ids[by], now=TUESDAY)
        assert isinstance(refused, Refused)
