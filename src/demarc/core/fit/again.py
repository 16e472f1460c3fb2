"""When the fit is weighed again: a quarter after it was weighed, and at each change of people before that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

QUARTER = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """Somebody who came or went since the fit was weighed, and on which day."""

    name: str
    joined: bool
    on: date


@dataclass(frozen=True, slots=True)
class DueAgain:
    """Since when the fit is due again, and why, in words."""

    since: date
    because: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in a sentence."""
        reasons = " and ".join(part for part in (", ".join(self.because[:-1]), self.because[-1]) if part)
        return f"Fit is due again since {self.since.day} {self.since:%B %Y}, because {reasons}."


def due_again(weighed: date, changes: Sequence[PeopleChange], today: date) -> DueAgain | None:
    """Tell whether the fit is due again on `today`; None while it still stands."""
    because = [
        (change.on, f"{change.name} {'joined' if change.joined else 'left'}")
        for change in sorted(changes, key=lambda one: (one.on, one.name))
        if change.on <= today
    ]
    if weighed + QUARTER <= today:
        because.append((weighed + QUARTER, "a quarter is over"))
    if not because:
        return None
    return DueAgain(min(on for on, _ in because), tuple(words for _, words in because))
