"""Whose feed it is: the lead of the side that answers for a feed changes it, and nobody else."""

from datetime import datetime

from django.db.models import QuerySet

from demarc.acts.outcome import Refused
from demarc.acts.world import world_at
from demarc.record import models
from demarc.record.access import NotFound, viewer_of


def own_feed(*, verb: str, engagement: str, feed: str, by: str, now: datetime) -> "QuerySet[models.Feed] | Refused":
    """Narrow to one feed that still posts and that somebody of one's own party answers for, for its lead.

    Raises `NotFound` for strangers, and where there is no such feed of theirs. What is narrowed to may be gone when it is
    changed: zero rows say so.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if by not in world_at(engagement=engagement, now=now).leads:
        return Refused(f"`{verb}` is refused: only a lead of the side that answers for a feed does that.")
    own = models.Person.objects.filter(engagement=engagement, party=viewer.party or "").values("id")
    mine = models.Feed.objects.filter(engagement=engagement, id=feed, active=True, holder__in=own)
    if not mine.exists():
        raise NotFound("feed", feed)
    return mine
