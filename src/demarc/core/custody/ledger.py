"""Reading the ledger of one item: what its custody is, what it was at any past instant, and where its age went."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from demarc.core.custody.custody import Custody, Waiting
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import NEXT, State
from demarc.core.words import PersonId


def fold(entries: Iterable[Entry]) -> Custody | None:
    """Rebuild the custody from an item's entries in order, or None without any.

    Raises `BrokenLedger` when a version is missing or doubled, when time runs backwards, or when an act is not in the
    table.
    """
    custody: Custody | None = None
    last: Entry | None = None
    for entry in entries:
        before = custody.version if custody else 0
        if entry.item_version != before + 1 or (last and entry.at < last.at) or (custody and entry.item != custody.item):
            raise BrokenLedger(entry, "its version or its time does not follow the one before")
        if NEXT[custody.state if custody else None].get(entry.act) is not entry.after.state:
            raise BrokenLedger(entry, "the table has no such step")
        custody, last = entry.after, entry
    return custody


def custody_at(entries: Iterable[Entry], instant: datetime) -> Custody | None:
    """Tell the custody at a past instant (aware), or None before the item was received."""
    return fold(entry for entry in entries if entry.at <= instant)


def holder_at(entries: Iterable[Entry], instant: datetime) -> PersonId | None:
    """Answer whose job it was at the instant (aware): one person from receipt on; when closed, the last holder."""
    custody = custody_at(entries, instant)
    return custody.holder if custody else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an item's age, from `start` up to `end`: who held it and whom it waited for."""

    start: datetime
    end: datetime
    holder: PersonId
    waiting: Waiting


def stretches(entries: Sequence[Entry], until: datetime) -> tuple[Stretch, ...]:
    """Attribute every minute of the age, from first receipt to `until`, to a holder and to whoever is waited for.

    The age runs on while an item is closed and reopened later; those minutes belong to the last holder. The time
    between the problem's first receipt and this item's own first entry belongs to its first holder.
    """
    if not entries or until <= entries[-1].after.received_at:
        return ()
    marks = [(entries[-1].after.received_at, entries[0]), *((entry.at, entry) for entry in entries[1:])]
    ends = [*(mark for mark, _ in marks[1:]), until if entries[-1].after.is_open else min(until, entries[-1].at)]
    found = (
        part
        for (start, entry), end in zip(marks, ends, strict=True)
        if start < min(end, until)
        for part in _split_where_it_wakes(start, min(end, until), entry.after)
    )
    return tuple(_joined(found))


def _split_where_it_wakes(start: datetime, end: datetime, custody: Custody) -> Iterator[Stretch]:
    wakes = custody.accept.start if custody.accept and custody.state is State.ROUTED else start
    asleep = min(max(wakes, start), end)
    if start < asleep:
        yield Stretch(start, asleep, custody.holder, Waiting.SLEEPING)
    if asleep < end:
        waiting = Waiting.OTHER_SIDE if custody.state is State.OFFERED else custody.waiting
        yield Stretch(asleep, end, custody.holder, waiting)


def _joined(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours that say the same."""
    open_: Stretch | None = None
    for part in parts:
        if open_ and (open_.holder, open_.waiting) == (part.holder, part.waiting):
            open_ = Stretch(open_.start, part.end, part.holder, part.waiting)
            continue
        if open_:
            yield open_
        open_ = part
    if open_:
        yield open_


def ever_held(entries: Sequence[Entry]) -> tuple[PersonId, ...]:
    """List everybody who held the item, in order, each change once."""
    holders = [entry.after.holder for entry in entries]
    return (*holders[:1], *(after for before, after in pairwise(holders) if before != after))


class BrokenLedger(ValueError):
    """Entries that cannot have been written by the acts of the table."""

    def __init__(self, entry: Entry, why: str) -> None:
        super().__init__(f"entry {entry.item_version} of item `{entry.item}` (`{entry.act}`): {why}")
