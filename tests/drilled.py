"""A drill that a row has passed, written down as the acts do it, for tests about what follows from it."""

from datetime import datetime

from demarc.record import models


def passed(engagement: str, *rows: str, at: datetime) -> None:
    """Let these rows have passed a blind drill that began and ended at the instant."""
    drill = f"drill-{models.Drill.objects.count()}"
    about = {"kind": "blind", "started_by": "dana", "started_at": at, "version": 1, "label": "1", "closed_at": at}
    models.Drill.objects.create(engagement=engagement, id=drill, **about)
    for row in rows:
        models.DrillResult.objects.create(engagement=engagement, row=row, drill=drill, passed=True, at=at)
