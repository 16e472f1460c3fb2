"""Proofs and entries on request, on both databases: whole for who may see them, bare for others, nothing for outsiders."""

from typing import Any

import pytest

from demarc.acts.checkpoint import take_checkpoint
from demarc.core.custody.entries import Private
from demarc.core.words import PartyId
from demarc.files.notes import new_signer
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.append import append
from demarc.record.reads.checkpoints import checkpoint_note
from demarc.record.reads.proofs import entries_of_item, entry_page, prove_entry, prove_growth
from demarc.record.transactions import write_transaction
from tests.cast import ALDER, DANA
from tests.record.ledger_build import MORNING, about, accepted, noted, received, start
from tests.stories.test_tampering import without_triggers

pytestmark = pytest.mark.usefixtures("database")
HOST = new_signer("demarc.example")


def who(by: str) -> dict[str, Any]:
    """Give what every read is told."""
    return {"engagement": ALDER, "by": by, "now": MORNING}


DANAS, TOMASZS, PRIYAS = who("dana"), who("tomasz"), who("priya")


@pytest.fixture
def size(database: object) -> int:  # noqa: ARG001 - the record stands in it
    """Two rival providers, one item each; Dana's note is for her own side. Give the checkpoint's size."""
    start("harborline", "northgate")
    with write_transaction():
        append(
            engagement=ALDER, entries=(received("ours"), received("theirs", holder="priya")), about=about("ours", "theirs")
        )
        why, own = Private("why", "it is our server"), Private("text", "their third miss", PartyId("alder"))
        append(engagement=ALDER, entries=(accepted("ours", private=(why,)), noted("ours", 3, DANA, own)))
    return take_checkpoint(engagement=ALDER, now=MORNING, signer=HOST).size


def test_every_entry_is_proved_for_everybody_and_told_only_to_who_may_read_it(size: int) -> None:
    seen = {
        by: [entry_page(seq=seq, **one).visible for seq in range(size)]
        for by, one in (("dana", DANAS), ("tomasz", TOMASZS), ("priya", PRIYAS))
    }
    assert seen == {
        "dana": [True, True, True, True],
        "tomasz": [True, False, True, False],
        "priya": [False, True, False, False],
    }
    for one in (DANAS, TOMASZS, PRIYAS):
        for seq in range(size):
            proof = prove_entry(seq=seq, size=size, **one)
            assert not proof.fault()
            assert (proof.public is not None) == entry_page(seq=seq, **one).visible


def test_a_hidden_entry_shows_its_hash_and_nothing_else(size: int) -> None:
    page = entry_page(seq=3, **TOMASZS)
    assert page.leaf == bytes(models.Entry.objects.get(seq=3).leaf).hex()
    assert (page.act, page.item, page.public, page.texts, page.by, page.at) == ("", "", "", (), None, None)
    assert page.checkpoints == (size,)


@pytest.mark.usefixtures("size")
def test_the_entries_of_an_item_are_those_the_reader_may_see() -> None:
    assert [line.seq for line in entries_of_item(item="ours", **DANAS)] == [0, 2, 3]
    assert [line.seq for line in entries_of_item(item="ours", **TOMASZS)] == [0, 2]
    with pytest.raises(NotFound):
        entries_of_item(item="theirs", **TOMASZS)


def test_an_outsider_is_proved_nothing(size: int) -> None:
    zoe = who("zoe")
    for look in (
        lambda: entry_page(seq=0, **zoe),
        lambda: entries_of_item(item="ours", **zoe),
        lambda: prove_entry(seq=0, size=size, **zoe),
        lambda: prove_growth(earlier=size, later=size, **zoe),
        lambda: checkpoint_note(size=size, **zoe),
    ):
        with pytest.raises(NotFound):
            look()


def test_what_is_not_covered_cannot_be_proved(size: int) -> None:
    with write_transaction():
        append(engagement=ALDER, entries=(received("late"),), about=about("late"))
    assert entry_page(seq=size, **DANAS).checkpoints == ()
    for seq, of in ((size, size), (0, 99), (99, size)):
        with pytest.raises(NotFound):
            prove_entry(seq=seq, size=of, **DANAS)
    take_checkpoint(engagement=ALDER, now=MORNING, signer=HOST)
    assert not prove_growth(earlier=size, later=size + 1, **DANAS).fault()
    assert entry_page(seq=0, **DANAS).checkpoints == (size, size + 1), "the first that covers it comes first"
    with pytest.raises(NotFound):
        prove_growth(earlier=size + 1, later=size, **DANAS)


def test_a_database_that_was_changed_proves_nothing_any_more(size: int) -> None:
    without_triggers()
    entry = models.Entry.objects.get(seq=2)
    models.Entry.objects.filter(seq=2).update(public=entry.public.replace('"by":"tomasz"', '"by":"dana"'))
    assert "not what its hash stands for" in prove_entry(seq=2, size=size, **DANAS).fault()
    models.Entry.objects.filter(seq=2).update(public=entry.public, leaf=bytes(32))
    assert "do not lead" in prove_entry(seq=0, size=size, **DANAS).fault()
