"""Closing and reopening: happy, refused, raced, replayed."""

from datetime import timedelta

from demarc.acts.ask import ask
from demarc.acts.close import close, reopen
from demarc.acts.hand_off import accept
from demarc.core.custody.custody import Ending
from demarc.core.custody.states import Act, State
from demarc.record import models
from tests.cast import DANA, MEI, RUTH, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, beaten, done, refused

PROOF = "host rebuilt, session tokens revoked"


def test_an_alert_ends_with_a_verdict_and_its_proof_is_private(stage: Stage) -> None:
    item = stage.receive()
    now = TUESDAY + MINUTE
    assert done(close(**stage.at(item, TOMASZ, now), ending=Ending.TRUE_POSITIVE, proof=PROOF)).state is State.CLOSED
    stored = models.Item.objects.get(engagement=stage.engagement, id=item)
    assert (stored.state, stored.next_due, stored.closed_at) == ("closed", None, now)
    last = models.Entry.objects.filter(engagement=stage.engagement, item=item).latest("seq")
    assert PROOF not in last.public
    assert models.Private.objects.get(engagement=stage.engagement, seq=last.seq, field="proof").value == PROOF


def test_client_notified_alone_closes_no_alert(stage: Stage) -> None:
    item = stage.receive()
    assert "no verdict" in refused(close(**stage.at(item, TOMASZ), ending=Ending.CLIENT_NOTIFIED, proof=PROOF))
    assert "none of" in refused(close(**stage.at(item, TOMASZ), ending="handled", proof=PROOF))
    assert len(stage.entries(item)) == 1


def test_the_executive_accepts_a_risk_and_nobody_else_does(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    assert "only the client executive" in refused(close(**stage.at(item, MEI), ending=Ending.RISK_ACCEPTED, proof="why"))
    assert done(close(**stage.at(item, RUTH), ending=Ending.RISK_ACCEPTED, proof="until May")).state is State.CLOSED


def test_nothing_closes_over_an_open_ask(stage: Stage) -> None:
    item = stage.receive()
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we isolate it?"))
    assert "still open" in refused(close(**stage.at(item, TOMASZ), ending=Ending.FIXED, proof=PROOF))


def test_two_who_close_at_once_are_told_who_was_first(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    seen = stage.custody(item).version
    done(close(**stage.at(item, RUTH, TUESDAY), ending=Ending.RISK_ACCEPTED, proof="until May", seen=seen))
    first = beaten(close(**stage.at(item, MEI, TUESDAY), ending=Ending.DONE, proof=PROOF, seen=seen))
    assert (first.act, first.by) == (Act.CLOSE, stage.id(RUTH))
    assert "the item is closed" in refused(close(**stage.at(item, MEI), ending=Ending.DONE))


def test_what_comes_back_within_fourteen_days_is_as_old_as_it_was(stage: Stage) -> None:
    item = stage.receive()
    done(close(**stage.at(item, TOMASZ), ending=Ending.FIXED, proof=PROOF))
    soon = TUESDAY + timedelta(days=2)
    assert "none of them" in refused(reopen(**stage.at(item, MEI, soon), why="it is back"))
    assert done(reopen(**stage.at(item, DANA, soon), why="it is back")).state is State.ROUTED
    assert stage.custody(item).received_at == TUESDAY
    done(accept(**stage.at(item, TOMASZ, soon)))
    assert stage.mailed(TOMASZ, "routed")


def test_after_fourteen_days_it_is_a_new_item_linked_to_the_old_one(stage: Stage) -> None:
    item = stage.receive()
    done(close(**stage.at(item, TOMASZ), ending=Ending.FIXED, proof=PROOF))
    later = TUESDAY + timedelta(days=15)
    assert "refused" in refused(reopen(**stage.at(item, MEI, later), why="back"))
    assert "without a reason" in refused(reopen(**stage.at(item, DANA, later), why=" "))
    assert done(reopen(**stage.at(item, DANA, later), why="it is back")).state is State.CLOSED
    new = models.Item.objects.exclude(id=item).get(engagement=stage.engagement)
    assert (stage.name(new.holder), new.received_at, new.subject) == (TOMASZ, later, "edr-alert critical")
    assert stage.custody(new.id).follows == item
    assert stage.entries(item)[-1].said == {"followed_by": new.id}


def test_within_fourteen_days_the_age_runs_on(stage: Stage) -> None:
    item = stage.receive()
    done(close(**stage.at(item, TOMASZ), ending=Ending.FIXED, proof=PROOF))
    done(reopen(**stage.at(item, DANA, TUESDAY + timedelta(days=13)), why="it is back"))
    assert stage.custody(item).received_at == TUESDAY
    assert models.Item.objects.filter(engagement=stage.engagement).count() == 1
