"""A lead lets a link to sign in be mailed to somebody of their own side, who cannot find the entrance by themselves."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.mail_link import AT_ONCE, mail_link_to
from demarc.acts.outcome import Refused
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of

WHY = "a lead of your firm asked Demarc to send it to you."


@dataclass(frozen=True, slots=True)
class Sent:
    """The link is on its way to the address the person signs in with; nobody else sees it."""

    person: PersonId


def send_link(*, engagement: str, person: str, by: str, now: datetime) -> Sent | Refused:
    """Mail a link to a person of one's own party, for its lead. Raises `NotFound` for strangers and for who is not there.

    The link goes to the person alone: whoever asks for it never learns what would sign them in as somebody else.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    seats = models.Membership.objects.filter(engagement=engagement, guest_until__isnull=True)
    if viewer.guest or not seats.filter(person=by, is_lead=True).exists():
        return Refused("`send link` is refused: a lead does it, for the people of their own party.")
    account = seats.filter(person=person).values_list("account", flat=True).first()
    if account is None or viewer_of(engagement=engagement, by=person, now=now).party != viewer.party:
        raise NotFound("person", person)
    if not mail_link_to(account=account, now=now, why=WHY):
        return Refused(f"Nothing was sent: {AT_ONCE} links wait there already, unused. Each works for half an hour.")
    return Sent(PersonId(person))
