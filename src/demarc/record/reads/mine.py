"""What is one's own among what is open: held by one, or offered to one; whole, and what of it calls first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from demarc.core.custody.states import State
from demarc.core.words import Priority
from demarc.record.models import Item, ItemQuerySet
from demarc.record.models.items import OFFERED
from demarc.record.reads.item_lines import SHOWN
from demarc.record.reads.marks import in_order, soonest

SHOWN_AT_ONCE, LOOKED_AT = 12, 36
WITHIN = timedelta(days=1)
URGENT = (Priority.P1, Priority.P2)
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

    def late(self, now: datetime) -> tuple[ItemQuerySet, ...]:
        """Narrow to what has a clock that ran out: somebody should have accepted, or promised to be done by then."""
        return self.held.filter(out_by(now)), self.asked.filter(out_by(now))

    def due(self, now: datetime) -> tuple[ItemQuerySet, ...]:
        """Narrow to what has a clock that will run out within a day, and none that has."""
        soon = now + WITHIN
        # What is not late calls by its next clock at the latest, and by that the index finds it.
        found = Q(next_due__lte=soon) & out_by(soon) & ~out_by(now)
        return self.held.filter(found), self.asked.filter(found)

    def first(self, engagement: str, now: datetime) -> "First":
        """Read what calls first: what one holds in one query, and a heap again only where that did not fill it."""
        asked = soonest(engagement, (self.asked,), SHOWN_AT_ONCE, SHOWN)
        held = soonest(engagement, (self.held,), LOOKED_AT, SHOWN)

        def heap(belongs: Callable[[Item], bool], part: ItemQuerySet) -> list[Item]:
            found = [item for item in held if belongs(item)][:SHOWN_AT_ONCE]
            seen_all = len(held) < LOOKED_AT or len(found) == SHOWN_AT_ONCE
            return found if seen_all else soonest(engagement, (part,), SHOWN_AT_ONCE, SHOWN)

        def of_both(belongs: Callable[[Item], bool], parts: tuple[ItemQuerySet, ...]) -> list[Item]:
            if len(held) == LOOKED_AT or len(asked) == SHOWN_AT_ONCE:
                return soonest(engagement, parts, SHOWN_AT_ONCE, SHOWN)
            return [item for item in in_order(held, asked) if belongs(item)][:SHOWN_AT_ONCE]

        return First(
            held=held,
            asked=asked,
            calling=heap(lambda item: item.state == State.ROUTED and item.priority in URGENT, self.waiting[0]),
            holding=heap(lambda item: item.state != State.OFFERED, self.holding[0]),
            offered=heap(lambda item: item.state == State.OFFERED, self.offered[0]),
            late=of_both(lambda item: is_out(item, now), self.late(now)),
            due=of_both(lambda item: is_out(item, now + WITHIN) and not is_out(item, now), self.due(now)),
        )


def out_by(at: datetime) -> Q:
    """Narrow to what has a clock that has run out at an instant."""
    return Q(accept_due__lte=at) | Q(progress_due__lte=at)


def is_out(item: Item, at: datetime) -> bool:
    """Tell of an item that was read what `out_by` asks the database."""
    return any(due is not None and due <= at for due in (item.accept_due, item.progress_due))


@dataclass(frozen=True, slots=True)
class First:
    """What of one's own calls first: of what one holds, of what one is asked, and of each heap."""

    held: list[Item]
    asked: list[Item]
    calling: list[Item]
    holding: list[Item]
    offered: list[Item]
    late: list[Item]
    due: list[Item]

    @property
    def waiting(self) -> list[Item]:
        """Give the first that wait for one to accept."""
        return in_order(self.calling, self.asked)[:SHOWN_AT_ONCE]

    @property
    def all(self) -> list[Item]:
        """Give every item of the heaps."""
        return [*self.held, *self.asked, *self.calling, *self.holding, *self.offered, *self.late, *self.due]
