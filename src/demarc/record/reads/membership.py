"""Who is asking: a person of one engagement, as every page and act needs to know them."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.parties import engagement_of, everybody, firms, seats
from demarc.record.reads.lines import PersonLine

__all__ = ["EngagementLine", "Member", "NotFound", "PartyLine", "engagements_of", "member_of"]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A firm of the engagement and the side it stands on."""

    id: str
    name: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in an engagement: who they are, what they may be there, and the engagement's own zone.

    `parties` lists the client first, then the providers.
    """

    engagement: str
    client: str
    zone: str
    person: PersonLine
    party: str
    parties: tuple[PartyLine, ...]
    prefix: str = "A"
    is_lead: bool = False
    is_executive: bool = False
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """An engagement an account takes part in, and as whom."""

    id: str
    client: str
    person: str
    party: str


def member_of(*, engagement: str, account: str, now: datetime) -> Member | None:
    """Tell who the account is in the engagement, or None: not a member, has left, or a guest whose days are over."""
    membership = next((seat for seat in seats(engagement) if seat.account == account), None)
    if membership is None or _over(membership.guest_until, now):
        return None
    person = everybody(engagement).get(membership.person)
    if person is None or _over(person.left_at, now):
        return None
    parties = parties_of(engagement)
    own = next(party for party in parties if party.id == person.party)
    return Member(
        engagement=engagement,
        client=parties[0].name,
        zone=engagement_of(engagement).zone,
        prefix=engagement_of(engagement).prefix,
        person=PersonLine(person.id, person.name, own.name, own.side),
        party=own.id,
        parties=parties,
        is_lead=membership.is_lead,
        is_executive=membership.is_executive,
        is_guest=membership.guest_until is not None,
    )


def parties_of(engagement: str) -> tuple[PartyLine, ...]:
    """List the firms of an engagement, the client first."""
    lines = [PartyLine(party.id, party.name, Side(party.side)) for party in firms(engagement)]
    return tuple(sorted(lines, key=lambda party: party.side is not Side.CLIENT))


def engagements_of(*, account: str, now: datetime) -> tuple[EngagementLine, ...]:
    """List the engagements the account may open now, by client's name."""
    ids = models.Membership.objects.filter(account=account).values_list("engagement", flat=True)
    found = (member_of(engagement=engagement, account=account, now=now) for engagement in ids)
    lines = (EngagementLine(one.engagement, one.client, one.person.name, one.person.party) for one in found if one)
    return tuple(sorted(lines, key=lambda line: line.client))


def _over(end: datetime | None, now: datetime) -> bool:
    return end is not None and end <= now
