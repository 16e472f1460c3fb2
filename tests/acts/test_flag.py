"""Flags: "you missed this". An incomplete answer stops no clock, and only four endings close one."""

from typing import Any

import pytest

from demarc.acts.close import close
from demarc.acts.flag import answer_flag, disagree, flag
from demarc.acts.hand_off import accept
from demarc.acts.note import note
from demarc.acts.tick import tick
from demarc.core.custody.closing import OWN_ENDINGS
from demarc.core.custody.custody import Ending
from demarc.core.custody.states import State
from demarc.core.words import ItemKind
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, LUIS, MEI, RUTH, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, done, refused

COMPLETE = {"what": "the patch failed twice", "who": "Mei", "when": TUESDAY + HOUR, "proof": "the update log"}


def flagged(stage: Stage, *, by: str = DANA) -> str:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    return done(flag(**stage.at(item, by), text="this laptop was never patched")).item and the_flag(stage)


def the_flag(stage: Stage) -> str:
    return models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.FLAG).id


def answered(stage: Stage, item: str, minutes: int = 1, **changes: Any) -> Any:
    return answer_flag(**{**stage.at(item, MEI, TUESDAY + minutes * MINUTE), **COMPLETE, **changes})


def test_a_flag_is_an_item_of_whoever_holds_what_was_missed_with_a_clock_of_its_own(stage: Stage) -> None:
    item = flagged(stage)
    custody = stage.custody(item)
    assert (stage.holder(item), custody.raised_by, custody.state) == (MEI, stage.id(DANA), State.ROUTED)
    assert custody.accept_due is not None
    assert models.Item.objects.get(id=item).subject.startswith("Missed: ")


@pytest.mark.parametrize("part", ["what", "who", "when", "proof"])
def test_an_answer_that_lacks_a_part_is_marked_incomplete_and_the_clock_runs_on(stage: Stage, part: str) -> None:
    """R9: an answer lacks what, who, when or proof: it is marked incomplete and the clock keeps running."""
    item = flagged(stage)
    due = stage.custody(item).accept_due
    given: dict[str, Any] = {part: None if part == "when" else " "}
    done(answered(stage, item, **given))
    assert stage.entries(item)[-1].said["lacks"] == [part]
    assert (stage.custody(item).state, stage.custody(item).accept_due) == (State.ROUTED, due)


def test_a_complete_answer_is_a_promise_and_ends_nothing(stage: Stage) -> None:
    item = flagged(stage)
    assert done(answered(stage, item)).state is State.HELD
    assert stage.custody(item).progress_due == TUESDAY + HOUR
    assert stage.custody(item).accept_due is None


def test_noting_a_flag_is_no_answer(stage: Stage) -> None:
    item = flagged(stage)
    done(note(**stage.at(item, MEI), text="noted"))
    assert stage.custody(item).accept_due is not None
    assert stage.custody(item).state is State.ROUTED


def test_only_four_endings_close_a_flag(stage: Stage) -> None:
    """R39: fixed with proof, disagreed citing a row, risk accepted by the executive, withdrawn by who raised it."""
    assert set(OWN_ENDINGS[ItemKind.FLAG]) == {Ending.FIXED, Ending.RISK_ACCEPTED, Ending.WITHDRAWN}
    item = flagged(stage)
    for ending in set(Ending) - set(OWN_ENDINGS[ItemKind.FLAG]):
        for by in (MEI, DANA, RUTH):
            refused(close(**stage.at(item, by), ending=str(ending), proof="noted"))
    assert "without proof" in refused(close(**stage.at(item, MEI), ending="fixed"))
    assert "only the client executive" in refused(close(**stage.at(item, MEI), ending="risk accepted", proof="old"))
    assert "only who raised it" in refused(close(**stage.at(item, MEI), ending="withdrawn"))
    assert stage.custody(item).is_open


@pytest.mark.parametrize(("by", "ending"), [(MEI, "fixed"), (RUTH, "risk accepted"), (DANA, "withdrawn")])
def test_each_of_them_does(stage: Stage, by: str, ending: str) -> None:
    item = flagged(stage)
    assert done(close(**stage.at(item, by), ending=ending, proof="the log of 24 November")).state is State.CLOSED


def test_disagreeing_cites_a_row_and_becomes_a_dispute(stage: Stage) -> None:
    item = flagged(stage)
    assert "cite the row" in refused(disagree(**stage.at(item, MEI), row="", text="not ours"))
    assert "cite the row" in refused(disagree(**stage.at(item, MEI), row="XX-99", text="not ours"))
    assert done(disagree(**stage.at(item, MEI), row="PT-02", text="it is a server")).state is State.DISPUTED
    assert models.Item.objects.filter(engagement=stage.engagement, kind=ItemKind.DISPUTE, parent=item).exists()


def test_silence_on_a_flag_calls_the_next(stage: Stage) -> None:
    item = flagged(stage)
    due = stage.custody(item).accept_due
    assert due is not None
    tick(now=due)
    tick(now=due + 24 * HOUR)
    assert len(stage.custody(item).called) > 1
    assert stage.holder(item) == MEI


def test_a_flag_keeps_no_item_from_ending_and_can_be_raised_about_a_closed_one(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(flag(**stage.at(item, DANA), text="never patched"))
    done(accept(**stage.at(item, MEI)))
    done(close(**stage.at(item, MEI), ending="done"))
    done(flag(**stage.at(item, LUIS), text="still not patched"))
    assert models.Item.objects.filter(engagement=stage.engagement, kind=ItemKind.FLAG).count() == 2


def test_nobody_flags_themselves_a_flag_or_nothing(stage: Stage) -> None:
    item = flagged(stage)
    about = stage.custody(item).parent
    assert about is not None
    assert "a flag already" in refused(flag(**stage.at(item, DANA), text="again"))
    assert "you hold it yourself" in refused(flag(**stage.at(about, MEI), text="mine"))
    assert "without a text" in refused(flag(**stage.at(about, DANA), text=" "))
    with pytest.raises(NotFound):
        flag(**stage.at(about, ZOE), text="x")
