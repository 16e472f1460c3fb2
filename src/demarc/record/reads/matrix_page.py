"""The matrix in force as a page: lanes, rows with their conditions in words, the people they come to now, findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.findings import Finding
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import Matrix, Row
from demarc.core.people import resolve
from demarc.record.access import viewer_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of

OTHER = "Other rows"


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot of a row: the person it comes to now, if any, and the role it names, if it names one."""

    person: PersonLine | None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row in words. `scope` pairs each aspect with its values; `then` are the deputy and the escalation."""

    id: str
    title: str
    scope: tuple[tuple[str, str], ...]
    accountable: SlotLine
    then: tuple[SlotLine, ...]
    proof: str


@dataclass(frozen=True, slots=True)
class LaneShown:
    """A lane and its rows; one that is not live is only observed."""

    title: str
    live: bool
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """The version in force; without one, `version` is empty."""

    version: str = ""
    digest: str = ""
    since: datetime | None = None
    row_count: int = 0
    lanes: tuple[LaneShown, ...] = ()
    findings: tuple[Finding, ...] = ()


def matrix_page(*, engagement: str, by: str, now: datetime) -> MatrixPage:
    """Show the version in force at `now`."""
    viewer_of(engagement=engagement, by=by, now=now)
    try:
        found = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return MatrixPage()
    matrix = found.matrix
    return MatrixPage(
        version=matrix.version,
        digest=found.digest,
        since=found.since,
        row_count=len(matrix.rows),
        lanes=_lanes(matrix, people_of(engagement=engagement), now),
        findings=_findings(found.digest, matrix),
    )


_checked: dict[str, tuple[Finding, ...]] = {}
KEPT = 32


def _findings(digest: str, matrix: Matrix) -> tuple[Finding, ...]:
    """Check a version once for each digest: a signed version never changes."""
    if digest not in _checked:
        if len(_checked) >= KEPT:
            _checked.clear()
        _checked[digest] = check(matrix)
    return _checked[digest]


def _lanes(matrix: Matrix, people: Mapping[str, PersonLine], now: datetime) -> tuple[LaneShown, ...]:
    """Put every row under the lane of the topics it speaks of; what speaks of none stands at the end."""
    heaps: dict[str, list[RowShown]] = {lane.name: [] for lane in matrix.lanes}
    heaps[""] = []
    for row in matrix.rows:
        heaps[_lane_of(matrix, row)].append(_row(matrix, row, people, now))
    titles = {lane.name: (lane.title or lane.name, lane.live) for lane in matrix.lanes} | {"": (OTHER, True)}
    return tuple(LaneShown(*titles[name], tuple(rows)) for name, rows in heaps.items() if rows)


def _lane_of(matrix: Matrix, row: Row) -> str:
    topics = dict(row.scope).get("topic", frozenset())
    named = (topic.lane for topic in matrix.topics if topic.name in topics)
    known = {lane.name for lane in matrix.lanes}
    return next((lane for lane in named if lane in known), "")


def _row(matrix: Matrix, row: Row, people: Mapping[str, PersonLine], now: datetime) -> RowShown:
    def slot(name: str) -> SlotLine:
        person = people.get(resolve(matrix.directory, name, now) or "")
        return SlotLine(person, "" if matrix.directory.person(name) else name)

    return RowShown(
        id=row.id,
        title=row.title or row.function,
        scope=tuple((aspect.replace("_", " "), _in_words(values)) for aspect, values in row.scope),
        accountable=slot(row.slots.accountable),
        then=tuple(slot(name) for name in (row.slots.deputy, *row.slots.escalation) if name),
        proof=row.proof,
    )


def _in_words(values: Iterable[str]) -> str:
    """Say a set of values: `server or workstation`."""
    return " or ".join(sorted(values))
