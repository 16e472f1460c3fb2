"""The one way to add to the ledger: check, store, grow the tree, or lose the race politely.

An act hands in its entries, each with the custody it leads to. They are made ready first (see `prepare`), and then, inside
the act's own transaction:

1. the items are changed where they still stand at the version the act saw, in the order of their ids;
2. the head of the engagement's tree is locked, last of all, so that nobody waits while holding it;
3. new items get their visible numbers, and the entries their places, without a gap;
4. the head grows; where an entry should be witnessed at once, the next checkpoint is due.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from demarc.core.custody.entries import Entry
from demarc.core.instants import instant_of
from demarc.core.tree import Frontier, leaf_hash
from demarc.core.words import ItemId, PersonId
from demarc.record import models
from demarc.record.excepted import keep_exceptions
from demarc.record.prepare import Climb, LyingEntry, Prepared, prepare
from demarc.record.rows import insert_rows, update_rows
from demarc.record.sight import show_to_rivals
from demarc.record.translate.custody import ABOUT_COLUMNS, CUSTODY_COLUMNS, About
from demarc.record.translate.entries import Statement, Written, entry_of

ENTRY_COLUMNS = ("engagement", "seq", "item", "item_version", "at", "act", "public", "leaf")
WITNESSED = frozenset({"signed", "reconciled", "settle", "rule", "rule own", "exported", "erased"})
"""Acts after which a checkpoint is due at once: nobody should be able to take back a signature or a ruling for a day."""
PRIVATE_COLUMNS = ("engagement", "seq", "field", "party", "salt", "value")


@dataclass(frozen=True, slots=True)
class Appended:
    """Where the entries went: the place of the first, the size of the record after the last, and new items' numbers."""

    first: int
    size: int
    numbers: Mapping[ItemId, int]


def open_ledger(*, engagement: str) -> None:
    """Start the empty ledger of a new engagement; its first checkpoint is due with its first entry."""
    models.Head.objects.create(engagement=engagement)
    models.HeadClock.objects.create(engagement=engagement, due=instant_of(0))


def append(
    *, engagement: str, entries: Sequence[Entry | Statement], about: Mapping[ItemId, About] | None = None
) -> Appended:
    """Prepare entries and store them at once; see `prepare` and `append_prepared`."""
    return append_prepared(prepare(engagement=engagement, entries=entries, about=about))


def append_prepared(prepared: Prepared) -> Appended:
    """Store what was done, in order, inside the caller's `write_transaction`.

    Raises `LostRace` when somebody changed one of the items first (undo the transaction), `LyingEntry` for an engagement
    or an item that is not there.
    """
    engagement, written = prepared.engagement, prepared.written
    _change(engagement, [climb for climb in prepared.climbs if climb.start])
    head = _locked_head(engagement)
    numbers = _insert_items(engagement, head.numbered, [climb for climb in prepared.climbs if not climb.start])
    leaves = _insert_entries(engagement, head.size, written)
    size = _grow(head, leaves, len(numbers))
    if witnessed := [one.entry.at for one in written if one.entry.act in WITNESSED]:
        models.HeadClock.objects.filter(engagement=engagement).update(due=min(witnessed))
    custody = [one.entry for one in written if isinstance(one.entry, Entry)]
    show_to_rivals(engagement, custody)
    keep_exceptions(engagement, custody)
    return Appended(head.size, size, numbers)


class LostRace(Exception):
    """Somebody was first: who did what to which item, and when."""

    def __init__(self, item: ItemId, act: str, by: PersonId, at: datetime) -> None:
        super().__init__(f"item `{item}` was changed first: `{act}` at {at:%Y-%m-%d %H:%M} UTC")
        self.item, self.act, self.by, self.at = item, act, by, at


def _change(engagement: str, climbs: Sequence[Climb]) -> None:
    """Change the items that are already there, where each still stands at the version the act saw.

    An act whose `now` lies before the item's last entry has lost too: it looked at the clock first and came second, and
    an entry dated before the one it follows would make the past ambiguous.
    """
    in_order = sorted(climbs, key=lambda climb: climb.item)
    rows = [(*climb.columns, engagement, climb.item, climb.start, climb.at) for climb in in_order]
    where = ("engagement", "id", "version", "changed_at <=")
    if update_rows(models.Item, CUSTODY_COLUMNS, where, rows) != len(rows):
        raise _lost(engagement, in_order)
    said = [(*climb.about, engagement, climb.item) for climb in in_order if climb.about]
    update_rows(models.Item, ABOUT_COLUMNS, ("engagement", "id"), said)


def _lost(engagement: str, climbs: Sequence[Climb]) -> LostRace | LyingEntry:
    """Tell which item was taken: its next place in the ledger is filled already, or its last entry is later than ours."""
    entries = models.Entry.objects.filter(engagement=engagement)
    for climb in climbs:
        filled = entries.filter(item=climb.item).filter(Q(item_version__gt=climb.start) | Q(at__gt=climb.at))
        last = filled.order_by("-item_version").first()
        if last is not None:
            first = entry_of(last)
            return LostRace(climb.item, first.act, first.by, first.at)
    items = ", ".join(climb.item for climb in climbs)
    return LyingEntry(f"not in engagement `{engagement}` at the version given: one of `{items}`")


def _locked_head(engagement: str) -> models.Head:
    heads = models.Head.objects.filter(engagement=engagement)
    if connection.features.has_select_for_update:
        heads = heads.select_for_update()
    head = heads.first()
    if head is None:
        raise LyingEntry(f"engagement `{engagement}` has no ledger yet; `open_ledger` starts one")
    return head


def _insert_items(engagement: str, numbered: int, climbs: Sequence[Climb]) -> dict[ItemId, int]:
    """Insert the new items and return the visible number of each."""
    numbers = {climb.item: numbered + nth for nth, climb in enumerate(climbs, start=1)}
    names = ("engagement", "id", "number", *CUSTODY_COLUMNS, *ABOUT_COLUMNS)
    rows = [(engagement, climb.item, numbers[climb.item], *climb.columns, *(climb.about or ())) for climb in climbs]
    insert_rows(models.Item, names, rows)
    return numbers


def _insert_entries(engagement: str, first: int, written: Sequence[Written]) -> list[bytes]:
    """Insert the entries and their private texts from place `first` on, and return their leaf hashes in order."""
    leaves: list[bytes] = []
    entries: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    for seq, one in enumerate(written, start=first):
        public = one.placed(seq)
        leaf = leaf_hash(public)
        entry = one.entry
        item, version = (entry.item, entry.item_version) if isinstance(entry, Entry) else ("", seq)
        entries.append((engagement, seq, item, version, entry.at, str(entry.act), public.decode(), leaf))
        texts += [
            (engagement, seq, text.private.field, text.private.party or "", text.salt, text.private.text)
            for text in one.sealed
        ]
        leaves.append(leaf)
    insert_rows(models.Entry, ENTRY_COLUMNS, entries)
    insert_rows(models.Private, PRIVATE_COLUMNS, texts)
    return leaves


def _grow(head: models.Head, leaves: Sequence[bytes], born: int) -> int:
    """Let the locked head stand for the new leaves too, and return its new size."""
    if not leaves:
        return head.size
    grown = Frontier.from_text(head.size, head.peaks).grown(leaves)
    row = (grown.size, grown.to_text(), head.numbered + born, head.engagement, head.size)
    changed = update_rows(models.Head, ("size", "peaks", "numbered"), ("engagement", "size"), [row])
    assert changed == 1, "the locked head was changed by somebody else"
    return grown.size
