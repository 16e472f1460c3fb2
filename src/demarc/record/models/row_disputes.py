"""What a dispute or a ruling leads to in the matrix: the row it is about, and the draft it ended in."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class RowDispute(models.Model):
    """A dispute about a row, before any crisis: an item of kind `dispute` without a disputed item.

    `row` is empty where no row takes what is disputed; then `facts` says what that is. `source` is where the two readings
    met, `source_id` the drill or version itself.
    """

    pk = CompositePrimaryKey("engagement", "item")
    engagement = models.TextField()
    item = models.TextField()
    row = models.TextField(default="")
    facts = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    source = models.TextField()
    source_id = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["drill", "import", "proposal", "reconciliation"]), name="row_dispute_has_a_source"
            ),
        ]
        indexes = [models.Index("engagement", "row", name="row_dispute_of_row")]

    def __str__(self) -> str:
        return f"about row {self.row}"


class Amendment(models.Model):
    """A version that was drafted because of what was ruled or settled about an item."""

    pk = CompositePrimaryKey("engagement", "item", "version")
    engagement = models.TextField()
    item = models.TextField()
    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"version {self.version} after item {self.item}"
