"""Bouncing: when passing an item on has become a quarrel, and the act turns into a dispute.

A crossing is an accepted offer to the other party, away from the party the matrix names now. Moves toward the matrix,
re-sorting, stand-ins, asks and rulings never count. Counts live on the lineage: closing, splitting and merging keep them.
"""

from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation
from demarc.core.words import PersonId

CROSSINGS_ALLOWED = 1
DECLINES_ALLOWED = 1


def crosses(holder: PersonId, to: PersonId, situation: Situation) -> bool:
    """Tell whether custody going from `holder` to `to` would cross the line away from the party the matrix names now."""
    receiving = situation.party(to)
    return receiving not in {situation.party(holder), situation.party(situation.call[0])}


def one_crossing_too_many(custody: Custody, to: PersonId, situation: Situation) -> bool:
    """Tell whether an offer to `to` would be the second crossing."""
    return custody.crossings >= CROSSINGS_ALLOWED and crosses(custody.holder, to, situation)


def one_decline_too_many(custody: Custody) -> bool:
    """Tell whether one more cited decline would be the second."""
    return custody.declines >= DECLINES_ALLOWED
