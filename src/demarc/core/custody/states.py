"""The machine of custody: five states, the acts, and the one table that joins them.

`NEXT[state][act]` is the state an act leads to. A refusal is a missing cell. Read a row as "while an item is in this
state, these acts exist"; who may do them and which clocks they wind stands in `columns.py`, cell for cell. The drawing
in `docs/custody.md` is made from these tables by `draw.py`.
"""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where an item's custody stands. Somebody holds it in every one of these, also when it is closed."""

    ROUTED = "routed"
    """Held by title, by whom the matrix or a ruling names; nobody has accepted yet."""
    HELD = "held"
    """Accepted by its holder, who has promised a next step."""
    OFFERED = "offered"
    """The sender holds; a receiver has been asked to accept."""
    DISPUTED = "disputed"
    """An interim holder works while passing is blocked and somebody rules."""
    CLOSED = "closed"
    """Done, with an ending. The last holder stays named."""


class Title(StrEnum):
    """By what right the holder holds: their own acceptance, or consent given beforehand."""

    ACCEPTANCE = "acceptance"
    MATRIX = "matrix"
    INTERIM = "interim"
    RULING = "ruling"


class Act(StrEnum):
    """What people, feeds and time can do to an item's custody."""

    RECEIVE = "receive"
    SPLIT = "split"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    REROUTE = "reroute"
    OFFER = "offer"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    READDRESS = "readdress"
    PROMISE = "promise"
    DISPUTE = "dispute"
    AGREE = "agree"
    SETTLE = "settle"
    RULE = "rule"
    RULE_OWN = "rule own"
    SPEAK = "speak"
    STAND_IN = "stand in"
    CLOSE = "close"
    MERGE = "merge"
    ABSORB = "absorb"
    REOPEN = "reopen"
    ESCALATE = "escalate"
    ASSIGN = "assign"
    NOTE = "note"
    INTERVENE = "intervene"
    SEEN_AGAIN = "seen again"
    SOURCE_CLEARED = "source cleared"


ROUTED, HELD, OFFERED, DISPUTED, CLOSED = State


def _stays(state: State) -> dict[Act, State]:
    """List the acts that every open item takes and that leave it where it is."""
    quiet = (Act.ASK, Act.ANSWER, Act.SPLIT, Act.ABSORB, Act.ESCALATE, Act.ASSIGN, Act.NOTE, Act.INTERVENE)
    return dict.fromkeys((*quiet, Act.SPEAK, Act.SEEN_AGAIN, Act.SOURCE_CLEARED), state)


NEXT: Mapping[State | None, Mapping[Act, State]] = {
    None: {
        Act.RECEIVE: ROUTED,
        Act.SPLIT: ROUTED,
        Act.ASK: ROUTED,
    },
    ROUTED: {
        Act.ACCEPT: HELD,
        Act.REROUTE: ROUTED,
        Act.OFFER: OFFERED,
        Act.DISPUTE: DISPUTED,
        Act.RULE_OWN: ROUTED,
        Act.AGREE: ROUTED,
        Act.STAND_IN: ROUTED,
        Act.CLOSE: CLOSED,
        Act.MERGE: CLOSED,
        **_stays(ROUTED),
    },
    HELD: {
        Act.ACCEPT: HELD,
        Act.PROMISE: HELD,
        Act.OFFER: OFFERED,
        Act.DISPUTE: DISPUTED,
        Act.AGREE: HELD,
        Act.STAND_IN: ROUTED,
        Act.CLOSE: CLOSED,
        Act.MERGE: CLOSED,
        **_stays(HELD),
    },
    OFFERED: {
        Act.ACCEPT: HELD,
        Act.DECLINE: HELD,
        Act.WITHDRAW: HELD,
        Act.READDRESS: OFFERED,
        Act.PROMISE: OFFERED,
        Act.DISPUTE: DISPUTED,
        Act.STAND_IN: ROUTED,
        Act.CLOSE: CLOSED,
        Act.MERGE: CLOSED,
        **_stays(OFFERED),
    },
    DISPUTED: {
        Act.PROMISE: DISPUTED,
        Act.AGREE: DISPUTED,
        Act.SETTLE: ROUTED,
        Act.RULE: ROUTED,
        Act.STAND_IN: DISPUTED,
        Act.CLOSE: CLOSED,
        Act.MERGE: CLOSED,
        **_stays(DISPUTED),
    },
    CLOSED: {
        Act.REOPEN: ROUTED,
        Act.NOTE: CLOSED,
        Act.INTERVENE: CLOSED,
        Act.SEEN_AGAIN: CLOSED,
        Act.SOURCE_CLEARED: CLOSED,
    },
}
"""The table. `None` is the item that does not exist yet."""

OPEN = frozenset(State) - {CLOSED}
"""The states in which an item has a clock that will call somebody unless somebody acts."""
