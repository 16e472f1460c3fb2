"""Disputes about whose item it is: an interim holder at once, then the leads settle or the arbiter rules.

A ruling decides who holds the work, never who pays or is liable.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Private
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act
from demarc.core.custody.step import Decided, Refused, decided, refusal, step
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemKind, PersonId


class Period(StrEnum):
    """For how long a ruling or a settlement speaks."""

    ONCE = "this item only"
    RECONCILIATION = "until the next reconciliation"
    PERMANENT = "permanent"


def dispute(custody: Custody, situation: Situation, *, why: str) -> Decided:
    """Open a dispute about whose item this is. Passing is blocked until somebody rules."""
    refused = refusal(custody, Act.DISPUTE, situation)
    if refused:
        return refused
    if not why.strip():
        return Refused("`dispute` is refused without a statement: say whose you think it is, and why.")
    return into_dispute(custody, situation, private=(Private("why", why),))


def into_dispute(
    custody: Custody,
    situation: Situation,
    *,
    instead_of: Act | None = None,
    said: dict[str, Plain] | None = None,
    private: tuple[Private, ...] = (),
    **changes: Any,  # noqa: ANN401 - fields of Custody, checked by `replace`
) -> Decided:
    """Turn an act into a dispute: the matrix's own holder is interim at once; where it names nobody, the holder stays."""
    interim = custody.holder if situation.outcome is Outcome.GAP else situation.call[0]
    told: dict[str, Plain] = {**(said or {}), "dispute": situation.spare}
    return step(
        custody,
        Act.DISPUTE,
        situation,
        instead_of=instead_of,
        holder=interim,
        said=told,
        private=private,
        **{"dispute": situation.spare or None} | decided(situation) | changes,
    )


def settle(custody: Custody, situation: Situation, *, holder: PersonId, text: str, period: Period) -> Decided:
    """Settle as a lead: the first lead's act is half of the agreement, the other side's on the same person settles."""
    refused = refusal(custody, Act.SETTLE, situation) or _unfit_ruling(situation, Act.SETTLE, holder, text)
    if refused:
        return refused
    if custody.is_grave:
        return Refused("`settle` is refused: security and P1 disputes go to the arbiter at once.")
    if not _other_lead_agrees(custody, situation, holder):
        return _agree(custody, situation, holder, text, period)
    said: dict[str, Plain] = {"holder": holder, "period": str(period), "with": custody.agreed_by}
    return step(custody, Act.SETTLE, situation, holder=holder, said=said, private=(Private("text", text),), **_PEACE)


def rule(custody: Custody, situation: Situation, *, holder: PersonId, text: str, period: Period) -> Decided:
    """Rule as arbiter or deputy who holds it from now on. A ruling without a text teaches nothing and is refused."""
    refused = refusal(custody, Act.RULE, situation) or _unfit_ruling(situation, Act.RULE, holder, text)
    if refused:
        return refused
    said: dict[str, Plain] = {"holder": holder, "period": str(period)}
    return step(custody, Act.RULE, situation, holder=holder, said=said, private=(Private("text", text),), **_PEACE)


def rule_own(custody: Custody, situation: Situation, *, holder: PersonId, text: str, period: Period) -> Decided:
    """Rule as client lead on an item no row or several rows take; in force at once, disputable later."""
    refused = refusal(custody, Act.RULE_OWN, situation) or _unfit_ruling(situation, Act.RULE_OWN, holder, text)
    if refused:
        return refused
    if custody.outcome is Outcome.ROW:
        return Refused(f"`rule own` is refused: row `{custody.row}` decides this item; dispute it instead.")
    said: dict[str, Plain] = {"holder": holder, "period": str(period)}
    return step(custody, Act.RULE_OWN, situation, holder=holder, said=said, private=(Private("text", text),))


def conclude(custody: Custody, situation: Situation, *, act: Act, holder: PersonId, text: str, period: Period) -> Decided:
    """End a dispute about no open item, by rule or settle: about a row, or about work that has ended meanwhile.

    What is decided still teaches the matrix. To settle takes one act of each lead here too.
    """
    settling = act is Act.SETTLE
    if custody.kind is not ItemKind.DISPUTE or not custody.is_open:
        return Refused(f"`{act}` is refused: there is no dispute that is open.")
    if settling and custody.is_grave:
        return Refused("`settle` is refused: security and P1 disputes go to the arbiter at once.")
    if situation.by not in (situation.leads if settling else situation.arbiters):
        return Refused(f"`{act}` is refused: it is open to {'either lead' if settling else 'the arbiter or their deputy'}.")
    unfit = _unfit_ruling(situation, act, holder, text)
    if unfit:
        return unfit
    if settling and not _other_lead_agrees(custody, situation, holder):
        return _agree(custody, situation, holder, text, period)
    ending = Ending.SETTLED if settling else Ending.RULED
    ended = step(
        custody,
        Act.CLOSE,
        replace(situation, by=ENGINE),
        said={"ending": str(ending), "holder": holder, "period": str(period)},
        private=(Private("text", text),),
        ending=ending,
        closed_at=situation.now,
    )
    return ended if isinstance(ended, Refused) else replace(ended, by=situation.by)


def _other_lead_agrees(custody: Custody, situation: Situation, holder: PersonId) -> bool:
    other = custody.agreed_by
    return other is not None and custody.agreed_on == holder and not situation.same_side(other, situation.by)


def _agree(custody: Custody, situation: Situation, holder: PersonId, text: str, period: Period) -> Decided:
    """Write down one lead's half of a settlement."""
    said: dict[str, Plain] = {"holder": holder, "period": str(period)}
    private = (Private("text", text),)
    return step(custody, Act.AGREE, situation, said=said, private=private, agreed_by=situation.by, agreed_on=holder)


UNRULED = "nobody ruled in time"


def lapse(custody: Custody, situation: Situation) -> Decided:
    """End a dispute that nobody ruled: by the signed dispute rule the interim holder holds it. It teaches nothing.

    By the engine alone, and only this item: the next case is disputed anew.
    """
    if situation.by != ENGINE:
        return Refused("`rule` is refused: only time ends a dispute that nobody ruled.")
    said: dict[str, Plain] = {"holder": custody.holder, "period": str(Period.ONCE), "because": UNRULED}
    return step(custody, Act.RULE, situation, holder=custody.holder, said=said, **_PEACE)


def end_unruled(custody: Custody, situation: Situation) -> Decided:
    """Close the dispute's own item as lapsed, by the engine."""
    return step(
        custody,
        Act.CLOSE,
        replace(situation, by=ENGINE),
        said={"ending": str(Ending.LAPSED)},
        ending=Ending.LAPSED,
        closed_at=situation.now,
    )


_PEACE: dict[str, Any] = {"declines": 0, "crossings": 0, "dispute": None}


def _unfit_ruling(situation: Situation, act: Act, holder: PersonId, text: str) -> Refused | None:
    if situation.party(holder) is None:
        return Refused(f"`{act}` is refused: it must name an active person of this engagement as the holder.")
    if not text.strip():
        return Refused(f"`{act}` is refused without a text: say what holds from now on, so that the matrix can learn it.")
    return None
