"""The other columns of the custody table: who may, who holds then, and which clocks run.

`CELLS[state, act]` stands beside every cell of `states.NEXT`, and beside no other. A test holds the two to each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.custody.states import CLOSED, DISPUTED, HELD, OFFERED, ROUTED, Act, State


class Standing(StrEnum):
    """What somebody is to an item at an instant. One person can be several of these; the engine is only itself."""

    HOLDER = "holder"
    RECEIVER = "receiver"
    STAND_IN = "stand-in"
    CALLED = "anyone already called"
    COLLEAGUE = "anyone on the holder's own side"
    LEAD = "either lead"
    CLIENT_LEAD = "client lead"
    ARBITER = "arbiter or deputy"
    EXECUTIVE = "client executive"
    RAISER = "who raised it"
    ANYONE = "anyone with access"
    ENGINE = "engine"


class Becomes(StrEnum):
    """Who holds after the act."""

    SAME = "unchanged"
    CALL = "first of the call list now"
    ACTOR = "who acts"
    NAMED = "who the act names"


class Hand(StrEnum):
    """What an act does to a clock: winds it anew, stops it, leaves it, starts it unless it runs, or moves it a step on.

    Clock A is wound by the row where the matrix alone routes, and for a first act where somebody is asked to take it.
    """

    ROW = "on, by the row"
    ON = "on"
    OFF = "off"
    KEEP = "as it was"
    START = "stays or starts"
    STEP = "next step"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the table: who may do it, who holds then, clock A (accept) and clock P (progress)."""

    may: frozenset[Standing]
    holder: Becomes
    accept: Hand
    progress: Hand


HOLDER, RECEIVER, STAND_IN, CALLED, COLLEAGUE, LEAD, CLIENT_LEAD, ARBITER, EXECUTIVE, RAISER, ANYONE, ENGINE = Standing
SAME, CALL, ACTOR, NAMED = Becomes
ROW, ON, OFF, KEEP, START, STEP = Hand


def _by(*who: Standing) -> frozenset[Standing]:
    return frozenset(who)


_CLOSING = Cell(_by(HOLDER, EXECUTIVE, RAISER, ENGINE), SAME, OFF, OFF)
_MERGING = Cell(_by(HOLDER), SAME, OFF, OFF)
_STANDING_IN = Cell(_by(ENGINE), CALL, ON, OFF)

_BORN: Mapping[Act, Cell] = {
    Act.RECEIVE: Cell(_by(ENGINE), CALL, ROW, OFF),
    Act.SPLIT: Cell(_by(HOLDER), CALL, ROW, OFF),
    Act.ASK: Cell(_by(HOLDER), NAMED, ON, OFF),
}
_ROUTED: Mapping[Act, Cell] = {
    Act.ACCEPT: Cell(_by(HOLDER, STAND_IN, CALLED), ACTOR, OFF, ON),
    Act.REROUTE: Cell(_by(ENGINE), CALL, KEEP, OFF),
    Act.OFFER: Cell(_by(HOLDER), SAME, ON, START),
    Act.DISPUTE: Cell(_by(HOLDER, LEAD, ENGINE), CALL, ON, OFF),
    Act.RULE_OWN: Cell(_by(CLIENT_LEAD), NAMED, ON, OFF),
    # Only a dispute is agreed on before it is settled; `ruling.conclude` sees to that.
    Act.AGREE: Cell(_by(LEAD), SAME, KEEP, KEEP),
    Act.STAND_IN: _STANDING_IN,
    Act.CLOSE: _CLOSING,
    Act.MERGE: _MERGING,
}
_HELD: Mapping[Act, Cell] = {
    Act.ACCEPT: Cell(_by(CALLED), ACTOR, OFF, ON),
    Act.PROMISE: Cell(_by(HOLDER), SAME, OFF, ON),
    Act.OFFER: Cell(_by(HOLDER, ENGINE), SAME, ON, START),
    Act.DISPUTE: Cell(_by(HOLDER, LEAD, ENGINE), CALL, ON, OFF),
    Act.AGREE: Cell(_by(LEAD), SAME, KEEP, KEEP),
    Act.STAND_IN: _STANDING_IN,
    Act.CLOSE: _CLOSING,
    Act.MERGE: _MERGING,
}
_OFFERED: Mapping[Act, Cell] = {
    Act.ACCEPT: Cell(_by(RECEIVER, STAND_IN, CALLED), ACTOR, OFF, ON),
    Act.DECLINE: Cell(_by(RECEIVER, STAND_IN), SAME, OFF, START),
    # The engine withdraws only when it would readdress and nobody is left to ask.
    Act.WITHDRAW: Cell(_by(HOLDER, ENGINE), SAME, OFF, START),
    Act.READDRESS: Cell(_by(ENGINE), SAME, KEEP, KEEP),
    Act.PROMISE: Cell(_by(HOLDER), SAME, KEEP, ON),
    Act.DISPUTE: Cell(_by(HOLDER, RECEIVER, LEAD, ENGINE), CALL, ON, OFF),
    Act.STAND_IN: _STANDING_IN,
    Act.CLOSE: _CLOSING,
    Act.MERGE: _MERGING,
}
_DISPUTED: Mapping[Act, Cell] = {
    Act.PROMISE: Cell(_by(HOLDER), SAME, OFF, ON),
    Act.AGREE: Cell(_by(LEAD), SAME, KEEP, KEEP),
    Act.SETTLE: Cell(_by(LEAD), NAMED, ON, OFF),
    # The engine rules only what nobody ruled in time: the interim holder goes on, by the signed dispute rule.
    Act.RULE: Cell(_by(ARBITER, ENGINE), NAMED, ON, OFF),
    Act.STAND_IN: _STANDING_IN,
    Act.CLOSE: _CLOSING,
    Act.MERGE: _MERGING,
}
_ALWAYS: Mapping[Act, Cell] = {
    Act.NOTE: Cell(_by(ANYONE), SAME, KEEP, KEEP),
    Act.INTERVENE: Cell(_by(ANYONE), SAME, KEEP, KEEP),
    Act.SEEN_AGAIN: Cell(_by(ENGINE), SAME, KEEP, KEEP),
    Act.SOURCE_CLEARED: Cell(_by(ENGINE), SAME, KEEP, KEEP),
}
_WHILE_OPEN: Mapping[Act, Cell] = {
    Act.ASK: Cell(_by(HOLDER), SAME, KEEP, KEEP),
    Act.ANSWER: Cell(_by(ANYONE), SAME, KEEP, KEEP),
    Act.SPLIT: Cell(_by(HOLDER), SAME, KEEP, KEEP),
    Act.ABSORB: Cell(_by(HOLDER), SAME, KEEP, KEEP),
    Act.ESCALATE: Cell(_by(ENGINE), SAME, STEP, STEP),
    Act.ASSIGN: Cell(_by(COLLEAGUE), SAME, KEEP, KEEP),
    Act.SPEAK: Cell(_by(LEAD, RAISER), SAME, KEEP, KEEP),
    **_ALWAYS,
}
_CLOSED: Mapping[Act, Cell] = {
    Act.REOPEN: Cell(_by(LEAD, EXECUTIVE, ENGINE), CALL, ROW, OFF),
    **_ALWAYS,
}

CELLS: Mapping[tuple[State | None, Act], Cell] = {
    (state, act): cell
    for state, cells in (
        (None, _BORN),
        (ROUTED, {**_ROUTED, **_WHILE_OPEN}),
        (HELD, {**_HELD, **_WHILE_OPEN}),
        (OFFERED, {**_OFFERED, **_WHILE_OPEN}),
        (DISPUTED, {**_DISPUTED, **_WHILE_OPEN}),
        (CLOSED, _CLOSED),
    )
    for act, cell in cells.items()
}
