"""The server's clock was set back (a wrong hour was put right, or two hosts disagree): nothing wedges, nothing lies.

What was written at the later hour stays; what follows it is dated no earlier than what it follows.
"""

from typing import Any

import pytest

from demarc.acts.ask import answer, ask
from demarc.acts.dispute import dispute, rule
from demarc.acts.hand_off import accept, offer
from demarc.acts.leave import Left, leave
from demarc.acts.note import note
from demarc.acts.outcome import Done
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.custody.states import Act
from demarc.record import models
from tests.acts.test_take_in import READERS, a_feed, alert, arrive
from tests.cast import DANA, LUIS, RUTH, TOMASZ
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, beaten, done, put_on_stage

LATER = TUESDAY + HOUR
"""What the clock said before it was put right; now it is `TUESDAY` again."""


def in_order(stage: Stage, item: str) -> bool:
    instants = [entry.at for entry in stage.entries(item)]
    return instants == sorted(instants)


def test_people_go_on_acting(stage: Stage) -> None:
    item = stage.receive(now=LATER)
    given: Any = {"to": stage.id(DANA), "why": "hers to phone"}
    done(offer(**given, **stage.at(item, TOMASZ, LATER)))
    done(note(text="the clock is wrong", **stage.at(item, DANA)))
    done(accept(next_step="phone", **stage.at(item, DANA, TUESDAY + MINUTE)))
    assert stage.holder(item) == DANA
    assert in_order(stage, item)


def test_a_question_is_answered_and_a_dispute_is_ruled(stage: Stage) -> None:
    item = stage.receive(now=LATER)
    done(ask(of=stage.id(DANA), question="is it yours?", **stage.at(item, TOMASZ, LATER)))
    question = models.Item.objects.get(engagement=stage.engagement, parent=item).id
    done(answer(text="yes", **stage.at(question, DANA)))
    done(dispute(why="not ours", **stage.at(item, TOMASZ, TUESDAY + MINUTE)))
    done(rule(holder=stage.id(DANA), text="servers are hers", **stage.at(item, RUTH, TUESDAY + 2 * MINUTE)))
    assert stage.holder(item) == DANA
    assert in_order(stage, item)


def test_whoever_acts_on_what_is_no_longer_there_still_hears_who_was_first(stage: Stage) -> None:
    item = stage.receive(now=LATER)
    seen = stage.custody(item).version
    done(note(text="first", **stage.at(item, DANA, LATER)))
    assert beaten(note(text="second", **stage.at(item, TOMASZ), seen=seen)).act == Act.NOTE


def test_a_person_who_leaves_hands_over_what_they_hold(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="server", now=LATER)
    assert stage.holder(item) == DANA
    found = leave(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(RUTH), now=TUESDAY)
    assert isinstance(found, Left)
    assert stage.holder(item) == LUIS


def test_a_repeat_is_sorted_onto_an_item_of_the_later_hour(stage: Stage) -> None:
    feed = a_feed(stage)
    arrive(stage, feed, alert(), now=LATER)
    assert take_in(now=LATER, readers=READERS)
    arrive(stage, feed, alert(), {**alert(), "status": "resolved"}, now=TUESDAY)
    assert take_in(now=TUESDAY, readers=READERS)
    item = models.Item.objects.get(engagement=stage.engagement)
    assert [entry.act for entry in stage.entries(item.id)][1:] == [Act.SEEN_AGAIN, Act.SOURCE_CLEARED]
    assert in_order(stage, item.id)


def test_clocks_still_fire(stage: Stage) -> None:
    item = stage.receive()
    done(note(text="written at the wrong hour", **stage.at(item, DANA, TUESDAY + 6 * HOUR)))
    assert tick(now=TUESDAY + HOUR)
    assert Act.ESCALATE in [entry.act for entry in stage.entries(item)]
    assert in_order(stage, item)


@pytest.mark.django_db
def test_a_matrix_that_is_not_in_force_yet_by_the_new_hour_keeps_the_others_running() -> None:
    early, late = put_on_stage(), put_on_stage(now=TUESDAY + DAY)
    feeds = {stage.engagement: a_feed(stage, now=TUESDAY + DAY) for stage in (early, late)}
    for stage in (early, late):
        arrive(stage, feeds[stage.engagement], alert())
    take_in(now=TUESDAY, readers=READERS)
    tick(now=TUESDAY)
    held = models.Item.objects.values_list("engagement", flat=True)
    assert list(held) == [early.engagement]
    assert isinstance(done(note(text="x", **early.at(str(models.Item.objects.get().id), DANA))), Done)
