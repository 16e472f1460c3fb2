"""Vendors of a buyer's file: who is weighed, what their proposals said, and what two heard of them, each alone."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from demarc.core.interview.heard import Sheet
from demarc.core.interview.kit import MUST
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.buyer_access import TWO, file_to_change, link_for, vendor_of
from demarc.record.transactions import write_transaction
from demarc.record.translate.buyers import plain_heard

MOST_VENDORS = 8


def add_vendor(*, token: str, name: str, now: datetime) -> bool:
    """Add a vendor; tell whether there was room for it and it was not there yet. Raises `NotFound`."""
    with write_transaction():
        file = file_to_change(token=token, now=now)
        there = models.BuyerVendor.objects.filter(engagement=file.engagement)
        if there.count() >= MOST_VENDORS or there.filter(name=name).exists():
            return False
        last = there.aggregate(last=Max("number"))["last"] or 0
        models.BuyerVendor.objects.create(engagement=file.engagement, number=last + 1, name=name)
    return True


def drop_vendor(*, token: str, vendor: int, now: datetime) -> None:
    """Forget a vendor, with all that was kept of it. Raises `NotFound`."""
    with write_transaction():
        file = file_to_change(token=token, now=now)
        vendor_of(file, vendor)
        models.BuyerScores.objects.filter(engagement=file.engagement, vendor=vendor).delete()
        models.BuyerVendor.objects.filter(engagement=file.engagement, number=vendor).delete()


def name_two(*, token: str, names: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Name the two who score, and give the token of each by name; earlier links of theirs end. Raises `NotFound`."""
    tokens = {who: secrets.token_urlsafe(24) for who in TWO}
    with write_transaction():
        file = file_to_change(token=token, now=now)
        for who, name in zip(TWO, names, strict=True):
            models.BuyerAnswers.objects.update_or_create(
                engagement=file.engagement, who=who, defaults={"name": name, "token_hash": token_hash(tokens[who])}
            )
    return {name: tokens[who] for who, name in zip(TWO, names, strict=True)}


def score_vendor(*, token: str, vendor: int, sheet: Sheet, give: bool, now: datetime) -> bool:
    """Keep what one of the two heard, as a draft or for good; tell whether that was still possible.

    What both have given stands. Raises `NotFound` for any other link, and `ValueError` when scores are given that leave
    out a question everybody is asked.
    """
    if give and any(key not in sheet or sheet[key].score is None for key in MUST):
        raise ValueError("a question that every vendor is asked has no score")
    with write_transaction():
        file = file_to_change(token=token, now=now, who=TWO)
        who = link_for(token=token, now=now, who=TWO).who
        vendor_of(file, vendor)
        scores = models.BuyerScores.objects.filter(engagement=file.engagement, vendor=vendor)
        if scores.exclude(given_at=None).count() == len(TWO):
            return False
        models.BuyerScores.objects.update_or_create(
            engagement=file.engagement,
            vendor=vendor,
            who=who,
            defaults={"heard": plain_heard(sheet), "given_at": now if give else None},
        )
    return True


def bring_sheet(*, token: str, vendor: int, sheet: Sequence[Mapping[str, Any]] | None, now: datetime) -> None:
    """Let a score sheet stand in the place of what was scored here; None takes it away again. Raises `NotFound`."""
    with write_transaction():
        file = file_to_change(token=token, now=now)
        vendor_of(file, vendor)
        models.BuyerVendor.objects.filter(engagement=file.engagement, number=vendor).update(
            sheet=list(sheet) if sheet is not None else None, brought_at=now if sheet is not None else None
        )


def keep_review(*, token: str, vendor: int, review: Mapping[str, Any] | None, now: datetime) -> None:
    """Keep the review of a vendor's proposal, never the proposal; None forgets it. Raises `NotFound`."""
    with write_transaction():
        file = file_to_change(token=token, now=now)
        vendor_of(file, vendor)
        models.BuyerVendor.objects.filter(engagement=file.engagement, number=vendor).update(
            review=dict(review) if review is not None else None, reviewed_at=now if review is not None else None
        )
