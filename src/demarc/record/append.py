"""The one way to add to the ledger: check, store, grow the tree, or lose the race politely.

An act hands in its entries, each with the custody it leads to. Inside the act's own transaction:

1. the items are changed where they still stand at the version the act saw, in the order of their ids;
2. the head of the engagement's tree is locked, last of all, so that nobody waits while holding it;
3. new items get their visible numbers, and the entries their places, without a gap;
4. the head grows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from demarc.core.custody.entries import Entry
from demarc.core.leaf import canonical
from demarc.core.tree import Frontier, leaf_hash
from demarc.core.words import ItemId, PersonId
from demarc.record import models
from demarc.record.rows import insert_rows, update_rows
from demarc.record.sight import show_to_rivals
from demarc.record.translate.custody import (
    ABOUT_COLUMNS,
    CUSTODY_COLUMNS,
    About,
    about_columns,
    custody_columns,
)
from demarc.record.translate.entries import Statement, Written, entry_of, write

LARGEST = 500
"""Entries per call: more in one transaction would keep others waiting."""

ENTRY_COLUMNS = ("engagement", "seq", "item", "item_version", "at", "act", "public", "leaf")
PRIVATE_COLUMNS = ("engagement", "seq", "field", "party", "salt", "value")

AboutItems = Mapping[ItemId, About]


@dataclass(frozen=True, slots=True)
class Appended:
    """Where the entries went: the place of the first, the size of the record after the last, and new items' numbers."""

    first: int
    size: int
    numbers: Mapping[ItemId, int]


@dataclass(frozen=True, slots=True)
class Climb:
    """What happens to one item in this call: the version it starts from, when, and the custody it ends with, as columns."""

    item: ItemId
    start: int
    at: datetime
    columns: tuple[object, ...]


def open_ledger(*, engagement: str) -> None:
    """Start the empty ledger of a new engagement."""
    models.Head.objects.create(engagement=engagement)


def append(*, engagement: str, entries: Sequence[Entry | Statement], about: AboutItems | None = None) -> Appended:
    """Store what was done, in order, inside the caller's `write_transaction`.

    `about` says what each new item is about; an item that is already there may be given a new one. Raises `LostRace`
    when somebody changed one of the items first (undo the transaction), `LyingEntry` for entries that do not follow
    each other, `NotCanonical` for public data that has two spellings.
    """
    if len(entries) > LARGEST:
        raise LyingEntry(f"{len(entries)} entries at once; at most {LARGEST} go into one transaction")
    written = [write(entry) for entry in entries]
    climbs = _climbs(written)
    said = about or {}
    _refuse_unsaid(climbs, said)
    _change(engagement, [climb for climb in climbs if climb.start], said)
    head = _locked_head(engagement)
    numbers = _insert_items(engagement, head.numbered, [climb for climb in climbs if not climb.start], said)
    leaves = _insert_entries(engagement, head.size, written)
    size = _grow(head, leaves, len(numbers))
    show_to_rivals(engagement, [entry for entry in entries if isinstance(entry, Entry)])
    return Appended(head.size, size, numbers)


class LostRace(Exception):
    """Somebody was first: who did what to which item, and when."""

    def __init__(self, item: ItemId, act: str, by: PersonId, at: datetime) -> None:
        super().__init__(f"item `{item}` was changed first: `{act}` at {at:%Y-%m-%d %H:%M} UTC")
        self.item, self.act, self.by, self.at = item, act, by, at


class LyingEntry(ValueError):
    """Entries that cannot follow what is stored: a programming error, never a person's."""


def _climbs(written: Sequence[Written]) -> list[Climb]:
    """Sum up the entries of each item, in order; refuse those whose versions or instants do not rise."""
    ladders: dict[ItemId, list[tuple[Entry, Written]]] = {}
    for one in written:
        if isinstance(one.entry, Entry):
            ladders.setdefault(one.entry.item, []).append((one.entry, one))
    for item, ladder in ladders.items():
        first = ladder[0][0]
        for nth, (entry, _) in enumerate(ladder):
            if entry.item_version != first.item_version + nth or entry.item_version < 1:
                raise LyingEntry(f"item `{item}`: version {entry.item_version} where {first.item_version + nth} follows")
            if entry.at < ladder[max(nth - 1, 0)][0].at:
                raise LyingEntry(f"item `{item}`: version {entry.item_version} lies before the one it follows")
    return [
        Climb(item, ladder[0][0].item_version - 1, ladder[0][0].at, _columns(ladder[-1][1]))
        for item, ladder in ladders.items()
    ]


def _columns(one: Written) -> tuple[object, ...]:
    assert isinstance(one.entry, Entry)
    return custody_columns(one.entry.after, one.public["after"], one.entry.at)


def _refuse_unsaid(climbs: Sequence[Climb], about: AboutItems) -> None:
    for climb in climbs:
        if climb.start == 0 and climb.item not in about:
            raise LyingEntry(f"item `{climb.item}` is new; say what it is about")
    if strangers := about.keys() - {climb.item for climb in climbs}:
        raise LyingEntry(f"nothing was done to `{', '.join(sorted(strangers))}`, so nothing can be said about it")


def _change(engagement: str, climbs: Sequence[Climb], about: AboutItems) -> None:
    """Change the items that are already there, where each still stands at the version the act saw.

    An act whose `now` lies before the item's last entry has lost too: it looked at the clock first and came second, and
    an entry dated before the one it follows would make the past ambiguous.
    """
    in_order = sorted(climbs, key=lambda climb: climb.item)
    rows = [(*climb.columns, engagement, climb.item, climb.start, climb.at) for climb in in_order]
    where = ("engagement", "id", "version", "changed_at <=")
    if update_rows(models.Item, CUSTODY_COLUMNS, where, rows) != len(rows):
        raise _lost(engagement, in_order)
    said = [(*about_columns(about[climb.item]), engagement, climb.item) for climb in in_order if climb.item in about]
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


def _insert_items(engagement: str, numbered: int, climbs: Sequence[Climb], about: AboutItems) -> dict[ItemId, int]:
    """Insert the new items and return the visible number of each."""
    numbers = {climb.item: numbered + nth for nth, climb in enumerate(climbs, start=1)}
    names = ("engagement", "id", "number", *CUSTODY_COLUMNS, *ABOUT_COLUMNS)
    rows = [
        (engagement, climb.item, numbers[climb.item], *climb.columns, *about_columns(about[climb.item])) for climb in climbs
    ]
    insert_rows(models.Item, names, rows)
    return numbers


def _insert_entries(engagement: str, first: int, written: Sequence[Written]) -> list[bytes]:
    """Insert the entries and their private texts from place `first` on, and return their leaf hashes in order."""
    leaves: list[bytes] = []
    entries: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    for seq, one in enumerate(written, start=first):
        placed = one.placed(engagement, seq)
        public = canonical(placed)
        leaf = leaf_hash(public)
        version = placed["item_version"]
        entries.append((engagement, seq, placed["item"], version, one.entry.at, placed["act"], public.decode(), leaf))
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
