"""Findings in words a manager can read: grouped by what they mean, worst first, each with its place."""

import textwrap
from collections.abc import Iterator

from demarc.core.matrix.findings import Finding, Kind, Level
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.spoken import name_of
from demarc.files.matrix.places import Place

WIDTH = 100
MOST = 12
"""Findings shown of each group, unless all are asked for."""

INFO_GROUP = "Good to know"
GROUPS: tuple[tuple[str, frozenset[Kind]], ...] = (
    (
        "Falls through first",
        frozenset(
            {Kind.GAP, Kind.NO_ACCOUNTABLE, Kind.SHARED, Kind.UNDECIDED, Kind.NOBODY, Kind.NOT_A_PERSON}
            | {Kind.MISSING_FUNCTION, Kind.ROSTER_HOLE}
        ),
    ),
    ("Two owners", frozenset({Kind.OVERLAP, Kind.TWO_ACCOUNTABLE, Kind.CONTRADICTION})),
    (
        "Nobody behind it",
        frozenset(
            {Kind.NO_DEPUTY, Kind.NO_ESCALATION, Kind.UNANSWERED, Kind.ONE_PERSON_ON_CALL, Kind.SHORT_ROSTER}
            | {Kind.SAME_PERSON, Kind.ARBITER_IS_PARTY, Kind.SHORT_HOLIDAYS}
        ),
    ),
)
REST_GROUP = "Written so that it cannot be used"
LATER_GROUPS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("Says too little", frozenset({Kind.NO_RESULT, Kind.UNDEFINED_TERM, Kind.VAGUE, Kind.UNPRICED})),
    ("Left out", frozenset({Kind.ABSENT_COLUMN})),
)
TITLES = (*(title for title, _ in GROUPS), REST_GROUP, *(title for title, _ in LATER_GROUPS), INFO_GROUP)
"""The groups in the order they are told."""

Placed = tuple[Finding, Place]


def findings_told(matrix: Matrix, findings: tuple[Placed, ...], *, everything: bool) -> Iterator[str]:
    """Yield the lines of all groups; numbers run on through them."""
    number = 0
    for title in TITLES:
        group = [placed for placed in findings if group_of(placed[0]) == title]
        if not group:
            continue
        yield ""
        yield title
        shown = group if everything else group[:MOST]
        for placed in shown:
            number += 1
            yield from _told(matrix, number, *placed)
        number += len(group) - len(shown)
        if len(shown) < len(group):
            yield f"   and {len(group) - len(shown)} more: add --all"


def group_of(found: Finding) -> str:
    """Say under which heading a finding is told."""
    if found.severity is Level.INFO:
        return INFO_GROUP
    return next((title for title, kinds in (*GROUPS, *LATER_GROUPS) if found.kind in kinds), REST_GROUP)


def _told(matrix: Matrix, number: int, found: Finding, place: Place) -> Iterator[str]:
    """Say one finding: what it is and whose, then what it rests on, where it stands and its code."""
    whose = whose_of(matrix, found)
    text = found.message.removeprefix("nobody takes ").removeprefix("topic ") if found.kind is Kind.GAP else found.message
    lines = textwrap.wrap(text, WIDTH - 5) or [""]
    lead = f"{number:2} "
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        room = WIDTH - len(lead) - len(line) - len(whose) - 2
        dotted = f"{line} {'.' * room} {whose}" if last and whose and room > 0 else line
        yield f"{lead if not index else ' ' * len(lead)}{dotted}"
    yield f"     {'   '.join(part for part in (standing_of(matrix, found), where_of(place), found.code) if part)}"


def whose_of(matrix: Matrix, found: Finding) -> str:
    """Name whom a gap or an overlap leaves: nobody, or the accountable people of both rows."""
    if found.kind is Kind.GAP:
        return "nobody"
    if found.kind is not Kind.OVERLAP:
        return ""
    rows = (matrix.row(id_) for id_ in found.rows)
    return " and ".join(name_of(matrix, row.slots.accountable) for row in rows if row)


def standing_of(matrix: Matrix, found: Finding) -> str:
    """Say that the lane of a gap or overlap is only observed, where it is."""
    topic = matrix.topic(found.witness.get("topic", "")) if found.witness else None
    lane = next((lane for lane in matrix.lanes if topic and lane.name == topic.lane), None)
    return f"lane {lane.title}: observed, not live" if lane and not lane.live else ""


def where_of(place: Place) -> str:
    """Say the place without the file, which stands at the top."""
    said = str(place).removeprefix(place.file).removeprefix(", ")
    return said.replace("cell ", "") if place.sheet else said
