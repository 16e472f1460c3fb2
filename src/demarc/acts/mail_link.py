"""Asking for a sign-in link by mail. Whoever asks hears the same, whether there is such an account or not."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from demarc.acts.sign_in import LINK_LASTS, offer_link
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.transactions import write_transaction

AT_ONCE = 3
"""Links an account may have waiting; asking for more sends nothing until one is used or has run out."""

ABOUT = "sign-in"
_TEXT = """\
This link signs you in to Demarc, once, within {minutes} minutes. Nobody else needs to see it.

Why you: {why} If you do not want it, leave it: nothing happens.
"""
AT_THE_ENTRANCE = "somebody, perhaps you, asked for it with your address on the entrance page."


def mail_link(*, email: str, now: datetime) -> None:
    """Send a link to an address, where somebody who takes part has it."""
    account = models.Account.objects.filter(email=email.strip().casefold()).values_list("id", flat=True).first()
    if account is not None:
        mail_link_to(account=account, now=now)


def mail_link_to(*, account: str, now: datetime, why: str = AT_THE_ENTRANCE) -> bool:
    """Send a link to the address of an account, unless enough of them wait there; tell whether it was sent."""
    seat = next(_seats(account, now), None)
    if seat is None or _waiting(account, now) >= AT_ONCE:
        return False
    engagement, person = seat
    token = offer_link(engagement=engagement, person=person, now=now)
    with write_transaction():
        models.Outbox.objects.create(
            engagement=engagement,
            id=sha256(f"{ABOUT}:{token_hash(token)}".encode()).hexdigest()[:32],
            person=person,
            about=ABOUT,
            subject="Your link to sign in",
            text=_TEXT.format(minutes=int(LINK_LASTS.total_seconds() // 60), why=why),
            link=f"enter {token}",
            urgent=True,
            written_at=now,
            due=now,
        )
    return True


def _seats(account: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Give who the account still is, the engagement begun last first."""
    memberships = models.Membership.objects.filter(account=account).exclude(guest_until__lte=now)
    persons = dict(memberships.values_list("engagement", "person"))
    begun = models.Engagement.objects.filter(id__in=persons).order_by("-started_at", "id").values_list("id", flat=True)
    here = models.Person.objects.filter(engagement__in=persons, id__in=persons.values()).exclude(left_at__lte=now)
    present = set(here.values_list("engagement", "id"))
    yield from ((one, persons[one]) for one in begun if (one, persons[one]) in present)


def _waiting(account: str, now: datetime) -> int:
    return models.OneTime.objects.filter(account=account, used_at=None, expires_at__gt=now).count()
