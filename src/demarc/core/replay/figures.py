"""The figures of a replay, as scripts and reports read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

HOURS = (24, 72, 168)


class Fate(StrEnum):
    """What became of an offer, by the case's next event."""

    ACCEPTED = "accepted"
    PASSED_ON = "passed_on"
    OFFERED_AGAIN = "offered_again"
    ACCEPTED_BY_OTHER = "accepted_by_other"
    CLOSED_UNACCEPTED = "closed_unaccepted"


@dataclass(slots=True)
class Offered:
    """The offers one group had before it: how many, how long they waited in all (in days), and those it did not take."""

    offers: int = 0
    days: float = 0.0
    untaken: int = 0


@dataclass(slots=True, kw_only=True)
class Figures:
    """Everything a replay counts. `flows` counts hand-offs from one group to another; None is no group."""

    cases: int = 0
    events: int = 0
    groups: int = 0
    handoffs: int = 0
    cases_with_hand_off: int = 0
    max_handoffs: int = 0
    ping_pong_cases: int = 0
    ping_pong_times: int = 0
    return_cases: int = 0
    unowned_cases: int = 0
    late: int = 0
    overdue: int = 0
    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    waits: dict[int, int] = field(default_factory=lambda: dict.fromkeys(HOURS, 0))
    median_days: Mapping[str, float | None] = field(default_factory=dict)
    spearman: float | None = None
    flows: dict[tuple[str, str], int] = field(default_factory=dict)
    waiting: dict[str, Offered] = field(default_factory=dict)

    def as_plain(self, columns: Mapping[str, str]) -> dict[str, Any]:
        """Give the figures as scripts read them."""
        return {
            "cases": self.cases,
            "events": self.events,
            "groups": self.groups,
            "columns": dict(columns),
            "handoffs": self.handoffs,
            "cases_with_handoff": self.cases_with_hand_off,
            "max_handoffs": self.max_handoffs,
            "ping_pong": {"cases": self.ping_pong_cases, "times": self.ping_pong_times},
            "return_cases": self.return_cases,
            "offers": {"total": sum(self.fates.values()), **{fate.value: count for fate, count in self.fates.items()}},
            "waits_over_hours": {str(hours): count for hours, count in self.waits.items()},
            "median_days": dict(self.median_days),
            "spearman": self.spearman,
            "unowned_cases": self.unowned_cases,
        }
