"""Signals: what a feed delivers, which cause they belong to, and what becomes of them.

A signal is not an item. The row that decides says whether it is only recorded, watched until it lasts or repeats, or
made an item at once; where no row decides (a gap or an overlap) it is always an item, because nobody signed for less.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from demarc.core.matrix.table import TAG_YES, Row
from demarc.core.words import DRILL_MARK, ItemKind, Severity, Tier

Pairs = tuple[tuple[str, str], ...]


class Status(StrEnum):
    """Whether the source says that the trouble is there, or that it is over."""

    FIRING = "firing"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing a source reported. `fingerprint` is the source's own name for the cause, the same while it lasts.

    `facts` are aspects the source states outright, `labels` everything else it said; `external` is the number the
    source gave it, `url` where it shows more. `started_at` is aware, or None where the source does not say.
    """

    fingerprint: str
    subject: str
    severity: Severity = Severity.UNKNOWN
    status: Status = Status.FIRING
    facts: Pairs = ()
    labels: Pairs = ()
    tags: tuple[str, ...] = ()
    started_at: datetime | None = None
    external: str = ""
    url: str = ""


Reader = Callable[[bytes], tuple[Signal, ...]]
"""Reads one posted body; raises `BadPayload` when it is not what the source should send."""


class BadPayload(ValueError):
    """A body cannot be read as what its feed should send. The message is one line: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Watched:
    """How long and how often a watched cause has been reported, this report included."""

    since: datetime
    times: int


def becomes(row: Row | None, watched: Watched, now: datetime) -> Tier:
    """Tell what becomes of a firing signal: the row's tier, or an item once a watched cause lasts or repeats enough.

    A row that watches without saying how long or how often makes an item at once.
    """
    if row is None:
        return Tier.ITEM
    if row.tier is not Tier.WATCH:
        return row.tier
    due = item_due(row, watched.since)
    often = row.watch_times and watched.times >= row.watch_times
    lasting = due is not None and now >= due
    unsaid = not row.watch_times and due is None
    return Tier.ITEM if often or lasting or unsaid else Tier.WATCH


def item_due(row: Row, since: datetime) -> datetime | None:
    """Tell when a cause watched since then becomes an item unless it clears; None when only repeating counts."""
    return since + timedelta(minutes=row.watch_minutes) if row.watch_minutes else None


def cause_of(feed: str, fingerprint: str) -> str:
    """Name the cause (64 hexadecimal digits): two feeds never share one, whatever their sources call it."""
    return sha256(f"{feed}\n{fingerprint}".encode()).hexdigest()


def facts_given(signal: Signal, *, common: Mapping[str, str], aspects: Mapping[str, str]) -> dict[str, str]:
    """Gather what is known about a signal, by aspect.

    1. What all signals of the feed have in common. 2. Its labels, each under the aspect the feed's `aspects` give it, else
    under its own name. 3. What the source states outright, and its tags as `yes`. 4. The severity, where the source's
    word was understood.
    """
    given = {"kind": str(ItemKind.ALERT), **common}
    given.update((aspects.get(label, label), value) for label, value in signal.labels)
    given.update(signal.facts)
    given.update(dict.fromkeys(signal.tags, TAG_YES))
    if signal.severity is not Severity.UNKNOWN or given.get("severity") not in set(Severity):
        given["severity"] = str(signal.severity)
    return given


def kind_of(given: Mapping[str, str]) -> ItemKind:
    """Tell what kind of item the facts speak of; an alert when they name none that a feed may report."""
    raw = given.get("kind", "")
    return ItemKind(raw) if raw in FROM_FEEDS else ItemKind.ALERT


def in_earnest(subject: str) -> str:
    """Give the subject of real work: what begins like a drill's could be taken for practice, and is said to be none."""
    return f"Not a drill: {subject}" if subject.lstrip().upper().startswith(DRILL_MARK) else subject


FROM_FEEDS = frozenset(
    {
        ItemKind.ALERT,
        ItemKind.TICKET,
        ItemKind.DEVICE_DUTY,
        ItemKind.RECURRING_DUTY,
        ItemKind.VENDOR_CASE,
        ItemKind.EVIDENCE_REQUEST,
    }
)
"""The kinds of item a feed may report; a dispute, an ask or a flag is a person's act."""


_SEVERITY_WORDS: Mapping[Severity, tuple[str, ...]] = {
    Severity.CRITICAL: ("critical", "crit", "fatal", "emergency", "disaster", "page", "p1", "sev1"),
    Severity.HIGH: ("high", "major", "error", "alert", "p2", "sev2"),
    Severity.MEDIUM: ("medium", "warning", "warn", "moderate", "average", "minor", "p3", "sev3"),
    Severity.LOW: ("low", "info", "information", "informational", "notice", "none", "p4", "sev4"),
}
_SEVERITIES = {word: severity for severity, words in _SEVERITY_WORDS.items() for word in words}


def severity_of(word: str) -> Severity:
    """Understand a source's word for how bad it is; a word nobody told us about is unknown, which counts as high."""
    return _SEVERITIES.get(word.strip().casefold(), Severity.UNKNOWN)
