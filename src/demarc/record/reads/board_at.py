"""The line at a past instant: whose job each item was then, read from the ledger and not from what stands now.

The items of one page are found by when they were received and closed; what they were is folded from their entries up to
the instant. So the answer is the ledger's own, with the row, the version and the entry by which the holder came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from demarc.core.custody.entries import Entry
from demarc.core.custody.ledger import fold
from demarc.core.custody.states import Act
from demarc.record import models
from demarc.record.access import items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.finding import before, called, worded
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.marks import after_mark, mark_of
from demarc.record.reads.people import people_of
from demarc.record.translate.entries import entry_of

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenLine:
    """Whose job an item was at an instant, and by what.

    `row` (empty: none), `version` and `window` decided; by the entry `seq`, the act `act` at `since`, the holder came, and
    `title` is the right by which they held it. `offered_to` is who was asked to take it then.
    """

    id: str
    number: str
    subject: str
    priority: str
    state: str
    holder: PersonLine
    title: str
    row: str
    version: str
    window: str
    act: str
    since: datetime
    seq: int
    received_at: datetime
    source_number: str = ""
    offered_to: PersonLine | None = None


@dataclass(frozen=True, slots=True)
class BoardThen:
    """One page of what was open at an instant, the newest arrival first.

    `next` is where the next page begins; `began` is when the engagement did.
    """

    lines: tuple[ThenLine, ...]
    next: str
    began: datetime


def board_at(*, engagement: str, by: str, now: datetime, instant: datetime, after: str = "", find: str = "") -> BoardThen:
    """Give what was open at a past instant, for a reader of now. Raises `NotFound`.

    `find` narrows to one item by its number or its source's, or to those with these letters in the subject, among the
    last that had come by then.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    about = engagement_of(engagement)
    there = items_for(viewer).filter(Q(closed_at__isnull=True) | Q(closed_at__gt=instant), received_at__lte=instant)
    there = there.only("id", "number", "subject", "priority", "external", "received_at")
    rows = _found(there, find, after, about.prefix) if find else _listed(there, after)
    shown = rows[:PAGE_LENGTH]
    told = _entries(engagement, [row.id for row in shown], instant)
    people = people_of(engagement=engagement)
    found = (_line(row, told.get(row.id, ()), people, about.prefix) for row in shown)
    return BoardThen(
        tuple(line for line in found if line),
        _mark(shown[-1], find) if len(rows) > PAGE_LENGTH else "",
        about.started_at,
    )


def _listed(there: models.ItemQuerySet, after: str) -> list[models.Item]:
    page = after_mark(there, after, "received_at", newest_first=True)
    return list(page.order_by("-received_at", "-id")[: PAGE_LENGTH + 1])


def _found(there: models.ItemQuerySet, find: str, after: str, prefix: str) -> list[models.Item]:
    exact = called(there, find, prefix)
    if exact:
        return exact[: PAGE_LENGTH + 1]
    newest = there.order_by("-received_at", "-id").values_list("number", flat=True).first()
    return list(before(worded(there, find, newest or 0), after)[: PAGE_LENGTH + 1])


def _mark(last: models.Item, find: str) -> str:
    return str(last.number) if find else mark_of(last.received_at, last.id)


def _entries(engagement: str, items: Sequence[str], instant: datetime) -> dict[str, tuple[tuple[int, Entry], ...]]:
    stored = models.Entry.objects.filter(engagement=engagement, item__in=items, at__lte=instant)
    ordered = stored.order_by("item", "item_version")
    return {
        item: tuple((row.seq, entry_of(row)) for row in rows) for item, rows in groupby(ordered, key=lambda row: row.item)
    }


def _line(
    row: models.Item, entries: Sequence[tuple[int, Entry]], people: Mapping[str, PersonLine], prefix: str
) -> ThenLine | None:
    custody = fold(entry for _, entry in entries)
    if custody is None or not custody.is_open:
        return None
    seq, came = _by_which_the_holder_came(entries)
    return ThenLine(
        id=row.id,
        number=numbered(prefix, row.number),
        subject=row.subject,
        priority=custody.priority,
        state=custody.state,
        holder=people[custody.holder],
        title=custody.title,
        row=custody.row or "",
        version=custody.matrix_version,
        window=custody.window,
        act=came.act,
        since=came.at,
        seq=seq,
        received_at=row.received_at,
        source_number=row.external,
        offered_to=people.get(custody.offered_to or ""),
    )


def _by_which_the_holder_came(entries: Iterable[tuple[int, Entry]]) -> tuple[int, Entry]:
    """Find the newest entry by which whoever holds it came to hold it, or accepted what was routed to them."""
    found, holder, title = None, "", ""
    for seq, entry in entries:
        # Offering, promising and other first acts of the holder accept what the matrix had routed to them.
        if (entry.after.holder, entry.after.title) != (holder, title) or entry.act is Act.ACCEPT:
            found, holder, title = (seq, entry), entry.after.holder, entry.after.title
    assert found is not None, "an open item has an entry"
    return found
