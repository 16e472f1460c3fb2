"""What makes the record binding beyond this host: signed tree heads, what a side countersigns, and where they are sent."""

from django.db import models
from django.db.models import CompositePrimaryKey


class SignedHead(models.Model):
    """A checkpoint the server signed: the tree had `root` (hexadecimal) at `size`. Never changed or removed.

    `note` is the whole signed note, `key` the verifier key it was signed with, `why` a word for what asked for it.
    """

    pk = CompositePrimaryKey("engagement", "size")
    engagement = models.TextField()
    size = models.PositiveBigIntegerField()
    root = models.TextField()
    at = models.DateTimeField()
    why = models.TextField()
    note = models.TextField()
    key = models.TextField()

    def __str__(self) -> str:
        return f"{self.engagement}: {self.size} entries"


class Cosignature(models.Model):
    """A party's own signature under a checkpoint: one line of the note, by the key the party had given. Never changed."""

    pk = CompositePrimaryKey("engagement", "size", "party")
    engagement = models.TextField()
    size = models.PositiveBigIntegerField()
    party = models.TextField()
    line = models.TextField()
    key = models.TextField()
    person = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.party} under {self.size}"


class Keeper(models.Model):
    """How a party keeps the record: the mailbox its checkpoints go to, and the verifier key it countersigns with."""

    pk = CompositePrimaryKey("engagement", "party")
    engagement = models.TextField()
    party = models.TextField()
    mailbox = models.TextField(default="")
    key = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.party}: {self.mailbox or 'no mailbox'}"


class HeadClock(models.Model):
    """When the engagement's next checkpoint is due. What must be witnessed at once sets it to its own instant."""

    engagement = models.TextField(primary_key=True)
    due = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.engagement}: {self.due:%Y-%m-%d %H:%M}"
