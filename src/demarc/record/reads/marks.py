"""Marks between the pages of a list: a page begins where the last one ended, so no page costs more than the first."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from django.db.models import Q

from demarc.core.instants import instant_of, micros
from demarc.record.models import Item, ItemQuerySet

MARK = re.compile(r"(?P<at>[0-9]{1,16})\.(?P<id>[0-9A-Za-z_-]{1,64})")


def mark_of(at: datetime | None, id_: str) -> str:
    """Write the mark after an item that stands in the list by this instant."""
    return f"{micros(at)}.{id_}" if at else ""


def after_mark(items: ItemQuerySet, mark: str, column: str, *, newest_first: bool = False) -> ItemQuerySet:
    """Begin after a mark, in the order of a column and then the id; a mark that is none begins at the start."""
    found = MARK.fullmatch(mark)
    if found is None:
        return items
    at, id_ = instant_of(int(found["at"])), found["id"]
    beyond = "lt" if newest_first else "gt"
    later, same = Q(**{f"{column}__{beyond}": at}), Q(**{column: at, f"id__{beyond}": id_})
    return items.filter(later | same)


def soonest(engagement: str, parts: Iterable[ItemQuerySet], most: int, columns: Sequence[str] = ()) -> list[Item]:
    """Give the open items that call next among parts that share none, in the order of the lists.

    Each part is asked alone and for no more than is shown: an index serves either, and never both at once. The index
    says which they are, and only their rows are read, of these columns (none named: all).
    """
    every = Item.objects.filter(engagement=engagement)
    every = every.only(*columns) if columns else every
    found = (every.filter(id__in=part.order_by("next_due", "id").values("id")[:most]) for part in parts)
    return in_order(*found)[:most]


def in_order(*parts: Iterable[Item]) -> list[Item]:
    """Put open items in the order of the lists: by the clock that calls next, then by their id."""
    return sorted(chain.from_iterable(parts), key=lambda item: (item.next_due or item.received_at, item.id))
