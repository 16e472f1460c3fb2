"""The exceptions of an engagement: what crossed the line against the matrix, until when, why, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.core.custody.excepted import EXPLAINS, REASON, Course, course, owes_reason
from demarc.core.custody.states import Act
from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.who import who
from demarc.core.words import PartyId, PersonId
from demarc.record.access import Viewer, items_for, privates_for, viewer_of
from demarc.record.excepted import crossing_exception
from demarc.record.models import Engagement, Entry, Item, Person, RowException
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import ExceptionLine, PersonLine
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import people_of
from demarc.record.reads.timeline import ERASED
from demarc.record.translate.custody import custody_of

SHOWN_AT_ONCE = 100
COUNTED = timedelta(days=91)
"""Over how long the list counts: a quarter, as the reconciliation does."""


@dataclass(frozen=True, slots=True)
class ExceptionsPage:
    """The exceptions that are under way, the soonest to end first, and those that are over; `quarter` counts 13 weeks."""

    under_way: tuple[ExceptionLine, ...]
    over: tuple[ExceptionLine, ...]
    quarter: int
    owed: int


def exceptions_page(*, engagement: str, by: str, now: datetime) -> ExceptionsPage:
    """List the exceptions the reader may see, the newest hundred. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    mine = RowException.objects.filter(engagement=engagement)
    if viewer.narrowed:
        mine = mine.filter(item__in=items_for(viewer).values("id"))
    lines = exception_lines(viewer, list(mine.order_by("-at", "item")[:SHOWN_AT_ONCE]), now)
    under_way = sorted((line for line in lines if line.under_way), key=lambda line: (line.until, line.item))
    return ExceptionsPage(
        under_way=tuple(under_way),
        over=tuple(line for line in lines if not line.under_way),
        quarter=mine.filter(at__gt=now - COUNTED).count(),
        owed=sum(line.owed_by is not None for line in lines),
    )


def exceptions_of_item(viewer: Viewer, item: str, now: datetime) -> tuple[ExceptionLine, ...]:
    """List the exceptions of one item that the viewer may see, the newest first. None costs one query."""
    kept = list(RowException.objects.filter(engagement=viewer.engagement, item=item).order_by("-item_version"))
    return exception_lines(viewer, kept, now) if kept else ()


def exception_lines(viewer: Viewer, kept: Sequence[RowException], now: datetime) -> tuple[ExceptionLine, ...]:
    """Tell of each what became of it, with its reason; the items are those the viewer may see."""
    engagement = viewer.engagement
    items = {item.id: item for item in items_for(viewer).filter(id__in={one.item for one in kept})}
    present = dict(Person.objects.filter(engagement=engagement).values_list("id", "party"))
    left = Person.objects.filter(engagement=engagement, left_at__lte=now).values_list("id", flat=True)
    desk = _Desk(
        viewer=viewer,
        now=now,
        people=people_of(engagement=engagement),
        prefix=Engagement.objects.values_list("prefix", flat=True).get(id=engagement),
        parties={PersonId(id_): PartyId(party) for id_, party in present.items()},
        left=frozenset(left),
        reasons=_reasons(viewer, kept),
        compiled=matrix_in_force(engagement=engagement, now=now).compiled,
    )
    return tuple(_line(desk, one, items[one.item], newest=_is_newest(one, kept)) for one in kept if one.item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every line is told with."""

    viewer: Viewer
    now: datetime
    people: Mapping[str, PersonLine]
    prefix: str
    parties: Mapping[PersonId, PartyId]
    left: frozenset[str]
    reasons: Mapping[tuple[str, int], str]
    compiled: Compiled


def _line(desk: _Desk, kept: RowException, item: Item, *, newest: bool) -> ExceptionLine:
    one, people = crossing_exception(kept), desk.people
    became = _became(desk, kept, item) if newest else Course(kept.course or Course.DECIDED)
    present = {person: party for person, party in desk.parties.items() if person not in desk.left}
    reason = desk.reasons.get((kept.item, kept.explained), ERASED) if kept.explained else ""
    return ExceptionLine(
        item=kept.item,
        number=numbered(desk.prefix, item.number),
        subject=item.subject,
        row=kept.row,
        owner=people[kept.owner],
        sender=people[kept.sender],
        receiver=people[kept.receiver],
        at=kept.at,
        until=kept.until,
        course=became,
        late=became is Course.UNDER_WAY and kept.until <= desk.now,
        reason=reason,
        owed_by=None if reason else people[owes_reason(one, present)],
        may_explain=newest and not desk.viewer.guest and desk.viewer.person in {one.sender, one.receiver},
    )


def _became(desk: _Desk, kept: RowException, item: Item) -> Course:
    """Tell what became of the newest exception of an item; what ended it stays so, and only ruling asks the matrix."""
    if kept.course not in {"", Course.UNDER_WAY}:
        return Course(kept.course)
    custody = custody_of(item)
    call = who(desk.compiled, item.facts, desk.now, last_holder=custody.holder).call if custody.is_open else ()
    named = desk.parties.get(call[0]) if call else None
    return course(crossing_exception(kept), custody, named=named, parties=desk.parties)


def _is_newest(one: RowException, kept: Iterable[RowException]) -> bool:
    return all(other.item_version <= one.item_version for other in kept if other.item == one.item)


def _reasons(viewer: Viewer, kept: Sequence[RowException]) -> Mapping[tuple[str, int], str]:
    """Give the reasons by item and version of the note that gave them; an erased one is not there."""
    wanted = {(one.item, one.explained) for one in kept if one.explained}
    if not wanted:
        return {}
    notes = Entry.objects.filter(
        engagement=viewer.engagement,
        item__in={item for item, _ in wanted},
        act=Act.NOTE,
        public__contains=f'"{EXPLAINS}":',
    )
    places = {seq: (item, version) for seq, item, version in notes.values_list("seq", "item", "item_version")}
    texts = privates_for(viewer).filter(seq__in=places, field=REASON).values_list("seq", "value")
    return {places[seq]: text for seq, text in texts}
