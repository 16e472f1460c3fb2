"""How an item comes to be held without a person's acceptance: receipt, parts, re-sorting, stand-ins, reopening."""

from dataclasses import replace
from datetime import datetime, timedelta

from demarc.core.custody.columns import CELLS
from demarc.core.custody.custody import WAITED_FOR, Custody, Running, Waiting
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import NEXT, Act, State, Title
from demarc.core.custody.step import Decided, Refused, decided, first_act, first_call, refusal, step
from demarc.core.words import ItemId, ItemKind, PersonId, Priority

REOPEN_WITHIN = timedelta(days=14)
"""How long a closed problem is the same problem. Later it is a new item, linked."""
NOT_AGAIN = "`reopen` is refused: nobody waits for this any more. Ask, or dispute, anew."


def receive(
    item: ItemId,
    situation: Situation,
    *,
    act: Act = Act.RECEIVE,
    kind: ItemKind,
    priority: Priority,
    security: bool = False,
    drill: bool = False,
    received_at: datetime | None = None,
    holder: PersonId | None = None,
    parent: ItemId | None = None,
    accept: Running | None = None,
    said: dict[str, Plain] | None = None,
    private: tuple[Private, ...] = (),
) -> Entry:
    """Receive an item: routed to the first of the call list, its age counted from `received_at` (default: now).

    `holder` names whoever must act on an item of its own kind (a dispute, a gap record); `accept` is a clock already
    wound, such as the due date of a duty. `act` is how it comes about: received, split off or asked.
    """
    cell = CELLS[None, act]
    held_by = holder or situation.call[0]
    custody = Custody(
        item=item,
        version=1,
        kind=kind,
        priority=priority,
        security=security,
        always=situation.always,
        drill=drill,
        state=NEXT[None][act],
        holder=held_by,
        title=Title.MATRIX,
        received_at=received_at or situation.now,
        lineage=item,
        outcome=situation.outcome,
        row=situation.row,
        matrix_version=situation.matrix_version,
        window=situation.window,
        accept=first_call(cell, situation) if accept is None else accept,
        called=(held_by,),
        parent=parent,
    )
    return Entry(act=act, by=situation.by, at=situation.now, after=custody, said=said or {}, private=private)


def split(custody: Custody, situation: Situation, part: Situation, *, why: str) -> tuple[Entry, Entry] | Refused:
    """Split a part off as a child: the parent's entry and the child's first one.

    `situation` is the parent's, `part` the child's, with the call list of the part's own row. The child has the
    parent's age and counts, so a split hides nothing. What somebody waits for as it is, or a flag, has no parts.
    """
    if custody.kind in {*WAITED_FOR, ItemKind.FLAG}:
        return Refused(f"`split` is refused: a {custody.kind} has no parts; split what it is about.")
    told = first_act(custody, Act.SPLIT, situation, said={"child": situation.spare}, private=(Private("why", why),))
    if isinstance(told, Refused):
        return told
    born = receive(
        situation.spare,
        part,
        act=Act.SPLIT,
        kind=custody.kind,
        priority=custody.priority,
        security=custody.security,
        drill=custody.drill,
        received_at=custody.received_at,
        parent=custody.item,
    )
    child = replace(born.after, lineage=custody.lineage, declines=custody.declines, crossings=custody.crossings)
    return told, replace(born, by=situation.by, after=child, said={"parent": custody.item})


def reroute(custody: Custody, situation: Situation, *, because: str) -> Decided:
    """Sort a routed item again: its facts changed, or its 24x7 window did. Clock A keeps its earlier due.

    What a ruling gave to somebody stays there.
    """
    if custody.title is Title.RULING:
        return Refused("`reroute` is refused: a ruling names the holder.")
    now = (situation.outcome, situation.row, situation.matrix_version, situation.window, situation.call[0])
    if now == (custody.outcome, custody.row, custody.matrix_version, custody.window, custody.holder):
        return Refused("`reroute` is refused: the matrix decides the same as before.")
    return step(custody, Act.REROUTE, situation, said={"because": because}, **decided(situation))


def stand_in(custody: Custody, situation: Situation, *, because: str) -> Decided:
    """Let the first present person of the call list stand in for a holder who is absent or has left."""
    if situation.call[0] == custody.holder:
        return Refused("`stand in` is refused: the holder is the first of the call list and present.")
    return step(custody, Act.STAND_IN, situation, said={"because": because, "for": custody.holder}, **decided(situation))


def reopen(custody: Custody, situation: Situation, *, why: str, instead_of: Act | None = None) -> Decided:
    """Open a closed item again within 14 days: decided anew, the age running on as if it had never been closed."""
    refused = refusal(custody, instead_of or Act.REOPEN, situation)
    if refused:
        return refused
    if custody.into:
        return Refused("`reopen` is refused: the item was merged; reopen the one it went into.")
    if custody.kind in WAITED_FOR:
        return Refused(NOT_AGAIN)
    if custody.closed_at and situation.now - custody.closed_at > REOPEN_WITHIN:
        return Refused("`reopen` is refused: it was closed more than 14 days ago; open a new item and link it.")
    if not why.strip():
        return Refused("`reopen` is refused without a reason: say why it is not done.")
    return step(
        custody,
        Act.REOPEN,
        situation,
        instead_of=instead_of,
        private=(Private("why", why),),
        ending=None,
        closed_at=None,
        worked_by=None,
        waiting=Waiting.US,
        asks=0,
        **decided(situation),
    )


def come_back(custody: Custody, situation: Situation, *, why: str) -> tuple[Entry, Entry] | Refused:
    """Let what was closed more than 14 days ago come back: a new item of its own age, linked to the old one.

    The old one's entry says what follows it; the new one is decided by the matrix of now.
    """
    refused = refusal(custody, Act.REOPEN, situation)
    if refused:
        return refused
    if custody.into:
        return Refused("`reopen` is refused: the item was merged; reopen the one it went into.")
    if custody.kind in WAITED_FOR:
        return Refused(NOT_AGAIN)
    if not why.strip():
        return Refused("`reopen` is refused without a reason: say why it is not done.")
    told = step(custody, Act.NOTE, situation, said={"followed_by": situation.spare}, private=(Private("why", why),))
    if isinstance(told, Refused):
        return told
    born = receive(
        situation.spare,
        situation,
        kind=custody.kind,
        priority=custody.priority,
        security=custody.security,
        drill=custody.drill,
        said={"follows": custody.item},
    )
    return told, replace(born, after=replace(born.after, follows=custody.item))


def is_too_old_to_reopen(custody: Custody, now: datetime) -> bool:
    """Tell whether a closed item has been closed for more than 14 days."""
    return custody.state is State.CLOSED and custody.closed_at is not None and now - custody.closed_at > REOPEN_WITHIN
