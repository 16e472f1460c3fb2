"""What time does to drills that run: blind ones end after their days, live ones with their item, ladders are walked on."""

from datetime import datetime

from demarc.acts.blind_drill import close_blind_drill
from demarc.acts.drills import BLIND, LIVE, Ended
from demarc.acts.engine import for_each
from demarc.acts.live_drill import end_when_over
from demarc.acts.page_test import walk_on
from demarc.core.words import ENGINE
from demarc.record import models


def look_at_drills(*, now: datetime) -> int:
    """See to every drill that is due, and tell for how many something was done. Nothing due costs one query."""
    due = models.Drill.objects.filter(look_at__lte=now).order_by("engagement", "id")
    return for_each(list(due), lambda drill: _look(drill, now))


def _look(drill: models.Drill, now: datetime) -> int:
    if drill.kind == BLIND:
        done = close_blind_drill(engagement=drill.engagement, drill=drill.id, by=ENGINE, now=now)
        return int(isinstance(done, Ended))
    return end_when_over(drill, now) if drill.kind == LIVE else walk_on(drill, now)
