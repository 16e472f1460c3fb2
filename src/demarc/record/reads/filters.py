"""Saved filters as links above a list: one's own, and what one's own side shares."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from demarc.record.access import NotFound
from demarc.record.models import Membership, Person, SavedFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterLine:
    """A saved filter: where it leads, whether it is the reader's own, whose it is, and whether their side sees it."""

    id: str
    name: str
    query: str
    mine: bool
    owner: str
    shared: bool


def saved_filters(*, engagement: str, by: str, now: datetime, page: str) -> tuple[FilterLine, ...]:
    """List the filters of a list page by name, the reader's own first; a guest has none. Raises `NotFound`."""
    # Whoever has left shows nothing any more, and the other side's are not asked for. This stands above every list, so one
    # question tells who is there, of whose side, and whether the reader is a guest.
    people = Person.objects.filter(Q(left_at=None) | Q(left_at__gt=now), engagement=engagement)
    seat = Membership.objects.filter(engagement=engagement, person=OuterRef("id"), guest_until__isnull=False)
    mates = people.filter(party__in=people.filter(id=by).values("party")).annotate(is_guest=Exists(seat))
    side, guests = {one.id: one.name for one in mates}, {one.id for one in mates if one.is_guest}
    if by not in side:
        raise NotFound("engagement", engagement)
    if by in guests:
        return ()
    seen = Q(person=by) | Q(shared=True, person__in=side)
    found = SavedFilter.objects.filter(seen, engagement=engagement, page=page)
    lines = (
        FilterLine(
            id=one.id,
            name=one.name,
            query=one.query,
            mine=one.person == by,
            owner=side[one.person],
            shared=one.shared,
        )
        for one in found
    )
    return tuple(sorted(lines, key=lambda line: (not line.mine, line.name.casefold(), line.id)))
