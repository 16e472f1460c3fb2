"""Checkpoints as a page shows them: each with who holds it, who countersigned it, and the note to keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.record import models
from demarc.record.access import NotFound, Viewer, viewer_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.membership import PartyLine, parties_of
from demarc.record.reads.people import people_of
from demarc.record.recipients import letter_id, recipients

SHOWN = 20
WHY = {
    "daily": "a day had passed",
    "signed": "a version was signed",
    "reconciled": "a reconciliation was signed",
    "settle": "a dispute was settled",
    "rule": "a dispute was ruled on",
    "rule own": "the client's lead ruled",
    "exported": "the record was exported",
    "erased": "a text was erased",
}
"""What asked for a checkpoint, in words."""


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A party that was sent a checkpoint; `sent_at` is None while the letter waits.

    `trouble` says why it cannot leave, or which paper it left without.
    """

    party: PartyLine
    sent_at: datetime | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class CosignerLine:
    """A party's own signature under a checkpoint: by which name, by whom, when, the key that checks it, and its line."""

    party: PartyLine
    name: str
    person: PersonLine
    at: datetime
    key: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointLine:
    """A checkpoint: its size, when it was taken and why in words, its root, who was sent it, and who countersigned."""

    size: int
    at: datetime
    why: str
    root: str
    note: str
    held: tuple[HolderLine, ...] = ()
    cosigned: tuple[CosignerLine, ...] = ()


def checkpoint_lines(viewer: Viewer, now: datetime) -> tuple[CheckpointLine, ...]:
    """List the latest checkpoints, the newest first."""
    engagement = viewer.engagement
    heads = list(models.SignedHead.objects.filter(engagement=engagement).order_by("-size")[:SHOWN])
    sizes = [head.size for head in heads]
    parties = parties_of(engagement)
    letters = _letters(engagement, sizes, now)
    cosigned = cosigners(engagement, sizes)
    return tuple(
        CheckpointLine(
            size=head.size,
            at=head.at,
            why=WHY.get(head.why, head.why),
            root=head.root,
            note=noted(head, cosigned.get(head.size, ())),
            held=tuple(_holder(party, letters.get((head.size, party.id), ())) for party in parties),
            cosigned=cosigned.get(head.size, ()),
        )
        for head in heads
    )


def checkpoint_note(*, engagement: str, size: int, by: str, now: datetime) -> str:
    """Give the whole note of a checkpoint with every signature there is. Raises `NotFound`."""
    viewer_of(engagement=engagement, by=by, now=now)
    head = models.SignedHead.objects.filter(engagement=engagement, size=size).first()
    if head is None:
        raise NotFound("checkpoint", str(size))
    return noted(head, cosigners(engagement, [size]).get(size, ()))


def noted(head: models.SignedHead, cosigned: Sequence[CosignerLine]) -> str:
    """Give the server's note with the parties' signature lines under it."""
    return head.note + "".join(f"{one.line}\n" for one in cosigned)


def cosigners(engagement: str, sizes: Sequence[int]) -> Mapping[int, tuple[CosignerLine, ...]]:
    """Give who countersigned, by the checkpoint's size."""
    stored = list(models.Cosignature.objects.filter(engagement=engagement, size__in=sizes).order_by("size", "party"))
    if not stored:
        return {}
    people, parties = people_of(engagement=engagement), {party.id: party for party in parties_of(engagement)}
    found: dict[int, tuple[CosignerLine, ...]] = {}
    for one in stored:
        line = CosignerLine(parties[one.party], one.key.partition("+")[0], people[one.person], one.at, one.key, one.line)
        found[one.size] = (*found.get(one.size, ()), line)
    return found


def _letters(engagement: str, sizes: Sequence[int], now: datetime) -> Mapping[tuple[int, str], Sequence[models.Outbox]]:
    """Find the letters of these checkpoints by whom they are for today, by their ids: the outbox is long."""
    wanted = {
        letter_id(size, person or address): (size, party)
        for party, person, address in recipients(engagement=engagement, now=now, before_too=True)
        for size in sizes
    }
    found: dict[tuple[int, str], list[models.Outbox]] = {}
    for letter in models.Outbox.objects.filter(engagement=engagement, id__in=wanted):
        found.setdefault(wanted[letter.id], []).append(letter)
    return found


def _holder(party: PartyLine, letters: Sequence[models.Outbox]) -> HolderLine:
    sent = [letter.sent_at for letter in letters if letter.sent_at is not None]
    trouble = next((letter.error for letter in letters if letter.error), "")
    if sent:
        return HolderLine(party, min(sent), trouble)
    return HolderLine(party, None, trouble or ("" if letters else "it went to nobody who reads for them today"))
