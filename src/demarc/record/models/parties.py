"""Who takes part: accounts that sign in, and per engagement the parties, the people and what each may be."""

from django.db import models
from django.db.models import CompositePrimaryKey, Q


class Account(models.Model):
    """Somebody who can sign in. One account may belong to several engagements."""

    id = models.TextField(primary_key=True)
    email = models.TextField(unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email


class Engagement(models.Model):
    """One client and its providers. `prefix` is the letter before the visible numbers of its items: `A-17`.

    `look_at` is when time next changes who is on: the end of a window, a shift or an absence, or a new version's start;
    null asks the engine to find out.
    """

    id = models.TextField(primary_key=True)
    client = models.TextField()
    zone = models.TextField()
    prefix = models.TextField(default="A")
    started_at = models.DateTimeField()
    look_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.client


class Party(models.Model):
    """A firm in the engagement: the client or one of its providers. `side` is a word of `core.words.Side`."""

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    name = models.TextField()
    side = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(side__in=["client", "provider"]), name="party_stands_on_a_side")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A named human of one party. The id is random and stands in the ledger; name and addresses stand only here.

    `key` is the id the matrix file uses for the person.
    """

    pk = CompositePrimaryKey("engagement", "id")
    engagement = models.TextField()
    id = models.TextField()
    key = models.TextField()
    name = models.TextField()
    party = models.TextField()
    email = models.TextField(default="")
    phone = models.TextField(default="")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "key"], name="person_once_per_key")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An account is this person in this engagement. Who is a guest may look until `guest_until`."""

    pk = CompositePrimaryKey("engagement", "account")
    engagement = models.TextField()
    account = models.TextField(db_index=True)
    person = models.TextField()
    is_lead = models.BooleanField(default=False)
    is_executive = models.BooleanField(default=False)
    guest_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "person"], name="membership_once_per_person")]

    def __str__(self) -> str:
        return f"{self.account} as {self.person}"


class OneTime(models.Model):
    """A link that signs somebody in once, kept as the hash of its token."""

    pk = CompositePrimaryKey("engagement", "token_hash")
    engagement = models.TextField()
    token_hash = models.TextField(unique=True)
    account = models.TextField()
    person = models.TextField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.person} until {self.expires_at:%Y-%m-%d %H:%M}"
