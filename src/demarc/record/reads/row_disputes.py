"""Disputes about rows: where two readings met, whose turn it is, and the draft they ended in."""

from dataclasses import dataclass
from datetime import datetime

from demarc.record import models
from demarc.record.access import items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.people import people_of

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDisputeLine:
    """A dispute about a row: its item, where the readings met, who must act until when, and the draft, if there is one.

    `row` is empty where no row takes the case.
    """

    item: str
    number: str
    subject: str
    row: str
    source: str
    state: str
    holder: PersonLine
    received_at: datetime
    due: datetime | None
    draft: int | None


def row_disputes(*, engagement: str, by: str, now: datetime) -> tuple[RowDisputeLine, ...]:
    """List the disputes about rows the reader may see, the open ones first. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    about = {one.item: one for one in models.RowDispute.objects.filter(engagement=engagement)}
    items = items_for(viewer).filter(id__in=about).order_by("-number")[:SHOWN_AT_ONCE]
    drafts = dict(models.Amendment.objects.filter(engagement=engagement, item__in=about).values_list("item", "version"))
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix
    lines = [
        RowDisputeLine(
            item=item.id,
            number=numbered(prefix, item.number),
            subject=item.subject,
            row=about[item.id].row,
            source=about[item.id].source,
            state=item.state,
            holder=people[item.holder],
            received_at=item.received_at,
            due=item.next_due,
            draft=drafts.get(item.id),
        )
        for item in items
    ]
    return tuple(sorted(lines, key=lambda line: line.state == "closed"))
