"""Merging items: one person who holds them says that they are one problem. Both histories stay."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from demarc.acts.gather import BESIDE, Case, case_from, case_of, dated_with
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.acts.verb import OnItem
from demarc.core.custody import closing
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.step import Refused
from demarc.core.words import ENGINE, ItemId
from demarc.record.access import items_for, viewer_of
from demarc.record.models import Item

AT_ONCE = 200
"""Items that go into another in one act: each makes two entries of one transaction."""


def merge(*, into: str, **at: Unpack[OnItem]) -> Outcome:
    """Merge the item into another one; the survivor is as old as the older of them."""
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


def absorb(*, numbers: Sequence[int], **at: Unpack[OnItem]) -> Outcome:
    """Merge other items, named by their visible numbers, into this one, all or none: the alerts of one storm."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    gone = _named(case, numbers, at)
    if isinstance(gone, Refused):
        return perform(case, gone, seen=at.get("seen"))
    for other in gone:
        case = dated_with(case, other)
    entries: list[Entry] = []
    survivor = case.custody
    for other in gone:
        decided = closing.merge(other.custody, survivor, dated_with(other, case).situation)
        if isinstance(decided, Refused):
            return perform(case, Refused(f"number {other.number}: {decided.reason}"), seen=at.get("seen"))
        entries += decided
        survivor = decided[1].after
    return perform(
        case,
        tuple(entries),
        seen=at.get("seen"),
        about={other.custody.item: other.about for other in gone},
        before=_standing(gone),
    )


def _named(case: Case, numbers: Sequence[int], at: OnItem) -> list[Case] | Refused:
    """Gather the items of these numbers, as many as the actor may see; what they may not see is not there."""
    wanted = dict.fromkeys(number for number in numbers if number != case.number)
    if not wanted:
        return Refused("`merge` is refused: name the numbers of the items that are the same problem.")
    if len(wanted) > AT_ONCE:
        return Refused(f"`merge` is refused: {len(wanted)} items at once; at most {AT_ONCE} go into one act.")
    viewer = viewer_of(engagement=at["engagement"], by=at["by"], now=at["now"])
    stored = {item.number: item for item in items_for(viewer).filter(number__in=wanted)}
    if absent := [str(number) for number in wanted if number not in stored]:
        return Refused(f"`merge` is refused: there is no item number {', '.join(absent)}, or it is not yours to see.")
    parts = Counter(
        Item.objects.filter(engagement=at["engagement"], parent__in=[item.id for item in stored.values()])
        .exclude(parent="")
        .exclude(kind__in=BESIDE)
        .open()
        .values_list("parent", flat=True)
    )
    cases = [case_from(stored[n], case.world, ENGINE, open_children=parts[stored[n].id]) for n in wanted]
    return [replace(one, situation=replace(one.situation, by=case.situation.by)) for one in cases]


def _standing(cases: Sequence[Case]) -> dict[ItemId, Custody]:
    return {case.custody.item: case.custody for case in cases}
