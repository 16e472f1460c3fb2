"""What an act comes to: done, refused with a reason, or somebody was first. All three are ordinary."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.states import State
from demarc.core.words import ItemId, PersonId


@dataclass(frozen=True, slots=True)
class Done:
    """The act stands in the record. `version`, `state` and `holder` are the item's after it."""

    item: ItemId
    version: int
    state: State
    holder: PersonId


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. `reason` says in the user's words what was refused and what would help."""

    reason: str


@dataclass(frozen=True, slots=True)
class SomebodyWasFirst:
    """Nothing was done: somebody changed the item since it was looked at. Look again, and decide again."""

    act: str
    by: PersonId
    at: datetime


Outcome = Done | Refused | SomebodyWasFirst
