"""Drills: the matrix put to the test before a crisis does it. What was asked, who answered when, what each row showed.

Nothing here is real work. A live drill has an item, and that item is marked (`Item.drill`).
"""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Drill(models.Model):
    """One drill against one version of the matrix. `kind` is `blind`, `live` or `page`.

    `scenarios` are the ids of its scenarios; `questions` is what was asked together with what the matrix answered at the
    start, as plain data; `row` is the row a live drill or a page test is about, `item` the item of a live drill. `asked`
    and `apart` count the answers compared and those that differ, once it is closed. `look_at` is when time is next to do
    something about it; null once it is closed.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    kind = models.TextField()
    started_by = models.TextField()
    started_at = models.DateTimeField()
    version = models.PositiveIntegerField()
    label = models.TextField()
    scenarios = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    row = models.TextField(default="")
    item = models.TextField(default="")
    asked = models.PositiveIntegerField(default=0)
    apart = models.PositiveIntegerField(default=0)
    look_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["blind", "live", "page"]), name="drill_is_of_a_kind"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(look_at__isnull=True), name="drill_closed_is_left_alone"
            ),
        ]
        indexes = [
            models.Index("look_at", name="drill_to_look_at", condition=Q(look_at__isnull=False)),
            models.Index("engagement", "started_at", name="drill_by_start"),
            models.Index("engagement", "item", name="drill_of_item", condition=~Q(item="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} drill of version {self.label}"


class DrillAnswer(models.Model):
    """What one person answered in a blind drill, handed in once: `answers` lists, per question, part and answer."""

    pk = CompositePrimaryKey("engagement", "drill", "person")
    engagement = models.TextField()
    drill = models.TextField()
    person = models.TextField()
    side = models.TextField()
    answers = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["client", "provider"]), name="drill_answer_is_of_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in drill {self.drill}"


class DrillCall(models.Model):
    """One level of a page test: who is on it, when they were called, until when they had time, and when they answered.

    Their link is kept as the hash of its token.
    """

    pk = CompositePrimaryKey("engagement", "drill", "level")
    engagement = models.TextField()
    drill = models.TextField()
    level = models.PositiveSmallIntegerField()
    person = models.TextField()
    token_hash = models.TextField(default="")
    called_at = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="drill_call_once_per_token"),
        ]

    def __str__(self) -> str:
        return f"level {self.level} of drill {self.drill}"


class DrillResult(models.Model):
    """What one drill showed about one row: passed or not, and when. The last that passed says that the row is tested."""

    pk = CompositePrimaryKey("engagement", "row", "drill")
    engagement = models.TextField()
    row = models.TextField()
    drill = models.TextField()
    passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("engagement", "row", "at", name="drill_result_of_row")]

    def __str__(self) -> str:
        return f"row {self.row} in drill {self.drill}"
