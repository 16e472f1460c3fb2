"""What a buyer's people answer before there is an engagement: each alone, by a link of their own."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class BuyerAnswers(models.Model):
    """One answerer's answers to the fit questions; `who` is `result` for the link that shows what they come to.

    `engagement` groups the links of one buyer: an engagement that may never begin. The link is kept as the hash of its
    token, and everything is gone after `expires_at`.
    """

    pk = CompositePrimaryKey("engagement", "who")
    engagement = models.TextField()
    who = models.TextField()
    token_hash = models.TextField(unique=True)
    answers = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(who__in=["internal", "executive", "vendor", "result"]), name="buyer_answers_are_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} of {self.engagement}"
