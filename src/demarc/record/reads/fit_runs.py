"""The fit as it was last weighed for an engagement, and why it is due again: a quarter is over, somebody came or went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from demarc.core.fit.again import QUARTER, DueAgain, PeopleChange, due_again
from demarc.record import models


@dataclass(frozen=True, slots=True)
class LastFit:
    """The last outcome, on which day, when it is weighed again at the latest, and why it is due now; None if it is not."""

    outcome: str
    score: int
    on: date
    again: date
    due: DueAgain | None


def last_fit(*, engagement: str, zone: str, now: datetime) -> LastFit | None:
    """Tell of the fit of an engagement, for its own client's eyes; None where none was ever kept with it."""
    run = models.FitRun.objects.filter(engagement=engagement).order_by("-at").first()
    if run is None:
        return None
    here = ZoneInfo(zone)
    on = run.at.astimezone(here).date()
    changes = tuple(_changes(engagement, run.at, here))
    return LastFit(run.outcome, run.score, on, on + QUARTER, due_again(on, changes, now.astimezone(here).date()))


def _changes(engagement: str, since: datetime, here: ZoneInfo) -> Iterator[PeopleChange]:
    """Give who left since, and who came with a version that both sides signed since."""
    people = models.Person.objects.filter(engagement=engagement)
    for one in people.filter(left_at__gt=since):
        if one.left_at:
            yield PeopleChange(one.name, joined=False, on=one.left_at.astimezone(here).date())
    signed = dict(
        models.Signature.objects.filter(engagement=engagement)
        .values_list("version")
        .annotate(at=Max("at"))
        .filter(at__gt=since)
    )
    if not signed:
        return
    versions = models.Version.objects.filter(engagement=engagement, number__in=signed).signed()
    came = {one["id"]: signed[number] for number, new in versions.values_list("number", "newcomers") for one in new}
    for id_, name in people.filter(id__in=came, left_at=None).values_list("id", "name"):
        yield PeopleChange(name, joined=True, on=came[id_].astimezone(here).date())
