"""Correcting facts: what nobody accepted is sorted again, what somebody holds is offered, a device's duty begins anew."""

from dataclasses import replace
from typing import Any

import pytest

from demarc.acts.correct_facts import correct_facts, unlisted_values
from demarc.acts.gather import new_item_id, situation_of_new
from demarc.acts.hand_off import accept, decline
from demarc.acts.perform import store
from demarc.acts.world import world_at
from demarc.core.custody.arriving import receive
from demarc.core.custody.custody import Ending
from demarc.core.custody.ledger import holder_at
from demarc.core.custody.states import Act, State
from demarc.core.matrix.table import Aspect, AspectKind
from demarc.core.words import ENGINE, ItemKind, Priority, Severity
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About
from tests.cast import DANA, LUIS, MEI, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, alder_matrix, beaten, done, refused

SERVER = {"facts": {"device_class": "server"}, "why": "it stands in the rack"}


def corrected(stage: Stage, item: str, by: str, minutes: int = 0, **more: Any) -> Any:
    return correct_facts(**{**stage.at(item, by, TUESDAY + minutes * MINUTE), **SERVER, **more})


def workstation(stage: Stage, severity: str = "medium") -> str:
    return stage.receive("os-patch", severity, device_class="workstation")


def test_what_nobody_has_accepted_is_sorted_again_and_its_clock_stays(stage: Stage) -> None:
    item = workstation(stage)
    due = stage.custody(item).accept_due
    outcome = done(corrected(stage, item, MEI, 5))
    assert (outcome.state, stage.holder(item), stage.custody(item).row) == (State.ROUTED, DANA, "PT-02")
    assert stage.custody(item).accept_due == due
    assert [entry.act for entry in stage.entries(item)] == [Act.RECEIVE, Act.NOTE, Act.REROUTE]
    assert models.Item.objects.get(id=item).facts["device_class"] == "server"


def test_what_somebody_holds_is_offered_and_stays_theirs_until_accepted(stage: Stage) -> None:
    item = workstation(stage)
    done(accept(**stage.at(item, MEI)))
    outcome = done(corrected(stage, item, MEI, 5))
    assert (outcome.state, stage.holder(item)) == (State.OFFERED, MEI)
    assert stage.custody(item).offered_to == stage.id(DANA)
    assert stage.entries(item)[-1].by == ENGINE
    assert done(accept(**stage.at(item, DANA, TUESDAY + 6 * MINUTE))).holder == stage.id(DANA)
    assert stage.custody(item).crossings == 0


def test_such_an_offer_can_be_declined_with_a_citation(stage: Stage) -> None:
    item = workstation(stage)
    done(accept(**stage.at(item, MEI)))
    corrected(stage, item, MEI)
    done(decline(**stage.at(item, DANA, TUESDAY + MINUTE), ground="row", row="PT-01"))
    assert stage.holder(item) == MEI


def test_a_higher_severity_winds_the_clocks_sooner_and_never_later(stage: Stage) -> None:
    item = stage.receive("vendor", "medium")
    done(corrected(stage, item, DANA, 1, facts={"severity": "critical"}))
    urgent = stage.custody(item)
    assert (urgent.priority, urgent.accept_due) == (Priority.P1, TUESDAY + 16 * MINUTE)
    done(corrected(stage, item, DANA, 2, facts={"severity": "low"}))
    assert stage.custody(item).accept_due == urgent.accept_due


def test_what_the_facts_said_before_stands_in_the_record_and_only_committed_to(stage: Stage) -> None:
    item = workstation(stage)
    corrected(stage, item, MEI)
    note = models.Entry.objects.get(engagement=stage.engagement, item=item, act="note")
    assert "server" not in note.public
    text = models.Private.objects.get(engagement=stage.engagement, seq=note.seq, field="facts")
    assert text.value == "device_class server (was workstation)"


def test_a_correction_needs_a_reason_a_listed_value_and_somebody_concerned(stage: Stage) -> None:
    item = workstation(stage)
    assert "without a reason" in refused(corrected(stage, item, MEI, why=" "))
    assert "`toaster` is none" in refused(corrected(stage, item, MEI, facts={"device_class": "toaster"}))
    assert "no aspect `colour`" in refused(corrected(stage, item, MEI, facts={"colour": "red"}))
    assert "nothing is different" in refused(corrected(stage, item, MEI, facts={"device_class": "workstation"}))
    assert "open to the holder" in refused(corrected(stage, item, LUIS))
    with pytest.raises(NotFound):
        corrected(stage, item, ZOE)
    assert len(stage.entries(item)) == 1


def test_a_tag_and_a_number_have_their_values_too() -> None:
    aspects = (
        Aspect("topic", AspectKind.CHOICE, ("os-patch",)),
        Aspect("vip", AspectKind.TAG),
        Aspect("seats", AspectKind.NUMBER, low=1, high=9),
    )
    matrix = replace(alder_matrix(), aspects=aspects)
    for facts in ({"vip": "yes"}, {"vip": "no"}, {"seats": "7"}, {"seats": "unknown"}, {"topic": "vendor"}):
        assert unlisted_values(matrix, facts) == ""
    for facts in ({"vip": "perhaps"}, {"seats": "10"}, {"seats": "many"}, {"window": "business"}, {"kind": "alert"}):
        assert unlisted_values(matrix, facts)


def test_a_correction_of_what_has_moved_on_tells_who_was_first(stage: Stage) -> None:
    item = workstation(stage)
    done(accept(**stage.at(item, MEI)))
    assert beaten(corrected(stage, item, MEI, seen=1)).act == Act.ACCEPT


def device_duty(stage: Stage) -> str:
    facts = {"topic": "os-patch", "severity": "medium", "device_class": "workstation", "kind": "device-duty"}
    world = world_at(engagement=stage.engagement, now=TUESDAY)
    situation, _ = situation_of_new(world, ENGINE, facts, severity=Severity.MEDIUM, topic="os-patch")
    entry = receive(new_item_id(TUESDAY), situation, kind=ItemKind.DEVICE_DUTY, priority=Priority.P3)
    about = About(subject="Patch WS-12", severity=Severity.MEDIUM, topic="os-patch", facts=facts)
    with write_transaction():
        store(engagement=stage.engagement, entries=(entry,), before={}, about={entry.item: about})
    return entry.item


def test_a_device_that_becomes_another_ends_one_obligation_and_begins_the_next_without_an_instant_between(
    stage: Stage,
) -> None:
    """R23: the old obligation closes with its reason, the new one opens, and no instant lacks a holder."""
    old = device_duty(stage)
    later = TUESDAY + HOUR
    done(corrected(stage, old, MEI, 60))
    ended = stage.custody(old)
    assert (ended.state, ended.ending) == (State.CLOSED, Ending.SUPERSEDED)
    new = models.Item.objects.exclude(id=old).get(engagement=stage.engagement, kind=ItemKind.DEVICE_DUTY)
    assert (stage.name(new.holder), new.row, new.received_at) == (DANA, "PT-02", TUESDAY)
    assert (stage.custody(new.id).follows, stage.custody(new.id).lineage) == (old, ended.lineage)
    assert holder_at(stage.entries(old), later - MINUTE) == stage.id(MEI)
    assert stage.entries(old)[-1].at == stage.entries(new.id)[0].at == later
    assert models.Item.objects.get(id=old).facts["device_class"] == "workstation"
