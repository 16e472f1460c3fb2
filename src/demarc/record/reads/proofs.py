"""Proofs on request: an entry in a checkpoint, one checkpoint in a later one, and an entry as its reader may see it.

They are made from the leaves alone, so what a tampered database proves is what it now says, and that does not hold.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from demarc.core.proof import Growth, Inclusion
from demarc.core.tree import consistency_proof, inclusion_proof
from demarc.core.words import ENGINE
from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, privates_for, viewer_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.people import people_of
from demarc.record.translate.entries import author_of, only_for

OFFERED = 20
"""Checkpoints that an entry's page offers a proof for."""
SHOWN = 500
"""Entries of one item that are listed; more of them are in the export."""


@dataclass(frozen=True, slots=True)
class SealedLine:
    """A private text of an entry: its field, its commitment, and the text, or None where it was erased or is not yours."""

    field: str
    commitment: str
    text: str | None
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """An entry: its place and hash; and, where its reader may see it, what it says, by whom (None: the engine) and when.

    `checkpoints` lists the sizes of checkpoints that cover it: the first that does, then the latest.
    """

    seq: int
    leaf: str
    visible: bool
    checkpoints: tuple[int, ...]
    at: datetime | None = None
    act: str = ""
    by: PersonLine | None = None
    item: str = ""
    public: str = ""
    texts: tuple[SealedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in the list of its item."""

    seq: int
    at: datetime
    act: str
    by: PersonLine | None


def entry_page(*, engagement: str, seq: int, by: str, now: datetime) -> EntryPage:
    """Show one entry, or its bare hash. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    entry = _entry(viewer, seq)
    covering = models.SignedHead.objects.filter(engagement=engagement, size__gt=seq).values_list("size", flat=True)
    # The first that covers it comes first: its proof takes the least to make.
    sizes = tuple(dict.fromkeys((*covering.order_by("size")[:1], *covering.order_by("-size")[:OFFERED])))
    leaf = bytes(entry.leaf).hex()
    if not _is_seen(viewer, entry):
        return EntryPage(seq=seq, leaf=leaf, visible=False, checkpoints=sizes)
    author = author_of(entry)
    return EntryPage(
        seq=seq,
        leaf=leaf,
        visible=True,
        checkpoints=sizes,
        at=entry.at,
        act=entry.act,
        by=None if author == ENGINE else people_of(engagement=engagement)[author],
        item=entry.item,
        public=json.dumps(json.loads(entry.public), indent=2, ensure_ascii=False),
        texts=_texts(viewer, entry),
    )


def entries_of_item(*, engagement: str, item: str, by: str, now: datetime) -> tuple[EntryLine, ...]:
    """List the entries of an item that its reader may see, the oldest first. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if not items_for(viewer).filter(id=item).exists():
        raise NotFound("item", item)
    stored = models.Entry.objects.filter(engagement=engagement, item=item).order_by("item_version")[:SHOWN]
    people = people_of(engagement=engagement)
    return tuple(
        EntryLine(one.seq, one.at, one.act, people.get(author_of(one)))
        for one in stored
        if only_for(one) in (None, viewer.own)
    )


def prove_entry(*, engagement: str, seq: int, size: int, by: str, now: datetime) -> Inclusion:
    """Prove that entry `seq` is in the checkpoint at `size`. Raises `NotFound` for a checkpoint that does not cover it."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    entry, note = _entry(viewer, seq), _note(engagement, size)
    if seq >= size:
        raise NotFound("checkpoint", f"{size} with entry {seq}")
    public = entry.public.encode() if _is_seen(viewer, entry) else None
    path = inclusion_proof(_leaves(engagement, size), seq)
    return Inclusion(note=note, seq=seq, leaf=bytes(entry.leaf), path=path, public=public)


def prove_growth(*, engagement: str, earlier: int, later: int, by: str, now: datetime) -> Growth:
    """Prove that the checkpoint at `later` only adds to the one at `earlier`. Raises `NotFound`."""
    viewer_of(engagement=engagement, by=by, now=now)
    notes = _note(engagement, earlier), _note(engagement, later)
    if earlier > later:
        raise NotFound("checkpoint", f"{later} after {earlier}")
    path = consistency_proof(_leaves(engagement, later), earlier)
    return Growth(earlier=notes[0], later=notes[1], path=path)


def _leaves(engagement: str, size: int) -> list[bytes]:
    leaves = models.Entry.objects.filter(engagement=engagement, seq__lt=size).order_by("seq")
    return [bytes(leaf) for leaf in leaves.values_list("leaf", flat=True)]


def _note(engagement: str, size: int) -> str:
    note = models.SignedHead.objects.filter(engagement=engagement, size=size).values_list("note", flat=True).first()
    if note is None:
        raise NotFound("checkpoint", str(size))
    return note


def _entry(viewer: Viewer, seq: int) -> models.Entry:
    entry = models.Entry.objects.filter(engagement=viewer.engagement, seq=seq).first()
    if entry is None:
        raise NotFound("entry", str(seq))
    return entry


def _is_seen(viewer: Viewer, entry: models.Entry) -> bool:
    """Tell whether the reader may see what the entry says, as in their export."""
    if only_for(entry) not in (None, viewer.own):
        return False
    return not viewer.narrowed or not entry.item or items_for(viewer).filter(id=entry.item).exists()


def _texts(viewer: Viewer, entry: models.Entry) -> tuple[SealedLine, ...]:
    """Give every sealed field: with its text, or without where it is the other side's own or was erased."""
    kept = {text.field: text for text in privates_for(viewer).filter(seq=entry.seq)}
    sealed: dict[str, str] = json.loads(entry.public).get("sealed", {})
    return tuple(
        SealedLine(name, hash_, kept[name].value if name in kept else None, bool(name in kept and kept[name].party))
        for name, hash_ in sorted(sealed.items())
    )
