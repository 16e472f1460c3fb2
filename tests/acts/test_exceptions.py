"""Exceptions: kept with the acceptance, explained when there is time, told to three when their time is over."""

from dataclasses import replace
from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps

from demarc.acts.close import close
from demarc.acts.explain_exception import explain_exception
from demarc.acts.hand_off import accept, offer
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.excepted import LASTS, Course, exception_of
from demarc.core.custody.states import Act
from demarc.core.words import Priority
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.excepted import crossing_exception
from tests.acts.crossings import ROW, cross
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.next_version import write_next_version
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, alder_matrix, done, refused

LASTED = TUESDAY + MINUTE + LASTS[Priority.P3]


def kept(stage: Stage, item: str) -> models.RowException:
    return models.RowException.objects.get(engagement=stage.engagement, item=item)


def pass_time(stage: Stage, now: datetime) -> None:
    """Let the engine look at everything."""
    models.Engagement.objects.filter(id=stage.engagement).update(look_at=None)
    tick(now=now)


def test_the_crossing_itself_writes_down_whose_it_was_and_until_when(stage: Stage) -> None:
    item = cross(stage)
    one = kept(stage, item)
    assert (one.row, stage.name(one.owner), stage.name(one.sender), stage.name(one.receiver)) == (ROW, MEI, MEI, DANA)
    assert (one.until, one.due, one.explained) == (LASTED, LASTED, 0)
    assert crossing_exception(one) == exception_of(stage.entries(item)[-1])
    assert stage.holder(item) == DANA


def test_nothing_is_written_for_what_moves_toward_the_matrix_or_inside_one_side(stage: Stage) -> None:
    item = cross(stage)
    cross(stage, sender=DANA, receiver=TOMASZ, item=item, now=TUESDAY + HOUR)
    inside = stage.receive("os-patch", "medium", device_class="server")
    done(offer(**stage.at(inside, DANA), to=stage.id(LUIS), why="his day"))
    done(accept(**stage.at(inside, LUIS)))
    assert models.RowException.objects.count() == 1


def test_the_reason_follows_from_either_of_the_two_and_may_be_said_better(stage: Stage) -> None:
    item = cross(stage)
    done(explain_exception(**stage.at(item, MEI, TUESDAY + HOUR), text="Her badge opens that room."))
    first = kept(stage, item).explained
    done(explain_exception(**stage.at(item, DANA, TUESDAY + 2 * HOUR), text="Only my badge opens that room."))
    assert kept(stage, item).explained == first + 1
    assert stage.entries(item)[-1].act is Act.NOTE
    texts = models.Private.objects.filter(engagement=stage.engagement, field="reason").order_by("seq")
    assert [text.value for text in texts] == ["Her badge opens that room.", "Only my badge opens that room."]


def test_others_do_not_speak_for_them_and_strangers_find_nothing(stage: Stage) -> None:
    item = cross(stage)
    assert "two people" in refused(explain_exception(**stage.at(item, PRIYA), text="Because."))
    plain = stage.receive("os-patch", "medium", device_class="server")
    assert "nothing to explain" in refused(explain_exception(**stage.at(plain, DANA), text="Because."))
    with pytest.raises(NotFound):
        explain_exception(**stage.at(item, "zoe"), text="Because.")
    assert kept(stage, item).explained == 0


def test_its_end_with_the_item_still_there_is_told_to_the_holder_and_both_leads_once(stage: Stage) -> None:
    item = cross(stage, receiver=LUIS)
    pass_time(stage, LASTED - MINUTE)
    assert not stage.mailed(DANA, "exception")
    pass_time(stage, LASTED)
    pass_time(stage, LASTED + MINUTE)
    assert [stage.mailed(one, "exception") for one in (LUIS, DANA, PRIYA)] == [["exception"]] * 3
    assert not stage.mailed(RUTH, "exception")
    letter = models.Outbox.objects.filter(engagement=stage.engagement, about="exception", person=stage.id(PRIYA)).get()
    for words in ("Why you:", "against row PT-01", "What you can do:", "What happens next:"):
        assert words in letter.text
    assert (kept(stage, item).due, kept(stage, item).course) == (None, Course.UNDER_WAY)
    ended = models.Entry.objects.filter(engagement=stage.engagement, act="exception ended")
    assert ended.count() == 1


def test_the_engine_wakes_for_its_end_by_itself(stage: Stage) -> None:
    cross(stage)
    now = TUESDAY + 2 * MINUTE
    while not stage.mailed(DANA, "exception"):
        tick(now=now)
        look_at = models.Engagement.objects.get(id=stage.engagement).look_at
        assert look_at is not None
        assert now < LASTED
        now = max(look_at, now)
        tick(now=now)
    assert now == LASTED


@pytest.mark.parametrize("how", ["closed", "back"])
def test_one_that_is_over_before_its_end_is_told_to_nobody(stage: Stage, how: str) -> None:
    item = cross(stage)
    if how == "closed":
        done(close(**stage.at(item, DANA, TUESDAY + HOUR), ending=Ending.FIXED, proof="patched"))
    else:
        cross(stage, sender=DANA, receiver=MEI, item=item, now=TUESDAY + HOUR)
    pass_time(stage, LASTED + DAY)
    assert not stage.mailed(DANA, "exception")
    assert kept(stage, item).due is None
    assert kept(stage, item).course in {Course.CLOSED, Course.BACK}


def test_a_version_that_gives_the_work_to_who_has_it_ends_it_quietly(stage: Stage) -> None:
    item = cross(stage)
    matrix = alder_matrix(version="4")
    rows = tuple(
        replace(row, slots=replace(row.slots, accountable=DANA, deputy=LUIS)) if row.id == ROW else row
        for row in matrix.rows
    )
    new = replace(matrix, rows=rows)
    write_next_version(engagement=stage.engagement, matrix=new, by=DANA, now=TUESDAY + DAY)
    pass_time(stage, LASTED)
    assert not stage.mailed(DANA, "exception")
    assert kept(stage, item).course == Course.AMENDED


def test_what_is_only_practised_is_kept_nowhere(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    models.Item.objects.filter(engagement=stage.engagement, id=item).update(drill=True)
    custody = models.Item.objects.get(engagement=stage.engagement, id=item).custody
    models.Item.objects.filter(id=item).update(custody=custody[:-1] + ',"drill":1}')
    cross(stage, item=item)
    assert not models.RowException.objects.exists()


def test_crossings_from_before_exceptions_were_kept_are_written_down_from_the_ledger(stage: Stage) -> None:
    item = cross(stage)
    before = crossing_exception(kept(stage, item))
    models.RowException.objects.all().delete()
    step = import_module("demarc.record.migrations.0017_exceptions_and_reconciliations")
    step.keep_those_there_are(apps, None)
    assert crossing_exception(kept(stage, item)) == before
    assert kept(stage, item).due == LASTED
