"""The weekly mail to the executives, and the buttons in it."""

from django.db import models
from django.db.models import CompositePrimaryKey


class Weekly(models.Model):
    """The mail of one week, written once. `week` is its Monday at the engagement's place; `lines` are its three lines.

    `decision` is the kind and `subject` the id of the one thing to decide; both are empty where there is none.
    """

    pk = CompositePrimaryKey("engagement", "week")
    engagement = models.TextField()
    week = models.DateField()
    written_at = models.DateTimeField()
    lines = models.JSONField(default=list)
    decision = models.TextField(default="")
    subject = models.TextField(default="")

    def __str__(self) -> str:
        return f"week of {self.week}"


class Choice(models.Model):
    """A button of the weekly mail: one answer to its one decision, for one person, kept as the hash of its token.

    `answer` is what pressing it means, in the terms of `decision`.
    """

    pk = CompositePrimaryKey("engagement", "token_hash")
    engagement = models.TextField()
    token_hash = models.TextField(unique=True)
    person = models.TextField()
    week = models.DateField()
    decision = models.TextField()
    subject = models.TextField()
    answer = models.TextField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.answer} by {self.person}"
