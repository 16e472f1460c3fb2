"""Firing the clocks that ran out: who is called next hears of it, and the next step is armed. The holder stays."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from demarc.acts.dispute_clock import fire_disputes
from demarc.acts.engine import for_each, store_decided
from demarc.acts.gather import Case, case_from
from demarc.acts.world import world_at
from demarc.core.custody.noting import escalate
from demarc.core.custody.step import Decided
from demarc.core.escalation import people_called
from demarc.core.words import ENGINE, ItemKind
from demarc.record import models


def fire_due(*, now: datetime, limit: int = 500) -> int:
    """Fire every clock that is due, of at most `limit` items, the longest overdue first; tell how many fired."""
    due = sorted(models.Item.objects.due(now)[:limit], key=lambda stored: (stored.engagement, stored.id))
    by_engagement = [(name, list(items)) for name, items in groupby(due, key=lambda stored: stored.engagement)]
    return for_each(by_engagement, lambda one: _fire_in(*one, now))


def _fire_in(engagement: str, items: Sequence[models.Item], now: datetime) -> int:
    world = world_at(engagement=engagement, now=now)
    disputes = [stored for stored in items if stored.kind == ItemKind.DISPUTE]
    others = (stored for stored in items if stored.kind != ItemKind.DISPUTE)
    fired = store_decided([_fire(case_from(stored, world, ENGINE, open_children=0)) for stored in others])
    return fired + fire_disputes(disputes, world)


def _fire(case: Case) -> tuple[Case, Decided]:
    return case, escalate(case.custody, case.situation, adds=people_called(case.custody, case.situation))
