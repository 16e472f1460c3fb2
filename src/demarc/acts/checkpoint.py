"""Taking checkpoints: the server signs the tree's head, and each side's own mailbox gets it, beyond this host's reach.

One is due a day after the last, and at once after a signature, a ruling, an export or an erasure (`record/append` winds
that clock in the act's own transaction). Taking one twice at the same size changes nothing, so a turn of the engine may
come late, twice, or in two processes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from demarc.acts.engine import for_each
from demarc.acts.letters import SUBJECT_LIMIT
from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.tree import Frontier
from demarc.core.words import Side
from demarc.files.notes import Signer
from demarc.record import models
from demarc.record.append import WITNESSED
from demarc.record.recipients import letter_id, recipients
from demarc.record.transactions import write_transaction

AT_LEAST_EVERY = timedelta(days=1)
DAILY = "daily"
"""Why a checkpoint was taken when no act asked for one."""
BOTH = 2
"""Keys under a version that both sides signed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The checkpoint at the record's present size, and whether it was taken only now."""

    size: int
    note: str
    new: bool


def take_due_checkpoints(*, now: datetime, signer: Signer) -> int:
    """Take every checkpoint that is due; tell how many are new. Nothing due costs one query that reads an index."""
    due = list(models.HeadClock.objects.filter(due__lte=now).order_by("due").values_list("engagement", flat=True))
    return for_each(due, lambda engagement: int(take_checkpoint(engagement=engagement, now=now, signer=signer).new))


def take_checkpoint(*, engagement: str, now: datetime, signer: Signer) -> Taken:
    """Sign the head as it is, unless that was done already, write a letter to each side, and wind the clock."""
    with write_transaction():
        # The head is locked, so that what is appended meanwhile winds the clock after us and not before.
        head = models.Head.objects.select_for_update().get(engagement=engagement)
        clock = models.HeadClock.objects.filter(engagement=engagement)
        known = models.SignedHead.objects.filter(engagement=engagement, size=head.size).first()
        clock.update(due=now + AT_LEAST_EVERY)
        if known is not None or head.size == 0:
            return Taken(head.size, known.note if known else "", new=False)
        root = Frontier.from_text(head.size, head.peaks).root()
        note = signer.note(Checkpoint(origin_of(engagement), head.size, root).text())
        models.SignedHead.objects.create(
            engagement=engagement,
            size=head.size,
            root=root.hex(),
            at=now,
            why=_why(engagement, head.size),
            note=note,
            key=signer.verifier.text(),
        )
        _mail(engagement, head.size, note, tuple(_signed_by_both(engagement, head.size)), now)
    return Taken(head.size, note, new=True)


def _why(engagement: str, size: int) -> str:
    """Name the last act since the checkpoint before that asked for this one."""
    new = _new(engagement, size).filter(act__in=WITNESSED)
    return new.order_by("-seq").values_list("act", flat=True).first() or DAILY


def _new(engagement: str, size: int) -> QuerySet[models.Entry]:
    """Give the entries since the checkpoint before."""
    before = models.SignedHead.objects.filter(engagement=engagement, size__lt=size).order_by("-size").first()
    return models.Entry.objects.filter(engagement=engagement, seq__gte=before.size if before else 0, seq__lt=size)


def _signed_by_both(engagement: str, size: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, name and digest of the versions that got their second key since the checkpoint before."""
    for public in _new(engagement, size).filter(item="", act="signed").order_by("seq").values_list("public", flat=True):
        said = json.loads(public)["said"]
        if said.get("keys") == BOTH:
            yield said["number"], said["version"], said["digest"]


def _mail(engagement: str, size: int, note: str, versions: tuple[tuple[int, str, str], ...], now: datetime) -> None:
    """Write one letter to each side's mailbox, or to its leads where it has named none."""
    subject = "".join(f"Version {label} is signed by both sides. " for _, label, _ in versions)
    signed = "".join(_SIGNED.format(number=number, label=label, digest=digest) for number, label, digest in versions)
    clients = models.Party.objects.filter(engagement=engagement, side=Side.CLIENT)
    client = clients.values_list("name", flat=True).first() or engagement
    models.Outbox.objects.bulk_create(
        [
            models.Outbox(
                engagement=engagement,
                id=letter_id(size, person or address),
                person=person,
                address=address,
                about="checkpoint",
                subject=f"{subject}Checkpoint of the record of {client}: {size} entries"[:SUBJECT_LIMIT],
                text=signed + _TEXT.format(note=note),
                attached=note,
                versions=[number for number, _, _ in versions],
                written_at=now,
                due=now,
            )
            for _, person, address in recipients(engagement=engagement, now=now)
        ],
        ignore_conflicts=True,
    )


_SIGNED = """\
Version {label} (no. {number}) is signed by both sides. The digest of its text is

{digest}

"""
_TEXT = """\
This is the state of the record neither side can rewrite. Keep it where the other side cannot reach it: in this mailbox,
or as a file. The file is attached; this is what it says:

{note}
To check the record against it, download your export from the page "The record" and run, on any machine, offline:

  demarc verify EXPORT --checkpoint FILE

If anything before this point is changed, removed or moved, by anybody, this finds it.
"""
