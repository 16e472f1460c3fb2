"""A clock that calls people while somebody decides takes nothing from under them; what a person did does."""

from datetime import timedelta

import pytest

from demarc.acts import hand_off, note
from demarc.acts.outcome import Done, SomebodyWasFirst
from demarc.acts.tick import tick
from demarc.acts.verb import OnItem
from demarc.core.words import PersonId
from demarc.record import models
from tests.cast import DANA, PRIYA, TOMASZ
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, set_the_stage

pytestmark = pytest.mark.django_db


def on(item: str, by: PersonId, minutes: int, seen: int | None = None) -> OnItem:
    now = NOW + timedelta(minutes=minutes)
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by), "now": now, "seen": seen}


def version(item: str) -> int:
    return models.Item.objects.get(id=item).version


def test_an_offer_is_accepted_as_it_was_seen_though_people_were_called_meanwhile() -> None:
    set_the_stage()
    item = arrive()
    hand_off.offer(to=person(DANA), why="yours", carries="the log", **on(item, TOMASZ, 0))
    seen = version(item)
    tick(now=NOW + timedelta(minutes=6))
    assert version(item) > seen
    assert isinstance(hand_off.accept(**on(item, DANA, 7, seen)), Done)


def test_what_a_person_did_meanwhile_is_still_told_first() -> None:
    set_the_stage()
    item = arrive()
    seen = version(item)
    note.note(text="wait", **on(item, PRIYA, 1))
    tick(now=NOW + timedelta(minutes=6))
    for stale in (seen, seen - 1, version(item) + 1):
        assert isinstance(hand_off.accept(**on(item, TOMASZ, 7, stale)), SomebodyWasFirst)
