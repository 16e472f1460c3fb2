"""How a version comes to be signed: each side's signature, and what was said about it."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Signature(models.Model):
    """One side's signature under one version: who signed, when, and the digest they confirmed."""

    pk = CompositePrimaryKey("engagement", "version", "side")
    engagement = models.TextField()
    version = models.PositiveIntegerField()
    side = models.TextField()
    person = models.TextField()
    at = models.DateTimeField()
    digest = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["client", "provider"]), name="signature_is_of_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.side} under version {self.version}"


class Remark(models.Model):
    """A remark on a version, which both sides read. Its text is the private text of the ledger's entry `seq`."""

    pk = CompositePrimaryKey("engagement", "seq")
    engagement = models.TextField()
    seq = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    person = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("engagement", "version", "seq", name="remark_on_version")]

    def __str__(self) -> str:
        return f"on version {self.version}"
