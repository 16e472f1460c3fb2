"""A queue: its steward on duty holds what waits there; the first of its people to touch an item takes it."""

import pytest

from demarc.acts.hand_off import accept
from demarc.acts.note import assign, intervene, note
from demarc.acts.tick import tick
from demarc.core.custody.ledger import holder_at
from demarc.core.custody.states import Act, State, Title
from demarc.record.reads.items import items_of
from demarc.record.reads.today import today_of
from tests.cast import DANA, JONAH, LUIS, MEI, TOMASZ
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, done, refused

NIGHT = TUESDAY.replace(hour=23) + 6 * HOUR
"""Eleven at night in Chicago: the role on call has the alerts, Tomasz is its steward, Jonah stands on it too."""


@pytest.fixture
def waiting(stage: Stage) -> str:
    """A high alert at night, in the queue of the role on call."""
    return stage.receive(severity="high", now=NIGHT)


def test_the_steward_on_duty_holds_what_waits(stage: Stage, waiting: str) -> None:
    custody = stage.custody(waiting)
    assert (stage.holder(waiting), custody.state, custody.title) == (TOMASZ, State.ROUTED, Title.MATRIX)
    assert custody.accept_due is not None


def test_the_first_touch_of_a_colleague_takes_it(stage: Stage, waiting: str) -> None:
    outcome = done(note(**stage.at(waiting, JONAH, NIGHT + MINUTE), text="reading the log"))
    assert (outcome.state, stage.holder(waiting)) == (State.HELD, JONAH)
    assert stage.custody(waiting).title is Title.ACCEPTANCE
    assert stage.entries(waiting)[-1].said["first_act"] == "note"
    assert holder_at(stage.entries(waiting), NIGHT) == stage.id(TOMASZ)


def test_taking_in_so_many_words_does_too(stage: Stage, waiting: str) -> None:
    assert done(accept(**stage.at(waiting, JONAH, NIGHT + MINUTE))).holder == stage.id(JONAH)


def test_a_p1_is_taken_in_so_many_words_alone(stage: Stage) -> None:
    item = stage.receive(now=NIGHT)
    done(note(**stage.at(item, JONAH, NIGHT + MINUTE), text="reading the log"))
    assert stage.holder(item) == TOMASZ
    assert done(accept(**stage.at(item, JONAH, NIGHT + MINUTE))).holder == stage.id(JONAH)


def test_who_is_not_of_the_queue_takes_nothing_from_it(stage: Stage, waiting: str) -> None:
    for by in (MEI, DANA, LUIS):
        assert "none of them" in refused(accept(**stage.at(waiting, by, NIGHT + MINUTE)))
        done(note(**stage.at(waiting, by, NIGHT + MINUTE), text="seen"))
    assert stage.holder(waiting) == TOMASZ


def test_giving_the_work_to_a_colleague_is_recorded_as_worked_by(stage: Stage, waiting: str) -> None:
    done(assign(**stage.at(waiting, TOMASZ, NIGHT + MINUTE), to=stage.id(JONAH)))
    assert stage.holder(waiting) == TOMASZ
    assert stage.custody(waiting).worked_by == stage.id(JONAH)


def test_acting_in_a_crisis_takes_nothing(stage: Stage, waiting: str) -> None:
    done(intervene(**stage.at(waiting, JONAH, NIGHT + MINUTE), text="pulled the cable"))
    assert stage.holder(waiting) == TOMASZ
    assert stage.custody(waiting).state is State.ROUTED


def test_what_a_row_gives_to_a_person_stands_in_no_queue(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    assert "none of them" in refused(accept(**stage.at(item, JONAH)))


def test_the_queue_is_listed_for_its_people_and_silence_in_it_calls(stage: Stage, waiting: str) -> None:
    def queue(by: str) -> list[str]:
        page = items_of(engagement=stage.engagement, by=stage.id(by), now=NIGHT, name="queue")
        day = today_of(engagement=stage.engagement, by=stage.id(by), now=NIGHT)
        assert [line.id for line in day.queue.lines] == [line.id for line in page.lines]
        return [line.id for line in page.lines]

    assert queue(JONAH) == [waiting]
    assert [queue(by) for by in (TOMASZ, MEI, DANA)] == [[], [], []]
    due = stage.custody(waiting).accept_due
    assert due is not None
    tick(now=due)
    tick(now=due + 8 * HOUR)
    assert Act.ESCALATE in [entry.act for entry in stage.entries(waiting)]
