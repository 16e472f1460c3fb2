"""What Demarc cost the internal lead, week by week, from the record."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from demarc.core.cost import LIMIT_MINUTES, Cost, cost_of
from demarc.core.words import Side
from demarc.record.access import NotFound
from demarc.record.models import Entry, Membership, Outbox, Party, Person
from demarc.record.parties import engagement_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import people_of
from demarc.record.reads.week import see_week

FORTNIGHT = timedelta(days=14)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPage:
    """What the last 14 days cost the lead, and each of their two weeks, the later first."""

    lead: PersonLine
    cost: Cost
    weeks: tuple[float, float]
    limit: int
    since: datetime


def cost_page(*, engagement: str, by: str, now: datetime) -> CostPage:
    """Show the figure to the client's lead and executives. Raises `NotFound` for everybody else."""
    see_week(engagement=engagement, by=by, now=now)
    lead = lead_of_client(engagement=engagement, now=now)
    started = engagement_of(engagement).started_at
    since = max(now - FORTNIGHT, started)
    seen = _seen(engagement, lead, min(since, now - FORTNIGHT), now)
    weeks = (seen.cost(now - WEEK, now), seen.cost(now - FORTNIGHT, now - WEEK))
    return CostPage(
        lead=people_of(engagement=engagement)[lead],
        cost=seen.cost(since, now),
        weeks=(weeks[0].minutes_a_week, weeks[1].minutes_a_week),
        limit=LIMIT_MINUTES,
        since=since,
    )


def lead_of_client(*, engagement: str, now: datetime) -> str:
    """Name the internal lead: the first member of the client's side that leads, else the intake holder."""
    parties = Party.objects.filter(engagement=engagement, side=Side.CLIENT).values("id")
    people = Person.objects.filter(engagement=engagement, party__in=parties, left_at=None).values("id")
    seats = Membership.objects.filter(engagement=engagement, is_lead=True, guest_until=None, person__in=people)
    found = seats.order_by("person").values_list("person", flat=True).first()
    lead = found or str(matrix_in_force(engagement=engagement, now=now).matrix.engagement.intake_holder)
    if not lead:
        raise NotFound("lead", engagement)
    return lead


@dataclass(frozen=True, slots=True)
class _Seen:
    """What somebody did, by act and instant, and when notices were written to them; days are those of `zone`."""

    acted: tuple[tuple[str, datetime], ...]
    sent: tuple[datetime, ...]
    zone: ZoneInfo

    def cost(self, since: datetime, until: datetime) -> Cost:
        """Estimate a part of it. Each notice counts, also where several came in one mail."""
        acted = [(act, at) for act, at in self.acted if since < at <= until]
        sent = [at for at in self.sent if since < at <= until]
        days = {at.astimezone(self.zone).date() for at in (*(at for _, at in acted), *sent)}
        acts = Counter(act for act, _ in acted)
        return cost_of(acts=acts, notices=len(sent), days=len(days), span=until - since)


def _seen(engagement: str, person: str, since: datetime, until: datetime) -> _Seen:
    zone = ZoneInfo(engagement_of(engagement).zone)
    entries = Entry.objects.filter(engagement=engagement, at__gt=since, at__lte=until, public__contains=f'"by":"{person}"')
    letters = Outbox.objects.filter(engagement=engagement, person=person, written_at__gt=since, written_at__lte=until)
    return _Seen(tuple(entries.values_list("act", "at")), tuple(letters.values_list("written_at", flat=True)), zone)
