"""Exceptions, and the quarterly reconciliation that they and the gaps are put before."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class RowException(models.Model):
    """An accepted crossing against the matrix, as its acceptance in the ledger says (`core/custody/excepted.py`).

    `row` is empty where no single row took the item. `due` is when time looks at it next, null once it is over or its end
    was told; `course` is what had become of it then. `until` may be moved by a reconciliation. `explained` is the version
    of the note with the reason, 0 while it is owed.
    """

    pk = CompositePrimaryKey("engagement", "item", "item_version")
    engagement = models.TextField()
    item = models.TextField()
    item_version = models.PositiveBigIntegerField()
    row = models.TextField(default="")
    owner = models.TextField()
    sender = models.TextField()
    receiver = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    due = models.DateTimeField(null=True)
    course = models.TextField(default="")
    explained = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index("engagement", "due", name="row_exception_due", condition=Q(due__isnull=False)),
            models.Index("engagement", "at", name="row_exception_by_time"),
        ]

    def __str__(self) -> str:
        return f"against row {self.row}"


class Reconciliation(models.Model):
    """One quarter of the client and one provider, put before both: planned, then opened, then closed by two signatures.

    `due` is when it opens by itself. `since` and `until` are the quarter it covers, `until` null before it is opened.
    `sign_by` is when it becomes overdue, `next_at` when the next one opens, and `look_at` when time looks at it; null once
    it is closed. `opened_by` is empty where time opened it.
    """

    pk = CompositePrimaryKey("engagement", "number")
    engagement = models.TextField()
    number = models.PositiveIntegerField()
    provider = models.TextField()
    due = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    opened_by = models.TextField(default="")
    sign_by = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "provider"], condition=Q(closed_at__isnull=True), name="reconciliation_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, look_at__isnull=False)
                | Q(closed_at__isnull=False, look_at__isnull=True),
                name="reconciliation_open_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(next_at__isnull=False), name="reconciliation_closed_has_a_next"
            ),
        ]

    def __str__(self) -> str:
        return f"reconciliation {self.number}"


class ReconciliationLine(models.Model):
    """One line of a reconciliation as it stood when it was opened, and what was decided about it.

    `items` lists pairs of item and minutes. `how` is a word of `core.reconciliation.Disposal`, empty while nothing is
    decided; `until` is how long it is accepted; `led_to` is the number of the version or the item of the dispute.
    """

    pk = CompositePrimaryKey("engagement", "reconciliation", "line")
    engagement = models.TextField()
    reconciliation = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    matter = models.TextField()
    row = models.TextField(default="")
    topic = models.TextField(default="")
    items = models.JSONField(default=list)
    how = models.TextField(default="")
    until = models.DateTimeField(null=True)
    led_to = models.TextField(default="")
    by = models.TextField(default="")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=["", "amend", "stop", "accept", "we disagree"]), name="reconciliation_line_disposed"
            ),
            models.CheckConstraint(
                condition=~Q(how="accept") | Q(until__isnull=False), name="reconciliation_line_accepted_until"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}: row {self.row}"


class ReconciliationSignature(models.Model):
    """One side's signature under the list of a reconciliation; under another list than `digest` names it is none."""

    pk = CompositePrimaryKey("engagement", "reconciliation", "side")
    engagement = models.TextField()
    reconciliation = models.PositiveIntegerField()
    side = models.TextField()
    person = models.TextField()
    at = models.DateTimeField()
    digest = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["client", "provider"]), name="reconciliation_signature_is_of_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} under reconciliation {self.reconciliation}"
