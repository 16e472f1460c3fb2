"""Firing the clocks that ran out: who is called next hears of it, and the next step is armed. The holder stays."""

from datetime import datetime
from itertools import groupby

from demarc.acts.engine import store_decided
from demarc.acts.gather import Case, case_from
from demarc.acts.world import world_at
from demarc.core.custody.noting import escalate
from demarc.core.custody.step import Decided
from demarc.core.escalation import people_called
from demarc.core.words import ENGINE
from demarc.record import models


def fire_due(*, now: datetime, limit: int = 500) -> int:
    """Fire every clock that is due, of at most `limit` items, the longest overdue first; tell how many fired."""
    due = sorted(models.Item.objects.due(now)[:limit], key=lambda stored: (stored.engagement, stored.id))
    fired = 0
    for engagement, items in groupby(due, key=lambda stored: stored.engagement):
        world = world_at(engagement=engagement, now=now)
        fired += store_decided([_fire(case_from(stored, world, ENGINE, open_children=0)) for stored in items])
    return fired


def _fire(case: Case) -> tuple[Case, Decided]:
    return case, escalate(case.custody, case.situation, adds=people_called(case.custody, case.situation))
