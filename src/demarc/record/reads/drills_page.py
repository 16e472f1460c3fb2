"""Drills as pages: all of them with the rate of disagreement over time, and what can be drilled next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, viewer_of
from demarc.record.reads.drill_results import last_passed_drills
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of

SHOWN_AT_ONCE = 50
KINDS = {"blind": "Blind drill", "live": "Live drill", "page": "Test of a ladder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillLine:
    """A drill in the list. `about` says in words what is drilled; `apart` of `asked` is what did not go as written.

    `answered` says whether the reader has handed in, `sides` which sides have.
    """

    id: str
    kind: str
    about: str
    label: str
    started_by: PersonLine | None
    started_at: datetime
    closed_at: datetime | None
    asked: int = 0
    apart: int = 0
    answered: bool = False
    sides: tuple[str, ...] = ()

    @property
    def kind_words(self) -> str:
        """Say what kind of drill it is."""
        return KINDS[self.kind]

    @property
    def percent(self) -> int:
        """Tell how much of what was compared did not go as written, in whole percent."""
        return round(100 * self.apart / self.asked) if self.asked else 0


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario that can be drilled, and when it last was."""

    id: str
    title: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class TestableRow:
    """A row whose ladder can be walked, and when it last passed any drill."""

    id: str
    title: str
    passed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillsPage:
    """Everything drilled so far. `rates` are the blind drills that ended with answers, the oldest first."""

    running: tuple[DrillLine, ...]
    ended: tuple[DrillLine, ...]
    rates: tuple[DrillLine, ...]
    scenarios: tuple[ScenarioLine, ...]
    rows: tuple[TestableRow, ...]


def drills_page(*, engagement: str, by: str, now: datetime, titles: Mapping[str, str]) -> DrillsPage:
    """List the latest drills, and what can be drilled; `titles` maps every scenario to its title. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    drills = models.Drill.objects.filter(engagement=engagement).defer("questions").order_by("-started_at", "-id")
    found = visible_drills(viewer, list(drills[:SHOWN_AT_ONCE]))
    sheets = _sheets(engagement, found)
    people = people_of(engagement=engagement)
    lines = [drill_line(drill, people, titles, sheets.get(drill.id, {}), by=by) for drill in found]
    ended = tuple(line for line in lines if line.closed_at is not None)
    return DrillsPage(
        running=tuple(line for line in lines if line.closed_at is None),
        ended=ended,
        rates=tuple(line for line in reversed(ended) if line.kind == "blind" and line.asked),
        scenarios=_scenarios(engagement, titles),
        rows=_rows(engagement, by, now),
    )


def blind_waiting(*, engagement: str, person: str) -> str:
    """Name the oldest blind drill that waits for this person's answers; empty when none does."""
    answered = models.DrillAnswer.objects.filter(engagement=engagement, person=person)
    running = models.Drill.objects.filter(engagement=engagement, kind="blind", closed_at=None)
    waiting = running.exclude(id__in=answered.values("drill")).order_by("started_at")
    return waiting.values_list("id", flat=True).first() or ""


def drill_kind(*, engagement: str, drill: str, by: str, now: datetime) -> str:
    """Tell of what kind a drill is. Raises `NotFound` for strangers and for what is not there."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    found = models.Drill.objects.filter(engagement=engagement, id=drill).defer("questions")
    if not (seen := visible_drills(viewer, list(found))):
        raise NotFound("drill", drill)
    return seen[0].kind


def drill_line(
    drill: models.Drill,
    people: Mapping[str, PersonLine],
    titles: Mapping[str, str],
    sheets: Mapping[str, str],
    *,
    by: str,
) -> DrillLine:
    """Make the line of a drill; `sheets` maps who has handed in to their side."""
    return DrillLine(
        id=drill.id,
        kind=drill.kind,
        about=_about(drill, titles),
        label=drill.label,
        started_by=people.get(drill.started_by),
        started_at=drill.started_at,
        closed_at=drill.closed_at,
        asked=drill.asked,
        apart=drill.apart,
        answered=by in sheets,
        sides=tuple(str(side) for side in Side if side in sheets.values()),
    )


def _about(drill: models.Drill, titles: Mapping[str, str]) -> str:
    """Say in words what is drilled."""
    if drill.kind == "page":
        return f"row {drill.row}"
    if len(drill.scenarios) == 1:
        (only,) = drill.scenarios
        return f"{only} {titles.get(only, '')}".strip()
    return ", ".join(drill.scenarios)


def visible_drills(viewer: Viewer, drills: list[models.Drill]) -> list[models.Drill]:
    """Leave out the live drills whose item a rival provider does not see."""
    if not viewer.narrowed:
        return drills
    seen = set(items_for(viewer).filter(id__in=[drill.item for drill in drills]).values_list("id", flat=True))
    return [drill for drill in drills if not drill.item or drill.item in seen]


def _sheets(engagement: str, drills: list[models.Drill]) -> Mapping[str, Mapping[str, str]]:
    """Tell who has handed in where, and for which side; what they answered stays where it is."""
    found: dict[str, dict[str, str]] = {}
    handed = models.DrillAnswer.objects.filter(engagement=engagement, drill__in=[drill.id for drill in drills])
    for drill, person, side in handed.values_list("drill", "person", "side"):
        found.setdefault(drill, {})[person] = side
    return found


def _scenarios(engagement: str, titles: Mapping[str, str]) -> tuple[ScenarioLine, ...]:
    runs = models.Drill.objects.filter(engagement=engagement).order_by("started_at").values_list("scenarios", "started_at")
    last = {id_: at for ids, at in runs for id_ in ids}
    return tuple(ScenarioLine(id_, title, last.get(id_)) for id_, title in titles.items())


def testable_rows(*, engagement: str, by: str, now: datetime) -> tuple[TestableRow, ...]:
    """List the rows in force, with when each last passed a drill. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    return _rows(engagement, by, now)


def _rows(engagement: str, by: str, now: datetime) -> tuple[TestableRow, ...]:
    try:
        matrix = matrix_in_force(engagement=engagement, now=now).matrix
    except NothingInForce:
        return ()
    last = last_passed_drills(engagement=engagement, by=by, now=now)
    return tuple(
        TestableRow(row.id, row.title or row.function, last[row.id].at if row.id in last else None) for row in matrix.rows
    )
