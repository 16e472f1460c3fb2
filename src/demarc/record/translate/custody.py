"""An item's row and its custody: the only code that knows both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.custody.custody import Custody
from demarc.core.custody.plain import custody_from_plain
from demarc.core.words import Severity
from demarc.record.models import Item
from demarc.record.rows import json_text

CUSTODY_COLUMNS = (
    "version",
    "custody",
    "kind",
    "priority",
    "security",
    "drill",
    "state",
    "holder",
    "title",
    "offered_to",
    "row",
    "matrix_version",
    "parent",
    "into",
    "lineage",
    "received_at",
    "changed_at",
    "accept_due",
    "progress_due",
    "next_due",
    "closed_at",
)
"""The columns of an item that repeat its custody, in the order of `custody_columns`."""

ABOUT_COLUMNS = ("subject", "severity", "topic", "facts", "verdict", "external", "fingerprint")
"""The columns of an item that say what it is about, in the order of `about_columns`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an item is about, beside its custody.

    `facts` maps aspect to value as given; `verdict` is the decision as plain data; `external` is the number another
    system gave it; `fingerprint` groups the signals of one cause.
    """

    subject: str
    severity: Severity = Severity.UNKNOWN
    topic: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    verdict: Mapping[str, object] = field(default_factory=dict)
    external: str = ""
    fingerprint: str = ""


def custody_columns(custody: Custody, after: str, at: datetime) -> tuple[object, ...]:
    """Write custody as the values of `CUSTODY_COLUMNS`.

    `after` is the same custody as the text of its entry says it, without item and version; `at` is the instant of the
    act.
    """
    return (
        custody.version,
        after,
        str(custody.kind),
        str(custody.priority),
        custody.security,
        custody.drill,
        str(custody.state),
        custody.holder,
        str(custody.title),
        custody.offered_to or "",
        custody.row or "",
        custody.matrix_version,
        custody.parent or "",
        custody.into or "",
        custody.lineage,
        custody.received_at,
        at,
        custody.accept_due,
        custody.progress_due,
        custody.next_due if custody.is_open else None,
        custody.closed_at,
    )


def custody_of(item: Item) -> Custody:
    """Read the custody of a stored item."""
    return custody_from_plain({**json.loads(item.custody), "item": item.id, "version": item.version})


def about_columns(about: About) -> tuple[object, ...]:
    """Write what an item is about as the values of `ABOUT_COLUMNS`."""
    return (
        about.subject,
        str(about.severity),
        about.topic,
        json_text(dict(about.facts)),
        json_text(dict(about.verdict)),
        about.external,
        about.fingerprint,
    )


def about_of(item: Item) -> About:
    """Read what a stored item is about."""
    return About(
        subject=item.subject,
        severity=Severity(item.severity),
        topic=item.topic,
        facts=item.facts,
        verdict=item.verdict,
        external=item.external,
        fingerprint=item.fingerprint,
    )
