"""Which engagement follows another's matrix as its template, and how far it was brought up to it."""

from django.db import models
from django.db.models import CompositePrimaryKey


class Follower(models.Model):
    """An engagement whose matrix is an overlay of the template's.

    `base` is the template's version it stands on; `offered` the one that its own version `proposal` brings in. `stands_for`
    names, by the keys of the matrix files, its own person in the place of each stand-in. `conflicts` and `trouble` are of
    the last amendment: what the client keeps against it, and why it could not be proposed.
    """

    pk = CompositePrimaryKey("engagement", "template")
    engagement = models.TextField(unique=True)
    template = models.TextField(db_index=True)
    base = models.PositiveIntegerField()
    stands_for = models.JSONField(default=dict)
    offered = models.PositiveIntegerField(null=True)
    proposal = models.PositiveIntegerField(null=True)
    conflicts = models.JSONField(default=list)
    trouble = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.engagement} on version {self.base} of {self.template}"
