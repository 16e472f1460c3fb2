"""Who is called when a clock fires.

Escalation adds people; it moves the holder only by acceptance or ruling. Client executives are called for a P1, where a
row of SE-06 says so, to rule, and when nobody else is left; everything else reaches them in the weekly mail.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation
from demarc.core.words import ItemKind, PersonId, Priority

BREACH = "SE-06"
"""The function whose rows call the executives whatever the priority: deciding whom a breach must be told to."""


class Rung(StrEnum):
    """A rung of the ladder that is climbed while nobody acts: who is called at this step."""

    AGAIN = "the same person again"
    DEPUTY = "the deputy"
    LEADS = "both leads"
    TOP = "the rest of the escalation path"
    RULER = "the arbiter, then the deputy"


LADDERS: Mapping[Priority, tuple[Rung, ...]] = {
    Priority.P1: (Rung.AGAIN, Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P2: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P3: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P4: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
}
"""The level of each step, in order; the last one repeats."""

DISPUTE_LADDER = (Rung.RULER, Rung.RULER)
GRAVE_DISPUTE_LADDER = (Rung.AGAIN, Rung.RULER)
"""A dispute's own levels: the leads have the first turn, but of security and P1, which the arbiter holds at once."""


def level_of(custody: Custody) -> Rung:
    """Tell the level of the step that fires next."""
    ladder = LADDERS[custody.priority]
    if custody.kind is ItemKind.DISPUTE:
        ladder = GRAVE_DISPUTE_LADDER if custody.is_grave else DISPUTE_LADDER
    return ladder[min(custody.step, len(ladder) - 1)]


def people_called(custody: Custody, situation: Situation) -> tuple[PersonId, ...]:
    """List whom the step that is due calls in addition: its level's people, or else the next of the call list.

    Empty once everybody has been called; then the step calls all of them again.
    """
    level = level_of(custody)
    if level is Rung.AGAIN:
        return ()
    call = _callable(custody, situation)
    wanted: Iterable[PersonId]
    match level:
        case Rung.RULER:
            return _fresh(custody, (person for person in situation.call if person in situation.arbiters))[:1]
        case Rung.DEPUTY:
            wanted = (*sorted(situation.stand_ins), *call)
        case Rung.LEADS:
            wanted = sorted(situation.leads)
        case Rung.TOP:
            executives = sorted(situation.executives) if _calls_executives(custody, situation) else []
            wanted = (*call, *executives)
    fresh = _fresh(custody, wanted)
    if level is Rung.DEPUTY:
        fresh = fresh[:1]
    return fresh or _fresh(custody, call)[:1]


def _callable(custody: Custody, situation: Situation) -> tuple[PersonId, ...]:
    """List who may be called: no executives where the rules do not call them, unless there is nobody else."""
    if _calls_executives(custody, situation) or situation.call[0] in situation.executives:
        # What the matrix gives to an executive is their own work, and so is the call after them.
        return situation.call
    return tuple(person for person in situation.call if person not in situation.executives) or situation.call


def _calls_executives(custody: Custody, situation: Situation) -> bool:
    return custody.priority is Priority.P1 or situation.calls_executives


def _fresh(custody: Custody, people: Iterable[PersonId]) -> tuple[PersonId, ...]:
    passed = {*custody.called, custody.holder}
    return tuple(dict.fromkeys(person for person in people if person not in passed))
