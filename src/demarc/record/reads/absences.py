"""Who is away beyond what the signed matrix planned."""

from datetime import datetime

from django.db.models import F

from demarc.core.people import Absence
from demarc.core.words import PersonId
from demarc.record import models


def unplanned_absences(engagement: str, now: datetime) -> frozenset[Absence]:
    """Give the absences of an engagement that were written down outside its matrix and are not over."""
    # What was struck before it began has no length, and never was.
    stored = models.Absence.objects.filter(engagement=engagement, end__gt=now).filter(end__gt=F("start"))
    rows = stored.values_list("person", "start", "end", "cover")
    return frozenset(
        Absence(PersonId(person), start, end, PersonId(cover) if cover else None) for person, start, end, cover in rows
    )
