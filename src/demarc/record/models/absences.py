"""Absences that nobody planned: written down when they begin, beside those the signed matrix lists."""

from django.db import models
from django.db.models import CompositePrimaryKey, F, Q


class Absence(models.Model):
    """A person is away from `start` up to `end`, on the word of `by`; `cover` stands in, empty for whoever is next.

    Coming back early moves `end` forward. The people are random ids; why somebody is away is written nowhere.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    person = models.TextField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    cover = models.TextField(default="")
    by = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="absence_ends_after_it_begins")]
        indexes = [models.Index("engagement", "end", name="absence_until")]

    def __str__(self) -> str:
        return f"{self.person} until {self.end:%Y-%m-%d %H:%M}"
