"""Today: what one person holds, what waits for their acceptance, what they have offered, what is late, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Item, Outbox
from demarc.record.parties import engagement_of
from demarc.record.reads.counts import counted
from demarc.record.reads.drills_page import blind_waiting
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import Heap, PersonLine
from demarc.record.reads.mine import SHOWN_AT_ONCE, Mine
from demarc.record.reads.people import people_of
from demarc.record.reads.questions import questions_of
from demarc.record.reads.queue import queued_for
from demarc.record.reads.understanding import rows_waiting

CALLED_SINCE = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The heaps of one person's day, each with its soonest clock first.

    `late` is where a clock has run out, `due` where one will within a day and none has; nothing stands in both.
    `queue` is what waits in a queue of one's own side for whoever takes it first. `called` are items of others that this
    person was called to help with and may take over. What is offered is still held: it counts there, and is listed once,
    among the offered. `rows` counts the rows of the matrix that this person has still to confirm or to answer for; `drill`
    is a blind drill that waits for their answers.
    """

    waiting: Heap
    holding: Heap
    offered: Heap
    due: Heap
    called: Heap
    queue: Heap
    late: Heap
    rows: int
    drill: str = ""


def today_of(*, engagement: str, by: str, now: datetime) -> TodayPage:
    """Gather one person's day."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    mine = Mine.of(items_for(viewer).open(), by)
    first = mine.first(engagement, now)
    questions = questions_of(viewer, first.all)
    counts = _counted(mine, now)
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix

    def heap(name: str, lines: list[Item], elsewhere: int = 0) -> Heap:
        return Heap(item_lines(lines, people, prefix, questions), counts[name], elsewhere)

    told = Outbox.objects.filter(engagement=engagement, person=by, about="called", written_at__gte=now - CALLED_SINCE)
    others = items_for(viewer).open().exclude(holder=by).exclude(offered_to=by).filter(id__in=told.values("item"))
    called = item_lines(others.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return TodayPage(
        waiting=heap("waiting", first.waiting),
        holding=heap("holding", first.holding, counts["offered"]),
        offered=heap("offered", first.offered),
        late=heap("late", first.late),
        due=heap("due", first.due),
        called=Heap(called, len(called)),
        queue=_queue(viewer, people, prefix, now),
        rows=rows_waiting(engagement=engagement, person=viewer.person, now=now),
        drill=blind_waiting(engagement=engagement, person=viewer.person),
    )


def _counted(mine: Mine, now: datetime) -> Mapping[str, int]:
    """Count the heaps, each by itself and only as far as counts go: cheaper than one query with a filter for each."""
    heaps = {
        "waiting": mine.waiting,
        "holding": (mine.held,),
        "offered": mine.offered,
        "late": mine.late(now),
        "due": mine.due(now),
    }
    return {name: sum(map(counted, parts)) for name, parts in heaps.items()}


def _queue(viewer: Viewer, people: Mapping[str, PersonLine], prefix: str, now: datetime) -> Heap:
    narrowed = queued_for(engagement=viewer.engagement, by=viewer.person, now=now)
    if narrowed is None:
        return Heap()
    waiting = items_for(viewer).open().filter(narrowed)
    lines = item_lines(waiting.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return Heap(lines, len(lines) if len(lines) < SHOWN_AT_ONCE else counted(waiting))
