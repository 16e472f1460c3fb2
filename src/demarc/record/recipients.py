"""Who gets a side's checkpoints: its own mailbox, or the people who lead it where it has named none."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from demarc.record import models


def recipients(*, engagement: str, now: datetime, before_too: bool = False) -> Iterator[tuple[str, str, str]]:
    """Give party, person and address of each; one of the last two is empty.

    `before_too` also gives the leads of a party that has a mailbox: before it named one, they got the letters.
    """
    keepers = models.Keeper.objects.filter(engagement=engagement).exclude(mailbox="").order_by("party")
    boxes = dict(keepers.values_list("party", "mailbox"))
    yield from ((party, "", box) for party, box in boxes.items())
    seats = models.Membership.objects.filter(engagement=engagement, is_lead=True, guest_until__isnull=True)
    people = models.Person.objects.filter(engagement=engagement, id__in=seats.values("person"))
    people = people if before_too else people.exclude(party__in=boxes)
    for person in people.filter(Q(left_at__isnull=True) | Q(left_at__gt=now)).order_by("id"):
        yield person.party, person.id, ""


def letter_id(size: int, to: str) -> str:
    """Name the letter that brings the checkpoint at this size to a person or an address: the same however often."""
    return sha256(f"checkpoint\n{size}\n{to}".encode()).hexdigest()[:32]
