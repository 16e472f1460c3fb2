"""What is written down, one concept per file: fields, constraints and querysets, no rules."""

from demarc.record.models.inbox import Feed, Inbox
from demarc.record.models.items import Item, ItemQuerySet, Sight
from demarc.record.models.ledger import Entry, Head, Private, PrivateQuerySet
from demarc.record.models.matrix import Version
from demarc.record.models.outbox import Outbox
from demarc.record.models.parties import Account, Engagement, Membership, OneTime, Party, Person
from demarc.record.models.signals import Signal
from demarc.record.models.signatures import Remark, Signature

__all__ = [
    "Account",
    "Engagement",
    "Entry",
    "Feed",
    "Head",
    "Inbox",
    "Item",
    "ItemQuerySet",
    "Membership",
    "OneTime",
    "Outbox",
    "Party",
    "Person",
    "Private",
    "PrivateQuerySet",
    "Remark",
    "Sight",
    "Signal",
    "Signature",
    "Version",
]
