"""When time will next ask for something: for whoever lives a stretch of time faster than it passes, such as the demo."""

from datetime import datetime

from django.db.models import Min

from demarc.record import models


def next_clock(*, engagement: str) -> datetime | None:
    """Tell when the next clock of an open item runs out, or None while nothing is open."""
    found: datetime | None = models.Item.objects.filter(engagement=engagement).open().aggregate(at=Min("next_due"))["at"]
    return found


def next_change(*, engagement: str) -> datetime | None:
    """Tell when somebody else may be on: None asks to look at once."""
    return models.Engagement.objects.values_list("look_at", flat=True).get(id=engagement)
