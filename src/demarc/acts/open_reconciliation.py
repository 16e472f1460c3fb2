"""A reconciliation begins: planned for each provider, opened by time when it is due, or by a lead before."""

from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.reconciliation_seat import reconciliation_for, signer_of
from demarc.core.custody.plain import Plain
from demarc.core.custody.ruling import Period
from demarc.core.instants import micros
from demarc.core.reconciliation import QUARTER, TIME_TO_CLOSE, Matter, next_review
from demarc.core.words import ENGINE, PersonId, Side
from demarc.record import models
from demarc.record.append import append
from demarc.record.reads.quarter import items_between, lines_of_quarter
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


def plan_reconciliations(*, engagement: str, now: datetime) -> None:
    """See that each provider of an engagement has a reconciliation with a date."""
    started = _started(engagement)
    providers = models.Party.objects.filter(engagement=engagement, side=Side.PROVIDER).order_by("id")
    there = models.Reconciliation.objects.filter(engagement=engagement).values_list("provider", flat=True)
    missing = [provider for provider in providers.values_list("id", flat=True) if provider not in {*there}]
    if not missing:
        return
    with write_transaction():
        due = next_review(started, now)
        for provider in missing:
            # Where there was none for long, the first one is about its own quarter and not about years.
            plan_next(engagement, provider, since=max(started, due - QUARTER), due=due)


def plan_next(engagement: str, provider: str, *, since: datetime, due: datetime) -> int:
    """Write down when a provider's next reconciliation opens, inside the caller's `write_transaction`; give its number."""
    # One at a time takes a number.
    models.Engagement.objects.select_for_update().get(id=engagement)
    number = models.Reconciliation.objects.filter(engagement=engagement).count() + 1
    planned = models.Reconciliation.objects.filter(engagement=engagement, provider=provider, closed_at__isnull=True)
    if not planned.exists():
        models.Reconciliation.objects.create(
            engagement=engagement, number=number, provider=provider, since=since, due=due, look_at=due
        )
    return number


def open_reconciliation(*, engagement: str, number: int, by: str, now: datetime) -> models.Reconciliation | Refused:
    """Open a planned reconciliation: what the quarter brought is written down, line by line. Raises `NotFound`.

    Both sides then decide about the same list: what comes later belongs to the next quarter.
    """
    if by != ENGINE:
        seat = signer_of(engagement=engagement, person=by, now=now)
        if isinstance(seat, Refused):
            return seat
    planned = reconciliation_for(engagement=engagement, number=number, by=by, now=now)
    if planned.until is not None:
        return Refused(f"Reconciliation {number} is open already.")
    if planned.since >= now:
        return Refused("There is no time to reconcile yet: the last one covers everything up to now.")
    # Reading a quarter takes a while, and nobody waits for it.
    lines = _lines(planned, now)
    with write_transaction():
        mine = models.Reconciliation.objects.filter(engagement=engagement, number=number, until__isnull=True)
        opened = mine.update(
            until=now,
            opened_by="" if by == ENGINE else by,
            sign_by=max(planned.due, now) + TIME_TO_CLOSE,
            look_at=max(planned.due, now) + TIME_TO_CLOSE,
            next_at=min(next_review(_started(engagement), max(planned.due, now)), now + QUARTER),
        )
        if not opened:
            return Refused(f"Reconciliation {number} is open already.")
        models.ReconciliationLine.objects.bulk_create(lines)
        models.Engagement.objects.filter(id=engagement).update(look_at=None)
        said: dict[str, Plain] = {
            "number": number,
            "since": micros(planned.since),
            "until": micros(now),
            "lines": len(lines),
        }
        append(
            engagement=engagement,
            entries=(Statement(act="reconciliation opened", by=PersonId(by), at=now, said=said),),
        )
    return models.Reconciliation.objects.get(engagement=engagement, number=number)


def _lines(planned: models.Reconciliation, now: datetime) -> list[models.ReconciliationLine]:
    engagement, provider, since = planned.engagement, planned.provider, planned.since
    found = [
        (str(line.matter), line.row, line.topic, [list(pair) for pair in line.items])
        for line in lines_of_quarter(engagement=engagement, provider=provider, since=since, now=now)
    ]
    seen = items_between(engagement, provider)
    rulings = models.Precedent.objects.filter(
        engagement=engagement, period=Period.RECONCILIATION, until__gte=since, at__lt=now, item__in=seen.values("id")
    )
    rows = dict(seen.filter(id__in=rulings.values("item")).values_list("id", "row"))
    found += [(str(Matter.RULING), rows[one.item], one.topic, [[one.item, 0]]) for one in rulings.order_by("at", "item")]
    return [
        models.ReconciliationLine(
            engagement=engagement,
            reconciliation=planned.number,
            line=line,
            matter=matter,
            row=row,
            topic=topic,
            items=items,
        )
        for line, (matter, row, topic, items) in enumerate(found, start=1)
    ]


def _started(engagement: str) -> datetime:
    return models.Engagement.objects.values_list("started_at", flat=True).get(id=engagement)
