"""How far a reconciliation has come: what is owed, and when the next one is."""

from collections.abc import Sequence
from datetime import datetime

from demarc.core.reconciliation import next_review
from demarc.core.words import Side
from demarc.record.models import (
    Engagement,
    Party,
    Reconciliation,
    ReconciliationLine,
    ReconciliationSignature,
)
from demarc.record.translate.reconciliations import digest_of


def next_reconciliation(*, engagement: str, now: datetime) -> datetime:
    """Tell when the next reconciliation opens: the earliest that is planned and lies ahead, else by the quarters."""
    planned = Reconciliation.objects.filter(engagement=engagement, until__isnull=True, due__gt=now).order_by("due")
    due = planned.values_list("due", flat=True).first()
    if due is not None:
        return due
    return next_review(Engagement.objects.values_list("started_at", flat=True).get(id=engagement), now)


def unsigned_sides(one: Reconciliation, lines: Sequence[ReconciliationLine]) -> tuple[Side, ...]:
    """List the sides whose signature under the list as it stands is missing."""
    signed = ReconciliationSignature.objects.filter(engagement=one.engagement, reconciliation=one.number)
    sides = set(signed.filter(digest=digest_of(one, lines)).values_list("side", flat=True))
    return tuple(side for side in Side if side not in sides)


def what_is_owed(one: Reconciliation) -> str:
    """Say in a sentence what keeps an open reconciliation from being closed."""
    lines = list(ReconciliationLine.objects.filter(engagement=one.engagement, reconciliation=one.number).order_by("line"))
    undecided = sum(not line.how for line in lines)
    if undecided:
        waits = "waits" if undecided == 1 else "wait"
        return f"{undecided} of {len(lines)} line{'' if len(lines) == 1 else 's'} {waits} to be decided."
    client = Engagement.objects.values_list("client", flat=True).get(id=one.engagement)
    provider = Party.objects.values_list("name", flat=True).get(engagement=one.engagement, id=one.provider)
    names = {Side.CLIENT: client, Side.PROVIDER: provider}
    owed = " and ".join(names[side] for side in unsigned_sides(one, lines))
    return f"Every line is decided; {owed} {'have' if ' and ' in owed else 'has'} not signed."
