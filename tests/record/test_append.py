"""The one way to add to the ledger: what it stores, what it refuses, and who wins when two write at once."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.ledger import fold
from demarc.core.leaf import NotCanonical, canonical, commitment
from demarc.core.tree import Frontier, leaf_hash, root_of
from demarc.core.words import ItemId, PartyId, PersonId, Severity
from demarc.record import models
from demarc.record.append import LostRace, append
from demarc.record.prepare import LyingEntry
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About, about_of, custody_of
from demarc.record.translate.entries import Statement, entry_of
from tests.cast import ALDER, DANA, TOMASZ
from tests.record.ledger_build import MORNING, about, accepted, custody, noted, received, start

pytestmark = pytest.mark.usefixtures("engagement")


@pytest.fixture
def engagement(database: object) -> None:  # noqa: ARG001 - the fixture makes the database
    start()


def write(*entries: Entry | Statement, about: dict[ItemId, About] | None = None) -> None:
    with write_transaction():
        append(engagement=ALDER, entries=entries, about=about)


def root() -> bytes:
    head = models.Head.objects.get(engagement=ALDER)
    return Frontier.from_text(head.size, head.peaks).root()


def slow_root() -> bytes:
    entries = models.Entry.objects.filter(engagement=ALDER).order_by("seq")
    return root_of([leaf_hash(entry.public.encode()) for entry in entries])


def stored(item: str = "i1") -> Custody:
    return custody_of(models.Item.objects.get(engagement=ALDER, id=item))


def test_what_was_done_is_stored_with_the_item_and_its_entry() -> None:
    write(received(), accepted(), about=about("i1"))
    assert stored() == accepted().after
    item = models.Item.objects.get(engagement=ALDER, id="i1")
    assert (item.number, item.version, item.state, item.holder) == (1, 2, "held", "tomasz")
    assert item.next_due == accepted().after.next_due
    assert about_of(item) == about("i1")[ItemId("i1")]
    entries = models.Entry.objects.filter(engagement=ALDER, item="i1").order_by("item_version")
    assert [entry_of(entry) for entry in entries] == [received(), accepted()]
    assert fold(entry_of(entry) for entry in entries) == stored()


def test_the_head_stands_for_exactly_the_entries() -> None:
    write(received(), about=about("i1"))
    write(accepted(), received("i2"), about=about("i2"))
    assert root() == slow_root()
    assert [entry.seq for entry in models.Entry.objects.order_by("seq")] == [0, 1, 2]


def test_visible_numbers_rise_by_one_per_new_item() -> None:
    write(received("b"), received("a"), about=about("b", "a"))
    write(received("c"), about=about("c"))
    assert dict(models.Item.objects.values_list("id", "number")) == {"b": 1, "a": 2, "c": 3}


def test_who_saw_an_older_version_is_told_who_was_first() -> None:
    write(received(), accepted(), about=about("i1"))
    with pytest.raises(LostRace) as lost:
        write(accepted(by=DANA))
    assert (lost.value.item, lost.value.act, lost.value.by) == ("i1", "accept", TOMASZ)
    assert lost.value.at == accepted().at
    assert stored().holder == TOMASZ
    assert models.Entry.objects.count() == 2


def test_who_looked_at_the_clock_before_the_last_act_came_second() -> None:
    write(received(), accepted(), about=about("i1"))
    late = replace(noted("i1", 3, DANA), at=accepted().at - timedelta(microseconds=1))
    with pytest.raises(LostRace) as lost:
        write(late)
    assert (lost.value.act, lost.value.by) == ("accept", TOMASZ)
    write(replace(late, at=accepted().at))


def test_a_lost_race_in_a_batch_undoes_the_whole_batch() -> None:
    write(received("a"), received("b"), accepted("b"), about=about("a", "b"))
    with pytest.raises(LostRace):
        write(accepted("a"), accepted("b", by=DANA))
    assert stored("a").version == 1
    assert root() == slow_root()


def test_an_item_can_be_told_to_be_about_something_else() -> None:
    write(received(), about=about("i1"))
    write(accepted(), about={ItemId("i1"): About(subject="not the plant", severity=Severity.LOW)})
    assert about_of(models.Item.objects.get(id="i1")) == About(subject="not the plant", severity=Severity.LOW)


@pytest.mark.parametrize(
    ("entries", "said", "why"),
    [
        ([received(), replace(accepted(), at=MORNING - timedelta(1))], ["i1"], "lies before the one it follows"),
        ([received(), accepted(version=3)], ["i1"], "version 3 where 2 follows"),
        ([received()], [], "item `i1` is new; say what it is about"),
        ([received(version=0)], ["i1"], "version 0 where 0 follows"),
        ([received()], ["i1", "i2"], "nothing was done to `i2`"),
        ([accepted()], [], "not in engagement `alder` at the version given: one of `i1`"),
        ([received(f"i{nth}") for nth in range(501)], [], "at most 500 go into one transaction"),
    ],
)
def test_entries_that_cannot_follow_are_refused(entries: list[Entry], said: list[str], why: str) -> None:
    with pytest.raises(LyingEntry, match=why):
        write(*entries, about=about(*said))
    assert not models.Entry.objects.exists()


def test_what_has_two_spellings_never_reaches_the_ledger() -> None:
    entry = Entry(act=received().act, by=TOMASZ, at=MORNING, after=custody(), said={"cost": None})
    with pytest.raises(NotCanonical, match=r"not None at `said\.cost`"):
        write(entry, about=about("i1"))


def test_an_engagement_without_a_ledger_takes_no_entry() -> None:
    with pytest.raises(LyingEntry, match="`birch` has no ledger yet"), write_transaction():
        append(engagement="birch", entries=[received()], about=about("i1"))


def test_a_private_text_reaches_the_ledger_only_as_a_commitment() -> None:
    why = Private("why", "the lab PC is sealed by its vendor")
    write(received(), accepted(private=(why,)), about=about("i1"))
    entry = models.Entry.objects.get(seq=1)
    private = models.Private.objects.get()
    assert "sealed by its vendor" not in entry.public
    assert commitment(bytes(private.salt), private.value) in entry.public
    assert entry_of(entry, [private]).private == (why,)


def test_a_note_for_ones_own_side_is_marked_as_such() -> None:
    internal = Private("text", "ask legal first", PartyId("alder"))
    write(received(), accepted(), noted("i1", 3, DANA, internal), about=about("i1"))
    assert '"only":"alder"' in models.Entry.objects.get(seq=2).public


def test_a_statement_concerns_the_whole_engagement() -> None:
    write(Statement(act="sign", by=DANA, at=MORNING, said={"digest": "ab"}))
    write(Statement(act="sign", by=TOMASZ, at=MORNING + timedelta(minutes=1), said={"digest": "ab"}))
    assert list(models.Entry.objects.values_list("item", "item_version", "act")) == [("", 0, "sign"), ("", 1, "sign")]
    assert root() == slow_root()


def in_threads(*work: object) -> list[object]:
    """Run each piece of work in a thread of its own, all at once; an exception is a result like any other."""
    results: list[object] = []
    together = threading.Barrier(len(work))

    def run(one: object) -> None:
        together.wait()
        try:
            results.append(one())  # type: ignore[operator]  # each is a function
        except LostRace as lost:
            results.append(lost)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_writers_at_once_one_wins_and_the_other_is_told_politely() -> None:
    write(received(), about=about("i1"))
    results = in_threads(*(lambda by=by: write(accepted(by=by)) for by in (DANA, TOMASZ)))
    winner = stored().holder
    [lost] = [result for result in results if isinstance(result, LostRace)]
    assert results.count(None) == 1
    assert lost.by == winner
    assert root() == slow_root()


def test_many_writers_on_different_items_leave_no_gap() -> None:
    def work(person: PersonId) -> None:
        for nth in range(10):
            item = f"{person}-{nth}"
            write(received(item), about=about(item))
            write(accepted(item, by=person))

    results = in_threads(*(lambda name=name: work(PersonId(name)) for name in "abcd"))
    assert results == [None] * 4
    assert list(models.Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(80))
    assert sorted(models.Item.objects.values_list("number", flat=True)) == list(range(1, 41))
    assert root() == slow_root()


def test_writers_of_the_same_items_in_opposite_order_do_not_block_each_other() -> None:
    write(*(received(f"i{nth}") for nth in range(30)), about=about(*(f"i{nth}" for nth in range(30))))
    up = [accepted(f"i{nth}", by=DANA) for nth in range(30)]
    down = [accepted(f"i{nth}", by=TOMASZ) for nth in reversed(range(30))]
    results = in_threads(lambda: write(*up), lambda: write(*down))
    assert sum(isinstance(result, LostRace) for result in results) == 1
    assert len(set(models.Item.objects.values_list("holder", flat=True))) == 1


def test_what_is_hashed_is_the_one_canonical_text_though_it_is_written_in_parts() -> None:
    texts = (Private("why", "café"), Private("note", "“quoted”", PartyId("harborline")))
    entries = (
        received(),
        accepted(private=texts),
        noted("i1", 3, DANA, Private("note", "ours", PartyId("alder"))),
        Statement(act="signed", by=DANA, at=MORNING, said={"digest": "ab", "zone": "UTC"}),
    )
    write(*entries, about=about("i1"))
    stored = list(models.Entry.objects.order_by("seq"))
    assert len(stored) == len(entries)
    for entry in stored:
        assert canonical(json.loads(entry.public)).decode() == entry.public
        assert leaf_hash(entry.public.encode()) == bytes(entry.leaf)
