"""What a quarter brought outside the rows, read from the record: the fast way to `core.reconciliation.quarter_lines`.

Only the items that can be on a line are read whole: those without a row, those with an exception, and those held on another
side than the one their row names.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from demarc.core.custody.custody import WAITED_FOR
from demarc.core.custody.states import Title
from demarc.core.matrix.table import Matrix
from demarc.core.people import resolve
from demarc.core.reconciliation import Past, Quarter, QuarterLine, quarter_lines
from demarc.core.words import ItemKind, PartyId, PersonId, RowId
from demarc.record.models import Entry, Item, ItemQuerySet, Person, RowException, Sight, Version
from demarc.record.reads.matrix import version_ready
from demarc.record.sight import rivals
from demarc.record.translate.entries import entry_of

ACCEPTED = f'"title":"{Title.ACCEPTANCE}"'
"""How the canonical text of an entry says that the holder holds by an act of their own."""
AT_ONCE = 500
"""Items whose entries are read together."""


def lines_of_quarter(*, engagement: str, provider: str, since: datetime, now: datetime) -> tuple[QuarterLine, ...]:
    """List the work outside the rows between the client and one provider, from `since` up to `now` (aware UTC)."""
    quarter = quarter_of(engagement=engagement, since=since, until=now)
    items = _work(engagement, provider).filter(Q(closed_at__isnull=True) | Q(closed_at__gte=since), received_at__lt=now)
    wanted = {*items.filter(row="").values_list("id", flat=True)}
    crossed = RowException.objects.filter(engagement=engagement, at__lt=now, item__in=items.values("id"))
    wanted |= {*crossed.values_list("item", flat=True)}
    wanted |= _taken_over(engagement, items, quarter)
    return quarter_lines(pasts_of(engagement, sorted(wanted)), quarter)


def quarter_of(*, engagement: str, since: datetime, until: datetime) -> Quarter:
    """Say how to tell sides in a quarter: everybody's party, and the party of a row in the version that decided."""
    people = Person.objects.filter(engagement=engagement).values_list("id", "party")
    parties = {PersonId(id_): PartyId(party) for id_, party in people}
    signed = Version.objects.filter(engagement=engagement).signed().order_by("number")
    named = _Named(engagement, dict(signed.values_list("label", "number")), parties)
    return Quarter(since=since, until=until, named=named.party, parties=parties)


@dataclass(frozen=True, slots=True)
class _Named:
    """The versions of an engagement by what a verdict calls them; `ready` keeps those that were asked for."""

    engagement: str
    numbers: dict[str, int]
    parties: dict[PersonId, PartyId]
    ready: dict[str, Matrix] = field(default_factory=dict)

    def party(self, version: str, row: RowId, at: datetime) -> PartyId | None:
        """Give the party of whoever a row named at an instant, or None where it named nobody present."""
        if version not in self.numbers:
            return None
        if version not in self.ready:
            self.ready[version] = version_ready(engagement=self.engagement, number=self.numbers[version]).matrix
        matrix = self.ready[version]
        found = matrix.row(row)
        person = resolve(matrix.directory, found.slots.accountable, at) if found else None
        return self.parties.get(person) if person else None


def pasts_of(engagement: str, items: list[str]) -> Iterator[Past]:
    """Read the whole past of each item, a few hundred at once."""
    for first in range(0, len(items), AT_ONCE):
        some = items[first : first + AT_ONCE]
        topics = dict(Item.objects.filter(engagement=engagement, id__in=some).values_list("id", "topic"))
        entries: dict[str, list[Entry]] = {item: [] for item in some}
        for row in Entry.objects.filter(engagement=engagement, item__in=some).order_by("item", "item_version"):
            entries[row.item].append(row)
        yield from (Past([entry_of(row) for row in entries[item]], topics[item]) for item in some)


def items_between(engagement: str, provider: str) -> ItemQuerySet:
    """Narrow the items to real ones, and among rival providers to what this one may see."""
    items = Item.objects.filter(engagement=engagement).real()
    if provider not in rivals(engagement):
        return items
    return items.filter(id__in=Sight.objects.filter(engagement=engagement, party=provider).values("item"))


def _work(engagement: str, provider: str) -> ItemQuerySet:
    """Leave out what is no work of its own: questions, disputes, flags."""
    return items_between(engagement, provider).exclude(kind__in=[*WAITED_FOR, ItemKind.FLAG])


def _taken_over(engagement: str, items: ItemQuerySet, quarter: Quarter) -> set[str]:
    """Name the items that were ever held, by a person's own act, on another side than the one their row names."""
    held = Entry.objects.filter(engagement=engagement, at__lt=quarter.until, item__in=items.values("id"))
    found: set[str] = set()
    for item, at, public in held.filter(public__contains=ACCEPTED).values_list("item", "at", "public").iterator():
        after = json.loads(public)["after"]
        row = after.get("row")
        if item not in found and row:
            named = quarter.named(after["matrix_version"], RowId(row), at)
            if named not in {None, quarter.parties.get(after["holder"])}:
                found.add(item)
    return found
