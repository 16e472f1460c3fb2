"""Keeping what was ruled or settled, so that it is there when the case comes again."""

from datetime import datetime

from demarc.acts.gather import Case
from demarc.core.custody.entries import Entry
from demarc.core.custody.ruling import Period
from demarc.core.matrix.amend import region
from demarc.record import models
from demarc.record.reads.reconciliation_state import next_reconciliation


def keep_precedent(case: Case, entry: Entry, *, period: Period, dispute: str = "") -> None:
    """Write down a ruling or settlement about a case, inside the caller's `write_transaction`."""
    if case.custody.drill:
        # What was only practised teaches the people, and never the matrix.
        return
    matrix, about = case.world.matrix, case.about
    row = matrix.row(entry.after.row) if entry.after.row else None
    topic = matrix.topic(about.topic)
    models.Precedent.objects.create(
        engagement=case.world.engagement,
        item=entry.item,
        item_version=entry.item_version,
        dispute=dispute,
        topic=about.topic,
        function=row.function if row else topic.function if topic else "",
        scope={aspect: sorted(values) for aspect, values in region(matrix, about.facts)},
        holder=str(entry.said["holder"]),
        by=entry.by,
        act=str(entry.act),
        period=str(period),
        at=entry.at,
        until=_until(case.world.engagement, period, entry.at),
    )


def _until(engagement: str, period: Period, at: datetime) -> datetime | None:
    match period:
        case Period.ONCE:
            return at
        case Period.PERMANENT:
            return None
        case Period.RECONCILIATION:
            return next_reconciliation(engagement=engagement, now=at)
