"""The hours of each lane over the published horizon: owned, answered, and what a named person accepts to wait."""

from collections.abc import Iterator
from typing import Any

from demarc.core.matrix.coverage import Coverage, LaneCoverage
from demarc.core.matrix.edges import hours_are_given
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.formats.report import Section, Table

HOURS_A_DAY = 24


def hours_by_lane(matrix: Matrix, covered: Coverage | None) -> list[dict[str, Any]]:
    """Give the hours as scripts read them; `answered` is null where nobody's hours are given."""
    given = hours_are_given(matrix)
    return [
        {
            "lane": lane.lane,
            "title": _title(matrix, lane.lane),
            "hours": _round(lane.hours),
            "owned": _round(lane.owned),
            "answered": _round(lane.answered) if given else None,
            "accepted": _round(lane.accepted),
        }
        for lane in _lanes(covered)
    ]


def lane_lines(matrix: Matrix, covered: Coverage | None) -> Iterator[str]:
    """Yield a line for each lane, under one that says what is counted."""
    lanes = _lanes(covered)
    if not lanes or covered is None:
        return
    width = max(len(_title(matrix, lane.lane)) for lane in lanes)
    yield f"{_what(covered)}:"
    for lane in lanes:
        owned, answered, accepted = _figures(matrix, lane)
        waits = f", {accepted} accepted to wait" if lane.accepted else ""
        yield f"  {_title(matrix, lane.lane):{width}}  owned {owned}, answered {answered}{waits}"


def lane_section(matrix: Matrix, covered: Coverage | None) -> tuple[Section, ...]:
    """Make the part of a report that tells the hours of each lane; none where there are no lanes."""
    lanes = _lanes(covered)
    if not lanes or covered is None:
        return ()
    rows = tuple((_title(matrix, lane.lane), *_figures(matrix, lane)) for lane in lanes)
    table = Table(("Lane", "Owned", "Answered", "Accepted to wait"), rows)
    return (Section("Hours by lane", lead=f"{_what(covered)}.", table=table),)


def _lanes(covered: Coverage | None) -> tuple[LaneCoverage, ...]:
    return covered.lanes if covered is not None else ()


def _what(covered: Coverage) -> str:
    days = covered.hours / HOURS_A_DAY
    return f"Hours of the next {days:g} days, {_round(covered.hours):g} in all"


def _figures(matrix: Matrix, lane: LaneCoverage) -> tuple[str, str, str]:
    answered = f"{_round(lane.answered):g}" if hours_are_given(matrix) else "not said"
    return f"{_round(lane.owned):g}", answered, f"{_round(lane.accepted):g}"


def _title(matrix: Matrix, name: str) -> str:
    return next((lane.title for lane in matrix.lanes if lane.name == name), name)


def _round(hours: float) -> float:
    return round(hours, 2)
