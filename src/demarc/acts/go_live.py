"""Letting one lane go live: the matrix in force, with this lane live, proposed to both sides."""

from dataclasses import replace
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import seat_of
from demarc.acts.versions import Proposed, propose_version
from demarc.core.matrix.table import Matrix
from demarc.record.access import NotFound
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import with_keys


def let_lane_go_live(*, engagement: str, lane: str, by: str, now: datetime, starts_at: datetime) -> Proposed | Refused:
    """Propose that an observed lane goes live. Raises `NotFound` for strangers and for a lane that is not there."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    matrix = with_keys(engagement, matrix_in_force(engagement=engagement, now=now).matrix)
    found = next((one for one in matrix.lanes if one.name == lane), None)
    if found is None:
        raise NotFound("lane", lane)
    if found.live:
        return Refused(f"The lane `{found.title}` is live already.")
    return propose_version(
        engagement=engagement,
        matrix=_live(matrix, lane),
        by=by,
        now=now,
        starts_at=starts_at,
        why=f"The lane {found.title} goes live: from then on its clocks call people.",
    )


def _live(matrix: Matrix, lane: str) -> Matrix:
    lanes = tuple(replace(one, live=True) if one.name == lane else one for one in matrix.lanes)
    return replace(matrix, version=f"{matrix.version} with {lane}", lanes=lanes)
