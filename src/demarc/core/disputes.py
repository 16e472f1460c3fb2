"""Whose turn it is in a dispute, and until when: statements, the leads, the arbiter, the deputy, and then time itself.

An interim holder works from the first instant, so no turn is ever waited for by the work.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from demarc.core.clocks import dispute_clock
from demarc.core.moments import Calendar


class Turn(StrEnum):
    """Who is asked to end a dispute now."""

    LEADS = "the leads settle"
    ARBITER = "the arbiter rules"
    DEPUTY = "the deputy rules"
    NOBODY = "the interim holder keeps it"


@dataclass(frozen=True, slots=True)
class Timetable:
    """The turns of one dispute: statements are taken until `statements`; each turn ends at its instant (aware UTC).

    `leads` is None for security and P1, which go to the arbiter at once. At `deputy` the default outcome takes effect.
    """

    statements: datetime
    leads: datetime | None
    arbiter: datetime
    deputy: datetime

    def turn(self, now: datetime) -> Turn:
        """Tell whose turn it is."""
        if self.leads is not None and now < self.leads:
            return Turn.LEADS
        if now < self.arbiter:
            return Turn.ARBITER
        return Turn.DEPUTY if now < self.deputy else Turn.NOBODY


def timetable(*, opened: datetime, grave: bool, calendar: Calendar) -> Timetable:
    """Lay out the turns of a dispute opened at `opened`; `grave` is security or P1."""
    first, second, last = dispute_clock(grave=grave, calendar=calendar, since=opened).accept(opened).fires
    return Timetable(statements=first, leads=None if grave else first, arbiter=second, deputy=last)
