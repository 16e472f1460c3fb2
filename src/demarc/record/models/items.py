"""Items: everything somebody must act on, one row each, with its custody as the ledger's last entry left it."""

from datetime import datetime

from django.db import models
from django.db.models import CompositePrimaryKey, Q

from demarc.record.models.written import Written

OPEN = Q(next_due__isnull=False)
"""What is open has a clock, and what is closed has none: a constraint below holds it. Said so, without a word to compare,
a query meets the partial indexes; with a parameter in the place of the word SQLite would read every open row."""
OFFERED, CLOSED, DISPUTE = Q(state=Written("offered")), Q(state=Written("closed")), Q(kind=Written("dispute"))
"""Conditions of partial indexes, in the words of the indexes, so that a query by them is served by those."""
BY_A_ROW = ~Q(row=Written(""))
"""What a row of the matrix decided; said besides the row, a query meets the indexes of rows."""

NARROWED_BY = ("priority", "topic", "holder")
COUNTED_BY, ASKED_BY = ("state", "priority", "accept_due", "progress_due"), ("holder", "accept_due", "progress_due")


class ItemQuerySet(models.QuerySet["Item"]):
    """Items of one engagement, unless said otherwise."""

    def open(self) -> "ItemQuerySet":
        """Only what is not closed."""
        return self.filter(OPEN)

    def real(self) -> "ItemQuerySet":
        """Only real work: what is only practised, and what came of it, counts in no figure."""
        return self.filter(drill=False)

    def due(self, now: datetime) -> "ItemQuerySet":
        """What has a clock that ran out, of every engagement, the longest overdue first."""
        return self.open().filter(next_due__lte=now).order_by("next_due", "engagement", "id")


class Item(models.Model):
    """One item. The custody columns are changed by `append` alone, and only together with an entry of the ledger.

    `version` is the number of its entries, `custody` the whole custody after the last of them as JSON; the columns from
    `kind` to `closed_at` repeat what lists and clocks ask for. `number` is its visible number in the engagement.
    `facts` (aspect to value) and `verdict` are why it went where it went. `fingerprint` groups signals of one cause;
    `external` is the number another system gave it.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    number = models.PositiveIntegerField()

    subject = models.TextField()
    severity = models.TextField()
    topic = models.TextField(default="")
    facts = models.JSONField(default=dict)
    verdict = models.JSONField(default=dict)
    external = models.TextField(default="")
    fingerprint = models.TextField(default="")

    version = models.PositiveIntegerField()
    custody = models.TextField()
    kind = models.TextField()
    priority = models.TextField()
    security = models.BooleanField(default=False)
    drill = models.BooleanField(default=False, db_default=False)
    state = models.TextField()
    holder = models.TextField()
    title = models.TextField()
    offered_to = models.TextField(default="")
    row = models.TextField(default="")
    matrix_version = models.TextField()
    parent = models.TextField(default="")
    into = models.TextField(default="")
    lineage = models.TextField()
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    accept_due = models.DateTimeField(null=True)
    progress_due = models.DateTimeField(null=True)
    next_due = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="item_once_per_number"),
            models.CheckConstraint(
                condition=Q(state__in=["routed", "held", "offered", "disputed", "closed"]), name="item_in_a_state"
            ),
            # Law 1 and law 4, held by the database too.
            models.CheckConstraint(condition=~Q(holder=""), name="item_has_a_holder"),
            models.CheckConstraint(
                condition=(~Q(state="closed") & OPEN) | Q(state="closed", next_due__isnull=True),
                name="item_open_has_a_clock",
            ),
            models.CheckConstraint(condition=~Q(state="offered") | ~Q(offered_to=""), name="item_offered_to_somebody"),
            models.CheckConstraint(condition=Q(version__gte=1), name="item_has_an_entry"),
        ]
        indexes = [
            models.Index("next_due", name="item_due", condition=OPEN),
            # What lists narrow by stands in the index too: what they leave out is then passed over without being read.
            models.Index("engagement", "next_due", "id", *NARROWED_BY, name="item_open", condition=OPEN),
            models.Index("engagement", "holder", "next_due", "id", *COUNTED_BY, name="item_held_by", condition=OPEN),
            models.Index(
                "engagement", "offered_to", "next_due", "id", *ASKED_BY, name="item_offered", condition=Q(state="offered")
            ),
            models.Index("engagement", "next_due", "id", name="item_on_offer", condition=Q(state="offered")),
            models.Index("engagement", "received_at", "id", "closed_at", name="item_received"),
            models.Index("engagement", "closed_at", "id", name="item_closed", condition=Q(state="closed")),
            models.Index("engagement", "closed_at", "received_at", name="item_dispute", condition=Q(kind="dispute")),
            models.Index("engagement", "row", "closed_at", "number", name="item_of_row", condition=~Q(row="")),
            models.Index("engagement", "row", "received_at", name="item_by_row", condition=~Q(row="")),
            models.Index("engagement", "parent", name="item_children", condition=~Q(parent="")),
            models.Index("engagement", "into", name="item_merged", condition=~Q(into="")),
            models.Index("engagement", "lineage", name="item_lineage"),
            models.Index("engagement", "fingerprint", name="item_of_cause", condition=~Q(fingerprint="")),
            models.Index("engagement", "external", name="item_external", condition=~Q(external="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"


class Sight(models.Model):
    """A rival provider may see this item: it holds it, held it, or is consulted. Sole providers and clients need no row."""

    pk = CompositePrimaryKey("engagement", "item", "party")
    engagement = models.TextField()
    item = models.TextField()
    party = models.TextField()

    class Meta:
        indexes = [models.Index("engagement", "party", "item", name="sight_of_party")]

    def __str__(self) -> str:
        return f"{self.party} sees {self.item}"
