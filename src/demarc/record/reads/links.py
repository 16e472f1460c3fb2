"""One-time links as the entrance shows them before anybody signs in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.reads.membership import parties_of


class LinkState(StrEnum):
    """Whether a link still opens the door."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link and whom it signs in. Names are told only while it is good."""

    state: LinkState
    name: str = ""
    client: str = ""


def link_for(*, token: str, now: datetime) -> LinkLine:
    """Look at a link without using it: mail programs do so before people can."""
    link = models.OneTime.objects.filter(token_hash=token_hash(token)).first()
    if link is None:
        return LinkLine(LinkState.UNKNOWN)
    if link.used_at is not None:
        return LinkLine(LinkState.USED)
    if link.expires_at <= now:
        return LinkLine(LinkState.EXPIRED)
    person = models.Person.objects.filter(engagement=link.engagement, id=link.person).first()
    seats = models.Membership.objects.filter(engagement=link.engagement, person=link.person)
    over = seats.filter(guest_until__lte=now).exists()
    if person is None or over or (person.left_at is not None and person.left_at <= now):
        return LinkLine(LinkState.EXPIRED)
    return LinkLine(LinkState.GOOD, person.name, parties_of(link.engagement)[0].name)
