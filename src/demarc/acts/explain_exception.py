"""The reason of an exception, given when there is time for it: nobody is held up for it at night."""

from typing import Unpack

from demarc.acts.gather import case_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody import step
from demarc.core.custody.entries import Entry
from demarc.core.custody.excepted import explain
from demarc.record import models
from demarc.record.excepted import crossing_exception


def explain_exception(*, text: str, **at: Unpack[OnItem]) -> Outcome:
    """Say why an item had to cross the line against the matrix; the newest exception of the item is meant.

    It may be said again, in better words: the record keeps both. Raises `NotFound` for what they may not see.
    """
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    of_item = models.RowException.objects.filter(engagement=at["engagement"], item=at["item"])
    kept = of_item.order_by("-item_version").first()
    if kept is None:
        return perform(
            case, step.Refused("There is nothing to explain: the item never crossed the line against the matrix.")
        )
    decided = explain(case.custody, case.situation, crossing_exception(kept), text=text)

    def explained() -> None:
        assert isinstance(decided, Entry), "what was refused is not stored"
        of_item.filter(item_version=kept.item_version).update(explained=decided.item_version)

    return perform(case, decided, also=explained)
