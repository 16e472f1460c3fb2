"""Finding things: items, rows of the matrix in force, and people; only what the reader may see, in the counts too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import ItemKind
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Engagement, Head, Item, ItemQuerySet
from demarc.record.reads.board import matrix_at
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.people import people_of

SHOWN_AT_ONCE = 20
LATELY = 20_000
"""How many of the newest items are searched by word; a number finds any item, whenever it came."""
LONGEST = 80


@dataclass(frozen=True, slots=True)
class RowFound:
    """A row of the matrix in force: its id, its title and its lane's title."""

    id: str
    title: str
    lane: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found. `more` says that there are more items than are shown, `lately` that only the newest were read."""

    words: str
    items: tuple[ItemLine, ...] = ()
    rows: tuple[RowFound, ...] = ()
    people: tuple[PersonLine, ...] = ()
    more: bool = False
    lately: bool = False

    @property
    def count(self) -> int:
        """Count what is shown."""
        return len(self.items) + len(self.rows) + len(self.people)


def search(*, engagement: str, by: str, now: datetime, words: str) -> Found:
    """Find items by number, source number or title, rows by id or title, people by name. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    asked = words.strip()[:LONGEST]
    if not asked:
        return Found(words="")
    people = people_of(engagement=engagement)
    about = Engagement.objects.get(id=engagement)
    newest = Head.objects.values_list("numbered", flat=True).get(engagement=engagement)
    rows = list(_exact(items_for(viewer), asked, about.prefix))
    # Who asks by a number means that item: then no subject is read.
    left = 0 if rows else SHOWN_AT_ONCE
    titled = items_for(viewer).filter(subject__icontains=asked, number__gt=newest - LATELY)
    others = titled.exclude(kind=ItemKind.ASK).only(*SHOWN).order_by("-number")
    worded = list(others[: left + 1]) if left else []
    return Found(
        words=asked,
        items=item_lines((*rows, *worded[:left]), people, about.prefix),
        rows=_rows(viewer, now, asked),
        people=tuple(one for one in people.values() if asked.casefold() in one.name.casefold())[:SHOWN_AT_ONCE],
        more=len(worded) > left,
        lately=newest > LATELY,
    )


def _exact(items: ItemQuerySet, asked: str, prefix: str) -> Iterator[Item]:
    """Yield what is called so by number: ours, then the source's. Each is asked for alone, for each has its own index."""
    digits = asked.upper().removeprefix(f"{prefix}-".upper())
    if digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS:
        yield from items.filter(number=int(digits)).only(*SHOWN)
    # As given and in capitals: comparing without case would read every item.
    called = items.exclude(external="").filter(external__in=(asked, asked.upper()))
    yield from called.only(*SHOWN).order_by("-number")[: SHOWN_AT_ONCE - 1]


MOST_DIGITS = 10


def _rows(viewer: Viewer, now: datetime, asked: str) -> tuple[RowFound, ...]:
    matrix = matrix_at(viewer.engagement, now)
    if matrix is None:
        return ()
    lanes = {lane.name: lane.title or lane.name for lane in matrix.lanes}
    by_function = {topic.function: lanes.get(topic.lane, "") for topic in matrix.topics}
    folded = asked.casefold()
    found = (row for row in matrix.rows if folded in f"{row.id} {row.title} {row.function}".casefold())
    return tuple(RowFound(row.id, row.title, by_function.get(row.function, "")) for row in found)[:SHOWN_AT_ONCE]
