"""Taking the record home: the export is itself written down, and a checkpoint covers it, so that it can be held to it."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.checkpoint import take_checkpoint
from demarc.core.custody.plain import Plain
from demarc.files.notes import Signer
from demarc.record.access import viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


@dataclass(frozen=True, slots=True)
class TakenHome:
    """The size of the record that is handed out, its own entry included."""

    size: int


def take_home(*, engagement: str, by: str, now: datetime, signer: Signer | None) -> TakenHome:
    """Write down that somebody takes their side's copy, and sign the head it will have. Guests may too; it is only reading.

    Raises `NotFound` for strangers.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    said: dict[str, Plain] = {"party": viewer.party or ""}
    with write_transaction():
        appended = append(engagement=engagement, entries=(Statement(act="exported", by=viewer.person, at=now, said=said),))
        if signer is not None:
            take_checkpoint(engagement=engagement, now=now, signer=signer)
    return TakenHome(appended.size)
