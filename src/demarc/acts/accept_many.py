"""Accepting several items at once: each is an act and a transaction of its own, and each tells how it went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from demarc.acts.hand_off import accept
from demarc.acts.outcome import Outcome, Refused
from demarc.record.access import NotFound

MOST = 100
"""How many one call accepts; a person picks no more than a page shows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item somebody chose, in the version they had before them."""

    item: str
    seen: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How it went with one of them."""

    item: str
    outcome: Outcome


def accept_many(*, engagement: str, by: str, now: datetime, chosen: Iterable[Chosen]) -> tuple[Answered, ...]:
    """Accept each chosen item with the default promise, in the order given, up to `MOST`; the rest is left out.

    What somebody may not see is refused like what does not exist.
    """
    return tuple(Answered(one.item, _accepted(engagement, one, by, now)) for one in list(dict.fromkeys(chosen))[:MOST])


def _accepted(engagement: str, one: Chosen, by: str, now: datetime) -> Outcome:
    try:
        return accept(engagement=engagement, item=one.item, by=by, now=now, seen=one.seen)
    except NotFound:
        return Refused("There is no such item, or it is not yours to see.")
