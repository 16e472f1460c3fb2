"""Who is called when a clock fires.

Escalation adds people; it moves the holder only by acceptance or ruling. Client executives are called for a P1 alone.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation
from demarc.core.words import PersonId, Priority


class Rung(StrEnum):
    """A rung of the ladder that is climbed while nobody acts: who is called at this step."""

    AGAIN = "the same person again"
    DEPUTY = "the deputy"
    LEADS = "both leads"
    TOP = "the rest of the escalation path"


LADDERS: Mapping[Priority, tuple[Rung, ...]] = {
    Priority.P1: (Rung.AGAIN, Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P2: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P3: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
    Priority.P4: (Rung.DEPUTY, Rung.LEADS, Rung.TOP),
}
"""The level of each step, in order; the last one repeats."""


def level_of(custody: Custody) -> Rung:
    """Tell the level of the step that fires next."""
    ladder = LADDERS[custody.priority]
    return ladder[min(custody.step, len(ladder) - 1)]


def people_called(custody: Custody, situation: Situation) -> tuple[PersonId, ...]:
    """List whom the step that is due calls in addition: its level's people, or else the next of the call list.

    Empty once everybody has been called; then the step calls all of them again.
    """
    level = level_of(custody)
    if level is Rung.AGAIN:
        return ()
    wanted: Iterable[PersonId]
    match level:
        case Rung.DEPUTY:
            wanted = (*sorted(situation.stand_ins), *situation.call)
        case Rung.LEADS:
            wanted = sorted(situation.leads)
        case Rung.TOP:
            executives = sorted(situation.executives) if custody.priority is Priority.P1 else []
            wanted = (*situation.call, *executives)
    fresh = _fresh(custody, wanted)
    if level is Rung.DEPUTY:
        fresh = fresh[:1]
    return fresh or _fresh(custody, situation.call)[:1]


def _fresh(custody: Custody, people: Iterable[PersonId]) -> tuple[PersonId, ...]:
    passed = {*custody.called, custody.holder}
    return tuple(dict.fromkeys(person for person in people if person not in passed))
