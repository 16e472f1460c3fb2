"""Ending an item: with an ending that fits it, proof where the row asks for it, and no child left open; or by merging."""

from dataclasses import replace

from demarc.core.custody.custody import WAITED_FOR, Custody, Ending
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act
from demarc.core.custody.step import Decided, Refused, refusal, step
from demarc.core.words import ENGINE, ItemKind

VERDICTS = (Ending.FIXED, Ending.TRUE_POSITIVE, Ending.FALSE_POSITIVE, Ending.BENIGN, Ending.RISK_ACCEPTED)
"""The endings that judge what it was. Security and critical items end with one of these."""

PLAIN_ENDINGS = (Ending.DONE, *VERDICTS, Ending.CLIENT_NOTIFIED)

OWN_ENDINGS = {
    ItemKind.ASK: (Ending.ANSWERED, Ending.WITHDRAWN, Ending.LAPSED),
    ItemKind.DISPUTE: (Ending.SETTLED, Ending.RULED),
    ItemKind.FLAG: (Ending.FIXED, Ending.RISK_ACCEPTED, Ending.WITHDRAWN),
}
"""Kinds with endings of their own. A flag does not end by being noted."""

ENGINE_ENDINGS = frozenset({Ending.CLEARED, Ending.SETTLED, Ending.RULED})
RAISER_ENDINGS = frozenset({Ending.WITHDRAWN, Ending.LAPSED})


def endings(custody: Custody) -> tuple[Ending, ...]:
    """List the endings a person may choose for this item, in order."""
    if custody.kind in OWN_ENDINGS:
        return tuple(ending for ending in OWN_ENDINGS[custody.kind] if ending not in ENGINE_ENDINGS)
    return VERDICTS if custody.is_grave else PLAIN_ENDINGS


def close(custody: Custody, situation: Situation, *, ending: Ending, proof: str = "", answering: bool = False) -> Decided:
    """Close an item with an ending; `proof` says or links what shows it. Refused while a child is open.

    "Risk accepted" is the client executive's alone; a flag or an ask is withdrawn by who raised it; the engine closes
    what cleared by itself, and a dispute that was settled or ruled. An ask ends by `answering` alone: whoever waits for it
    must hear that it has ended.
    """
    refused = refusal(custody, Act.CLOSE, situation) or _unfit_ending(custody, situation, ending, proof)
    if refused:
        return refused
    if custody.kind is ItemKind.ASK and not answering:
        return Refused("`close` is refused: an ask is answered, or taken back by who asked.")
    private = (Private("proof", proof),) if proof.strip() else ()
    return _end(custody, situation, ending, private)


def may_clear(custody: Custody) -> bool:
    """Tell whether its source alone may end it: nothing grave, and nothing that a person must answer, rule or prove."""
    return _wrong_ending(custody, Ending.CLEARED, by_engine=True) is None


def cleared(custody: Custody, situation: Situation) -> Decided:
    """Close what its source says is over, where row and item allow it; asked for as `source cleared`."""
    return step(
        custody,
        Act.CLOSE,
        situation,
        instead_of=Act.SOURCE_CLEARED,
        said={"ending": str(Ending.CLEARED)},
        ending=Ending.CLEARED,
        closed_at=situation.now,
    )


def end_practice(custody: Custody, situation: Situation) -> Decided:
    """Close what is only practised, by the engine, whatever it would have needed: nothing real ends with it."""
    if not custody.drill or situation.by != ENGINE:
        return Refused("`close` is refused: only a drill ends like that, with its report.")
    return _end(custody, situation, Ending.DONE, ())


def merge(custody: Custody, survivor: Custody, situation: Situation) -> tuple[Entry, Entry] | Refused:
    """Merge an item into another that the same person holds: the closed one's entry, then the survivor's.

    The survivor takes the earliest receipt and the larger counts; both histories stay.
    """
    refused = refusal(custody, Act.MERGE, situation) or refusal(survivor, Act.ABSORB, situation)
    if refused:
        return refused
    if unfit := _unfit_merger(custody, survivor, situation):
        return Refused(f"`merge` is refused: {unfit}.")
    gone = _end(custody, situation, Ending.MERGED, (), act=Act.MERGE, into=survivor)
    grown = step(
        survivor,
        Act.ABSORB,
        situation,
        said={"from": custody.item},
        received_at=min(custody.received_at, survivor.received_at),
        declines=max(custody.declines, survivor.declines),
        crossings=max(custody.crossings, survivor.crossings),
        security=custody.security or survivor.security,
    )
    if isinstance(gone, Refused):
        return gone
    return grown if isinstance(grown, Refused) else (gone, grown)


def _unfit_merger(custody: Custody, survivor: Custody, situation: Situation) -> str:
    if custody.item == survivor.item:
        return "an item cannot go into itself"
    if {custody.kind, survivor.kind} & WAITED_FOR:
        return "an ask is answered and a dispute settled or ruled, each by itself"
    if situation.open_children:
        return f"{situation.open_children} part or ask of the item is still open"
    if custody.drill is not survivor.drill:
        return "what is only practised never goes into real work, nor real work into a drill"
    if custody.is_grave and not survivor.is_grave:
        return "a security or critical item may not end in a lesser one; merge the other way"
    return ""


def _end(
    custody: Custody,
    situation: Situation,
    ending: Ending,
    private: tuple[Private, ...],
    *,
    act: Act = Act.CLOSE,
    into: Custody | None = None,
) -> Decided:
    done = step(
        custody, act, situation, said={"ending": str(ending)}, private=private, ending=ending, closed_at=situation.now
    )
    if isinstance(done, Refused) or into is None:
        return done
    return replace(done, said={**done.said, "into": into.item}, after=replace(done.after, into=into.item))


def _unfit_ending(custody: Custody, situation: Situation, ending: Ending, proof: str) -> Refused | None:
    if situation.open_children:
        return Refused(f"`close` is refused: {situation.open_children} part or ask of the item is still open.")
    wrong = _wrong_ending(custody, ending, by_engine=situation.by == ENGINE) or _wrong_person(custody, situation, ending)
    if wrong or situation.by == ENGINE:
        return wrong
    if ending is Ending.RISK_ACCEPTED and not proof.strip():
        return Refused("`close` is refused: accepting a risk needs its reason in writing.")
    needed = _proof_needed(custody, situation, ending)
    if needed and not proof.strip():
        return Refused(f"`close` is refused without proof: needed is `{needed}`.")
    return None


def _proof_needed(custody: Custody, situation: Situation, ending: Ending) -> str:
    if custody.kind in {ItemKind.ASK, ItemKind.DISPUTE} or ending in RAISER_ENDINGS:
        return ""
    must = custody.is_grave or custody.kind is ItemKind.FLAG
    return situation.proof or ("what was found and done" if must else "")


def _wrong_ending(custody: Custody, ending: Ending, *, by_engine: bool) -> Refused | None:
    fitting = endings(custody)
    if by_engine:
        own = OWN_ENDINGS.get(custody.kind, () if custody.is_grave else (Ending.CLEARED,))
        fitting = tuple(choice for choice in own if choice in ENGINE_ENDINGS)
    if ending in fitting:
        return None
    choices = ", ".join(fitting) or "none"
    if custody.is_grave and ending is Ending.CLIENT_NOTIFIED:
        return Refused(f"`close` is refused: `{ending}` is a notice, no verdict. Say what it was: {choices}.")
    return Refused(f"`close` is refused: `{ending}` does not end this item. Possible: {choices}.")


def _wrong_person(custody: Custody, situation: Situation, ending: Ending) -> Refused | None:
    by = situation.by
    if by == ENGINE:
        return None
    if ending is Ending.RISK_ACCEPTED:
        allowed = by in situation.executives
        return None if allowed else Refused("`close` is refused: only the client executive accepts a risk.")
    if ending in RAISER_ENDINGS:
        return None if by == custody.raised_by else Refused("`close` is refused: only who raised it may withdraw it.")
    return None if by == custody.holder else Refused("`close` is refused: only the holder may close the item.")
