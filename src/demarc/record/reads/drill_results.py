"""When each row of the matrix last passed a drill: what makes a written row a tested one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import RowId
from demarc.record import models
from demarc.record.access import viewer_of


@dataclass(frozen=True, slots=True)
class PassedDrill:
    """The last drill a row passed: its id, its kind (`blind`, `live` or `page`), when, and by which version's number."""

    drill: str
    kind: str
    at: datetime
    version: int


def last_passed_drills(*, engagement: str, by: str, now: datetime) -> Mapping[RowId, PassedDrill]:
    """Give the last passed drill of each row that ever passed one. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    return drills_passed(engagement, now)


def drills_passed(engagement: str, now: datetime) -> Mapping[RowId, PassedDrill]:
    """Give the last passed drill of each row that ever passed one, in two queries."""
    passed = models.DrillResult.objects.filter(engagement=engagement, passed=True, at__lte=now).order_by("at", "drill")
    latest = {RowId(row): (drill, at) for row, drill, at in passed.values_list("row", "drill", "at")}
    drills = models.Drill.objects.filter(engagement=engagement, id__in={drill for drill, _ in latest.values()})
    about = {id_: (kind, version) for id_, kind, version in drills.values_list("id", "kind", "version")}
    return {row: PassedDrill(drill, about[drill][0], at, about[drill][1]) for row, (drill, at) in latest.items()}
