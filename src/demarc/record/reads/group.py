"""A group: the signals of one cause on one item, and those of the items that were merged into it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from demarc.record import models
from demarc.record.access import NotFound, items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered

PAGE_LENGTH = 50
PLACE = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal as it came in: when, what it said, and whether it said that the trouble is over."""

    at: datetime
    subject: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """One page of the signals on an item, oldest first; `next` is where the next page begins, empty at the end."""

    id: str
    number: str
    subject: str
    total: int
    lines: tuple[SignalLine, ...]
    next: str


def items_in(engagement: str, item: str) -> tuple[str, ...]:
    """Name the item and every item that was merged into it, directly or by way of another."""
    found = {item: None}
    edge = [item]
    while edge:
        gone = models.Item.objects.filter(engagement=engagement, into__in=edge).exclude(into="")
        edge = [id_ for id_ in gone.values_list("id", flat=True) if id_ not in found]
        found.update(dict.fromkeys(edge))
    return tuple(found)


def members_of(engagement: str, item: str) -> int:
    """Count the signals grouped on an item."""
    return models.Signal.objects.filter(engagement=engagement, item__in=items_in(engagement, item)).count()


def signals_on(engagement: str, items: Sequence[str]) -> Counter[str]:
    """Count the signals on each of several items, without what was merged into them."""
    signals = models.Signal.objects.filter(engagement=engagement, item__in=items)
    return Counter(dict(signals.values_list("item").annotate(members=Count("position"))))


def group_page(*, engagement: str, item: str, by: str, now: datetime, after: str = "") -> GroupPage:
    """Give one page of the signals grouped on an item. Raises `NotFound` for what they may not see."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    visible = {one.id: one for one in items_for(viewer).filter(id__in=items_in(engagement, item)).defer("custody")}
    stored = visible.get(item)
    if stored is None:
        raise NotFound("item", item)
    prefix = engagement_of(engagement).prefix
    signals = models.Signal.objects.filter(engagement=engagement, item__in=tuple(visible))
    total = signals.count()
    first = _place(after)
    rows = list(signals.order_by("received_at", "inbox", "position")[first : first + PAGE_LENGTH])
    lines = tuple(SignalLine(row.received_at, row.subject, row.state) for row in rows)
    following = str(first + PAGE_LENGTH) if first + PAGE_LENGTH < total else ""
    return GroupPage(
        id=stored.id,
        number=numbered(prefix, stored.number),
        subject=stored.subject,
        total=total,
        lines=lines,
        next=following,
    )


def _place(after: str) -> int:
    return int(after) if PLACE.fullmatch(after) else 0
