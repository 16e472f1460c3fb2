"""Rival providers: each sees the items it holds, held, was offered or was called about, and no others.

An engagement with one provider needs none of this: client and provider both see every item.
"""

from collections.abc import Iterable, Sequence

from demarc.core.custody.entries import Entry
from demarc.core.words import Side
from demarc.record import models
from demarc.record.parties import firms
from demarc.record.rows import insert_rows


def rivals(engagement: str) -> frozenset[str]:
    """Name the providers of the engagement when there are several, else nobody."""
    found = frozenset(firm.id for firm in firms(engagement) if firm.side == Side.PROVIDER)
    return found if len(found) > 1 else frozenset()


def show_to_rivals(engagement: str, entries: Sequence[Entry]) -> None:
    """Let each rival provider see the items that these entries bring to one of its people."""
    if not entries or not (split := rivals(engagement)):
        return
    people = dict(models.Person.objects.filter(engagement=engagement, party__in=split).values_list("id", "party"))
    seen = {
        (entry.item, people[person])
        for entry in entries
        for person in (entry.after.holder, entry.after.offered_to, entry.after.worked_by, *entry.after.called)
        if person in people
    }
    show(engagement=engagement, sights=sorted(seen))


def show(*, engagement: str, sights: Iterable[tuple[str, str]]) -> None:
    """Let parties see items: pairs of item and party; what they see already stays."""
    rows = [(engagement, item, party) for item, party in sights]
    insert_rows(models.Sight, ("engagement", "item", "party"), rows, unless_there=True)
