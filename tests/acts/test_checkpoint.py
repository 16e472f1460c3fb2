"""Checkpoints: signed in time and once, and in both sides' mailboxes, on SQLite and on PostgreSQL."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from demarc.acts.checkpoint import take_checkpoint, take_due_checkpoints
from demarc.acts.deliver import claim
from demarc.acts.dispute import dispute, rule
from demarc.acts.hand_off import accept
from demarc.acts.tick import tick
from demarc.core.checkpoint import read_checkpoint
from demarc.files.notes import Signer, new_signer, signers_of
from demarc.record import models
from demarc.record.reads.export import checkpoint_for
from tests.cast import DANA, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, Stage, done, put_on_stage

pytestmark = pytest.mark.usefixtures("database")
HOST = new_signer("demarc.example")
BEGAN = TUESDAY - DAY


def due(now: datetime = TUESDAY, signer: Signer = HOST) -> int:
    return take_due_checkpoints(now=now, signer=signer)


def heads(stage: Stage) -> list[models.SignedHead]:
    return list(models.SignedHead.objects.filter(engagement=stage.engagement).order_by("size"))


def letters(stage: Stage) -> list[models.Outbox]:
    return list(models.Outbox.objects.filter(engagement=stage.engagement, about="checkpoint").order_by("id"))


def test_a_signed_version_is_witnessed_at_the_next_turn_of_the_engine() -> None:
    stage = put_on_stage()
    tick(now=BEGAN, signer=HOST)
    (head,) = heads(stage)
    assert (head.why, head.at, head.key) == ("signed", BEGAN, HOST.verifier.text())
    assert signers_of(head.note, [HOST.verifier]) == ("demarc.example",)
    now = checkpoint_for(engagement=stage.engagement, by=stage.id(DANA), now=BEGAN)
    assert (read_checkpoint(head.note).size, read_checkpoint(head.note).root) == (now.size, now.root)


def test_a_checkpoint_is_taken_each_day_that_anything_was_done() -> None:
    stage = put_on_stage()
    assert due(BEGAN) == 1
    stage.receive()
    assert due(BEGAN + DAY - MINUTE) == 0
    assert due(BEGAN + DAY) == 1
    assert heads(stage)[-1].why == "daily"
    assert due(BEGAN + 2 * DAY) == 0, "what they hold covers everything"
    stage.receive(now=BEGAN + 2 * DAY)
    assert due(BEGAN + 3 * DAY) == 1


def test_a_ruling_is_witnessed_at_once() -> None:
    stage = put_on_stage()
    due(BEGAN)
    item = stage.receive()
    done(accept(**stage.at(item, TOMASZ), when=TUESDAY + MINUTE, next_step="look"))
    done(dispute(**stage.at(item, TOMASZ), why="not ours"))
    assert due(TUESDAY) == 1, "a day has passed"
    done(rule(**stage.at(item, RUTH), holder=stage.id(DANA), text="who runs the server patches it"))
    assert due(TUESDAY) == 1
    assert heads(stage)[-1].why == "rule"


def test_taking_it_again_changes_nothing() -> None:
    stage = put_on_stage()
    first = take_checkpoint(engagement=stage.engagement, now=BEGAN, signer=HOST)
    again = take_checkpoint(engagement=stage.engagement, now=TUESDAY, signer=HOST)
    assert (first.new, again.new) == (True, False)
    assert first.note == again.note
    assert len(heads(stage)) == 1
    assert len(letters(stage)) == 2


def test_two_engines_at_once_take_one_checkpoint() -> None:
    stage = put_on_stage()
    ready, found = Barrier(2), list[int]()

    def turn() -> None:
        ready.wait()
        found.append(due(BEGAN))
        connection.close()

    threads = [Thread(target=turn) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 1
    assert len(heads(stage)) == 1
    assert len(letters(stage)) == 2


def test_without_a_mailbox_the_leads_of_both_sides_get_it_as_a_file() -> None:
    stage = put_on_stage()
    due(BEGAN)
    (note,) = (head.note for head in heads(stage))
    sent = [letter for letter in claim(now=BEGAN, limit=50) if letter.attached]
    assert sorted(letter.address for letter in sent) == ["dana@alder.example", "priya@harborline.example"]
    assert {letter.attached for letter in sent} == {note}
    assert all(note in letter.text and "demarc verify EXPORT --checkpoint" in letter.text for letter in sent)


def test_each_side_gets_it_in_its_own_mailbox() -> None:
    stage = put_on_stage()
    models.Keeper.objects.create(engagement=stage.engagement, party="harborline", mailbox="keep@harborline.example")
    due(BEGAN)
    sent = [letter.address for letter in claim(now=BEGAN, limit=50) if letter.attached]
    assert sorted(sent) == ["dana@alder.example", "keep@harborline.example"]


def test_who_has_left_and_guests_get_no_checkpoints() -> None:
    stage = put_on_stage()
    models.Person.objects.filter(engagement=stage.engagement, key=PRIYA).update(left_at=BEGAN)
    models.Membership.objects.filter(person=stage.id(DANA)).update(guest_until=BEGAN + 9 * DAY)
    due(BEGAN)
    assert letters(stage) == []


def test_a_failing_engagement_keeps_no_other_from_its_checkpoint() -> None:
    stage, other = put_on_stage(), put_on_stage()
    models.HeadClock.objects.filter(engagement=stage.engagement).update(due=BEGAN - timedelta(days=1))
    # No tree has such peaks; the triggers let a head only grow, so it grows too.
    models.Head.objects.filter(engagement=stage.engagement).update(size=7, peaks="00")
    with pytest.raises(ExceptionGroup):
        due(BEGAN)
    assert len(heads(other)) == 1


@pytest.mark.parametrize("table", ["record_signedhead", "record_cosignature"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET size = size + 1", "DELETE FROM {}"])
def test_what_was_signed_is_never_changed_or_removed(table: str, sql: str) -> None:
    stage = put_on_stage()
    due(BEGAN)
    models.Cosignature.objects.create(
        engagement=stage.engagement, size=1, party="alder", line="x", key="x", person="x", at=BEGAN
    )
    with pytest.raises(DatabaseError, match="a signed checkpoint is never changed or removed"), transaction.atomic():
        connection.cursor().execute(sql.format(table))
