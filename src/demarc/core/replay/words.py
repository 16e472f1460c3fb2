"""Which words of an export mean an offer, an acceptance, or no group at all."""

from collections.abc import Iterable
from dataclasses import dataclass

OFFERED = ("Queued", "Awaiting Assignment", "Pending Assignment", "Unassigned")
ACCEPTED = ("Accepted", "In Progress", "Assigned", "Work in progress", "Take in charge")
NO_GROUP = frozenset({"", "?", "-", "n/a", "none", "null", "unknown", "unassigned"})

OTHER, OFFERING, ACCEPTING = 0, 1, 2
"""What a status says, as bits: one of two parts may say the one, the other part the other."""


@dataclass(frozen=True, slots=True)
class Words:
    """The status words of one export, in any case."""

    offered: frozenset[str]
    accepted: frozenset[str]

    def says(self, status: str) -> int:
        """Tell what a status says: the whole of it, or either part of `A/B`."""
        whole = status.strip().casefold()
        parts = {whole, *(part.strip() for part in whole.split("/"))}
        return (OFFERING if parts & self.offered else OTHER) | (ACCEPTING if parts & self.accepted else OTHER)


def words_of(offered: Iterable[str] = OFFERED, accepted: Iterable[str] = ACCEPTED) -> Words:
    """Make the words that count; none given means the usual ones."""
    return Words(
        frozenset(word.strip().casefold() for word in tuple(offered) or OFFERED),
        frozenset(word.strip().casefold() for word in tuple(accepted) or ACCEPTED),
    )


def group_of(text: str) -> str:
    """Give a group's name, trimmed; empty where the text names none."""
    name = text.strip()
    return "" if name.casefold() in NO_GROUP else name
