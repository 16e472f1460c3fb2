"""Lists of items, page by page: a page begins where the last one ended, so no page costs more than the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from demarc.core.custody.states import Act
from demarc.core.words import ItemKind
from demarc.record.access import items_for, viewer_of
from demarc.record.models import Entry, Item, ItemQuerySet
from demarc.record.models.items import CLOSED
from demarc.record.parties import engagement_of
from demarc.record.reads.finding import LATELY, before, called, newest_number, worded
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine
from demarc.record.reads.marks import after_mark, mark_of, soonest
from demarc.record.reads.mine import Mine
from demarc.record.reads.people import people_of
from demarc.record.reads.questions import questions_of
from demarc.record.reads.queue import queued_for

PAGE_LENGTH = 50
LISTS: Mapping[str, str] = {
    "open": "All open",
    "waiting": "Wait for me",
    "holding": "I hold",
    "offered": "I have offered",
    "late": "Late",
    "due": "Due",
    "queue": "My side's queue",
    "closed": "Closed",
}
"""The lists one can ask for, and their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsPage:
    """One page of a list. `next` is where the next page begins, empty at the end.

    `lately` says that a word was looked for among the newest only.
    """

    name: str
    title: str
    find: str
    lines: tuple[ItemLine, ...]
    next: str
    lately: bool = False


def items_of(*, engagement: str, by: str, now: datetime, name: str, after: str = "", find: str = "") -> ItemsPage:
    """Give one page of a list: open ones by the clock that calls next, closed ones by when they were closed.

    What was found stands with the newest first: by its number wherever it came, by a word among the newest.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = engagement_of(engagement).prefix
    parts = tuple(part.only(*SHOWN) for part in _parts(items_for(viewer), name, by, now, engagement))
    newest = newest_number(engagement) if find else 0
    rows = _found(parts, find, after, prefix, newest) if find else _listed(engagement, parts, name, after)
    shown = rows[:PAGE_LENGTH]
    last = shown[-1] if len(rows) > PAGE_LENGTH else None
    lines = item_lines(shown, people_of(engagement=engagement), prefix, questions_of(viewer, shown))
    return ItemsPage(
        name=name,
        title=LISTS[name],
        find=find,
        lines=lines,
        next=_mark(last, name, find) if last else "",
        lately=newest > LATELY,
    )


def _listed(engagement: str, parts: Sequence[ItemQuerySet], name: str, after: str) -> list[Item]:
    if name == "closed":
        (closed,) = parts
        page = after_mark(closed, after, "closed_at", newest_first=True)
        return list(page.order_by("-closed_at", "-id")[: PAGE_LENGTH + 1])
    return soonest(engagement, (after_mark(part, after, "next_due") for part in parts), PAGE_LENGTH + 1, SHOWN)


def _found(parts: Sequence[ItemQuerySet], find: str, after: str, prefix: str, newest: int) -> list[Item]:
    exact = [item for part in parts for item in called(part, find, prefix)]
    if exact:
        return exact[: PAGE_LENGTH + 1]
    pages = [before(worded(part, find, newest), after)[: PAGE_LENGTH + 1] for part in parts]
    return sorted(chain.from_iterable(pages), key=lambda item: -item.number)[: PAGE_LENGTH + 1]


def _mark(last: Item, name: str, find: str) -> str:
    return str(last.number) if find else mark_of(last.closed_at if name == "closed" else last.next_due, last.id)


def lines_of(*, engagement: str, by: str, now: datetime, ids: Sequence[str]) -> Mapping[str, ItemLine]:
    """Give the lines of these items that the reader may see, by id."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = engagement_of(engagement).prefix
    rows = items_for(viewer).filter(id__in=ids).only(*SHOWN)
    return {line.id: line for line in item_lines(rows, people_of(engagement=engagement), prefix)}


def item_by_source(*, engagement: str, by: str, now: datetime, number: str) -> ItemLine | None:
    """Find the newest item that another system calls by this number, open or closed, or None."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = engagement_of(engagement).prefix
    found = items_for(viewer).filter(external=number).only(*SHOWN).order_by("-number")[:1]
    return next(iter(item_lines(found, people_of(engagement=engagement), prefix)), None)


def tickets_kept_at_home(*, engagement: str, by: str, now: datetime) -> int:
    """Count the tickets that the reader may see and that nobody ever offered across the line or inside a side."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    offered = Entry.objects.filter(engagement=engagement, act=Act.OFFER).values("item")
    return items_for(viewer).real().filter(kind=ItemKind.TICKET).exclude(id__in=offered).count()


def _parts(items: ItemQuerySet, name: str, by: str, now: datetime, engagement: str) -> tuple[ItemQuerySet, ...]:
    """Narrow to a list, in parts that share no item and are each served by one index."""
    mine = Mine.of(items.open(), by)
    parts: tuple[ItemQuerySet, ...]
    match name:
        case "waiting":
            parts = mine.waiting
        case "holding":
            parts = (mine.held,)
        case "offered":
            parts = mine.offered
        case "late":
            parts = mine.late(now)
        case "due":
            parts = mine.due(now)
        case "queue":
            queued = queued_for(engagement=engagement, by=by, now=now)
            parts = (items.open().filter(queued),) if queued is not None else ()
        case "closed":
            parts = (items.filter(CLOSED),)
        case _:
            parts = (items.open(),)
    return parts
