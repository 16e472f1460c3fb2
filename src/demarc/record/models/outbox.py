"""The outbox: every notice that is to leave, written in the act's own transaction and sent afterwards."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Outbox(models.Model):
    """One notice to one person. It may leave twice, always with the same id; the record never doubles.

    `due` is the next attempt, or null once it was sent (`sent_at`) or given up (`failed_at`, with `error`). `about` is
    what the notice is for (a word such as `called` or `offered`), `item` the item it speaks of, if any; `link` is the
    path of a page to open where there is no item. `address` is where it goes when that is nobody's own mailbox;
    `attached` is a text that goes with it as a file, and `versions` are the numbers of the signed versions whose papers do.
    A letter that was sent has an `error` only if it left without such a paper. What is `urgent` is sent at once and by
    itself.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    channel = models.TextField(default="email")
    person = models.TextField()
    item = models.TextField(default="")
    about = models.TextField()
    subject = models.TextField()
    link = models.TextField(default="", db_default="")
    text = models.TextField()
    address = models.TextField(db_default="", default="")
    attached = models.TextField(db_default="", default="")
    versions = models.JSONField(null=True)
    written_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    urgent = models.BooleanField(default=False, db_default=False)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index("due", name="outbox_due", condition=Q(due__isnull=False)),
            models.Index("engagement", "person", "written_at", name="outbox_called", condition=Q(about="called")),
            models.Index("engagement", "person", "sent_at", name="outbox_sent", condition=Q(sent_at__isnull=False)),
            models.Index("engagement", "failed_at", name="outbox_failed", condition=Q(failed_at__isnull=False)),
            models.Index("sent_at", name="outbox_bare", condition=Q(sent_at__isnull=False) & ~Q(error="")),
        ]

    def __str__(self) -> str:
        return f"{self.about} to {self.person}"
