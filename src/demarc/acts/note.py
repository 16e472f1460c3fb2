"""Writing beside custody without moving it: notes, interventions, who works on it."""

from typing import Unpack

from demarc.acts.outcome import Outcome
from demarc.acts.verb import OnItem, on_item
from demarc.core.custody import noting
from demarc.core.words import PersonId


def note(*, text: str, internal: bool = False, **at: Unpack[OnItem]) -> Outcome:
    """Add a note; an internal one is read by the writer's own party only."""
    return on_item(lambda case: noting.note(case.custody, case.situation, text=text, internal=internal), **at)


def intervene(*, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Record what somebody did in a crisis without holding the item."""
    return on_item(lambda case: noting.intervene(case.custody, case.situation, text=text), **at)


def assign(*, to: str, **at: Unpack[OnItem]) -> Outcome:
    """Record who works on the item inside the holder's own side."""
    return on_item(lambda case: noting.assign(case.custody, case.situation, to=PersonId(to)), **at)
