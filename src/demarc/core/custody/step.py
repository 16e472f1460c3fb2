"""One step of the machine: look up the cell, check who may, move holder, state and clocks, and write the entry.

Every move goes through `step`. What a move adds is its own conditions and what the entry says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from demarc.core.custody.columns import CELLS, Becomes, Cell, Hand
from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation, standings
from demarc.core.custody.states import NEXT, Act, State, Title
from demarc.core.words import ItemKind, PersonId, Priority


@dataclass(frozen=True, slots=True)
class Refused:
    """The act is not done. `reason` says in the user's words what was refused and what would help."""

    reason: str


Decided = Entry | Refused

_TITLES = {Becomes.ACTOR: Title.ACCEPTANCE, Becomes.CALL: Title.MATRIX, Becomes.NAMED: Title.RULING}


def step(
    custody: Custody,
    act: Act,
    situation: Situation,
    *,
    instead_of: Act | None = None,
    holder: PersonId | None = None,
    promised: datetime | None = None,
    said: Mapping[str, Plain] | None = None,
    private: tuple[Private, ...] = (),
    **changes: Any,  # noqa: ANN401 - fields of Custody, checked by `replace`
) -> Decided:
    """Take one step of the table, or say why not.

    1. The cell must exist: `instead_of` names the act that was asked for when the table turns it into another.
    2. The actor must be one of those who may. 3. The holder follows from the cell; `holder` is the person an act names.
    4. Both clocks do what the cell says; clock P is wound to `promised`, else to the default promise. 5. `changes` are the
    fields the move itself sets.
    """
    refused = refusal(custody, instead_of or act, situation)
    if refused:
        return refused
    cell = CELLS[custody.state, act]
    state = NEXT[custody.state][act]
    fields: dict[str, Any] = {"version": custody.version + 1, "state": state}
    fields |= _holding(custody, cell, state, situation, holder)
    fields |= _clocks(custody, cell, situation, promised)
    if state is not State.OFFERED:
        fields["offered_to"] = None
    if state is not State.DISPUTED and custody.kind is not ItemKind.DISPUTE:
        fields |= {"agreed_by": None, "agreed_on": None}
    after = replace(custody, **fields | changes)
    told = dict(said or {})
    if act is Act.ACCEPT and situation.members > 1:
        # Whoever accepts a group accepts every signal in it, and the record says how many those were.
        told["members"] = situation.members
    return Entry(act=act, by=situation.by, at=situation.now, after=after, said=told, private=private)


def first_act(
    custody: Custody,
    act: Act,
    situation: Situation,
    *,
    said: Mapping[str, Plain] | None = None,
    private: tuple[Private, ...] = (),
    **changes: Any,  # noqa: ANN401 - fields of Custody, checked by `replace`
) -> Decided:
    """Take a step that, by the holder of a routed item, is their first human act: then it is recorded as acceptance.

    So is the first touch by somebody of the queue the item waits in, but not of a P1, which is taken in so many words.
    Touching a flag is no answer to it, and leaves its clock running.
    """
    if custody.state is not State.ROUTED or custody.kind is ItemKind.FLAG or not _touches(custody, situation):
        return step(custody, act, situation, said=said, private=private, **changes)
    # Whoever takes it by an act must be one who may do that act as its holder.
    refused = refusal(replace(custody, holder=situation.by), act, situation)
    if refused:
        return refused
    told: dict[str, Plain] = {**(said or {}), "first_act": str(act)}
    return step(custody, Act.ACCEPT, situation, said=told, private=private, **changes)


def _touches(custody: Custody, situation: Situation) -> bool:
    if situation.by == custody.holder:
        return True
    return situation.by in situation.queue and custody.priority is not Priority.P1


def refusal(custody: Custody, act: Act, situation: Situation) -> Refused | None:
    """Tell why this actor may not do this act to this item now, or None if they may."""
    cell = CELLS.get((custody.state, act))
    if cell is None:
        return Refused(f"`{act}` is refused: the item is {custody.state}. Possible here: {_possible(custody, situation)}.")
    if not cell.may & standings(custody, situation):
        who = ", ".join(sorted(cell.may))
        return Refused(
            f"`{act}` is refused: while the item is {custody.state} it is open to {who}, and you are none of them."
        )
    return None


def decided(situation: Situation) -> dict[str, Any]:
    """Give the fields that say what decided: for the moves whose new holder comes from the matrix of now."""
    return {
        "outcome": situation.outcome,
        "row": situation.row,
        "matrix_version": situation.matrix_version,
        "window": situation.window,
        "always": situation.always,
    }


def acts_open_to(custody: Custody, situation: Situation) -> tuple[Act, ...]:
    """List the acts whose cell exists and is open to the actor, in the order of the table."""
    return tuple(act for act in NEXT[custody.state] if refusal(custody, act, situation) is None)


def _possible(custody: Custody, situation: Situation) -> str:
    return ", ".join(acts_open_to(custody, situation)) or "nothing by you"


def _holding(
    custody: Custody, cell: Cell, state: State, situation: Situation, named: PersonId | None
) -> dict[str, PersonId | Title | tuple[PersonId, ...]]:
    """Say who holds, by what title, and who has been called: a new holder by acceptance takes the caller's place."""
    match cell.holder:
        case Becomes.SAME:
            return {}
        case Becomes.ACTOR:
            called = tuple(person for person in custody.called if person not in {custody.holder, situation.by})
            return {"holder": situation.by, "title": Title.ACCEPTANCE, "called": (situation.by, *called)}
        case Becomes.CALL | Becomes.NAMED:
            holder = named or situation.call[0]
            title = Title.INTERIM if state is State.DISPUTED else _TITLES[cell.holder]
            return {"holder": holder, "title": title, "called": (holder,)}


def _clocks(custody: Custody, cell: Cell, situation: Situation, promised: datetime | None) -> dict[str, Running | None]:
    now, pace = situation.now, situation.pace
    due = promised or pace.promised(now)
    return {
        "accept": _turn(cell.accept, custody.accept, lambda: first_call(cell, situation), situation),
        "progress": _turn(cell.progress, custody.progress, lambda: pace.progress(now, due), situation),
    }


def first_call(cell: Cell, situation: Situation) -> Running | None:
    """Wind clock A as the cell says: by the row, for a first act, or not at all."""
    match cell.accept:
        case Hand.ROW:
            return situation.pace.standing(situation.now)
        case Hand.ON:
            return situation.pace.accept(situation.now)
        case _:
            return None


def _turn(hand: Hand, clock: Running | None, wind: Callable[[], Running | None], situation: Situation) -> Running | None:
    match hand:
        case Hand.ROW | Hand.ON:
            return wind()
        case Hand.OFF:
            return None
        case Hand.KEEP:
            return clock
        case Hand.START:
            return clock or wind()
        case Hand.STEP:
            is_due = clock is not None and clock.next <= situation.now
            return clock.fired(situation.pace.again(situation.now)) if clock and is_due else clock
