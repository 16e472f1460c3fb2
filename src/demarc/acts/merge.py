"""Merging an item into another: one person who holds both says that they are one problem."""

from typing import Unpack

from demarc.acts.gather import case_of, dated_with
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody import closing


def merge(*, into: str, **at: Unpack[OnItem]) -> Outcome:
    """Merge the item into another one; the survivor is as old as the older of them, and both histories stay."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    survivor = case_of(engagement=at["engagement"], item=into, by=at["by"], now=at["now"])
    case = dated_with(case, survivor)
    return perform(
        case,
        closing.merge(case.custody, survivor.custody, case.situation),
        seen=at.get("seen"),
        about={survivor.custody.item: survivor.about},
        before={survivor.custody.item: survivor.custody},
    )
