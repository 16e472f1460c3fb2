"""The matrix in force as a page: lanes, rows with their conditions in words, the people they come to now, findings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.findings import Finding
from demarc.core.matrix.heat import HeatLane
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import Matrix, Row
from demarc.core.understanding.states import RowState, Understanding, score
from demarc.core.words import RowId
from demarc.record.access import viewer_of
from demarc.record.reads.drill_results import drills_passed
from demarc.record.reads.heat_page import HeatPicked, heat_of, picked_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import by_keys, people_of
from demarc.record.reads.row_words import (
    SlotLine,
    StandingLine,
    scope_lines,
    slot_line,
    slot_lines,
    standing_line,
    title_of,
)
from demarc.record.reads.understanding import states_of

OTHER = "Other rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row in words. `scope` pairs each aspect with its values; `then` are the deputy and the escalation."""

    id: str
    title: str
    scope: tuple[tuple[str, str], ...]
    accountable: SlotLine
    then: tuple[SlotLine, ...]
    proof: str
    standing: StandingLine


@dataclass(frozen=True, slots=True)
class LaneShown:
    """A lane and its rows; one that is not live is only observed."""

    title: str
    live: bool
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """The version in force; without one, `version` is empty.

    `counted` says how many rows stand at each state, `score` (0 to 100) what that comes to, `mine` how many of the
    reader's own rows wait to be confirmed or answered for. Where a cell of the heat map is `picked`, `lanes` has only the
    rows behind it.
    """

    version: str = ""
    digest: str = ""
    since: datetime | None = None
    row_count: int = 0
    score: int = 0
    counted: tuple[tuple[str, int], ...] = ()
    mine: int = 0
    lanes: tuple[LaneShown, ...] = ()
    findings: tuple[Finding, ...] = ()
    heat: tuple[HeatLane, ...] = ()
    picked: HeatPicked | None = None


def matrix_page(
    *, engagement: str, by: str, now: datetime, lane: str | None = None, window: str | None = None
) -> MatrixPage:
    """Show the version in force at `now`; with a lane and a window, only the rows behind that cell of the heat map."""
    viewer_of(engagement=engagement, by=by, now=now)
    try:
        found = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return MatrixPage()
    matrix = found.matrix
    passed = drills_passed(engagement, now)
    states = states_of(engagement=engagement, force=found, passed=passed, now=now)
    counted = Counter(state.state for state in states.values())
    heat = heat_of(found.digest, matrix)
    picked = picked_of(heat, lane, window)
    shown = tuple(row for row in matrix.rows if picked is None or row.id in picked.rows)
    return MatrixPage(
        version=matrix.version,
        digest=found.digest,
        since=found.since,
        row_count=len(matrix.rows),
        score=score(states.values()),
        counted=tuple((str(state), counted[state]) for state in Understanding if counted[state]),
        mine=sum(person == by for state in states.values() for person, _ in state.lacking),
        lanes=_lanes(matrix, shown, people_of(engagement=engagement), states, now),
        findings=_findings(engagement, found.digest, matrix),
        heat=heat,
        picked=picked,
    )


_checked: dict[str, tuple[Finding, ...]] = {}
KEPT = 32


def _findings(engagement: str, digest: str, matrix: Matrix) -> tuple[Finding, ...]:
    """Check a version once for each digest: a signed version never changes."""
    if digest not in _checked:
        if len(_checked) >= KEPT:
            _checked.clear()
        _checked[digest] = check(by_keys(engagement, matrix))
    return _checked[digest]


def _lanes(
    matrix: Matrix,
    shown: Iterable[Row],
    people: Mapping[str, PersonLine],
    states: Mapping[RowId, RowState],
    now: datetime,
) -> tuple[LaneShown, ...]:
    """Put every row under the lane of the topics it speaks of; what speaks of none stands at the end."""
    heaps: dict[str, list[RowShown]] = {lane.name: [] for lane in matrix.lanes}
    heaps[""] = []
    for row in shown:
        heaps[lane_of(matrix, row)].append(_row(matrix, row, people, states[row.id], now))
    titles = {lane.name: (lane.title or lane.name, lane.live) for lane in matrix.lanes} | {"": (OTHER, True)}
    return tuple(LaneShown(*titles[name], tuple(rows)) for name, rows in heaps.items() if rows)


def lane_of(matrix: Matrix, row: Row) -> str:
    """Name the lane of the first topic a row speaks of; empty for a row that speaks of none."""
    topics = dict(row.scope).get("topic", frozenset())
    named = (topic.lane for topic in matrix.topics if topic.name in topics)
    known = {lane.name for lane in matrix.lanes}
    return next((lane for lane in named if lane in known), "")


def _row(matrix: Matrix, row: Row, people: Mapping[str, PersonLine], state: RowState, now: datetime) -> RowShown:
    return RowShown(
        id=row.id,
        title=title_of(row),
        scope=scope_lines(row.scope),
        accountable=slot_line(matrix, row.slots.accountable, people, now),
        then=slot_lines(matrix, (row.slots.deputy, *row.slots.escalation), people, now),
        proof=row.proof,
        standing=standing_line(state, people),
    )
