"""Readers for some days: the client lets an auditor or a second opinion read along, without the other side's leave.

They see what both sides see, act on nothing, and what they open is written down.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.acts.cosign import ADDRESS, is_address
from demarc.acts.outcome import Refused
from demarc.acts.sign_in import offer_link
from demarc.acts.version_seat import Seat, seat_of
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ID_BYTES = 8
LONGEST_DAYS = 90
LINK_LASTS = timedelta(days=3)
ONCE_A = timedelta(days=1)
WHO = "This is refused: the client's lead or executive lets a reader in."


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody may read until then; the link's token is given this once."""

    person: str
    until: datetime
    token: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The reader's days are over from this instant."""

    person: str


def invite_reader(*, engagement: str, name: str, email: str, days: int, by: str, now: datetime) -> Invited | Refused:
    """Let somebody read for some days, for the client. Nobody else has to agree. Raises `NotFound` for strangers."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if refused := _refused(seat):
        return refused
    assert isinstance(seat, Seat)
    name, email = " ".join(name.split()), email.strip()
    if not name or len(name) > ADDRESS or not is_address(email):
        return Refused("This is refused: name whom you let in, and their mail address.")
    if not 1 <= days <= LONGEST_DAYS:
        return Refused(f"This is refused: a reader is let in for 1 to {LONGEST_DAYS} days.")
    until, person = now + timedelta(days=days), secrets.token_hex(ID_BYTES)
    party = viewer_of(engagement=engagement, by=by, now=now).party or ""
    with write_transaction():
        fresh = {"id": secrets.token_hex(ID_BYTES), "created_at": now}
        account, _ = models.Account.objects.get_or_create(email=email.casefold(), defaults=fresh)
        if models.Membership.objects.filter(engagement=engagement, account=account.id).exists():
            return Refused(f"This is refused: `{email}` takes part already, or did; choose another address.")
        about = {"key": f"reader-{person}", "name": name, "party": party, "email": email}
        models.Person.objects.create(engagement=engagement, id=person, **about)
        models.Membership.objects.create(engagement=engagement, account=account.id, person=person, guest_until=until)
        said: dict[str, Plain] = {"person": person, "until": micros(until)}
        append(engagement=engagement, entries=(Statement(act="invited", by=seat.person, at=now, said=said),))
    return Invited(person, until, offer_link(engagement=engagement, person=person, now=now, lasts=LINK_LASTS))


def end_reading(*, engagement: str, person: str, by: str, now: datetime) -> Ended | Refused:
    """End a reader's days now. Raises `NotFound` for strangers, and where there is no such reader."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if refused := _refused(seat):
        return refused
    assert isinstance(seat, Seat)
    with write_transaction():
        guests = models.Membership.objects.filter(engagement=engagement, person=person, guest_until__gt=now)
        if not guests.update(guest_until=now):
            raise NotFound("reader", person)
        entry = Statement(act="ended", by=seat.person, at=now, said={"person": person})
        append(engagement=engagement, entries=(entry,))
    return Ended(person)


def note_look(*, engagement: str, page: str, by: str, now: datetime) -> bool:
    """Write down that a reader opened a page, once a day for each; tell whether that was news. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if not viewer.guest:
        return False
    looks = models.Entry.objects.filter(engagement=engagement, item="", act="looked", at__gt=now - ONCE_A)
    seen = (json.loads(public) for public in looks.values_list("public", flat=True))
    if any(one["by"] == by and one["said"]["page"] == page for one in seen):
        return False
    with write_transaction():
        entry = Statement(act="looked", by=viewer.person, at=now, said={"page": page})
        append(engagement=engagement, entries=(entry,))
    return True


def _refused(seat: Seat | Refused) -> Refused | None:
    if isinstance(seat, Refused):
        return seat
    return None if seat.signs and seat.side is Side.CLIENT else Refused(WHO)
