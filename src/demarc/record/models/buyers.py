"""What a buyer's people weigh before there is an engagement: each alone, by a link of their own, in one file."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class BuyerFile(models.Model):
    """What one buyer weighs; `engagement` names it, an engagement that may never begin.

    `lead` is the internal lead's own reading of the scope, `waiver` the executive's reason to do without, `override` the
    executive's decision against the fit; each is empty until somebody gives it. `runs` are earlier outcomes of the fit,
    the oldest first. `kept_with` is the engagement that began from it. Everything is gone after `expires_at`.
    """

    engagement = models.TextField(primary_key=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    lead = models.JSONField(default=dict)
    waiver = models.JSONField(default=dict)
    override = models.JSONField(default=dict)
    runs = models.JSONField(default=list)
    kept_with = models.TextField(default="")

    def __str__(self) -> str:
        return f"a buyer's file of {self.opened_at:%Y-%m-%d}"


class BuyerAnswers(models.Model):
    """A link into a buyer's file, and what was answered with it; `who` is `result` for the link that shows the file.

    `first` and `second` are the two who score vendors, by `name`; their answers stand in `BuyerScores`. The link is kept as
    the hash of its token.
    """

    pk = CompositePrimaryKey("engagement", "who")
    engagement = models.TextField()
    who = models.TextField()
    name = models.TextField(default="")
    token_hash = models.TextField(unique=True)
    answers = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(who__in=["internal", "executive", "vendor", "result", "first", "second"]),
                name="buyer_answers_are_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} of {self.engagement}"


class BuyerVendor(models.Model):
    """A vendor that is weighed: the review of its proposal, if the buyer kept one, and a score sheet brought back.

    A sheet that was brought back stands in the place of what the two scored here.
    """

    pk = CompositePrimaryKey("engagement", "number")
    engagement = models.TextField()
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    review = models.JSONField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    sheet = models.JSONField(null=True)
    brought_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "name"], name="buyer_vendor_once_per_name")]

    def __str__(self) -> str:
        return self.name


class BuyerScores(models.Model):
    """What one of the two heard of one vendor and how they score it, by question; `given_at` is null for a draft."""

    pk = CompositePrimaryKey("engagement", "vendor", "who")
    engagement = models.TextField()
    vendor = models.PositiveSmallIntegerField()
    who = models.TextField()
    heard = models.JSONField(default=dict)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(who__in=["first", "second"]), name="buyer_scores_are_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.who} on vendor {self.vendor}"


class FitRun(models.Model):
    """The fit as it was weighed for an engagement: the outcome that was decided, and the points of five."""

    pk = CompositePrimaryKey("engagement", "at")
    engagement = models.TextField()
    at = models.DateTimeField()
    outcome = models.TextField()
    score = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.outcome} on {self.at:%Y-%m-%d}"
