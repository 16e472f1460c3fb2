"""The change of a shift as a page: what one hands over as a bundle, what waits to be taken over, and who comes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.states import State
from demarc.core.people import Shift
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Item, Membership, Person
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import item_lines
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.marks import soonest
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.mine import Mine
from demarc.record.reads.people import people_of
from demarc.record.translate.custody import custody_of

SHOWN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Bundle:
    """What waits for one's acceptance: from whom (None: by the matrix, with whoever held it before gone), and the items."""

    sender: PersonLine | None
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPage:
    """One person's change of shift: `held` are the 24x7 items they hold, `next` comes on after `until`, if anybody does.

    `people` are those it can be handed to, one's own firm first.
    """

    held: tuple[ItemLine, ...]
    waiting: tuple[Bundle, ...]
    until: datetime | None
    next: PersonLine | None
    people: tuple[PersonLine, ...]


def shift_page(*, engagement: str, by: str, now: datetime) -> ShiftPage:
    """Gather it for the person who looks. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix
    mine = Mine.of(items_for(viewer).open(), by)
    rows = soonest(engagement, (mine.held, mine.asked), SHOWN_AT_ONCE)
    held = [row for row in rows if row.holder == by and row.state == State.HELD and custody_of(row).always]
    waiting = [row for row in rows if row.offered_to == by or (row.holder == by and row.state == State.ROUTED)]
    until, following = _turn(engagement, by, now)
    return ShiftPage(
        held=item_lines(held, people, prefix),
        waiting=tuple(_bundles(waiting, by, people, prefix)),
        until=until,
        next=people.get(following),
        people=_receivers(viewer, people, now),
    )


def _bundles(waiting: Sequence[Item], by: str, people: Mapping[str, PersonLine], prefix: str) -> Iterator[Bundle]:
    """Yield what waits, by who hands it over; what the matrix routed comes last."""
    senders = dict.fromkeys(row.holder for row in waiting if row.holder != by)
    for sender in senders:
        yield Bundle(people[sender], item_lines([row for row in waiting if row.holder == sender], people, prefix))
    if routed := [row for row in waiting if row.holder == by]:
        yield Bundle(None, item_lines(routed, people, prefix))


def _receivers(viewer: Viewer, people: Mapping[str, PersonLine], now: datetime) -> tuple[PersonLine, ...]:
    """List who is here and takes part, one's own firm first."""
    gone = Person.objects.filter(engagement=viewer.engagement, left_at__lte=now).values_list("id", flat=True)
    guests = Membership.objects.filter(engagement=viewer.engagement, guest_until__isnull=False)
    out = {*gone, *guests.values_list("person", flat=True), viewer.person}
    own = people[viewer.person].party
    return tuple(
        sorted((one for id_, one in people.items() if id_ not in out), key=lambda one: (one.party != own, one.name))
    )


def _turn(engagement: str, by: str, now: datetime) -> tuple[datetime | None, str]:
    """Tell when this person's shift ends, and who has the next one of the same role."""
    try:
        directory = matrix_in_force(engagement=engagement, now=now).matrix.directory
    except NothingInForce:
        return None, ""
    mine = next((shift for shift in directory.shifts if shift.person == by and shift.start <= now < shift.end), None)
    if mine is None:
        return None, ""
    return mine.end, _after(mine, directory.roster(mine.role))


def _after(mine: Shift, roster: Iterable[Shift]) -> str:
    later = sorted((shift for shift in roster if shift.start >= mine.end), key=lambda shift: shift.start)
    return next((shift.person for shift in later if shift.person != mine.person), "")
