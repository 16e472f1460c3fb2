"""Signals: what a feed delivered, one row each, and what became of it."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Signal(models.Model):
    """One signal of one posted body. It ended in an item, or in a signed row that only records or watches it.

    `inbox` and `position` say where it came in. `state` is `firing` or `resolved`. `expires_at` is until when a
    recorded signal is kept. `due` is when a watched cause becomes an item unless it clears before.
    """

    pk = CompositePrimaryKey("engagement", "inbox", "position")
    engagement = models.TextField()
    inbox = models.TextField()
    position = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    tier = models.TextField()
    fingerprint = models.TextField()
    state = models.TextField(default="firing")
    subject = models.TextField(default="")
    item = models.TextField(default="")
    row = models.TextField(default="")
    expires_at = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=["record", "watch", "item"]), name="signal_in_a_tier"),
            models.CheckConstraint(condition=~Q(item="") | ~Q(row=""), name="signal_ended_somewhere"),
        ]
        indexes = [
            models.Index("engagement", "due", name="signal_due", condition=Q(due__isnull=False)),
            models.Index("engagement", "item", "received_at", name="signal_of_item", condition=~Q(item="")),
            models.Index("engagement", "fingerprint", "received_at", name="signal_of_cause", condition=Q(item="")),
        ]

    def __str__(self) -> str:
        return f"{self.tier}: {self.subject}"
