"""Signing in with a link that works once: offer it, redeem it. Only the hash of its token is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.transactions import write_transaction

LINK_LASTS = timedelta(minutes=30)


class WhyNot(StrEnum):
    """Why a link does not open the door."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who signed in: the account, and the engagement and person the link was for."""

    account: str
    engagement: str
    person: str


class NoAccount(LookupError):
    """A person of the engagement has no account to sign in with."""

    def __init__(self, person: str, engagement: str) -> None:
        super().__init__(f"person `{person}` of engagement `{engagement}` has no account: make them a member first")


def offer_link(*, engagement: str, person: str, now: datetime, lasts: timedelta = LINK_LASTS) -> str:
    """Make a link's token for a person. Raises `NoAccount` for somebody who is not a member."""
    membership = models.Membership.objects.filter(engagement=engagement, person=person).first()
    if membership is None:
        raise NoAccount(person, engagement)
    token = secrets.token_urlsafe(32)
    with write_transaction():
        models.OneTime.objects.create(
            engagement=engagement,
            token_hash=token_hash(token),
            account=membership.account,
            person=person,
            expires_at=now + lasts,
        )
    return token


def redeem(*, token: str, now: datetime) -> Seat | WhyNot:
    """Use a link up. Two who try at once: one gets the seat, the other hears that it was used."""
    link = models.OneTime.objects.filter(token_hash=token_hash(token)).first()
    if link is None:
        return WhyNot.UNKNOWN
    if link.used_at is None and (link.expires_at <= now or _has_left(link, now)):
        return WhyNot.EXPIRED
    unused = models.OneTime.objects.filter(engagement=link.engagement, token_hash=link.token_hash, used_at=None)
    with write_transaction():
        won = unused.update(used_at=now)
    return Seat(link.account, link.engagement, link.person) if won else WhyNot.USED


def _has_left(link: models.OneTime, now: datetime) -> bool:
    """Tell whether the person takes part no longer: they have left, or were a guest whose days are over."""
    gone = models.Person.objects.filter(engagement=link.engagement, id=link.person, left_at__lte=now)
    seats = models.Membership.objects.filter(engagement=link.engagement, person=link.person)
    return gone.exists() or seats.filter(guest_until__lte=now).exists()
