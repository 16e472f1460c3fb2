"""Handing off: happy, refused, raced, replayed."""

from typing import Any

from demarc.acts.hand_off import accept, decline, offer, promise, withdraw
from demarc.core.custody.states import Act, State
from demarc.core.words import ItemKind
from demarc.record import models
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, beaten, done, refused


def offered(stage: Stage, item: str, **changes: Any) -> Any:
    given: Any = {**stage.at(item, TOMASZ), "to": stage.id(DANA), "why": "the caller is hers to phone", **changes}
    return offer(**given)


def call(act: Any, stage: Stage, item: str, by: str, minutes: int = 0, **more: Any) -> Any:
    return act(**{**stage.at(item, by, TUESDAY + minutes * MINUTE), **more})


def test_the_sender_still_holds_what_nobody_accepted(stage: Stage) -> None:
    item = stage.receive()
    assert done(offered(stage, item)).state is State.OFFERED
    assert stage.holder(item) == TOMASZ
    assert stage.mailed(DANA, "offered")


def test_acceptance_moves_the_item_and_carries_a_promise(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    outcome = done(call(accept, stage, item, DANA, 9, when=TUESDAY + HOUR, next_step="call him back"))
    assert outcome.state is State.HELD
    assert stage.holder(item) == DANA
    assert stage.custody(item).progress_due == TUESDAY + HOUR
    assert stage.custody(item).crossings == 1
    assert models.Private.objects.get(engagement=stage.engagement, field="next_step").value == "call him back"


def test_a_decline_without_a_citation_is_refused_and_the_clock_runs_on(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    before = stage.custody(item)
    assert "needs a row" in refused(call(decline, stage, item, DANA))
    assert "no row `XX-99`" in refused(call(decline, stage, item, DANA, ground="row", row="XX-99"))
    assert "is none of" in refused(call(decline, stage, item, DANA, ground="because"))
    assert stage.custody(item) == before


def test_a_cited_decline_returns_the_item_and_the_second_opens_a_dispute(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    offered(stage, item, by=stage.id(MEI))
    done(call(decline, stage, item, DANA, 1, ground="row", row="PT-01"))
    assert stage.holder(item) == MEI
    offered(stage, item, by=stage.id(MEI), now=TUESDAY + 2 * MINUTE)
    outcome = done(call(decline, stage, item, DANA, 3, ground="exclusion", text="7.2"))
    assert outcome.state is State.DISPUTED
    assert stage.entries(item)[-1].act is Act.DISPUTE
    raised = models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.DISPUTE)
    assert raised.parent == item
    assert stage.name(raised.holder) == DANA


def test_a_dispute_on_a_p1_goes_to_the_arbiter_at_once(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    call(decline, stage, item, DANA, 1, ground="exclusion", text="7.2")
    offered(stage, item, now=TUESDAY + 2 * MINUTE)
    call(decline, stage, item, DANA, 3, ground="exclusion", text="7.2")
    raised = models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.DISPUTE)
    assert stage.name(raised.holder) == RUTH
    assert stage.mailed(RUTH, "dispute")


def test_an_offer_carries_what_its_row_asks_for(stage: Stage) -> None:
    item = stage.receive("vendor", "medium")
    assert "must carry `case number`" in refused(offered(stage, item, by=stage.id(DANA), to=stage.id(PRIYA)))
    done(offered(stage, item, by=stage.id(DANA), to=stage.id(PRIYA), carries="case 4711"))


def test_nobody_accepts_in_another_name(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    assert "you are none of them" in refused(call(accept, stage, item, MEI))
    assert done(call(accept, stage, item, LUIS)).holder == stage.id(LUIS)


def test_withdrawing_leaves_the_item_where_it_was(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    assert done(call(withdraw, stage, item, TOMASZ, why="found him")).state is State.HELD
    assert stage.holder(item) == TOMASZ
    assert stage.mailed(DANA, "withdrawn")


def test_a_promise_is_kept_within_the_cap_of_its_priority(stage: Stage) -> None:
    item = stage.receive()
    done(call(promise, stage, item, TOMASZ, when=TUESDAY + 100 * HOUR, next_step="isolate"))
    assert stage.custody(item).state is State.HELD
    assert stage.custody(item).progress_due == TUESDAY + 2 * HOUR
    assert "not in the future" in refused(call(promise, stage, item, TOMASZ, when=TUESDAY, next_step="isolate"))


def test_whoever_saw_an_older_state_hears_who_was_first(stage: Stage) -> None:
    item = stage.receive()
    offered(stage, item)
    seen = stage.custody(item).version
    done(call(accept, stage, item, DANA, 1, seen=seen))
    first = beaten(call(accept, stage, item, LUIS, 2, seen=seen))
    assert (first.act, first.by) == (Act.ACCEPT, stage.id(DANA))


def test_an_act_repeated_is_no_second_act(stage: Stage) -> None:
    item = stage.receive()
    seen = stage.custody(item).version
    offered(stage, item, seen=seen)
    beaten(offered(stage, item, seen=seen))
    assert len(stage.entries(item)) == 2
    assert len(stage.mailed(DANA)) == 1
