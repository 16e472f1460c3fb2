"""What the executives' week is made of, and the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.db.models import Q

from demarc.core.custody.custody import Custody
from demarc.core.disputes import Turn
from demarc.core.matrix.table import Matrix
from demarc.core.weekly import ExecutiveWeek, Undecided, latest_monday, three_lines
from demarc.core.words import ItemKind, Priority, Side
from demarc.record.access import NotFound, viewer_of
from demarc.record.models import (
    Engagement,
    Item,
    Membership,
    Outbox,
    Person,
    Reconciliation,
    Signature,
    Version,
    Weekly,
)
from demarc.record.models.items import DISPUTE
from demarc.record.parties import engagement_of
from demarc.record.reads.disputes import turns_of
from demarc.record.reads.fit_runs import LastFit, last_fit
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.reconciliation_state import next_reconciliation, what_is_owed
from demarc.record.translate.custody import custody_of

MONTH = timedelta(days=30)
RULE, SIGN = "rule", "sign"
YES, NOT_YET = "sign", "not yet"


class _Review(TypedDict):
    review: datetime
    owed: str
    late: bool


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The week as it stands, the fit as it was last weighed, and the mail of this week if it has gone out."""

    lines: tuple[str, ...]
    decision: Undecided | None
    fit: LastFit | None
    may_keep_fit: bool
    monday: datetime
    mailed_at: datetime | None
    mailed: tuple[str, ...]


def week_page(*, engagement: str, by: str, now: datetime) -> WeekPage:
    """Show the week to the client's executives and lead. Raises `NotFound` for everybody else."""
    may_keep_fit = see_week(engagement=engagement, by=by, now=now)
    zone = engagement_of(engagement).zone
    week = week_of(engagement=engagement, now=now)
    monday = latest_monday(zone, now)
    sent = Weekly.objects.filter(engagement=engagement, week=monday.date()).first()
    return WeekPage(
        lines=three_lines(week, zone),
        decision=week.decision,
        fit=last_fit(engagement=engagement, zone=zone, now=now),
        may_keep_fit=may_keep_fit,
        monday=monday,
        mailed_at=sent.written_at if sent else None,
        mailed=tuple(sent.lines) if sent else (),
    )


def see_week(*, engagement: str, by: str, now: datetime) -> bool:
    """Let through the client's executives and leads: what is said of one side's people stays on that side.

    Tells whether they are an executive. Raises `NotFound` for everybody else.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    seat = Membership.objects.filter(engagement=engagement, person=by, guest_until=None).first()
    about = matrix_in_force(engagement=engagement, now=now).matrix.engagement
    executive = by in {about.executive, about.executive_deputy} or (seat is not None and seat.is_executive)
    leads = by == about.intake_holder or (seat is not None and seat.is_lead)
    if viewer.side is not Side.CLIENT or not (executive or leads):
        raise NotFound("week", engagement)
    return executive


def week_of(*, engagement: str, now: datetime) -> ExecutiveWeek:
    """Gather the week of an engagement, for its own side's eyes and for the engine."""
    about = engagement_of(engagement)
    matrix = matrix_in_force(engagement=engagement, now=now).matrix
    items = Item.objects.filter(engagement=engagement).real().open()
    late = items.filter(Q(accept_due__lte=now) | Q(progress_due__lte=now)).order_by("received_at")
    # What no single row takes has no row: a gap, or an overlap.
    gaps = items.filter(row="").exclude(kind__in=(ItemKind.ASK, ItemKind.DISPUTE)).order_by("received_at")
    disputes = list(items.filter(DISPUTE, closed_at__isnull=True).order_by("received_at"))
    return ExecutiveWeek(
        overdue=tuple(numbered(about.prefix, number) for number in late.values_list("number", flat=True)),
        unowned=tuple(numbered(about.prefix, number) for number in gaps.values_list("number", flat=True)),
        disputes=len(disputes),
        calls=_executive_calls(engagement, matrix, now),
        **_review(engagement, now),
        decision=_to_rule(about, matrix, disputes, now) or _to_sign(engagement, now),
        fit=_fit(engagement, about.zone, now),
    )


def _fit(engagement: str, zone: str, now: datetime) -> str:
    """Say that the fit is due again, where it was ever weighed for this engagement and is."""
    last = last_fit(engagement=engagement, zone=zone, now=now)
    return str(last.due) if last and last.due else ""


def _review(engagement: str, now: datetime) -> _Review:
    """Say when the next reconciliation opens, or what the one that is open waits for; the most urgent of several."""
    one = Reconciliation.objects.filter(engagement=engagement, until__isnull=False, closed_at__isnull=True)
    opened = one.order_by("sign_by").first()
    if opened is None or opened.sign_by is None:
        return {"review": next_reconciliation(engagement=engagement, now=now), "owed": "", "late": False}
    return {"review": opened.sign_by, "owed": what_is_owed(opened), "late": opened.sign_by <= now}


def _executive_calls(engagement: str, matrix: Matrix, now: datetime) -> int:
    """Count the calls of executives in the last 30 days, of one item once.

    To be asked in writing for a ruling that has days is no call; for one that has an hour it is.
    """
    people = [one for one in (matrix.engagement.executive, matrix.engagement.executive_deputy) if one]
    told = Outbox.objects.filter(engagement=engagement, person__in=people, about="called", written_at__gt=now - MONTH)
    unhurried = Q(kind=ItemKind.DISPUTE, security=False) & ~Q(priority=Priority.P1)
    about = Item.objects.filter(engagement=engagement, id__in=told.values("item"))
    none = frozenset(about.filter(Q(drill=True) | unhurried).values_list("id", flat=True))
    return sum(item not in none for _, item in told.values_list("person", "item").distinct())


def _to_rule(about: Engagement, matrix: Matrix, disputes: list[Item], now: datetime) -> Undecided | None:
    """Find the dispute to rule on: the longest running one whose leads had their turn, with two who could hold it."""
    waiting = [one for one in disputes if turns_of(one, matrix).turn(now) in {Turn.ARBITER, Turn.DEPUTY}]
    if not waiting:
        return None
    dispute = waiting[0]
    parent = Item.objects.filter(engagement=about.id, id=dispute.parent).first() if dispute.parent else None
    names = dict(Person.objects.filter(engagement=about.id, left_at=None).values_list("id", "name"))
    able = [one for one in _claimants(about.id, custody_of(parent or dispute), matrix) if one in names][:2]
    words = f"{numbered(about.prefix, dispute.number)} {dispute.subject}?"
    return Undecided(RULE, dispute.id, words, tuple((one, f"{names[one]} holds it") for one in able))


def _claimants(engagement: str, custody: Custody, matrix: Matrix) -> list[str]:
    """List who could hold it: who does meanwhile, whom a lead has named, and somebody of the other side."""
    seats = Membership.objects.filter(engagement=engagement, is_lead=True, guest_until=None)
    leads = list(seats.order_by("person").values_list("person", flat=True))
    party = matrix.directory.party_of(custody.holder)
    others = [one for one in leads if matrix.directory.party_of(one) != party]
    named = [custody.holder, *([custody.agreed_on] if custody.agreed_on else []), *others, *leads]
    return list(dict.fromkeys(str(one) for one in named))


def _to_sign(engagement: str, now: datetime) -> Undecided | None:
    """Find the proposal that waits for the client's signature the longest."""
    signed = Signature.objects.filter(engagement=engagement, side=Side.CLIENT).values("version")
    proposals = Version.objects.filter(engagement=engagement, status="proposed", starts_at__gt=now)
    version = proposals.exclude(number__in=signed).order_by("number").only("number", "label").first()
    if version is None:
        return None
    answers: Mapping[str, str] = {YES: "Read and sign it", NOT_YET: "Not yet"}
    words = f"sign version {version.label} of the matrix?"
    return Undecided(SIGN, str(version.number), words, tuple(answers.items()))
