"""Changing a row: a version like any other, with one row said otherwise, for both sides to sign."""

from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.versions import Proposed, propose_change
from demarc.core.matrix.rewrite import RowWish, not_in, rewritten
from demarc.record.access import NotFound, viewer_of
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import with_keys


def propose_row(
    *, engagement: str, row: str, wish: RowWish, seen: str, by: str, now: datetime, starts_at: datetime, why: str
) -> Proposed | Refused:
    """Propose the matrix in force with a row that says what is wished; slots name people by their random id.

    `seen` is the digest of the version the wish was made on. Raises `NotFound` for strangers and unknown rows.
    """
    viewer_of(engagement=engagement, by=by, now=now)
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce as nothing:
        raise NotFound("row", row) from nothing
    if force.matrix.row(row) is None:
        raise NotFound("row", row)
    if force.digest != seen:
        return Refused("Another version has come into force meanwhile: look at the row again, then propose.")
    if trouble := " ".join(not_in(force.matrix, wish)):
        return Refused(trouble)
    if not wish.slots.accountable:
        return Refused("A row without somebody accountable is refused: name one person or post.")
    new = rewritten(force.matrix, row, wish)
    if new is None:
        return Refused("Nothing would change: the row says so already.")
    return propose_change(
        engagement=engagement,
        matrix=with_keys(engagement, new),
        about=f"with another {row}",
        by=by,
        now=now,
        starts_at=starts_at,
        why=why,
    )
