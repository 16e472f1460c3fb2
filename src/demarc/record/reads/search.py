"""Finding things: items, rows of the matrix in force, and people; only what the reader may see, in the counts too."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import ItemKind
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.board import matrix_at
from demarc.record.reads.finding import LATELY, LONGEST, called, newest_number, worded
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.matrix_page import lane_of
from demarc.record.reads.people import people_of

SHOWN_AT_ONCE = 20


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
    about = engagement_of(engagement)
    newest = newest_number(engagement)
    seen = items_for(viewer).only(*SHOWN)
    rows = called(seen, asked, about.prefix)
    # Who asks by a number means that item: then no subject is read.
    left = 0 if rows else SHOWN_AT_ONCE
    others = list(worded(seen, asked, newest).exclude(kind=ItemKind.ASK)[: left + 1]) if left else []
    return Found(
        words=asked,
        items=item_lines((*rows, *others[:left]), people, about.prefix),
        rows=_rows(viewer, now, asked),
        people=tuple(one for one in people.values() if asked.casefold() in one.name.casefold())[:SHOWN_AT_ONCE],
        more=len(others) > left,
        lately=newest > LATELY,
    )


def _rows(viewer: Viewer, now: datetime, asked: str) -> tuple[RowFound, ...]:
    matrix = matrix_at(viewer.engagement, now)
    if matrix is None:
        return ()
    lanes = {lane.name: lane.title or lane.name for lane in matrix.lanes}
    folded = asked.casefold()
    found = (row for row in matrix.rows if folded in f"{row.id} {row.title} {row.function}".casefold())
    return tuple(RowFound(row.id, row.title, lanes.get(lane_of(matrix, row), "")) for row in found)[:SHOWN_AT_ONCE]
