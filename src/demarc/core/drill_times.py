"""What a live drill took: when somebody first acted, who accepted and when, and who was called on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act
from demarc.core.words import ENGINE, PersonId


@dataclass(frozen=True, slots=True)
class DrillCalled:
    """Somebody was called because a clock fired."""

    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillTimes:
    """The times of one drilled item, aware UTC; None for what did not happen.

    `due` is when the first clock ran out. `first_by` did the first act of any person, `accepted_by` accepted, or acted as
    the holder, which is the same.
    """

    received: datetime
    due: datetime
    first: datetime | None = None
    first_by: PersonId | None = None
    accepted: datetime | None = None
    accepted_by: PersonId | None = None
    called: tuple[DrillCalled, ...] = ()

    @property
    def in_time(self) -> bool:
        """Tell whether somebody accepted before the first clock ran out."""
        return self.accepted is not None and self.accepted <= self.due


def times_of(entries: Sequence[Entry]) -> DrillTimes:
    """Read the times off the entries of one item, in order; the first is its receipt."""
    born = entries[0]
    first = next((entry for entry in entries if entry.by != ENGINE), None)
    accepted = next((entry for entry in entries if entry.act is Act.ACCEPT), None)
    return DrillTimes(
        received=born.at,
        due=born.after.accept_due or born.at,
        first=first.at if first else None,
        first_by=first.by if first else None,
        accepted=accepted.at if accepted else None,
        accepted_by=accepted.by if accepted else None,
        called=tuple(
            DrillCalled(PersonId(str(person)), entry.at)
            for entry in entries
            if entry.act is Act.ESCALATE
            for person in _called(entry)
        ),
    )


def _called(entry: Entry) -> list[object]:
    called = entry.said.get("called")
    return list(called) if isinstance(called, list) else []
