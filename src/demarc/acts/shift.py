"""Window edges and changes of shift: 24x7 items that nobody has accepted go to whoever owns the new window.

What somebody has accepted stays with them. Business-hour items never move at an edge.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from demarc.acts.engine import store_decided
from demarc.acts.gather import Case, case_from
from demarc.acts.world import World, world_at
from demarc.core.custody.arriving import reroute
from demarc.core.custody.passing import readdress
from demarc.core.custody.states import State
from demarc.core.custody.step import Decided, Refused
from demarc.core.moments import edges
from demarc.core.words import ENGINE, ItemKind
from demarc.record import models

OWN_KINDS = frozenset({ItemKind.ASK, ItemKind.DISPUTE})
"""Items that a person holds because they were asked or must rule, whatever the window."""
MICROSECOND = timedelta(microseconds=1)


def cross_edges(*, since: datetime, now: datetime, engagements: Iterable[str] | None = None) -> int:
    """Sort the unaccepted 24x7 items again where an edge lies in (since, now]; tell how many moved.

    Looks at all engagements unless some are named.
    """
    moved = 0
    for engagement in models.Engagement.objects.values_list("id", flat=True) if engagements is None else engagements:
        world = world_at(engagement=engagement, now=now)
        if any(since < edge <= now for edge in _edges(world, since, now)):
            moved += store_decided(_sorted_again(world))
    return moved


def _edges(world: World, since: datetime, now: datetime) -> Iterator[datetime]:
    """Yield the ends of windows and shifts, some of them outside the stretch."""
    for calendar in world.matrix.calendars:
        yield from edges(calendar, since, now + MICROSECOND)
    for shift in world.matrix.directory.shifts:
        yield from (shift.start, shift.end)


def _sorted_again(world: World) -> Iterator[tuple[Case, Decided]]:
    unaccepted = models.Item.objects.filter(engagement=world.engagement, state__in=(State.ROUTED, State.OFFERED))
    for stored in unaccepted.order_by("id"):
        case = case_from(stored, world, ENGINE, open_children=0)
        if case.custody.always and case.custody.kind not in OWN_KINDS:
            yield case, _sort_again(case)


def _sort_again(case: Case) -> Decided:
    custody, situation = case.custody, case.situation
    if custody.state is State.ROUTED:
        return reroute(custody, situation, because="window")
    receiver, owner = custody.offered_to, situation.call[0]
    if receiver is None or owner == receiver or not situation.same_side(owner, receiver) or situation.row == custody.row:
        return Refused("the offer waits for who owns this window")
    return readdress(custody, situation, to=owner, because="window")
