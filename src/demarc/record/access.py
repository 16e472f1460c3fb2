"""The one way to fetch an object on behalf of a person. What somebody may not see is, for them, not there.

Client and sole provider see every item of their engagement; of several providers each sees only what `Sight` shows it.
"""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import ENGINE, PartyId, PersonId, Side
from demarc.record import models
from demarc.record.once import once
from demarc.record.parties import everybody, firms, seats
from demarc.record.sight import rivals


class NotFound(Exception):
    """There is no such thing, or not for this person; which of the two is never said."""

    def __init__(self, what: str, given: str) -> None:
        super().__init__(f"there is no {what} `{given}`, or it is not yours to see")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks or acts: a present person of the engagement, or the engine, which sees everything.

    `narrowed` says whether only the items in `Sight` are theirs to see. A guest of some days sees what both sides see:
    no internal text, also not of the party that let them in.
    """

    engagement: str
    person: PersonId
    party: PartyId | None
    side: Side | None
    narrowed: bool = False
    guest: bool = False

    @property
    def own(self) -> PartyId | None:
        """The party whose internal texts are theirs to read."""
        return None if self.guest else self.party


@once
def viewer_of(*, engagement: str, by: str, now: datetime) -> Viewer:
    """Tell who is looking. Raises `NotFound` for strangers, for who has left and for guests whose days are over."""
    if by == ENGINE:
        return Viewer(engagement, ENGINE, None, None)
    person = everybody(engagement).get(by)
    if person is None or (person.left_at is not None and person.left_at <= now):
        raise NotFound("engagement", engagement)
    membership = next((seat for seat in seats(engagement) if seat.person == by), None)
    if membership is not None and membership.guest_until is not None and membership.guest_until <= now:
        raise NotFound("engagement", engagement)
    party = next(firm for firm in firms(engagement) if firm.id == person.party)
    narrowed = party.side == Side.PROVIDER and party.id in rivals(engagement)
    guest = membership is not None and membership.guest_until is not None
    return Viewer(engagement, PersonId(person.id), PartyId(party.id), Side(party.side), narrowed, guest)


def items_for(viewer: Viewer) -> models.ItemQuerySet:
    """Narrow the items of the engagement to those the viewer may see."""
    items = models.Item.objects.filter(engagement=viewer.engagement)
    if not viewer.narrowed:
        return items
    seen = models.Sight.objects.filter(engagement=viewer.engagement, party=viewer.party or "")
    return items.filter(id__in=seen.values("item"))


def item_for(*, engagement: str, item: str, by: str, now: datetime) -> models.Item:
    """Fetch one item for a person. Raises `NotFound`."""
    found = items_for(viewer_of(engagement=engagement, by=by, now=now)).filter(id=item).first()
    if found is None:
        raise NotFound("item", item)
    return found


def privates_for(viewer: Viewer) -> "models.PrivateQuerySet":
    """Narrow the private texts of the engagement to those written for everybody or for the viewer's own party."""
    texts = models.Private.objects.filter(engagement=viewer.engagement)
    if viewer.guest:
        return texts.filter(party="")
    return texts if viewer.person == ENGINE else texts.readable_by(viewer.party or "")
