"""What stands in the outbox: the four answers in plain words, and every instant where its reader is."""

from dataclasses import replace
from typing import Any

import pytest

from demarc.acts.hand_off import offer
from demarc.acts.put_in_force import start_engagement
from demarc.acts.tick import tick
from demarc.core.moments import Calendar
from demarc.core.words import PersonId
from demarc.record import models
from tests.cast import DANA, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, WEEKDAYS, Stage, alder_matrix, done


@pytest.fixture
def abroad(db: None) -> Stage:  # noqa: ARG001 - asking for the database is its use
    """Put the engagement in force with Priya, who works from Berlin."""
    matrix = alder_matrix()
    own = Calendar("berlin", "Europe/Berlin", WEEKDAYS)
    people = tuple(replace(one, hours=own) if one.id == PRIYA else one for one in matrix.directory.people)
    there = replace(matrix, directory=replace(matrix.directory, people=people))
    engagement = start_engagement(matrix=there, now=TUESDAY - DAY, by=RUTH, leads=(DANA, PRIYA))
    ids = models.Person.objects.filter(engagement=engagement).values_list("key", "id")
    return Stage(engagement, {key: PersonId(id_) for key, id_ in ids})


def letter(stage: Stage, person: str, about: str) -> models.Outbox:
    return models.Outbox.objects.get(engagement=stage.engagement, person=stage.id(person), about=about)


def test_an_offer_says_why_you_why_now_what_you_can_do_and_what_happens_when(abroad: Stage) -> None:
    item = abroad.receive("os-patch", "medium", device_class="workstation")
    given: Any = {"to": abroad.id(PRIYA), "why": "the agent is yours"}
    done(offer(**abroad.at(item, "mei"), **given))
    lines = letter(abroad, PRIYA, "offered").text.splitlines()
    assert [line.partition(":")[0] for line in lines[2:]] == ["Why you", "Why now", "What you can do", "What happens next"]
    assert "13:00 CST (America/Chicago), which is Tue 24 Nov 2026 20:00 CET (Europe/Berlin) for you" in lines[-1]


def test_a_call_says_since_when_nobody_has_accepted_at_the_readers_place(abroad: Stage) -> None:
    abroad.receive()
    for minutes in (5, 15, 25):
        tick(now=TUESDAY + minutes * MINUTE)
    called = letter(abroad, PRIYA, "called")
    assert "Nobody has accepted since Tue 24 Nov 2026 09:00 CST (America/Chicago), which is" in called.text
    assert called.urgent
    assert "16:00 CET" not in letter(abroad, DANA, "called").text


def test_only_what_is_urgent_is_marked(abroad: Stage) -> None:
    abroad.receive("edr-alert", "high")
    assert not letter(abroad, TOMASZ, "routed").urgent
