"""How much of the work a proposal's own table gives to the provider: lines it answers for, and expected minutes."""

from collections.abc import Mapping
from dataclasses import dataclass

from demarc.core.catalogue import FUNCTIONS
from demarc.core.catalogue.effort import DAILY, WEEKLY_MINUTES
from demarc.core.words import Side


@dataclass(frozen=True, slots=True)
class Share:
    """The functions a side answers for alone, and which of them come back every day."""

    functions: tuple[str, ...]

    @property
    def daily(self) -> tuple[str, ...]:
        """List those with work on nearly every day."""
        return tuple(id_ for id_ in self.functions if id_ in DAILY)

    @property
    def minutes(self) -> int:
        """Add up the expected minutes of a week."""
        return sum(WEEKLY_MINUTES[id_] for id_ in self.functions)

    @property
    def of_the_week(self) -> float:
        """Return the share of all expected minutes, from 0 to 1."""
        return self.minutes / sum(WEEKLY_MINUTES.values())


def shares(owners: Mapping[str, Side]) -> Mapping[Side, Share]:
    """Share out functions by the side that answers for each; a function that is not named belongs to neither."""
    return {side: Share(tuple(one.id for one in FUNCTIONS if owners.get(one.id) is side)) for side in Side}


def said_of(share: Share) -> str:
    """Say it in one line: `accountable for 7 of 90, none daily`."""
    daily = len(share.daily)
    return (
        f"accountable for {len(share.functions)} of {len(FUNCTIONS)}, {daily or 'none'} daily, "
        f"{share.of_the_week:.0%} of the expected minutes"
    )
