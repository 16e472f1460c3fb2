"""A bundle at the end of a shift: one offer, one acceptance that lists its items, and the sender holds until then."""

import json
from typing import Any

import pytest

from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.leave import leave
from demarc.acts.outcome import Refused
from demarc.acts.together import Together, accept_together, offer_together
from demarc.core.custody.states import State
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, MEI, PRIYA, TOMASZ, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, done


def bundle(stage: Stage, items: list[str], to: str = JONAH, **more: Any) -> Together | Refused:
    given: Any = {"engagement": stage.engagement, "items": items, "to": stage.ids.get(to, to), "why": "my shift ends"}
    return offer_together(**{**given, "by": stage.id(TOMASZ), "now": TUESDAY + HOUR, **more})


def taken(stage: Stage, items: list[str], by: str = JONAH, minutes: int = 61) -> Together | Refused:
    at = TUESDAY + minutes * MINUTE
    return accept_together(engagement=stage.engagement, items=items, by=stage.ids.get(by, by), now=at)


def held(stage: Stage, count: int = 3) -> list[str]:
    items = [stage.receive() for _ in range(count)]
    for item in items:
        done(accept(**stage.at(item, TOMASZ)))
    return items


def test_what_is_offered_together_stays_with_the_sender_until_the_other_accepts_it(stage: Stage) -> None:
    items = held(stage)
    assert bundle(stage, items) == Together(3)
    assert {stage.holder(item) for item in items} == {TOMASZ}
    assert {stage.custody(item).state for item in items} == {State.OFFERED}
    assert taken(stage, items) == Together(3)
    assert {stage.holder(item) for item in items} == {JONAH}
    assert all(stage.custody(item).progress_due for item in items)


def test_one_acceptance_stands_behind_the_items_it_covers(stage: Stage) -> None:
    items = held(stage)
    bundle(stage, items)
    taken(stage, items)
    last = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    assert (last.act, json.loads(last.public)["said"]) == ("bundle", {"act": "accept", "items": 3})
    covered = models.Entry.objects.filter(engagement=stage.engagement, seq__gte=last.seq - 3, seq__lt=last.seq)
    assert list(covered.order_by("seq").values_list("item", "act")) == [(item, "accept") for item in items]


def test_what_moved_meanwhile_is_left_out_and_named(stage: Stage) -> None:
    items = held(stage)
    bundle(stage, items)
    done(decline(**stage.at(items[1], JONAH, TUESDAY + HOUR), ground="incomplete", text="no log"))
    said = taken(stage, items)
    assert isinstance(said, Together)
    assert (said.covered, len(said.left_out)) == (2, 1)
    assert "does not wait for you" in said.left_out[0][1]
    assert stage.holder(items[1]) == TOMASZ


def test_nobody_accepts_what_waits_for_somebody_else(stage: Stage) -> None:
    items = held(stage)
    bundle(stage, items)
    assert isinstance(taken(stage, items, MEI), Refused)
    assert isinstance(taken(stage, items, TOMASZ), Refused)
    assert {stage.holder(item) for item in items} == {TOMASZ}


def test_one_offers_only_what_one_holds(stage: Stage) -> None:
    items = [*held(stage, 1), stage.receive("vendor", "medium")]
    said = bundle(stage, items)
    assert isinstance(said, Together)
    assert said.covered == 1
    assert stage.holder(items[1]) == DANA


def test_what_would_open_a_dispute_is_no_part_of_a_bundle(stage: Stage) -> None:
    item, other = held(stage, 2)
    done(offer(**stage.at(item, TOMASZ), to=stage.id(DANA), why="hers"))
    done(accept(**stage.at(item, DANA)))
    done(offer(**stage.at(item, DANA), to=stage.id(TOMASZ), why="his"))
    done(accept(**stage.at(item, TOMASZ)))
    said = bundle(stage, [item, other], DANA)
    assert isinstance(said, Together)
    assert (said.covered, stage.custody(item).state) == (1, State.HELD)
    assert "offer it by itself" in said.left_out[0][1]


def test_a_bundle_names_its_items_and_belongs_to_somebody(stage: Stage) -> None:
    assert isinstance(bundle(stage, []), Refused)
    assert isinstance(bundle(stage, held(stage, 1), "nobody"), Refused)
    assert isinstance(taken(stage, ["no-such-item"]), Refused)
    assert isinstance(taken(stage, ["x"] * 300), Refused)
    for by in (ZOE, "nobody"):
        with pytest.raises(NotFound):
            taken(stage, held(stage, 1), by)


def test_a_leavers_items_are_accepted_by_one_act_too(stage: Stage) -> None:
    items = held(stage)
    leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=TUESDAY + HOUR)
    assert {stage.holder(item) for item in items} == {JONAH}
    assert taken(stage, items) == Together(3)
    assert {stage.custody(item).state for item in items} == {State.HELD}
