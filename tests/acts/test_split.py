"""Splitting: happy, refused, raced, and the parent that waits for its parts."""

import pytest

from demarc.acts.close import close
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.note import note
from demarc.acts.split import split
from demarc.core.custody.states import Act, State
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, MEI, TOMASZ, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, beaten, done, refused


def part_of(stage: Stage, item: str) -> models.Item:
    return models.Item.objects.get(engagement=stage.engagement, parent=item)


def test_a_part_has_a_holder_of_its_own_and_is_as_old_as_the_whole(stage: Stage) -> None:
    whole = stage.receive(device_class="workstation")
    later = TUESDAY + HOUR
    outcome = done(split(**stage.at(whole, TOMASZ, later), subject="Patch it", topic="os-patch", why="it was unpatched"))
    assert (outcome.state, stage.holder(whole)) == (State.HELD, TOMASZ)
    part = part_of(stage, whole)
    assert (stage.name(part.holder), part.row, part.subject) == (MEI, "PT-01", "Patch it")
    assert part.received_at == TUESDAY
    assert stage.custody(part.id).lineage == stage.custody(whole).lineage
    assert stage.entries(part.id)[0].by == stage.id(TOMASZ)


def test_the_whole_closes_only_with_its_parts(stage: Stage) -> None:
    whole = stage.receive("vendor", "medium")
    done(split(**stage.at(whole, DANA), subject="The export", why="another contract"))
    assert "1 part or ask of the item is still open" in refused(close(**stage.at(whole, DANA), ending="done"))
    done(close(**stage.at(part_of(stage, whole).id, DANA, TUESDAY + MINUTE), ending="done"))
    assert done(close(**stage.at(whole, DANA, TUESDAY + MINUTE), ending="done")).state is State.CLOSED


def test_a_split_resets_no_count(stage: Stage) -> None:
    whole = stage.receive("os-patch", "medium", device_class="workstation")
    done(offer(**stage.at(whole, MEI), to=stage.id(DANA), why="hers"))
    done(decline(**stage.at(whole, DANA), ground="row", row="PT-01"))
    done(split(**stage.at(whole, MEI), subject="The same again", why="to try once more"))
    part = part_of(stage, whole)
    done(offer(**stage.at(part.id, MEI), to=stage.id(DANA), why="hers"))
    assert done(decline(**stage.at(part.id, DANA), ground="row", row="PT-01")).state is State.DISPUTED


def test_a_split_says_what_the_part_is_and_is_the_holders(stage: Stage) -> None:
    whole = stage.receive()
    assert "without a subject" in refused(split(**stage.at(whole, TOMASZ), subject=" ", why="x"))
    assert "without a reason" in refused(split(**stage.at(whole, TOMASZ), subject="x", why=" "))
    assert "no topic `moon`" in refused(split(**stage.at(whole, TOMASZ), subject="x", why="x", topic="moon"))
    assert "none of them" in refused(split(**stage.at(whole, DANA), subject="x", why="x"))
    with pytest.raises(NotFound):
        split(**stage.at(whole, ZOE), subject="x", why="x")
    assert len(stage.entries(whole)) == 1


def test_a_split_of_what_has_moved_on_makes_no_part(stage: Stage) -> None:
    whole = stage.receive()
    done(note(**stage.at(whole, DANA), text="seen"))
    assert beaten(split(**stage.at(whole, TOMASZ), subject="x", why="x", seen=1)).act == Act.NOTE
    done(accept(**stage.at(whole, TOMASZ)))
    assert not models.Item.objects.filter(engagement=stage.engagement, parent=whole).exists()
