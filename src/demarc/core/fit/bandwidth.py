"""Has the internal lead the hours to be a partner? Weekly hours before and after work moves to a provider."""

from dataclasses import dataclass
from enum import StrEnum

WEEKS, MONTHS, QUARTERS = 52, 12, 4
MINUTES = 60
PASSES_TO, FIXABLE_TO = 0.85, 1.0
"""Utilisation up to which the hours are enough, and up to which they can be made enough first."""


class Bandwidth(StrEnum):
    """What the arithmetic says about the lead's hours."""

    ENOUGH = "pass"
    FIX_FIRST = "fix first"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate, as the least and the most it may be."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        if not 0 <= self.low <= self.high < float("inf"):
            raise ValueError(f"`{self.low}` to `{self.high}` is no range; write two numbers from 0, the smaller first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """What working across the line costs: hours where not said otherwise, hand-offs and approvals counted by the week."""

    hand_offs: float
    approvals: float
    sync: float = 0.75
    minutes_a_hand_off: float = 10
    minutes_an_approval: float = 5
    monthly_review: float = 1.5
    quarterly_reconciliation: float = 8
    documentation: float = 1.0
    evidence: float = 0.5

    @property
    def weekly(self) -> float:
        """Return the hours a week."""
        by_count = self.hand_offs * self.minutes_a_hand_off + self.approvals * self.minutes_an_approval
        meetings = self.monthly_review * MONTHS / WEEKS + self.quarterly_reconciliation * QUARTERS / WEEKS
        return self.sync + by_count / MINUTES + meetings + self.documentation + self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The lead's week as it was answered: contract hours, what eats them, the work kept and the work that moves."""

    hours: float
    tickets: Range
    minutes: Range
    duties: float
    projects: float
    moved: float
    coordination: Coordination
    leave: float = 0.12
    interrupts: float = 0.15

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        if not (self.hours > 0 and 0 <= self.leave < 1 and 0 <= self.interrupts < 1):
            raise ValueError(f"`{self.hours}` hours, `{self.leave}` leave and `{self.interrupts}` interrupts leave no week")

    @property
    def capacity(self) -> float:
        """Return the hours left after leave and interrupts."""
        return self.hours * (1 - self.leave) * (1 - self.interrupts)

    @property
    def load(self) -> Range:
        """Return the hours of work there are now."""
        fixed = self.duties + self.projects
        low, high = self.tickets.low * self.minutes.low, self.tickets.high * self.minutes.high
        return Range(low / MINUTES + fixed, high / MINUTES + fixed)

    @property
    def before(self) -> Range:
        """Return the share of the capacity that is used now."""
        return Range(self.load.low / self.capacity, self.load.high / self.capacity)

    @property
    def after(self) -> Range:
        """Return the share that is used once work has moved and coordination has come."""
        change = self.coordination.weekly - self.moved
        low, high = (max(0.0, load + change) / self.capacity for load in (self.load.low, self.load.high))
        return Range(low, high)

    @property
    def relief(self) -> float:
        """Return the hours a week that moving the work really gives back."""
        return self.moved - self.coordination.weekly

    @property
    def verdicts(self) -> tuple[Bandwidth, Bandwidth]:
        """Judge the low estimate and the high one; without relief the layer adds more than it removes."""
        return self._judged(self.after.low), self._judged(self.after.high)

    def _judged(self, used: float) -> Bandwidth:
        if self.relief <= 0 or used > FIXABLE_TO:
            return Bandwidth.STOP
        return Bandwidth.ENOUGH if used <= PASSES_TO else Bandwidth.FIX_FIRST
