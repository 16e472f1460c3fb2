"""The words of accountability: what everything else is built from, one meaning each.

Every class here is a word of the product; its docstring is its one meaning, and `docs/words.md` is generated from it.
"""

from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
RowId = NewType("RowId", str)
PartyId = NewType("PartyId", str)
ItemId = NewType("ItemId", str)
EngagementId = NewType("EngagementId", str)

NO_PERSON = PersonId("")
"""What stands where a person could be named and none is."""

ENGINE = PersonId("engine")
"""Who acts when time or a feed does, and no person: the engine never holds an item."""

DRILL_MARK = "DRILL"
"""What stands before the subject of everything that is only practised, wherever it shows."""

UNKNOWN = "unknown"
"""The value of an aspect nobody has stated. It is a value like any other: something must own it."""


class Side(StrEnum):
    """Which side of the demarcation line a party stands on: the client's or a provider's."""

    CLIENT = "client"
    PROVIDER = "provider"


class ItemKind(StrEnum):
    """What an item is. Everything that somebody must act on is an item; there is no second engine."""

    ALERT = "alert"
    TICKET = "ticket"
    DEVICE_DUTY = "device-duty"
    RECURRING_DUTY = "recurring-duty"
    VENDOR_CASE = "vendor-case"
    EVIDENCE_REQUEST = "evidence-request"
    FLAG = "flag"
    DISPUTE = "dispute"
    ASK = "ask"
    GAP = "gap"
    SILENT_FEED = "silent-feed"


class Severity(StrEnum):
    """How bad it is. Critical to low are P1 to P4; unknown counts as high until somebody sets it."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class Priority(StrEnum):
    """The urgency a clock runs by: P1 and P2 need a first act, P3 and P4 have their row's due date."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


PRIORITY_OF = {
    Severity.CRITICAL: Priority.P1,
    Severity.HIGH: Priority.P2,
    Severity.UNKNOWN: Priority.P2,
    Severity.MEDIUM: Priority.P3,
    Severity.LOW: Priority.P4,
}
"""Severity to priority. Unclear means the higher one until somebody says otherwise."""


class Window(StrEnum):
    """The part of the week an instant falls in, by a calendar: business, after-hours or holiday."""

    BUSINESS = "business"
    AFTER_HOURS = "after-hours"
    HOLIDAY = "holiday"


class Tier(StrEnum):
    """What becomes of a signal: only recorded, watched until it repeats or lasts, or made an item."""

    RECORD = "record"
    WATCH = "watch"
    ITEM = "item"


class ScopeState(StrEnum):
    """Whether a row's work is in the price: included, billed, not offered, or not said."""

    INCLUDED = "included"
    BILLED = "billed"
    NOT_OFFERED = "not offered"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What a permission says about an action: go ahead, ask first and then do, ask first and then not, or never."""

    ALLOWED = "allowed"
    ASK_THEN_DO = "ask N then do"
    ASK_THEN_NOT = "ask N then not"
    NEVER = "never"
