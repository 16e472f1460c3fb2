"""Making entries ready for the ledger while nobody waits: all that needs neither the database nor their place in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.entries import Entry
from demarc.core.words import ItemId
from demarc.record.translate.custody import About, about_columns, custody_columns
from demarc.record.translate.entries import Statement, Written, write

LARGEST = 500
"""Entries per call: more in one transaction would keep others waiting."""


@dataclass(frozen=True, slots=True)
class Climb:
    """What happens to one item in this call.

    The version it starts from, when, and the columns of the custody it ends with; `about` are the columns of what it is
    about, where something new is said.
    """

    item: ItemId
    start: int
    at: datetime
    columns: tuple[object, ...]
    about: tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Entries of one engagement, ready for the ledger, and the climb of each item."""

    engagement: str
    written: tuple[Written, ...]
    climbs: tuple[Climb, ...]


def prepare(
    *, engagement: str, entries: Sequence[Entry | Statement], about: Mapping[ItemId, About] | None = None
) -> Prepared:
    """Make entries ready, in order. `about` says what each new item is about; others may be given a new one.

    Raises `LyingEntry` for entries that do not follow each other, `NotCanonical` for public data that has two spellings.
    """
    if len(entries) > LARGEST:
        raise LyingEntry(f"{len(entries)} entries at once; at most {LARGEST} go into one transaction")
    written = tuple(write(engagement, entry) for entry in entries)
    climbs = _climbs(written, about or {})
    return Prepared(engagement, written, climbs)


class LyingEntry(ValueError):
    """Entries that cannot follow what is stored: a programming error, never a person's."""


def _climbs(written: Sequence[Written], about: Mapping[ItemId, About]) -> tuple[Climb, ...]:
    """Sum up the entries of each item, in order; refuse those whose versions or instants do not rise."""
    ladders: dict[ItemId, list[tuple[Entry, str]]] = {}
    for one in written:
        if isinstance(one.entry, Entry):
            ladders.setdefault(one.entry.item, []).append((one.entry, one.after))
    for item, ladder in ladders.items():
        _refuse_gaps(item, [entry for entry, _ in ladder])
    if strangers := about.keys() - ladders.keys():
        raise LyingEntry(f"nothing was done to `{', '.join(sorted(strangers))}`, so nothing can be said about it")
    return tuple(_climb(item, ladder, about.get(item)) for item, ladder in ladders.items())


def _refuse_gaps(item: ItemId, ladder: Sequence[Entry]) -> None:
    first = ladder[0]
    for nth, entry in enumerate(ladder):
        if entry.item_version != first.item_version + nth or entry.item_version < 1:
            raise LyingEntry(f"item `{item}`: version {entry.item_version} where {first.item_version + nth} follows")
        if entry.at < ladder[max(nth - 1, 0)].at:
            raise LyingEntry(f"item `{item}`: version {entry.item_version} lies before the one it follows")


def _climb(item: ItemId, ladder: Sequence[tuple[Entry, str]], about: About | None) -> Climb:
    (first, _), (last, after) = ladder[0], ladder[-1]
    if first.item_version == 1 and about is None:
        raise LyingEntry(f"item `{item}` is new; say what it is about")
    columns = custody_columns(last.after, after, last.at)
    return Climb(item, first.item_version - 1, first.at, columns, about_columns(about) if about else None)
