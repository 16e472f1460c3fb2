"""Who may act on a version of the matrix, and the version they act on."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.perform import GUESTS_ONLY_READ
from demarc.core.words import PersonId, Side
from demarc.record import models
from demarc.record.access import NotFound, viewer_of


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts on a version: a member that is no guest, their side, and whether they sign for it."""

    person: PersonId
    side: Side
    signs: bool


def seat_of(*, engagement: str, person: str, now: datetime) -> Seat | Refused:
    """Tell whether somebody may act on versions. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=person, now=now)
    membership = models.Membership.objects.filter(engagement=engagement, person=person).first()
    if membership is None or viewer.side is None:
        return Refused("This is refused: versions are proposed, discussed and signed by people of the two sides.")
    if membership.guest_until is not None:
        return Refused(GUESTS_ONLY_READ)
    signs = membership.is_lead or (membership.is_executive and viewer.side is Side.CLIENT)
    return Seat(viewer.person, viewer.side, signs)


def locked_version(engagement: str, number: int, *, draft: bool = False) -> models.Version:
    """Fetch a version inside a write transaction, so that nobody signs it meanwhile. Raises `NotFound`.

    A draft is there only for who asks for one: to everybody else it is no version yet.
    """
    # Rows are locked where the database has such locks; SQLite lets one writer in at a time anyway.
    version = models.Version.objects.select_for_update().filter(engagement=engagement, number=number).first()
    if version is None or (version.status == "draft") is not draft:
        raise NotFound("version", str(number))
    return version
