"""Who may act on a reconciliation, and the reconciliation they act on."""

from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, seat_of
from demarc.record import models
from demarc.record.access import NotFound, viewer_of

ONLY_LEADS = "This is refused: the leads of both sides and the client's executive decide in a reconciliation."


def signer_of(*, engagement: str, person: str, now: datetime) -> Seat | Refused:
    """Tell whether somebody decides for their side. Raises `NotFound` for strangers."""
    seat = seat_of(engagement=engagement, person=person, now=now)
    return Refused(ONLY_LEADS) if isinstance(seat, Seat) and not seat.signs else seat


def reconciliation_for(
    *, engagement: str, number: int, by: str, now: datetime, lock: bool = False
) -> models.Reconciliation:
    """Fetch a reconciliation on behalf of a person; of rival providers each sees its own. Raises `NotFound`.

    With `lock`, inside a write transaction, nobody else changes it meanwhile.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    there = models.Reconciliation.objects.filter(engagement=engagement, number=number)
    # Rows are locked where the database has such locks; SQLite lets one writer in at a time anyway.
    found = (there.select_for_update() if lock else there).first()
    if found is None or (viewer.narrowed and found.provider != viewer.party):
        raise NotFound("reconciliation", str(number))
    return found


def line_for(one: models.Reconciliation, line: int) -> models.ReconciliationLine:
    """Fetch a line of a reconciliation that may be seen. Raises `NotFound`."""
    lines = models.ReconciliationLine.objects.filter(engagement=one.engagement, reconciliation=one.number, line=line)
    found = lines.first()
    if found is None:
        raise NotFound("line", str(line))
    return found


def not_open(one: models.Reconciliation) -> str:
    """Say why nothing can be decided in a reconciliation, or nothing."""
    if one.until is None:
        return f"Reconciliation {one.number} is not open yet: open it first."
    if one.closed_at is not None:
        return f"Reconciliation {one.number} is closed: both sides have signed it."
    return ""
