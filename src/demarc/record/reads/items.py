"""Lists of items, page by page: a page begins where the last one ended, so no page costs more than the first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from demarc.core.custody.states import Act, State
from demarc.core.words import ItemKind
from demarc.record.access import items_for, viewer_of
from demarc.record.models import Engagement, Entry, ItemQuerySet
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine
from demarc.record.reads.marks import after_mark, mark_of
from demarc.record.reads.people import people_of
from demarc.record.reads.questions import questions_of
from demarc.record.reads.queue import queued_for
from demarc.record.reads.today import WITHIN, holding_of, offered_by, waiting_for

PAGE_LENGTH = 50
NUMBER = re.compile(r"[0-9]{1,9}")
LISTS: Mapping[str, str] = {
    "open": "All open",
    "waiting": "Wait for me",
    "holding": "I hold",
    "offered": "I have offered",
    "due": "Due",
    "queue": "My side's queue",
    "closed": "Closed",
}
"""The lists one can ask for, and their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsPage:
    """One page of a list. `next` is where the next page begins, empty at the end."""

    name: str
    title: str
    find: str
    lines: tuple[ItemLine, ...]
    next: str


def items_of(*, engagement: str, by: str, now: datetime, name: str, after: str = "", find: str = "") -> ItemsPage:
    """Give one page of a list: open ones by the clock that calls next, closed ones by when they were closed."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
    found = _narrowed(items_for(viewer), name, by, now)
    if name == "queue":
        mine = queued_for(engagement=engagement, by=by, now=now)
        found = found.none() if mine is None else found.filter(mine)
    if find:
        found = found.filter(_matching(find, prefix))
    column = "closed_at" if name == "closed" else "next_due"
    order = ("-closed_at", "-id") if name == "closed" else ("next_due", "id")
    page = after_mark(found, after, column, newest_first=name == "closed")
    rows = list(page.only(*SHOWN).order_by(*order)[: PAGE_LENGTH + 1])
    shown = rows[:PAGE_LENGTH]
    following = mark_of(getattr(shown[-1], column), shown[-1].id) if len(rows) > PAGE_LENGTH else ""
    lines = item_lines(shown, people_of(engagement=engagement), prefix, questions_of(viewer, shown))
    return ItemsPage(name=name, title=LISTS[name], find=find, lines=lines, next=following)


def lines_of(*, engagement: str, by: str, now: datetime, ids: Sequence[str]) -> Mapping[str, ItemLine]:
    """Give the lines of these items that the reader may see, by id."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
    rows = items_for(viewer).filter(id__in=ids).only(*SHOWN)
    return {line.id: line for line in item_lines(rows, people_of(engagement=engagement), prefix)}


def item_by_source(*, engagement: str, by: str, now: datetime, number: str) -> ItemLine | None:
    """Find the newest item that another system calls by this number, open or closed, or None."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
    found = items_for(viewer).filter(external=number).only(*SHOWN).order_by("-number")[:1]
    return next(iter(item_lines(found, people_of(engagement=engagement), prefix)), None)


def tickets_kept_at_home(*, engagement: str, by: str, now: datetime) -> int:
    """Count the tickets that the reader may see and that nobody ever offered across the line or inside a side."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    offered = Entry.objects.filter(engagement=engagement, act=Act.OFFER).values("item")
    return items_for(viewer).real().filter(kind=ItemKind.TICKET).exclude(id__in=offered).count()


def _narrowed(items: ItemQuerySet, name: str, by: str, now: datetime) -> ItemQuerySet:
    match name:
        case "waiting":
            return items.filter(waiting_for(by))
        case "holding":
            return items.filter(holding_of(by))
        case "offered":
            return items.filter(offered_by(by))
        case "due":
            mine = holding_of(by) | Q(offered_to=by, state=State.OFFERED)
            return items.filter(mine, next_due__lte=now + WITHIN)
        case "closed":
            return items.filter(state=State.CLOSED)
        case _:
            return items.open()


def _matching(find: str, prefix: str) -> Q:
    """Match the visible number, with or without its letter, another system's number, or a part of the subject."""
    matching = Q(external=find) | Q(subject__icontains=find)
    digits = find.upper().removeprefix(f"{prefix}-".upper())
    return matching | Q(number=int(digits)) if NUMBER.fullmatch(digits) else matching
