"""The head of an engagement's record: how many entries, under which root."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.tree import Frontier
from demarc.record import models
from demarc.record.access import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """The size and root of the tree now, in hexadecimal, and when the last entry was written.

    `checkpoint` says the same as the text to keep, which `demarc verify --checkpoint` reads.
    """

    origin: str
    size: int
    root: str
    last_at: datetime | None
    checkpoint: str


def record_page(*, engagement: str, by: str, now: datetime) -> RecordPage:
    """Show the head as it is now."""
    viewer_of(engagement=engagement, by=by, now=now)
    head = models.Head.objects.get(engagement=engagement)
    last = models.Entry.objects.filter(engagement=engagement, seq=head.size - 1).values_list("at", flat=True).first()
    kept = Checkpoint(origin_of(engagement), head.size, Frontier.from_text(head.size, head.peaks).root())
    return RecordPage(origin=kept.origin, size=kept.size, root=kept.root.hex(), last_at=last, checkpoint=kept.text())
