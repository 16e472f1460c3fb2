"""Flags: "you missed this". A flag is an item of its own, held by whoever must answer for what was missed.

It ends in four ways and no other: fixed with proof; disagreed with, citing a row, which becomes a dispute; the risk
accepted by the client's executive; withdrawn by who raised it. An answer says what, who, when and by what proof; one that
lacks any of these is marked incomplete, and its clock runs on.
"""

from dataclasses import replace
from datetime import datetime

from demarc.core.custody.arriving import receive
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Private
from demarc.core.custody.passing import accept, promise
from demarc.core.custody.ruling import into_dispute
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Decided, Refused, refusal, step
from demarc.core.words import ItemKind, RowId

ANSWERS = ("what", "who", "when", "proof")
"""What an answer to a flag says, or it is incomplete."""


def flag(custody: Custody, situation: Situation, *, text: str) -> Decided:
    """Raise a flag about an item, open or closed: its first entry, held by the item's holder, or who is called now."""
    if custody.kind is ItemKind.FLAG:
        return Refused("`flag` is refused: this is a flag already; answer it, or write a note.")
    if not text.strip():
        return Refused("`flag` is refused without a text: say what was missed.")
    holder = custody.holder if custody.holder in situation.parties else situation.call[0]
    if situation.by == holder:
        return Refused("`flag` is refused: you hold it yourself. Act on it, ask, or hand it off.")
    born = receive(
        situation.spare,
        situation,
        kind=ItemKind.FLAG,
        priority=custody.priority,
        security=custody.security,
        holder=holder,
        parent=custody.item,
        accept=situation.pace.accept(situation.now),
        said={"parent": custody.item},
        private=(Private("missed", text),),
    )
    return replace(born, after=replace(born.after, raised_by=situation.by, drill=custody.drill))


def answer_flag(
    custody: Custody, situation: Situation, *, what: str, who: str, when: datetime | None, proof: str
) -> Decided:
    """Answer a flag as its holder. What lacks a part is kept, marked incomplete, and stops no clock."""
    refused = _not_the_holders(custody, situation)
    if refused:
        return refused
    given = {"what": what, "who": who, "proof": proof}
    texts = tuple(Private(name, text) for name, text in given.items() if text.strip())
    lacking = [name for name in ANSWERS if (when is None if name == "when" else not given[name].strip())]
    if lacking or when is None:
        return step(custody, Act.NOTE, situation, said={"lacks": [*lacking]}, private=texts)
    taking = accept if custody.state is State.ROUTED else promise
    promised = taking(custody, situation, when=when, next_step=what)
    if isinstance(promised, Refused):
        return promised
    return replace(promised, said={**promised.said, "answers": 1}, private=texts)


def disagree(custody: Custody, situation: Situation, *, row: RowId | None, text: str) -> Decided:
    """Disagree with a flag, citing the row that says whose it was: it becomes a dispute."""
    refused = _not_the_holders(custody, situation) or refusal(custody, Act.DISPUTE, situation)
    if refused:
        return refused
    if not row or row not in situation.rows:
        return Refused("`disagree` is refused: cite the row of the matrix in force that says whose it is.")
    if not text.strip():
        return Refused("`disagree` is refused without a reason: say what the row says.")
    return into_dispute(custody, situation, said={"row": row}, private=(Private("why", text),))


def _not_the_holders(custody: Custody, situation: Situation) -> Refused | None:
    if custody.kind is not ItemKind.FLAG or not custody.is_open:
        return Refused("this is refused: it is no open flag.")
    if situation.by != custody.holder:
        return Refused("this is refused: only who holds the flag answers it.")
    return None
