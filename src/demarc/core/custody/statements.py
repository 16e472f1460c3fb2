"""What each side says in a dispute: one text each, by a deadline, sealed until both are in or the time is over.

The record keeps the commitment to a statement from the first instant, so neither side can change its own after it has
read the other's. Silence blocks nothing.
"""

from datetime import datetime

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Private
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act
from demarc.core.custody.step import Decided, Refused, refusal, step
from demarc.core.words import ItemKind, PersonId, Side

STATEMENT = "statement"
"""The field of a statement among the private texts."""


def speak(custody: Custody, situation: Situation, *, text: str, closes: datetime) -> Decided:
    """Give the statement of the speaker's side, before `closes` (aware UTC). The second one opens both."""
    refused = _unfit_statement(custody, situation, text, closes) or refusal(custody, Act.SPEAK, situation)
    if refused:
        return refused
    spoken = tuple(sorted({*custody.spoken, side_of(situation, situation.by)}))
    own = Private(STATEMENT, text.strip(), situation.party(situation.by))
    side = str(side_of(situation, situation.by))
    return step(custody, Act.SPEAK, situation, said={"side": side}, private=(own,), spoken=spoken)


def both_have_spoken(custody: Custody) -> bool:
    """Tell whether nothing of the statements is sealed any more, because both are in."""
    return set(custody.spoken) == set(Side)


def side_of(situation: Situation, person: PersonId) -> Side:
    """Tell on which side of the line somebody stands."""
    return Side.CLIENT if situation.party(person) == situation.client else Side.PROVIDER


def _unfit_statement(custody: Custody, situation: Situation, text: str, closes: datetime) -> Refused | None:
    if custody.kind is not ItemKind.DISPUTE or not custody.is_open:
        return Refused("`speak` is refused: statements are given in a dispute that is open.")
    if situation.now >= closes:
        return Refused(f"`speak` is refused: the time for statements ended at `{closes:%Y-%m-%d %H:%M}` UTC. Write a note.")
    if not text.strip():
        return Refused("`speak` is refused without a text: say what the arbiter should know.")
    if side_of(situation, situation.by) in custody.spoken:
        return Refused("`speak` is refused: your side has given its statement, and it cannot be changed. Write a note.")
    return None
