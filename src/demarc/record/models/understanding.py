"""Who has confirmed which rows, and what they answered when they were asked about them."""

from django.db import models
from django.db.models import CompositePrimaryKey


class Confirmation(models.Model):
    """A person confirmed `rows` of a version as theirs, and was then to be asked `asked` questions about them.

    `seq` is its entry in the ledger; `digest` is that of the version's text.
    """

    pk = CompositePrimaryKey("engagement", "seq")
    engagement = models.TextField()
    seq = models.PositiveBigIntegerField()
    person = models.TextField()
    version = models.PositiveIntegerField()
    digest = models.TextField()
    at = models.DateTimeField()
    rows = models.JSONField(default=list)
    asked = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index("engagement", "person", "seq", name="confirmation_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: version {self.version}"


class BlindAnswer(models.Model):
    """What somebody answered to one blind question; the words are private texts of the ledger's entry `seq`.

    `confirmation` is the entry of the confirmation it follows; `attempt` counts the rounds of questions after it.
    """

    pk = CompositePrimaryKey("engagement", "seq")
    engagement = models.TextField()
    seq = models.PositiveBigIntegerField()
    person = models.TextField()
    confirmation = models.PositiveBigIntegerField()
    attempt = models.PositiveSmallIntegerField()
    nth = models.PositiveSmallIntegerField()
    row = models.TextField()
    right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "confirmation", "attempt", "nth"], name="blind_answer_once_per_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} about {self.row}"
