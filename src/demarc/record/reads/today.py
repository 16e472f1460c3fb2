"""Today: what one person holds, what waits for their acceptance, what they have offered, and what is due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from demarc.core.custody.states import State
from demarc.core.words import Priority
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import ItemQuerySet, Outbox
from demarc.record.models.items import OFFERED
from demarc.record.parties import engagement_of
from demarc.record.reads.counts import MOST, counted
from demarc.record.reads.drills_page import blind_waiting
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import Heap, PersonLine
from demarc.record.reads.marks import soonest
from demarc.record.reads.people import people_of
from demarc.record.reads.questions import questions_of
from demarc.record.reads.queue import queued_for
from demarc.record.reads.understanding import rows_waiting

SHOWN_AT_ONCE = 12
WITHIN = timedelta(days=1)
CALLED_SINCE = timedelta(days=14)
URGENT = (Priority.P1, Priority.P2)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The heaps of one person's day, each with its soonest clock first; `late` counts the clocks that ran out.

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
    late: int
    rows: int
    drill: str = ""


CALLING, OFFERS = Q(state=State.ROUTED, priority__in=URGENT), Q(state=State.OFFERED)


@dataclass(frozen=True, slots=True)
class Mine:
    """What is one's own among what is open, in two parts that share no item, for an index serves either and never both.

    `held` is what one holds, and keeps until somebody accepts; `asked` is what others have offered to one.
    """

    held: ItemQuerySet
    asked: ItemQuerySet

    @classmethod
    def of(cls, open_: ItemQuerySet, by: str) -> "Mine":
        """Narrow what is open to one person's own."""
        return cls(open_.filter(holder=by), open_.filter(OFFERED, offered_to=by).exclude(holder=by))

    @property
    def waiting(self) -> tuple[ItemQuerySet, ...]:
        """Narrow to what waits for one to accept: offers, and urgent work routed to one."""
        return self.held.filter(CALLING), self.asked

    @property
    def holding(self) -> tuple[ItemQuerySet, ...]:
        """Narrow to what one holds and has not offered."""
        return (self.held.exclude(OFFERS),)

    @property
    def offered(self) -> tuple[ItemQuerySet, ...]:
        """Narrow to what one has offered and nobody has accepted."""
        return (self.held.filter(OFFERS),)

    def due(self, now: datetime) -> tuple[ItemQuerySet, ...]:
        """Narrow to what calls within a day."""
        soon = Q(next_due__lte=now + WITHIN)
        return self.held.filter(soon), self.asked.filter(soon)


def today_of(*, engagement: str, by: str, now: datetime) -> TodayPage:
    """Gather one person's day."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    mine = Mine.of(items_for(viewer).open(), by)
    counts = _counted(mine.held, now) + _counted(mine.asked, now, waits=True)
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix

    def heap(name: str, parts: tuple[ItemQuerySet, ...], elsewhere: int = 0) -> Heap:
        if not counts[name]:
            return Heap()
        first = soonest(engagement, parts, SHOWN_AT_ONCE, SHOWN)
        return Heap(item_lines(first, people, prefix, questions_of(viewer, first)), counts[name], elsewhere)

    told = Outbox.objects.filter(engagement=engagement, person=by, about="called", written_at__gte=now - CALLED_SINCE)
    others = items_for(viewer).open().exclude(holder=by).exclude(offered_to=by).filter(id__in=told.values("item"))
    called = item_lines(others.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return TodayPage(
        waiting=heap("waiting", mine.waiting),
        holding=heap("holding", mine.holding, counts["offered"]),
        offered=heap("offered", mine.offered),
        due=heap("due", mine.due(now)),
        called=Heap(called, len(called)),
        queue=_queue(viewer, people, prefix, now),
        late=counts["late"],
        rows=rows_waiting(engagement=engagement, person=viewer.person, now=now),
        drill=blind_waiting(engagement=engagement, person=viewer.person),
    )


def _counted(part: ItemQuerySet, now: datetime, *, waits: bool = False) -> Counter[str]:
    """Count the heaps of one part of one's own: of what is `held`, or of offers to one, all of which wait.

    One query does for as many items as a person has; of more than that, each heap is counted as far as counts go.
    """
    heaps = {"late": Q(accept_due__lte=now) | Q(progress_due__lte=now), "due": Q(next_due__lte=now + WITHIN)}
    heaps |= {} if waits else {"waiting": CALLING, "offered": OFFERS}
    whole = "waiting" if waits else "holding"
    each = {name: Count("id", filter=narrowed) for name, narrowed in heaps.items()}
    counts = part.order_by("next_due", "id")[: MOST + 1].aggregate(**{whole: Count("id")}, **each)
    if counts[whole] <= MOST:
        return Counter(counts)
    return Counter({whole: counts[whole]} | {name: counted(part.filter(narrowed)) for name, narrowed in heaps.items()})


def _queue(viewer: Viewer, people: Mapping[str, PersonLine], prefix: str, now: datetime) -> Heap:
    narrowed = queued_for(engagement=viewer.engagement, by=viewer.person, now=now)
    if narrowed is None:
        return Heap()
    waiting = items_for(viewer).filter(narrowed)
    lines = item_lines(waiting.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return Heap(lines, len(lines) if len(lines) < SHOWN_AT_ONCE else counted(waiting))
