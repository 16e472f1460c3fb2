"""Lists of items, page by page: a page begins where the last one ended, so no page costs more than the first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from demarc.core.custody.states import State
from demarc.core.instants import instant_of, micros
from demarc.record.access import items_for, viewer_of
from demarc.record.models import Engagement, ItemQuerySet
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine
from demarc.record.reads.people import people_of
from demarc.record.reads.today import WITHIN, holding_of, offered_by, waiting_for

PAGE_LENGTH = 50
NUMBER = re.compile(r"[0-9]{1,9}")
MARK = re.compile(r"(?P<at>[0-9]{1,16})\.(?P<id>[0-9A-Za-z_-]{1,64})")
LISTS: Mapping[str, str] = {
    "open": "All open",
    "waiting": "Wait for me",
    "holding": "I hold",
    "offered": "I have offered",
    "due": "Due",
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
    if find:
        found = found.filter(_matching(find, prefix))
    column = "closed_at" if name == "closed" else "next_due"
    order = ("-closed_at", "-id") if name == "closed" else ("next_due", "id")
    rows = list(_from(found, after, column).only(*SHOWN).order_by(*order)[: PAGE_LENGTH + 1])
    shown = rows[:PAGE_LENGTH]
    following = _mark(getattr(shown[-1], column), shown[-1].id) if len(rows) > PAGE_LENGTH else ""
    lines = item_lines(shown, people_of(engagement=engagement), prefix)
    return ItemsPage(name=name, title=LISTS[name], find=find, lines=lines, next=following)


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


def _mark(at: datetime, id_: str) -> str:
    return f"{micros(at)}.{id_}"


def _from(items: ItemQuerySet, after: str, column: str) -> ItemQuerySet:
    """Begin after a mark; a mark that is none begins at the start."""
    mark = MARK.fullmatch(after)
    if mark is None:
        return items
    at, id_ = instant_of(int(mark["at"])), mark["id"]
    beyond = "lt" if column == "closed_at" else "gt"
    later, same = Q(**{f"{column}__{beyond}": at}), Q(**{column: at, f"id__{beyond}": id_})
    return items.filter(later | same)
