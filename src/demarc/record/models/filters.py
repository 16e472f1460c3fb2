"""Saved filters: what somebody looks at again and again, under a name of their own."""

from django.db import models
from django.db.models import CompositePrimaryKey


class SavedFilter(models.Model):
    """The filter of a list page, kept by one person: `query` is the part of the address after its `?`.

    `page` names the list. A `shared` one is shown to everybody of its owner's party, and to nobody else; like what is in
    somebody's head it is no part of the ledger.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    person = models.TextField()
    page = models.TextField()
    name = models.TextField()
    query = models.TextField()
    shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "person", "page", "name"], name="filter_once_per_name"),
        ]
        indexes = [models.Index("engagement", "page", name="filter_of_page")]

    def __str__(self) -> str:
        return f"{self.name} of {self.person}"
