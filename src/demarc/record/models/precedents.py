"""What was ruled or settled, kept for the next case like it."""

from django.db import models
from django.db.models import CompositePrimaryKey


class Precedent(models.Model):
    """A ruling or a settlement: where it holds, who holds the work by it, and until when it counts.

    `item` and `item_version` name the entry of the ledger that decided; its private text `text` is the rule in words.
    `scope` is aspect to list of values, `topic` repeats its topic. `until` is null for what is permanent, and equals `at`
    for what was decided about one item only: that is kept and never counts.
    """

    pk = CompositePrimaryKey("engagement", "item", "item_version")
    engagement = models.TextField()
    item = models.TextField()
    item_version = models.PositiveBigIntegerField()
    dispute = models.TextField(default="")
    topic = models.TextField()
    function = models.TextField(default="")
    scope = models.JSONField(default=dict)
    holder = models.TextField()
    by = models.TextField()
    act = models.TextField()
    period = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("engagement", "topic", "at", name="precedent_on_topic")]

    def __str__(self) -> str:
        return f"{self.holder} for {self.topic}, {self.period}"
