"""The inbox: who may post, and every body that was acknowledged, kept as it came."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Feed(models.Model):
    """A source that posts signals under a token of its own, and the person who answers for it.

    `facts` are what every signal of this feed has in common (aspect to value); `aspects` says which label of a payload
    states which aspect (label to aspect). `silent_after` is how many seconds of silence are news; 0 means never.
    `silent_due` is when the present silence becomes news, `silent_since` since when it is. After a change of token the
    one before opens the feed too, until `previous_until_us` (microseconds since 1970, UTC).
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField(unique=True)
    name = models.TextField()
    reader = models.TextField()
    token_hash = models.TextField()
    previous_hash = models.TextField(default="", db_default="")
    previous_until_us = models.BigIntegerField(default=0, db_default=0)
    holder = models.TextField()
    facts = models.JSONField(default=dict)
    aspects = models.JSONField(default=dict)
    silent_after = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()
    silent_due = models.DateTimeField(null=True)
    silent_since = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index("silent_due", name="feed_silent_due", condition=Q(silent_due__isnull=False))]

    def __str__(self) -> str:
        return f"{self.name} ({self.reader})"


class Inbox(models.Model):
    """One posted body. Its id sorts by arrival; `received_us` is microseconds since 1970, UTC.

    Written by the intake's writer in plain SQL, so every column is given there. `taken` counts the signals of the body
    that have been sorted, and `waiting` turns false with the last of them; `unreadable` says why it could not be read.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    feed = models.TextField()
    dedupe = models.TextField()
    received_us = models.BigIntegerField()
    body = models.BinaryField()
    waiting = models.BooleanField(default=True)
    taken = models.PositiveIntegerField(default=0)
    unreadable = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "feed", "dedupe"], condition=~Q(dedupe=""), name="inbox_once_per_key"
            )
        ]
        indexes = [models.Index("engagement", "id", name="inbox_waiting", condition=Q(waiting=True))]

    def __str__(self) -> str:
        return f"{self.id} from {self.feed}"
