"""What leaves custody where it is: notes, interventions, signals seen again or cleared, work inside a side, escalation.

An auto-reply, an act by somebody who does not hold, a resolved alert: none of them moves custody.
"""

from demarc.core.custody.arriving import reopen
from demarc.core.custody.closing import cleared, may_clear
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Private
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Decided, Refused, first_act, refusal, step
from demarc.core.words import PersonId


def note(custody: Custody, situation: Situation, *, text: str, internal: bool = False) -> Decided:
    """Add a note; an internal one is seen by the writer's own party only. By a routed item's holder it accepts it."""
    if not text.strip():
        return Refused("`note` is refused without a text.")
    party = situation.party(situation.by) if internal else None
    return first_act(
        custody, Act.NOTE, situation, said={"internal": 1} if internal else {}, private=(Private("text", text, party),)
    )


def intervene(custody: Custody, situation: Situation, *, text: str) -> Decided:
    """Record that somebody acted in a crisis. Acting is not holding: the holder stays."""
    if not text.strip():
        return Refused("`intervene` is refused without a text: say what was done.")
    # By somebody of its queue it would be a first touch; in a crisis that is not what they said.
    take = first_act if situation.by == custody.holder else step
    return take(custody, Act.INTERVENE, situation, private=(Private("text", text),))


def assign(custody: Custody, situation: Situation, *, to: PersonId) -> Decided:
    """Record who works on it inside the holder's own side. The holder does not change."""
    if not situation.same_side(to, custody.holder):
        return Refused("`assign` is refused: inside one side work is assigned freely; across the line, offer it.")
    # Whoever gives the work to somebody else has not touched it.
    take = first_act if situation.by in {custody.holder, to} else step
    return take(custody, Act.ASSIGN, situation, said={"to": to}, worked_by=to)


def seen_again(custody: Custody, situation: Situation, *, said: dict[str, Plain] | None = None) -> Decided:
    """Record that the source fired again; a closed item opens again if it was closed within 14 days."""
    if custody.state is State.CLOSED:
        return reopen(custody, situation, why="its source fired again", instead_of=Act.SEEN_AGAIN)
    return step(custody, Act.SEEN_AGAIN, situation, said=said)


def source_cleared(custody: Custody, situation: Situation, *, said: dict[str, Plain] | None = None) -> Decided:
    """Record that the source says it is over; this closes the item only where the row says so and it ends like that."""
    if custody.is_open and situation.clears_itself and may_clear(custody) and not situation.open_children:
        return cleared(custody, situation)
    return step(custody, Act.SOURCE_CLEARED, situation, said=said)


def escalate(custody: Custody, situation: Situation, *, adds: tuple[PersonId, ...]) -> Decided:
    """Fire what is due: call `adds` as well and arm the next step; the holder stays. Refused while nothing is due."""
    refused = refusal(custody, Act.ESCALATE, situation)
    if refused:
        return refused
    if custody.next_due is None or custody.next_due > situation.now:
        return Refused("`escalate` is refused: no clock of the item is due.")
    fired: list[Plain] = [
        name
        for name, clock in (("accept", custody.accept), ("progress", custody.progress))
        if clock and clock.next <= situation.now
    ]
    return step(
        custody,
        Act.ESCALATE,
        situation,
        said={"clocks": fired, "called": list(adds), "step": custody.step + 1},
        called=tuple(dict.fromkeys((*custody.called, *adds))),
    )
