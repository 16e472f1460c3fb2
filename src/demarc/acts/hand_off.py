"""Handing an item on across the line, and promising: offer, accept, decline, withdraw, promise."""

from datetime import datetime
from typing import Unpack

from demarc.acts.outcome import Outcome
from demarc.acts.verb import OnItem, on_item, word
from demarc.core.custody import passing
from demarc.core.custody.passing import Ground
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused
from demarc.core.words import PersonId, RowId


def offer(*, to: str, why: str, carries: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Offer the item to a person. The sender holds it until somebody there accepts."""
    return on_item(
        lambda case: passing.offer(case.custody, case.situation, to=PersonId(to), why=why, carries=carries), **at
    )


def accept(*, when: datetime | None = None, next_step: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Accept the item with a promise: the next step, and when (default: what the priority promises)."""
    return on_item(lambda case: passing.accept(case.custody, case.situation, when=when, next_step=next_step), **at)


def decline(*, ground: str = "", row: str = "", text: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Decline an offer on a ground of `passing.Ground`: a row, an exclusion, or what the hand-off lacks."""
    cited = word(Ground, ground, Act.DECLINE) if ground else None
    if isinstance(cited, Refused):
        return on_item(lambda _: cited, **at)
    named = RowId(row) if row else None
    return on_item(lambda case: passing.decline(case.custody, case.situation, ground=cited, row=named, text=text), **at)


def withdraw(*, why: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Take an offer back."""
    return on_item(lambda case: passing.withdraw(case.custody, case.situation, why=why), **at)


def promise(*, when: datetime, next_step: str, **at: Unpack[OnItem]) -> Outcome:
    """Promise the next step and when; a time beyond the priority's cap is cut to it."""
    return on_item(lambda case: passing.promise(case.custody, case.situation, when=when, next_step=next_step), **at)
