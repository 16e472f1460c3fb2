"""The one way into a buyer's file: by a link. A link opens what is its own, and says nothing of any other."""

from datetime import datetime

from demarc.core.fit.answers import Answerer
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.access import NotFound

RESULT = "result"
"""Whose link shows the file: the executive's, or whoever opened it."""

TWO = ("first", "second")
"""Who scores vendors."""

ANSWERERS = tuple(str(who) for who in Answerer)


def link_for(*, token: str, now: datetime, who: tuple[str, ...] = ()) -> models.BuyerAnswers:
    """Fetch a link. Raises `NotFound` for one that is none, whose file is gone, or that is nobody's of `who`."""
    living = models.BuyerFile.objects.filter(expires_at__gt=now).values("engagement")
    found = models.BuyerAnswers.objects.filter(token_hash=token_hash(token), engagement__in=living).first()
    if found is None or (who and found.who not in who):
        raise NotFound("link", "this one")
    return found


def file_for(*, token: str, now: datetime, who: tuple[str, ...] = (RESULT,)) -> models.BuyerFile:
    """Fetch the file that a link is into. Raises `NotFound`."""
    return models.BuyerFile.objects.get(engagement=link_for(token=token, now=now, who=who).engagement)


def file_to_change(*, token: str, now: datetime, who: tuple[str, ...] = (RESULT,)) -> models.BuyerFile:
    """Fetch the file inside the caller's `write_transaction`; nobody else changes it meanwhile. Raises `NotFound`."""
    link = link_for(token=token, now=now, who=who)
    return models.BuyerFile.objects.select_for_update().get(engagement=link.engagement)


def vendor_of(file: models.BuyerFile, number: int) -> models.BuyerVendor:
    """Fetch a vendor of a file. Raises `NotFound`."""
    found = models.BuyerVendor.objects.filter(engagement=file.engagement, number=number).first()
    if found is None:
        raise NotFound("vendor", str(number))
    return found
