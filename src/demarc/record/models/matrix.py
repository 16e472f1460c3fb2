"""The written matrix: every version that was ever proposed or signed, whole."""

from django.db import models
from django.db.models import CompositePrimaryKey, F, Q


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions of a matrix."""

    def signed(self) -> "VersionQuerySet":
        """Only what was signed."""
        return self.filter(status="signed")

    def in_force_first(self) -> "VersionQuerySet":
        """The latest start first: the version in force at an instant is the first that started by then."""
        return self.order_by(F("starts_at").desc(), "-number")


class Version(models.Model):
    """One version of an engagement's matrix. `text` is the canonical text that `digest` (SHA-256, hex) is of.

    `label` is what a verdict cites: the version's own name in the matrix file. `newcomers` are the people a proposal names
    who are not there yet, by the random ids its text has for them. `base` is the newest version that was signed when it was
    proposed: with another one signed since, it speaks of what is no longer so. `moves` is what was reported at its start:
    the item, from whom, to whom; null until then. A draft is its proposer's firm's alone, and has no start yet.
    """

    pk = CompositePrimaryKey("engagement", "number")
    engagement = models.TextField()
    number = models.PositiveIntegerField()
    label = models.TextField()
    status = models.TextField()
    starts_at = models.DateTimeField(null=True)
    digest = models.TextField()
    text = models.TextField()
    proposed_by = models.TextField(default="")
    proposed_at = models.DateTimeField(null=True)
    newcomers = models.JSONField(default=list)
    base = models.PositiveIntegerField(null=True)
    moves = models.JSONField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed", "signed", "withdrawn"]), name="version_has_a_status"
            ),
            models.CheckConstraint(
                condition=~Q(status="signed") | Q(starts_at__isnull=False), name="version_signed_has_a_start"
            ),
        ]
        indexes = [models.Index("engagement", "starts_at", name="version_in_force", condition=Q(status="signed"))]

    def __str__(self) -> str:
        return f"version {self.label} ({self.status})"
