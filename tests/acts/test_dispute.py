"""Disputes, settlements and rulings: happy, refused, raced, replayed."""

from demarc.acts.close import close
from demarc.acts.dispute import dispute, rule, rule_own, settle
from demarc.acts.hand_off import offer
from demarc.core.custody.custody import Ending
from demarc.core.custody.ruling import Period
from demarc.core.custody.states import Act, State, Title
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ItemKind
from demarc.record import models
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, beaten, done, refused

TEXT = "lab workstations are the provider's"


def disputed(stage: Stage, severity: str = "medium") -> tuple[str, str]:
    """Let Dana dispute a patch that the matrix gives to Mei; give the item and the dispute's own."""
    item = stage.receive("os-patch", severity, device_class="workstation")
    done(dispute(**stage.at(item, DANA, TUESDAY + MINUTE), why="the lab is excluded"))
    return item, models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.DISPUTE).id


def test_a_dispute_is_an_item_held_by_whoever_must_act(stage: Stage) -> None:
    item, raised = disputed(stage)
    assert (stage.custody(item).state, stage.custody(item).title, stage.holder(item)) == (
        State.DISPUTED,
        Title.INTERIM,
        MEI,
    )
    assert (stage.holder(raised), stage.custody(raised).parent, stage.custody(item).dispute) == (DANA, item, raised)
    assert "Possible here" in refused(offer(**stage.at(item, MEI), to=stage.id(DANA), why="hers"))


def test_both_leads_settle_and_the_dispute_ends_with_it(stage: Stage) -> None:
    item, raised = disputed(stage)
    now = TUESDAY + 2 * MINUTE
    half = settle(**stage.at(item, PRIYA, now), holder=stage.id(LUIS), text=TEXT, period=Period.PERMANENT)
    assert done(half).state is State.DISPUTED
    whole = settle(**stage.at(raised, DANA, now), holder=stage.id(LUIS), text=TEXT, period=Period.PERMANENT)
    assert (done(whole).state, done(whole).holder) == (State.ROUTED, stage.id(LUIS))
    assert stage.custody(raised).state is State.CLOSED
    assert stage.mailed(LUIS, "routed")


def test_the_arbiter_rules_on_either_item(stage: Stage) -> None:
    item, raised = disputed(stage, "critical")
    assert stage.holder(raised) == RUTH
    assert "go to the arbiter" in refused(settle(**stage.at(item, DANA), holder=stage.id(LUIS), text=TEXT))
    outcome = done(rule(**stage.at(raised, RUTH, TUESDAY + 9 * MINUTE), holder=stage.id(MEI), text=TEXT, seen=1))
    assert (outcome.item, outcome.state, outcome.holder) == (item, State.ROUTED, stage.id(MEI))
    assert stage.custody(item).title is Title.RULING
    assert stage.custody(raised).state is State.CLOSED


def test_a_ruling_without_a_text_or_a_known_period_is_refused(stage: Stage) -> None:
    item, _ = disputed(stage)
    assert "without a text" in refused(rule(**stage.at(item, RUTH), holder=stage.id(MEI), text=" "))
    assert "none of" in refused(rule(**stage.at(item, RUTH), holder=stage.id(MEI), text=TEXT, period="a while"))
    assert "none of them" in refused(rule(**stage.at(item, TOMASZ), holder=stage.id(MEI), text=TEXT))


def test_two_rulings_at_once_are_one(stage: Stage) -> None:
    item, _ = disputed(stage)
    seen, now = stage.custody(item).version, TUESDAY + 2 * MINUTE
    done(rule(**stage.at(item, RUTH, now), holder=stage.id(MEI), text=TEXT, seen=seen))
    first = beaten(rule(**stage.at(item, RUTH, now), holder=stage.id(DANA), text=TEXT, seen=seen))
    assert (first.act, stage.holder(item)) == (Act.RULE, MEI)


def test_a_dispute_outlives_the_work_and_is_still_ruled(stage: Stage) -> None:
    item, raised = disputed(stage)
    done(close(**stage.at(item, MEI, TUESDAY + 2 * MINUTE), ending=Ending.DONE))
    assert "either lead" in refused(settle(**stage.at(raised, MEI, TUESDAY + 3 * MINUTE), holder=stage.id(MEI), text=TEXT))
    assert "without a text" in refused(rule(**stage.at(raised, RUTH), holder=stage.id(MEI), text=""))
    outcome = done(rule(**stage.at(raised, RUTH, TUESDAY + 3 * MINUTE), holder=stage.id(MEI), text=TEXT))
    assert (outcome.item, outcome.state) == (raised, State.CLOSED)
    last = stage.entries(raised)[-1]
    assert (last.by, last.after.ending) == (stage.id(RUTH), Ending.RULED)
    assert stage.custody(item).state is State.CLOSED


def test_the_client_lead_rules_on_a_gap_without_asking_anybody(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="printer")
    assert (stage.custody(item).outcome, stage.holder(item)) == (Outcome.GAP, DANA)
    assert "none of them" in refused(rule_own(**stage.at(item, PRIYA), holder=stage.id(MEI), text=TEXT))
    done(rule_own(**stage.at(item, DANA), holder=stage.id(MEI), text="printers too", period=Period.RECONCILIATION))
    assert stage.holder(item) == MEI
    done(dispute(**stage.at(item, MEI, TUESDAY + MINUTE), why="printers are not in the price"))


def test_a_ruling_is_disputed_once_more_with_new_facts_and_then_stands(stage: Stage) -> None:
    item, _ = disputed(stage)
    for minute in (2, 4):
        done(rule(**stage.at(item, RUTH, TUESDAY + minute * MINUTE), holder=stage.id(MEI), text=TEXT))
        again = dispute(**stage.at(item, DANA, TUESDAY + (minute + 1) * MINUTE), why="the vendor has sealed it")
        if minute == 2:
            done(again)
    assert "The ruling stands" in refused(again)
    assert stage.custody(item).state is State.ROUTED
