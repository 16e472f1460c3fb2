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
from demarc.record.translate.entries import Sealed, Statement, entry_of, public_of, seal

LARGEST = 500
"""Entries per call: more in one transaction would keep others waiting."""

ENTRY_COLUMNS = ("engagement", "seq", "item", "item_version", "at", "act", "public", "leaf")
PRIVATE_COLUMNS = ("engagement", "seq", "field", "party", "salt", "value")


@dataclass(frozen=True, slots=True)
class Appended:
    """Where the entries went: the place of the first, the size of the record after the last, and new items' numbers."""

    first: int
    size: int
    numbers: Mapping[ItemId, int]


def open_ledger(*, engagement: str) -> None:
    """Start the empty ledger of a new engagement."""
    models.Head.objects.create(engagement=engagement)


def append(
    *, engagement: str, entries: Sequence[Entry | Statement], about: Mapping[ItemId, About] | None = None
) -> Appended:
    """Store what was done, in order, inside the caller's `write_transaction`.

    `about` says what each new item is about; an item that is already there may be given a new one. Raises `LostRace`
    when somebody changed one of the items first (undo the transaction), `LyingEntry` for entries that do not follow
    each other, `NotCanonical` for public data that has two spellings.
    """
    given = about or {}
    ladders = _ladders(entries, given)
    _change(engagement, ladders, given)
    return _grow(engagement, entries, ladders, given)


class LostRace(Exception):
    """Somebody was first: who did what to which item, and when."""

    def __init__(self, item: ItemId, act: str, by: PersonId, at: datetime) -> None:
        super().__init__(f"item `{item}` was changed first: `{act}` at {at:%Y-%m-%d %H:%M} UTC")
        self.item, self.act, self.by, self.at = item, act, by, at


class LyingEntry(ValueError):
    """Entries that cannot follow what is stored: a programming error, never a person's."""


def _ladders(entries: Sequence[Entry | Statement], about: Mapping[ItemId, About]) -> dict[ItemId, list[Entry]]:
    """Sort the entries by item and refuse those whose versions do not rise by one."""
    if len(entries) > LARGEST:
        raise LyingEntry(f"{len(entries)} entries at once; at most {LARGEST} go into one transaction")
    ladders: dict[ItemId, list[Entry]] = {}
    for entry in entries:
        if not isinstance(entry, Entry):
            continue
        ladder = ladders.setdefault(entry.item, [])
        if ladder and entry.item_version != ladder[-1].item_version + 1:
            raise LyingEntry(f"item `{entry.item}`: version {entry.item_version} after {ladder[-1].item_version}")
        ladder.append(entry)
    for item, ladder in ladders.items():
        if ladder[0].item_version < 1 or (ladder[0].item_version == 1 and item not in about):
            raise LyingEntry(f"item `{item}`: its first entry must be version 1 and say what the item is about")
    if strangers := about.keys() - ladders.keys():
        raise LyingEntry(f"nothing was done to `{', '.join(sorted(strangers))}`, so nothing can be said about it")
    return ladders


def _change(engagement: str, ladders: Mapping[ItemId, Sequence[Entry]], about: Mapping[ItemId, About]) -> None:
    """Change the items that are already there, where each still stands at the version the act saw."""
    changed = sorted(item for item, ladder in ladders.items() if ladder[0].item_version > 1)
    rows = [
        (
            *custody_columns(ladders[item][-1].after, ladders[item][-1].at),
            engagement,
            item,
            ladders[item][0].item_version - 1,
        )
        for item in changed
    ]
    found = update_rows(models.Item, CUSTODY_COLUMNS, ("engagement", "id", "version"), rows)
    if found != len(rows):
        raise _lost(engagement, {item: ladders[item][0].item_version for item in changed})
    said = [(*about_columns(about[item]), engagement, item) for item in changed if item in about]
    update_rows(models.Item, ABOUT_COLUMNS, ("engagement", "id"), said)


def _lost(engagement: str, wanted: Mapping[ItemId, int]) -> LostRace | LyingEntry:
    """Tell which item was taken: its place in the ledger that the act wanted is filled already."""
    entries = models.Entry.objects.filter(engagement=engagement)
    for item, version in wanted.items():
        last = entries.filter(item=item, item_version__gte=version).order_by("-item_version").first()
        if last is not None:
            first = entry_of(last)
            return LostRace(item, first.act, first.by, first.at)
    return LyingEntry(f"not in engagement `{engagement}` at the version given: one of `{', '.join(wanted)}`")


def _grow(
    engagement: str,
    entries: Sequence[Entry | Statement],
    ladders: Mapping[ItemId, Sequence[Entry]],
    about: Mapping[ItemId, About],
) -> Appended:
    head = _locked_head(engagement)
    frontier = Frontier.from_text(head.size, head.peaks)
    born = {item: head.numbered + nth for nth, item in enumerate(_born(ladders), start=1)}
    _insert_items(engagement, born, ladders, about)
    grown = frontier.grown(_insert_entries(engagement, head.size, entries))
    if entries:
        new = (grown.size, grown.to_text(), head.numbered + len(born))
        found = update_rows(
            models.Head, ("size", "peaks", "numbered"), ("engagement", "size"), [(*new, engagement, head.size)]
        )
        assert found == 1, "the locked head was changed by somebody else"
    show_to_rivals(engagement, [entry for ladder in ladders.values() for entry in ladder])
    return Appended(head.size, grown.size, born)


def _locked_head(engagement: str) -> models.Head:
    heads = models.Head.objects.filter(engagement=engagement)
    if connection.features.has_select_for_update:
        heads = heads.select_for_update()
    head = heads.first()
    if head is None:
        raise LyingEntry(f"engagement `{engagement}` has no ledger yet; `open_ledger` starts one")
    return head


def _born(ladders: Mapping[ItemId, Sequence[Entry]]) -> list[ItemId]:
    return [item for item, ladder in ladders.items() if ladder[0].item_version == 1]


def _insert_items(
    engagement: str,
    born: Mapping[ItemId, int],
    ladders: Mapping[ItemId, Sequence[Entry]],
    about: Mapping[ItemId, About],
) -> None:
    names = ("engagement", "id", "number", *CUSTODY_COLUMNS, *ABOUT_COLUMNS)
    rows = [
        (
            *(engagement, item, number),
            *custody_columns(ladders[item][-1].after, ladders[item][-1].at),
            *about_columns(about[item]),
        )
        for item, number in born.items()
    ]
    insert_rows(models.Item, names, rows)


def _insert_entries(engagement: str, first: int, entries: Sequence[Entry | Statement]) -> list[bytes]:
    """Insert the entries and their private texts from place `first` on, and return their leaf hashes in order."""
    leaves: list[bytes] = []
    stored: list[tuple[object, ...]] = []
    texts: list[tuple[int, Sealed]] = []
    for seq, entry in enumerate(entries, start=first):
        sealed = seal(entry.private)
        public = canonical(public_of(engagement, seq, entry, sealed))
        leaf = leaf_hash(public)
        item, version = (entry.item, entry.item_version) if isinstance(entry, Entry) else ("", seq)
        stored.append((engagement, seq, item, version, entry.at, str(entry.act), public.decode(), leaf))
        texts += [(seq, one) for one in sealed]
        leaves.append(leaf)
    insert_rows(models.Entry, ENTRY_COLUMNS, stored)
    insert_rows(
        models.Private,
        PRIVATE_COLUMNS,
        [(engagement, seq, one.private.field, one.private.party or "", one.salt, one.private.text) for seq, one in texts],
    )
    return leaves
