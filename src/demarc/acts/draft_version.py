"""A draft: a version that one firm works on alone, until it is proposed to both sides or discarded.

Nobody else sees it, and the record holds nothing of it: what was never said binds nobody.
"""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, locked_version, seat_of
from demarc.acts.versions import Proposed, proposal_of, refusal_of, remark, write_version
from demarc.core.matrix.table import Matrix
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.matrix import newest_signed, version_ready
from demarc.record.reads.people import with_keys
from demarc.record.transactions import write_transaction


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft is kept under this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Discarded:
    """The draft is gone from the list."""

    number: int


def keep_draft(*, engagement: str, matrix: Matrix, by: str, now: datetime) -> Drafted | Refused:
    """Keep a matrix as a draft of one's own firm. Raises `NotFound` for strangers."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        version = write_version(engagement, matrix, status="draft", by=seat.person, now=now, starts_at=None)
    return Drafted(version.number)


def propose_draft(
    *, engagement: str, number: int, by: str, now: datetime, starts_at: datetime, why: str
) -> Proposed | Refused:
    """Put a draft of one's own firm before both sides, as `propose_version` does. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    matrix = with_keys(engagement, version_ready(engagement=engagement, number=_own(engagement, number, seat)).matrix)
    if reason := refusal_of(engagement, matrix, now, starts_at, why):
        return Refused(reason)
    with write_transaction():
        version = locked_version(engagement, number, draft=True)
        version.status, version.starts_at, version.base = "proposed", starts_at, newest_signed(engagement)
        version.proposed_by, version.proposed_at = seat.person, now
        version.save(update_fields=["status", "starts_at", "base", "proposed_by", "proposed_at"])
        remark(engagement, number, proposal_of(version, by=seat.person, now=now, why=why))
    return Proposed(number, version.digest)


def discard_draft(*, engagement: str, number: int, by: str, now: datetime) -> Discarded | Refused:
    """Discard a draft of one's own firm. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        mine = models.Version.objects.filter(engagement=engagement, number=_own(engagement, number, seat), status="draft")
        mine.update(status="withdrawn", newcomers=[])
    return Discarded(number)


def _own(engagement: str, number: int, seat: Seat) -> int:
    """See that a version is a draft of the seat's own firm. Raises `NotFound`."""
    draft = models.Version.objects.filter(engagement=engagement, number=number, status="draft").defer("text").first()
    firms = dict(
        models.Person.objects.filter(
            engagement=engagement, id__in=[seat.person, draft.proposed_by if draft else ""]
        ).values_list("id", "party")
    )
    if draft is None or firms.get(draft.proposed_by) != firms[seat.person]:
        raise NotFound("draft", str(number))
    return number
