"""Today: what one person holds, what waits for their acceptance, what they have offered, and what is due."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import Count, Q

from demarc.core.custody.states import State
from demarc.core.words import Priority
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Engagement, ItemQuerySet, Outbox
from demarc.record.reads.drills_page import blind_waiting
from demarc.record.reads.item_lines import SHOWN, item_lines
from demarc.record.reads.lines import Heap, PersonLine
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


def waiting_for(by: str) -> Q:
    """Narrow to what waits for this person to accept: offers to them, and urgent work routed to them."""
    routed = Q(holder=by, state=State.ROUTED, priority__in=URGENT)
    return Q(offered_to=by, state=State.OFFERED) | routed


def holding_of(by: str) -> Q:
    """Narrow to what this person holds; what they have offered is theirs until somebody accepts."""
    return Q(holder=by, next_due__isnull=False)


def offered_by(by: str) -> Q:
    """Narrow to what this person has offered and nobody has accepted."""
    return Q(holder=by, state=State.OFFERED)


def today_of(*, engagement: str, by: str, now: datetime) -> TodayPage:
    """Gather one person's day."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    open_ = items_for(viewer).open()
    # Two queries, because an index serves either what one holds or what is offered to one, never both at once.
    held = open_.filter(holder=by)
    mine = (held, open_.filter(offered_to=by, state=State.OFFERED).exclude(holder=by))
    due = Q(next_due__lte=now + WITHIN)
    counts = _counted(mine, by, due, now)
    people = people_of(engagement=engagement)
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=engagement)

    def heap(name: str, narrowed: Q, among: Iterable[ItemQuerySet] = mine, elsewhere: int = 0) -> Heap:
        if not counts[name]:
            return Heap()
        each = (part.filter(narrowed).only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE] for part in among)
        soonest = sorted(chain.from_iterable(each), key=lambda item: (item.next_due or now, item.id))[:SHOWN_AT_ONCE]
        return Heap(item_lines(soonest, people, prefix, questions_of(viewer, soonest)), counts[name], elsewhere)

    told = Outbox.objects.filter(engagement=engagement, person=by, about="called", written_at__gte=now - CALLED_SINCE)
    others = items_for(viewer).open().exclude(holder=by).exclude(offered_to=by).filter(id__in=told.values("item"))
    called = item_lines(others.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return TodayPage(
        waiting=heap("waiting", waiting_for(by)),
        holding=heap("holding", ~offered_by(by), (held,), counts["offered"]),
        offered=heap("offered", offered_by(by), (held,)),
        due=heap("due", due),
        called=Heap(called, len(called)),
        queue=_queue(viewer, people, prefix, now),
        late=counts["late"],
        rows=rows_waiting(engagement=engagement, person=viewer.person, now=now),
        drill=blind_waiting(engagement=engagement, person=viewer.person),
    )


def _counted(mine: Iterable[ItemQuerySet], by: str, due: Q, now: datetime) -> Counter[str]:
    """Count the heaps over everything that is one's own."""
    counts: Counter[str] = Counter()
    for part in mine:
        counts.update(
            part.aggregate(
                waiting=Count("id", filter=waiting_for(by)),
                holding=Count("id", filter=holding_of(by)),
                offered=Count("id", filter=offered_by(by)),
                due=Count("id", filter=due),
                late=Count("id", filter=Q(accept_due__lte=now) | Q(progress_due__lte=now)),
            )
        )
    return counts


def _queue(viewer: Viewer, people: Mapping[str, PersonLine], prefix: str, now: datetime) -> Heap:
    narrowed = queued_for(engagement=viewer.engagement, by=viewer.person, now=now)
    if narrowed is None:
        return Heap()
    waiting = items_for(viewer).filter(narrowed)
    lines = item_lines(waiting.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix)
    return Heap(lines, len(lines) if len(lines) < SHOWN_AT_ONCE else waiting.count())
