"""Custody: who holds one item, by what right, since when it is alive, and which clocks will call somebody.

A frozen value. Only the moves of this package make a new one, and each comes with an entry of the ledger.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from demarc.core.custody.states import State, Title
from demarc.core.matrix.decide import Outcome
from demarc.core.words import Answer, ItemId, ItemKind, PersonId, Priority, RowId, Side, Window


class Waiting(StrEnum):
    """Whom the item waits for while its holder holds it."""

    US = "us"
    USER = "user"
    VENDOR = "vendor"
    OTHER_SIDE = "other side"
    SLEEPING = "sleeping"


class Ending(StrEnum):
    """How an item ended. What security and critical items need is a verdict, not a notice."""

    DONE = "done"
    FIXED = "fixed"
    TRUE_POSITIVE = "true positive"
    FALSE_POSITIVE = "false positive"
    BENIGN = "benign"
    RISK_ACCEPTED = "risk accepted"
    CLIENT_NOTIFIED = "client notified"
    CLEARED = "cleared by itself"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    RULED = "ruled"
    MERGED = "merged"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"


WAITED_FOR = frozenset({ItemKind.ASK, ItemKind.DISPUTE})
"""Kinds that somebody waits for just as they are: they have no parts, go into nothing else, and do not come back."""


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs. `fires` are the instants still ahead at which somebody is called, soonest first.

    `start` and `due` are aware UTC; `start` may lie ahead when the work sleeps until opening. `step` counts the calls
    already made. After the last one the clock calls again and again: `fires` is never empty.
    """

    start: datetime
    due: datetime
    fires: tuple[datetime, ...]
    step: int = 0

    @property
    def next(self) -> datetime:
        """Tell when this clock calls somebody next."""
        return self.fires[0]

    def fired(self, again: datetime) -> "Running":
        """Give the same clock after the call that was due; once no step is ahead, it calls next at `again`."""
        return Running(self.start, self.due, self.fires[1:] or (again,), self.step + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The custody of one item after `version` acts. All instants are aware UTC.

    `received_at` is T, the age, taken from the first receipt of the lineage; `accept` is clock A, `progress` clock P.
    `drill` marks what is only practised. `outcome`, `row`, `matrix_version` and `window` say what decided; `called` are
    the people called so far, in order.
    `declines` and `crossings` are counted on the lineage. `asks` counts the open asks, `waiting` says for whom.
    `follows` is the closed item that came back as this one after too long to be reopened.
    `spoken` are the sides that have given their statement in a dispute.
    Of an ask: `raised_by` asked it, for leave to do `action`; `on_lapse` is what the permission says when nobody has
    answered by `lapses_at`.
    """

    item: ItemId
    version: int
    kind: ItemKind
    priority: Priority
    state: State
    holder: PersonId
    title: Title
    received_at: datetime
    lineage: ItemId
    outcome: Outcome
    matrix_version: str
    window: Window
    row: RowId | None = None
    security: bool = False
    always: bool = False
    drill: bool = False
    accept: Running | None = None
    progress: Running | None = None
    offered_to: PersonId | None = None
    called: tuple[PersonId, ...] = ()
    declines: int = 0
    crossings: int = 0
    snoozes: int = 0
    asks: int = 0
    waiting: Waiting = Waiting.US
    worked_by: PersonId | None = None
    agreed_by: PersonId | None = None
    agreed_on: PersonId | None = None
    parent: ItemId | None = None
    into: ItemId | None = None
    follows: ItemId | None = None
    dispute: ItemId | None = None
    spoken: tuple[Side, ...] = ()
    raised_by: PersonId | None = None
    action: str = ""
    on_lapse: Answer | None = None
    lapses_at: datetime | None = None
    ending: Ending | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act."""
        return self.state is not State.CLOSED

    @property
    def is_grave(self) -> bool:
        """Tell whether this is security or critical work, which needs a verdict and is never settled by the leads."""
        return self.security or self.priority is Priority.P1

    @property
    def accept_due(self) -> datetime | None:
        """Tell by when somebody must accept or first act, or None while clock A is off."""
        return self.accept.due if self.accept else None

    @property
    def progress_due(self) -> datetime | None:
        """Tell when the holder's promise falls due, or None while clock P is off."""
        return self.progress.due if self.progress else None

    @property
    def next_due(self) -> datetime | None:
        """Tell the earliest instant at which a clock calls somebody, or None when closed."""
        return min((clock.next for clock in (self.accept, self.progress) if clock), default=None)

    @property
    def step(self) -> int:
        """Count the calls made by the clock that calls next."""
        armed = [clock for clock in (self.accept, self.progress) if clock]
        return min(armed, key=lambda clock: clock.next).step if armed else 0
