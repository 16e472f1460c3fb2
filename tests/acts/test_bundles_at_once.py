"""Acts on several items race for real with acts on one of them, on both databases: one history, nothing half done."""

from typing import Any

import pytest

from demarc.acts.correct_facts import correct_facts
from demarc.acts.hand_off import accept, withdraw
from demarc.acts.leave import Left, leave
from demarc.acts.merge import absorb
from demarc.acts.outcome import Done, Refused, SomebodyWasFirst
from demarc.acts.split import split
from demarc.acts.tick import tick
from demarc.acts.together import Together, accept_together, offer_together
from demarc.core.custody.ledger import fold
from demarc.core.custody.states import State
from demarc.record import models
from tests.acts.test_two_at_once import at_once
from tests.cast import JONAH, MEI, PRIYA, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, done, put_on_stage

pytestmark = pytest.mark.usefixtures("database")

NOW = TUESDAY + 2 * MINUTE


@pytest.fixture
def office() -> tuple[Stage, list[str]]:
    """Four alerts that Tomasz has accepted."""
    stage = put_on_stage()
    items = [stage.receive() for _ in range(4)]
    for item in items:
        done(accept(**stage.at(item, TOMASZ)))
    return stage, items


def by(stage: Stage, who: str) -> Any:
    return {"engagement": stage.engagement, "by": stage.id(who), "now": NOW}


def the_record_has_one_history(stage: Stage) -> None:
    for item in models.Item.objects.filter(engagement=stage.engagement):
        assert fold(stage.entries(item.id)) == stage.custody(item.id)


def test_a_bundle_is_accepted_but_for_what_was_withdrawn_at_that_instant(office: tuple[Stage, list[str]]) -> None:
    stage, items = office
    assert isinstance(offer_together(items=items, to=stage.id(JONAH), why="my shift ends", **by(stage, TOMASZ)), Together)
    taken, taken_back = at_once(
        lambda: accept_together(items=items, **by(stage, JONAH)),
        lambda: withdraw(**stage.at(items[2], TOMASZ, NOW), why="mine after all"),
    )
    assert isinstance(taken, Together), taken
    won = isinstance(taken_back, Done)
    assert taken.covered == (3 if won else 4)
    assert [stage.holder(item) for item in items] == [JONAH, JONAH, TOMASZ if won else JONAH, JONAH]
    the_record_has_one_history(stage)


def test_two_who_take_over_one_bundle_take_it_once(office: tuple[Stage, list[str]]) -> None:
    stage, items = office
    offer_together(items=items, to=stage.id(JONAH), why="my shift ends", **by(stage, TOMASZ))
    outcomes = at_once(*[lambda: accept_together(items=items, **by(stage, JONAH))] * 2)
    assert sum(one.covered for one in outcomes if isinstance(one, Together)) == 4
    the_record_has_one_history(stage)


def test_of_a_merge_and_an_offer_of_one_of_its_items_one_wins(office: tuple[Stage, list[str]]) -> None:
    stage, items = office
    numbers = [models.Item.objects.get(id=item).number for item in items[1:]]
    merged, offered = at_once(
        lambda: absorb(**stage.at(items[0], TOMASZ, NOW), numbers=numbers),
        lambda: offer_together(items=[items[2]], to=stage.id(JONAH), why="x", **by(stage, TOMASZ)),
    )
    assert isinstance(merged, Done | Refused | SomebodyWasFirst), merged
    assert isinstance(offered, Together | Refused), offered
    gone = [stage.custody(item).into for item in items[1:]]
    assert gone in ([items[0]] * 3, [None] * 3)
    the_record_has_one_history(stage)


def test_a_departure_and_what_the_leaver_does_at_that_instant_leave_nothing_with_them(
    office: tuple[Stage, list[str]],
) -> None:
    stage, items = office
    left, *_ = at_once(
        lambda: leave(engagement=stage.engagement, person=stage.id(TOMASZ), by=stage.id(PRIYA), now=NOW),
        lambda: _or_gone(lambda: split(**stage.at(items[0], TOMASZ, NOW), subject="a part", why="x")),
        lambda: _or_gone(lambda: correct_facts(**stage.at(items[1], TOMASZ, NOW), facts={"severity": "high"}, why="x")),
    )
    assert isinstance(left, Left), left
    tick(now=NOW + MINUTE)
    open_ = models.Item.objects.filter(engagement=stage.engagement).exclude(state=State.CLOSED)
    assert not open_.filter(holder=stage.id(TOMASZ)).exists()
    the_record_has_one_history(stage)
    assert stage.holder(stage.receive("os-patch", "medium", now=NOW + MINUTE, device_class="workstation")) == MEI


def _or_gone(act: Any) -> Any:
    try:
        return act()
    except Exception as gone:  # noqa: BLE001 - told by its name
        return type(gone).__name__
