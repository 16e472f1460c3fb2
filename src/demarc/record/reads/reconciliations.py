"""Reconciliations: the list of them, and one with its lines, its items, and what keeps it from being signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from demarc.core.custody.states import State
from demarc.core.reconciliation import Disposal, Matter
from demarc.core.words import ItemKind, Side
from demarc.record.access import NotFound, Viewer, items_for, viewer_of
from demarc.record.models import (
    Amendment,
    Engagement,
    Item,
    Membership,
    Person,
    Precedent,
    Reconciliation,
    ReconciliationLine,
    ReconciliationSignature,
    RowDispute,
    RowException,
    Version,
)
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.membership import parties_of
from demarc.record.reads.people import people_of
from demarc.record.reads.reconciliation_state import what_is_owed
from demarc.record.translate.reconciliations import digest_of, line_of

SHOWN_AT_ONCE = 50
FEW_HOURS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One reconciliation in the list: with which provider, its quarter, and what it waits for."""

    number: int
    provider: str
    due: datetime
    until: datetime | None
    sign_by: datetime | None
    closed_at: datetime | None
    late: bool
    owed: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Reconciliations that are planned or open, those that are closed, and how many exceptions are not looked at yet."""

    running: tuple[ReviewLine, ...]
    closed: tuple[ReviewLine, ...]
    exceptions: int


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An item under a line: how long it was outside the rows, in minutes; what the reader may not see has no id."""

    id: str
    number: str
    subject: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineToDecide:
    """One line: what it is about, its items, and what was decided.

    `row` is empty where no row takes the work; then `topic` says what it is. `rule` are the words of a ruling's holder.
    `version` and `dispute` are where it led; `before` is until when it was accepted last time.
    """

    line: int
    matter: Matter
    row: str
    topic: str
    items: tuple[WorkLine, ...]
    minutes: int
    how: str
    until: datetime | None
    by: PersonLine | None
    version: str
    dispute: str
    held_by: PersonLine | None
    before: datetime | None

    @property
    def hours(self) -> str:
        """Say how long that was, in hours."""
        return _hours(self.minutes)


def _hours(minutes: int) -> str:
    """Say hours: a tenth counts where there are few of them."""
    hours = minutes / 60
    return f"{hours:.1f}" if hours < FEW_HOURS else f"{hours:,.0f}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines of one matter, with how many items and hours they come to."""

    matter: Matter
    lines: tuple[LineToDecide, ...]

    @property
    def count(self) -> int:
        """Count the items."""
        return sum(len(line.items) for line in self.lines)

    @property
    def hours(self) -> str:
        """Add up the hours."""
        return _hours(sum(line.minutes for line in self.lines))


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A side's signature; `stands` says that it is under the list as it is now."""

    side: Side
    person: PersonLine
    at: datetime
    stands: bool


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A version that is proposed and not signed: one can decide a line by it. `ruled` says that a ruling led to it."""

    number: int
    label: str
    ruled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationPage:
    """One reconciliation as a page. `digest` is empty while the list cannot be signed; `decides` is for this reader."""

    line: ReviewLine
    since: datetime
    next_at: datetime | None
    headings: tuple[Heading, ...]
    undecided: int
    digest: str
    signatures: tuple[SignedBy, ...]
    decides: bool
    signs: bool
    drafts: tuple[OpenDraft, ...]
    disputes: tuple[WorkLine, ...]
    people: tuple[PersonLine, ...]


def review_page(*, engagement: str, by: str, now: datetime) -> ReviewPage:
    """List the reconciliations the reader may see, the newest first. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    found = list(_visible(viewer).order_by("-number")[:SHOWN_AT_ONCE])
    names = {party.id: party.name for party in parties_of(engagement)}
    lines = [_review_line(one, names, now) for one in found]
    since = max((one.until for one in found if one.until), default=None)
    fresh = RowException.objects.filter(engagement=engagement)
    fresh = fresh.filter(at__gte=since) if since else fresh
    if viewer.narrowed:
        fresh = fresh.filter(item__in=items_for(viewer).values("id"))
    return ReviewPage(
        running=tuple(line for line in lines if line.closed_at is None),
        closed=tuple(line for line in lines if line.closed_at is not None),
        exceptions=fresh.count(),
    )


def _visible(viewer: Viewer) -> QuerySet[Reconciliation]:
    """Narrow to what is theirs: of rival providers each sees its own."""
    found = Reconciliation.objects.filter(engagement=viewer.engagement)
    return found.filter(provider=viewer.party or "") if viewer.narrowed else found


def _review_line(one: Reconciliation, names: Mapping[str, str], now: datetime) -> ReviewLine:
    running = one.until is not None and one.closed_at is None
    return ReviewLine(
        number=one.number,
        provider=names[one.provider],
        due=one.due,
        until=one.until,
        sign_by=one.sign_by,
        closed_at=one.closed_at,
        late=running and one.sign_by is not None and one.sign_by <= now,
        owed=what_is_owed(one) if running else "",
    )


def reconciliation_page(*, engagement: str, number: int, by: str, now: datetime) -> ReconciliationPage:
    """Read one reconciliation. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    one = _visible(viewer).filter(number=number).first()
    if one is None:
        raise NotFound("reconciliation", str(number))
    people = people_of(engagement=engagement)
    lines = list(ReconciliationLine.objects.filter(engagement=engagement, reconciliation=number).order_by("line"))
    seat = Membership.objects.filter(engagement=engagement, person=by, guest_until=None).first()
    signs = seat is not None and (seat.is_lead or (seat.is_executive and viewer.side is Side.CLIENT))
    digest = digest_of(one, lines)
    signatures = _signatures(one, people, digest)
    open_now = one.until is not None and one.closed_at is None
    return ReconciliationPage(
        line=_review_line(one, {party.id: party.name for party in parties_of(engagement)}, now),
        since=one.since,
        next_at=one.next_at,
        headings=_headings(viewer, one, lines, people),
        undecided=sum(not line.how for line in lines),
        digest=digest,
        signatures=signatures,
        decides=signs and one.closed_at is None,
        signs=signs and open_now and bool(digest) and not any(s.stands and s.side is viewer.side for s in signatures),
        drafts=_drafts(engagement) if open_now else (),
        disputes=_row_disputes(viewer) if open_now else (),
        people=_present(engagement, people, now) if open_now and signs else (),
    )


def _present(engagement: str, people: Mapping[str, PersonLine], now: datetime) -> tuple[PersonLine, ...]:
    """List who could be made accountable: whoever takes part and has not left."""
    members = Membership.objects.filter(engagement=engagement, guest_until=None).values_list("person", flat=True)
    gone = set(Person.objects.filter(engagement=engagement, left_at__lte=now).values_list("id", flat=True))
    found = [people[person] for person in members if person in people and person not in gone]
    return tuple(sorted(found, key=lambda one: (one.side, one.party, one.name)))


def _signatures(one: Reconciliation, people: Mapping[str, PersonLine], digest: str) -> tuple[SignedBy, ...]:
    kept = ReconciliationSignature.objects.filter(engagement=one.engagement, reconciliation=one.number).order_by("at")
    return tuple(
        SignedBy(Side(signature.side), people[signature.person], signature.at, signature.digest == digest)
        for signature in kept
    )


def _headings(
    viewer: Viewer, one: Reconciliation, lines: Sequence[ReconciliationLine], people: Mapping[str, PersonLine]
) -> tuple[Heading, ...]:
    wanted = {item for line in lines for item, _ in line.items}
    items = {item.id: item for item in items_for(viewer).filter(id__in=wanted)}
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=one.engagement)
    holders = dict(
        Precedent.objects.filter(engagement=one.engagement, item__in=wanted).order_by("at").values_list("item", "holder")
    )
    before = _accepted_before(one)

    def told(line: ReconciliationLine) -> LineToDecide:
        value = line_of(line)
        ruled = holders.get(value.items[0][0]) if value.matter is Matter.RULING else None
        return LineToDecide(
            line=line.line,
            matter=value.matter,
            row=line.row,
            topic=line.topic,
            items=tuple(_work_line(items.get(item), minutes, prefix) for item, minutes in value.items),
            minutes=value.minutes,
            how=line.how,
            until=line.until,
            by=people.get(line.by),
            version=line.led_to if line.how == Disposal.AMEND else "",
            dispute=line.led_to if line.how == Disposal.DISAGREE else "",
            held_by=people.get(ruled or ""),
            before=before.get((line.matter, line.row, line.topic)),
        )

    every = [told(line) for line in lines]
    return tuple(
        Heading(matter, found) for matter in Matter if (found := tuple(line for line in every if line.matter is matter))
    )


def _accepted_before(one: Reconciliation) -> Mapping[tuple[str, str, str], datetime]:
    """Tell until when the same work was accepted the last time."""
    earlier = ReconciliationLine.objects.filter(
        engagement=one.engagement, reconciliation__lt=one.number, how=Disposal.ACCEPT
    ).order_by("reconciliation")
    mine = Reconciliation.objects.filter(engagement=one.engagement, provider=one.provider).values("number")
    kept = earlier.filter(reconciliation__in=mine).values_list("matter", "row", "topic", "until")
    return {(matter, row, topic): until for matter, row, topic, until in kept if until}


def _work_line(item: Item | None, minutes: int, prefix: str) -> WorkLine:
    if item is None:
        return WorkLine("", "", "not yours to see", minutes)
    return WorkLine(item.id, numbered(prefix, item.number), item.subject, minutes)


def _drafts(engagement: str) -> tuple[OpenDraft, ...]:
    ruled = set(Amendment.objects.filter(engagement=engagement).values_list("version", flat=True))
    proposed = Version.objects.filter(engagement=engagement, status="proposed").order_by("number")
    return tuple(OpenDraft(number, label, number in ruled) for number, label in proposed.values_list("number", "label"))


def _row_disputes(viewer: Viewer) -> tuple[WorkLine, ...]:
    about = RowDispute.objects.filter(engagement=viewer.engagement).values("item")
    items = items_for(viewer).filter(id__in=about, kind=ItemKind.DISPUTE).exclude(state=State.CLOSED).order_by("number")
    prefix = Engagement.objects.values_list("prefix", flat=True).get(id=viewer.engagement)
    return tuple(_work_line(item, 0, prefix) for item in items[:SHOWN_AT_ONCE])
