"""What one side takes home of the record: every entry or its bare hash, line by line, and the checkpoint to keep.

Entries never change, so they are fetched page by page without holding a transaction open for minutes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.export import EntryLine, Front, SignedVersion, Text, closing_line, entry_line, front_line
from demarc.core.instants import micros
from demarc.core.tree import Frontier
from demarc.record.access import Viewer, items_for, privates_for, viewer_of
from demarc.record.models import Entry, Head, Person, Version
from demarc.record.translate.entries import only_for

PAGE = 500
"""Entries fetched at once."""


def export_lines(*, engagement: str, by: str, now: datetime) -> Iterator[bytes]:
    """Give the lines of the export for the party of `by`, as of `now`. Raises `NotFound` for strangers.

    The bytes joined are a file that `demarc verify` checks. They come in small pieces; nothing is held in memory.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    frontier = _frontier(engagement)
    return _lines(viewer, frontier, now)


def checkpoint_for(*, engagement: str, by: str, now: datetime) -> Checkpoint:
    """Give the tree head as it is, for somebody of the engagement to keep. Raises `NotFound`."""
    viewer_of(engagement=engagement, by=by, now=now)
    frontier = _frontier(engagement)
    return Checkpoint(origin_of(engagement), frontier.size, frontier.root())


def _frontier(engagement: str) -> Frontier:
    head = Head.objects.get(engagement=engagement)
    return Frontier.from_text(head.size, head.peaks)


def _lines(viewer: Viewer, frontier: Frontier, now: datetime) -> Iterator[bytes]:
    yield front_line(_front(viewer, frontier, now))
    for first in range(0, frontier.size, PAGE):
        for line in _page(viewer, first, min(first + PAGE, frontier.size)):
            yield entry_line(line)
    yield closing_line(frontier.size)


def _front(viewer: Viewer, frontier: Frontier, now: datetime) -> Front:
    signed = Version.objects.filter(engagement=viewer.engagement).signed().order_by("number")
    versions = tuple(
        SignedVersion(number, label, digest, micros(starts))
        for number, label, digest, starts in signed.values_list("number", "label", "digest", "starts_at")
        if starts is not None
    )
    people = dict(Person.objects.filter(engagement=viewer.engagement).values_list("id", "name"))
    return Front(
        engagement=viewer.engagement,
        side=viewer.party or viewer.person,
        size=frontier.size,
        root=frontier.root(),
        at=micros(now),
        versions=versions,
        people=people,
    )


def _page(viewer: Viewer, first: int, end: int) -> Iterator[EntryLine]:
    """Give the entries from `first` up to `end`, each whole or bare."""
    entries = list(Entry.objects.filter(engagement=viewer.engagement, seq__gte=first, seq__lt=end).order_by("seq"))
    hidden = _hidden_items(viewer, entries)
    texts = _texts(viewer, first, end)
    for entry in entries:
        if entry.item in hidden or _is_others_own(entry, viewer):
            yield EntryLine(entry.seq, bytes(entry.leaf))
        else:
            yield EntryLine(entry.seq, bytes(entry.leaf), entry.public.encode(), texts.get(entry.seq, {}))


def _hidden_items(viewer: Viewer, entries: Sequence[Entry]) -> frozenset[str]:
    if not viewer.narrowed:
        return frozenset()
    named = {entry.item for entry in entries if entry.item}
    return frozenset(named.difference(items_for(viewer).filter(id__in=named).values_list("id", flat=True)))


def _is_others_own(entry: Entry, viewer: Viewer) -> bool:
    """Tell whether the entry is a note that another party wrote for itself."""
    return only_for(entry) not in (None, viewer.own)


def _texts(viewer: Viewer, first: int, end: int) -> Mapping[int, Mapping[str, Text]]:
    found: defaultdict[int, dict[str, Text]] = defaultdict(dict)
    for text in privates_for(viewer).filter(seq__gte=first, seq__lt=end):
        found[text.seq][text.field] = Text(bytes(text.salt).hex(), text.value)
    return found
