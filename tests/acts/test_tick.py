"""What time alone brings about, and that it costs next to nothing where nothing is due."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demarc.acts.hand_off import offer
from demarc.acts.tick import tick
from demarc.core.custody.states import Act
from demarc.core.people import Absence
from demarc.record import models
from tests.cast import DANA, JONAH, LUIS, PRIYA, TOMASZ
from tests.next_version import write_next_version
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, alder_matrix, done, put_on_stage

CLOSING = TUESDAY.replace(hour=23, minute=0)
"""Five in the afternoon in Chicago, when business hours end."""


def look_at(stage: Stage) -> object:
    return models.Engagement.objects.get(id=stage.engagement).look_at


def acts_on(stage: Stage, item: str) -> list[Act]:
    return [entry.act for entry in stage.entries(item)]


def test_a_clock_that_ran_out_calls_the_next_and_the_holder_stays(stage: Stage) -> None:
    item = stage.receive()
    assert tick(now=TUESDAY + 4 * MINUTE) == 0
    assert tick(now=TUESDAY + 5 * MINUTE) == 1
    assert (acts_on(stage, item), stage.holder(item)) == ([Act.RECEIVE, Act.ESCALATE], TOMASZ)
    assert tick(now=TUESDAY + 5 * MINUTE) == 0, "once"


def test_a_turn_that_comes_late_calls_all_the_same(stage: Stage) -> None:
    """A kill makes nothing late by more than a tick: the first turn afterwards finds what was due meanwhile."""
    item = stage.receive()
    while tick(now=TUESDAY + HOUR):
        pass
    assert acts_on(stage, item).count(Act.ESCALATE) >= 4


def test_the_engine_knows_when_to_look_next(stage: Stage) -> None:
    assert look_at(stage) is None
    tick(now=TUESDAY)
    assert look_at(stage) == CLOSING


def test_what_nobody_has_accepted_goes_to_the_night_at_closing_time(stage: Stage) -> None:
    item = stage.receive(now=CLOSING - MINUTE)
    tick(now=CLOSING - MINUTE)
    assert stage.custody(item).row == "SE-01"
    tick(now=CLOSING)
    assert (stage.custody(item).row, acts_on(stage, item)[-1]) == ("SE-02", Act.REROUTE)


def test_an_edge_that_was_slept_through_is_made_up_for(stage: Stage) -> None:
    item = stage.receive(now=CLOSING - MINUTE)
    tick(now=CLOSING - MINUTE)
    tick(now=CLOSING + 3 * HOUR)
    assert stage.custody(item).row == "SE-02"


@pytest.mark.usefixtures("db")
def test_an_absence_takes_effect_at_the_next_turn() -> None:
    stage = put_on_stage(absences=(Absence(TOMASZ, TUESDAY + HOUR, TUESDAY + 8 * HOUR, JONAH),))
    item = stage.receive()
    tick(now=TUESDAY)
    assert look_at(stage) == TUESDAY + HOUR
    tick(now=TUESDAY + HOUR)
    assert (stage.holder(item), acts_on(stage, item)[1]) == (JONAH, Act.STAND_IN)


@pytest.mark.usefixtures("db")
def test_an_offer_to_somebody_who_is_away_is_turned_within_a_minute() -> None:
    away = Absence(DANA, TUESDAY, TUESDAY + 8 * HOUR, LUIS)
    stage = put_on_stage(absences=(away,))
    item = stage.receive()
    tick(now=TUESDAY + MINUTE)
    assert look_at(stage) == TUESDAY + 2 * MINUTE
    done(offer(**stage.at(item, TOMASZ, TUESDAY + MINUTE), to=stage.id(DANA), why="the mailbox is yours"))
    tick(now=TUESDAY + 2 * MINUTE)
    assert stage.custody(item).offered_to == stage.id(LUIS)


def test_a_version_that_is_signed_makes_the_engine_look_again(stage: Stage) -> None:
    tick(now=TUESDAY)
    later = TUESDAY + 2 * HOUR
    write_next_version(
        engagement=stage.engagement,
        matrix=replace(alder_matrix(), version="4"),
        now=TUESDAY,
        by=stage.id(PRIYA),
        starts_at=later,
    )
    assert look_at(stage) is None
    tick(now=TUESDAY + MINUTE)
    assert look_at(stage) == later


@pytest.mark.usefixtures("stage")
def test_an_engagement_without_a_matrix_in_force_is_left_alone() -> None:
    models.Engagement.objects.create(id="new", client="Nobody yet", zone="UTC", started_at=TUESDAY)
    assert tick(now=TUESDAY) == 0


def test_a_turn_with_nothing_due_costs_four_queries(stage: Stage) -> None:
    stage.receive(severity="low")
    tick(now=TUESDAY)
    with CaptureQueriesContext(connection) as asked:
        assert tick(now=TUESDAY + timedelta(seconds=1)) == 0
    assert len(asked) == 4
