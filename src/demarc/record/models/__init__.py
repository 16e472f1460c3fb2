"""What is written down, one concept per file: fields, constraints and querysets, no rules."""

from demarc.record.models.absences import Absence
from demarc.record.models.buyers import BuyerAnswers, BuyerFile, BuyerScores, BuyerVendor, FitRun
from demarc.record.models.checkpoints import Cosignature, HeadClock, Keeper, SignedHead
from demarc.record.models.drills import Drill, DrillAnswer, DrillCall, DrillResult
from demarc.record.models.filters import SavedFilter
from demarc.record.models.inbox import Feed, Inbox
from demarc.record.models.items import Item, ItemQuerySet, Sight
from demarc.record.models.ledger import Entry, Head, Private, PrivateQuerySet
from demarc.record.models.matrix import Version, VersionQuerySet
from demarc.record.models.outbox import Outbox
from demarc.record.models.parties import Account, Engagement, Membership, OneTime, Party, Person
from demarc.record.models.precedents import Precedent
from demarc.record.models.reconciliations import (
    Reconciliation,
    ReconciliationLine,
    ReconciliationSignature,
    RowException,
)
from demarc.record.models.row_disputes import Amendment, RowDispute
from demarc.record.models.signals import Signal
from demarc.record.models.signatures import Remark, Signature
from demarc.record.models.templates import Follower
from demarc.record.models.understanding import BlindAnswer, Confirmation
from demarc.record.models.weekly import Choice, Weekly

__all__ = [
    "Absence",
    "Account",
    "Amendment",
    "BlindAnswer",
    "BuyerAnswers",
    "BuyerFile",
    "BuyerScores",
    "BuyerVendor",
    "Choice",
    "Confirmation",
    "Cosignature",
    "Drill",
    "DrillAnswer",
    "DrillCall",
    "DrillResult",
    "Engagement",
    "Entry",
    "Feed",
    "FitRun",
    "Follower",
    "Head",
    "HeadClock",
    "Inbox",
    "Item",
    "ItemQuerySet",
    "Keeper",
    "Membership",
    "OneTime",
    "Outbox",
    "Party",
    "Person",
    "Precedent",
    "Private",
    "PrivateQuerySet",
    "Reconciliation",
    "ReconciliationLine",
    "ReconciliationSignature",
    "Remark",
    "RowDispute",
    "RowException",
    "SavedFilter",
    "Sight",
    "Signal",
    "Signature",
    "SignedHead",
    "Version",
    "VersionQuerySet",
    "Weekly",
]
