"""Forgetting somebody who has left: their name and addresses go, and the random id in the record names nobody any more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from demarc.acts.outcome import Refused
from demarc.acts.perform import GUESTS_ONLY_READ
from demarc.core.custody.entries import Private
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.erasing import leave_no_trace
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

NOBODY = "Somebody who left"
SHORTEST = 4
"""A name this short may be part of many words, so letters are searched for longer ones only."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The person of this id has no name and no address here any more."""

    person: str


def erase_person(*, engagement: str, person: str, why: str, by: str, now: datetime) -> Forgotten | Refused:
    """Erase name and addresses of somebody who has left, for a lead or executive of their firm. Raises `NotFound`.

    What others wrote about them in words is theirs to erase, text by text.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    leaver = models.Person.objects.filter(engagement=engagement, id=person).first()
    if leaver is None:
        raise NotFound("person", person)
    seat = models.Membership.objects.filter(engagement=engagement, person=by).first()
    if seat is not None and seat.guest_until is not None:
        return Refused(GUESTS_ONLY_READ)
    if seat is None or not (seat.is_lead or seat.is_executive) or viewer.party != leaver.party:
        return Refused("Erasing is refused: a lead or executive of their firm erases somebody who has left.")
    if not _is_gone(leaver, now):
        return Refused("Erasing is refused: they take part still; what is held by somebody needs a name.")
    if not why.strip():
        return Refused("Erasing is refused without a reason: say why, so that both sides can tell it from hiding.")
    with write_transaction():
        _forget(leaver)
        said = {"person": person, "field": "name"}
        private = (Private("why", why.strip()),)
        statement = Statement(act="erased", by=PersonId(by), at=now, said=said, private=private)
        append(engagement=engagement, entries=(statement,))
        transaction.on_commit(leave_no_trace)
    return Forgotten(person)


def _is_gone(leaver: models.Person, now: datetime) -> bool:
    if leaver.left_at is not None and leaver.left_at <= now:
        return True
    seats = models.Membership.objects.filter(engagement=leaver.engagement, person=leaver.id)
    return seats.filter(guest_until__lte=now).exists()


def _forget(leaver: models.Person) -> None:
    """Take the name out of its own row, of proposals and letters; their filters and an account of no other use go too."""
    here = {"engagement": leaver.engagement}
    for version in models.Version.objects.filter(**here).exclude(newcomers=[]):
        left = [one for one in version.newcomers if one["id"] != leaver.id]
        models.Version.objects.filter(**here, number=version.number).update(newcomers=left)
    if len(leaver.name) >= SHORTEST:
        for field in ("subject", "text"):
            letters = models.Outbox.objects.filter(Q(**{f"{field}__contains": leaver.name}), **here)
            letters.update(**{field: Replace(F(field), Value(leaver.name), Value(NOBODY))})
    models.SavedFilter.objects.filter(**here, person=leaver.id).delete()
    models.Person.objects.filter(**here, id=leaver.id).update(name=NOBODY, key=leaver.id, email="", phone="")
    seats = models.Membership.objects.filter(**here, person=leaver.id)
    for account in list(seats.values_list("account", flat=True)):
        seats.delete()
        if not models.Membership.objects.filter(account=account).exists():
            models.OneTime.objects.filter(account=account).delete()
            models.Account.objects.filter(id=account).delete()
