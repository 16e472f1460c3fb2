"""Ending an item and opening it again."""

from typing import Unpack

from demarc.acts.gather import case_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem, on_item, word
from demarc.core.custody import arriving, closing
from demarc.core.custody.custody import Ending
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused


def close(*, ending: str, proof: str = "", **at: Unpack[OnItem]) -> Outcome:
    """Close the item with an ending of `core.custody.custody.Ending`; an ask is answered or withdrawn instead."""
    chosen = word(Ending, ending, Act.CLOSE)
    if isinstance(chosen, Refused):
        return on_item(lambda _: chosen, **at)
    return on_item(lambda case: closing.close(case.custody, case.situation, ending=chosen, proof=proof), **at)


def reopen(*, why: str, **at: Unpack[OnItem]) -> Outcome:
    """Open a closed item again within 14 days; later it comes back as a new item, linked to the old one."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    if not arriving.is_too_old_to_reopen(case.custody, case.world.now):
        return perform(case, arriving.reopen(case.custody, case.situation, why=why), seen=at.get("seen"))
    decided = arriving.come_back(case.custody, case.situation, why=why)
    about = {} if isinstance(decided, Refused) else {decided[1].item: case.about}
    return perform(case, decided, seen=at.get("seen"), about=about)
