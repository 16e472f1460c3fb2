"""Handing an item on: offer, accept, decline, withdraw, readdress; and the promise that comes with holding.

Across the line the sender holds until a person on the other side accepts. Nothing accepts by itself.
"""

from datetime import datetime
from enum import StrEnum

from demarc.core.custody.bounce import crosses, one_crossing_too_many, one_decline_too_many
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Private
from demarc.core.custody.excepted import excepted
from demarc.core.custody.plain import Plain
from demarc.core.custody.ruling import into_dispute
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State, Title
from demarc.core.custody.step import Decided, Refused, refusal, step
from demarc.core.instants import micros
from demarc.core.words import ENGINE, PersonId, Priority, RowId

SNOOZES_ALLOWED = 1
"""How often the holder of a P1 may put a promise off."""


class Ground(StrEnum):
    """What a decline rests on. An incomplete hand-off counts on the sender and is no bounce."""

    ROW = "row"
    EXCLUSION = "exclusion"
    INCOMPLETE = "incomplete"


def offer(custody: Custody, situation: Situation, *, to: PersonId, why: str, carries: str = "") -> Decided:
    """Offer the item to a person; the holder goes on holding it. `carries` is what the row says a hand-off must carry.

    The offer that would be the second crossing becomes a dispute.
    """
    refused = refusal(custody, Act.OFFER, situation) or _unfit_offer(custody, situation, to, why, carries)
    if refused:
        return refused
    private = (Private("why", why), *((Private("carries", carries),) if carries.strip() else ()))
    if one_crossing_too_many(custody, to, situation):
        said: dict[str, Plain] = {"because": "second crossing", "to": to}
        return into_dispute(custody, situation, instead_of=Act.OFFER, said=said, private=private)
    return step(
        custody,
        Act.OFFER,
        situation,
        said={"to": to, "crossing": int(crosses(custody.holder, to, situation))},
        private=private,
        offered_to=to,
        called=tuple(dict.fromkeys((*custody.called, to))),
        # Offering is a human act of the holder, so whoever held by the matrix alone has accepted by it.
        title=custody.title if situation.by == ENGINE else Title.ACCEPTANCE,
    )


def accept(custody: Custody, situation: Situation, *, when: datetime | None = None, next_step: str = "") -> Decided:
    """Accept the item and promise a next step (`next_step` by `when`, or the row's default promise).

    By the holder it accepts what the matrix routed; by the receiver, a stand-in or anyone already called it takes over.
    A crossing away from the matrix is an exception, and says so; the second one becomes a dispute instead.
    """
    refused = refusal(custody, Act.ACCEPT, situation)
    if refused:
        return refused
    promised = _capped(situation, when)
    if isinstance(promised, Refused):
        return promised
    crossing = _is_crossing(custody, situation)
    private = (Private("next_step", next_step),) if next_step.strip() else ()
    if crossing and one_crossing_too_many(custody, situation.by, situation):
        said: dict[str, Plain] = {"because": "second crossing", "to": situation.by}
        return into_dispute(custody, situation, instead_of=Act.ACCEPT, said=said, private=private)
    return step(
        custody,
        Act.ACCEPT,
        situation,
        said=excepted(custody, situation) if crossing else {"from": custody.holder},
        private=private,
        crossings=custody.crossings + int(crossing),
        promised=promised,
    )


def decline(
    custody: Custody,
    situation: Situation,
    *,
    ground: Ground | None,
    row: RowId | None = None,
    text: str = "",
) -> Decided:
    """Decline an offer, citing a row of the matrix, an exclusion (`text`), or what the hand-off lacked (`text`).

    Without a citation it is refused and clock A runs on. The second cited decline becomes a dispute.
    """
    refused = refusal(custody, Act.DECLINE, situation) or _uncited(situation, ground, row, text)
    if refused:
        return refused
    said: dict[str, Plain] = {"ground": str(ground)}
    if row:
        said["row"] = row
    private = (Private(str(ground), text),) if text.strip() else ()
    cited = ground is not Ground.INCOMPLETE
    counted = custody.declines + int(cited)
    if cited and one_decline_too_many(custody):
        said["because"] = "second cited decline"
        return into_dispute(custody, situation, instead_of=Act.DECLINE, said=said, private=private, declines=counted)
    return step(custody, Act.DECLINE, situation, said=said, private=private, declines=counted)


def withdraw(custody: Custody, situation: Situation, *, why: str = "") -> Decided:
    """Take an offer back: the sender, who held it all along, goes on holding it."""
    said: dict[str, Plain] = {"from": custody.offered_to or ""}
    private = (Private("why", why),) if why.strip() else ()
    return step(custody, Act.WITHDRAW, situation, said=said, private=private)


def readdress(custody: Custody, situation: Situation, *, to: PersonId | None, because: str) -> Decided:
    """Turn an open offer to another receiver, because the window or the receiver is gone; with nobody left, withdraw it.

    Clock A keeps its due: the offer does not get younger.
    """
    if to is None or to == custody.holder:
        return step(
            custody,
            Act.WITHDRAW,
            situation,
            instead_of=Act.READDRESS,
            said={"from": custody.offered_to or "", "because": because},
        )
    if situation.party(to) is None:
        return Refused("`readdress` is refused: the new receiver is not an active person of this engagement.")
    if to == custody.offered_to:
        return Refused("`readdress` is refused: it is offered to this person already.")
    return step(
        custody,
        Act.READDRESS,
        situation,
        said={"from": custody.offered_to or "", "to": to, "because": because},
        offered_to=to,
        called=tuple(dict.fromkeys((*custody.called, to))),
    )


def promise(custody: Custody, situation: Situation, *, when: datetime, next_step: str) -> Decided:
    """Promise the next step and when; putting it off is a snooze, which a P1 allows once. `when` is capped.

    On a routed item the holder's promise is their acceptance.
    """
    if custody.state is State.ROUTED and situation.by == custody.holder:
        return accept(custody, situation, when=when, next_step=next_step)
    refused = refusal(custody, Act.PROMISE, situation)
    if refused:
        return refused
    if not next_step.strip():
        return Refused("`promise` is refused without a next step: say what you will do by then.")
    promised = _capped(situation, when)
    if isinstance(promised, Refused):
        return promised
    later = custody.progress is not None and promised > custody.progress.due
    if later and custody.priority is Priority.P1 and custody.snoozes >= SNOOZES_ALLOWED:
        return Refused("`promise` is refused: a P1 may be put off once. Act, hand it on, or ask.")
    return step(
        custody,
        Act.PROMISE,
        situation,
        said={"when": micros(promised)},
        private=(Private("next_step", next_step),),
        promised=promised,
        snoozes=custody.snoozes + int(later),
    )


def _capped(situation: Situation, when: datetime | None) -> datetime | Refused:
    now, pace = situation.now, situation.pace
    if when is None:
        return pace.promised(now)
    if when <= now:
        return Refused(f"a promise for `{when:%Y-%m-%d %H:%M}` UTC is refused: it is not in the future.")
    return min(when, pace.longest(now))


def _is_crossing(custody: Custody, situation: Situation) -> bool:
    """Tell whether this acceptance takes up an offer made to the acceptor's party and crosses away from the matrix."""
    if custody.state is not State.OFFERED or custody.offered_to is None:
        return False
    asked = situation.by == custody.offered_to or situation.same_side(situation.by, custody.offered_to)
    return asked and crosses(custody.holder, situation.by, situation)


def _unfit_offer(custody: Custody, situation: Situation, to: PersonId, why: str, carries: str) -> Refused | None:
    if situation.party(to) is None:
        return Refused("`offer` is refused: the receiver is not an active person of this engagement.")
    if to == custody.holder:
        return Refused("`offer` is refused: this person holds the item already.")
    if not why.strip():
        return Refused("`offer` is refused without a reason: say why it is theirs.")
    if situation.must_carry and not carries.strip():
        return Refused(f"`offer` is refused: the row says a hand-off must carry `{situation.must_carry}`.")
    return None


def _uncited(situation: Situation, ground: Ground | None, row: RowId | None, text: str) -> Refused | None:
    match ground:
        case Ground.ROW if not row:
            return Refused("`decline` is refused: cite the row of the matrix that says whose it is.")
        case Ground.ROW if row not in situation.rows:
            return Refused(f"`decline` is refused: the matrix in force has no row `{row}`.")
        case Ground.EXCLUSION | Ground.INCOMPLETE if not text.strip():
            what = "exclusion" if ground is Ground.EXCLUSION else "part that is missing"
            return Refused(f"`decline` is refused: name the {what}.")
        case None:
            return Refused("`decline` is refused: `not ours` needs a row, an exclusion, or what the hand-off lacks.")
        case _:
            return None
