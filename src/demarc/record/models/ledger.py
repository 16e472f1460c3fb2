"""The ledger: entries that are never changed, the head of the tree over them, and the private texts beside them.

Triggers refuse every update and deletion of an entry, and let the head only grow (migration 0002).
"""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Entry(models.Model):
    """One thing that was done. `public` is the canonical text that `leaf` hashes; `seq` counts from 0 without a gap.

    `item` is empty for what concerns the whole engagement, such as a signed version; `item_version` then repeats `seq`.
    """

    pk = CompositePrimaryKey("engagement", "seq")
    engagement = models.TextField()
    seq = models.PositiveBigIntegerField()
    item = models.TextField(default="")
    item_version = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    act = models.TextField()
    public = models.TextField()
    leaf = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "item", "item_version"], name="entry_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.act}"


class Head(models.Model):
    """The right edge of the engagement's tree. `peaks` is hexadecimal text; `numbered` is the last visible number given."""

    engagement = models.TextField(primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.TextField(default="")
    numbered = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.engagement}: {self.size} entries"


class PrivateQuerySet(models.QuerySet["Private"]):
    """Private texts of one engagement."""

    def readable_by(self, party: str) -> "PrivateQuerySet":
        """Only what this party may read; a nameless party reads nothing."""
        return self.filter(Q(party="") | Q(party=party)) if party else self.none()


class Private(models.Model):
    """A text that an entry only commits to. Erasing deletes this row and appends an entry that says so.

    `party` is the only party that may read it; empty means everybody who may see the item.
    """

    pk = CompositePrimaryKey("engagement", "seq", "field")
    engagement = models.TextField()
    seq = models.PositiveBigIntegerField()
    field = models.TextField()
    party = models.TextField(default="")
    salt = models.BinaryField()
    value = models.TextField()

    objects = PrivateQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(field=""), name="private_has_a_field")]

    def __str__(self) -> str:
        return f"{self.field} of entry {self.seq}"
