"""Does the matrix hold together: everything there is to say about it, ranked by harm.

Four questions, each in files of its own: does every item have one owner (`holes_and_claims` here), is every name known
(`names.py`), are there enough people behind every row (`staffing.py`, `staffing_in_time.py`), and do its words say
something that can be checked (`terms.py`, `results.py`, `vague.py`).
"""

from collections.abc import Iterator
from datetime import datetime

from demarc.core.matrix.coverage import Coverage, coverage
from demarc.core.matrix.covering import BUDGET, OutOfBudget
from demarc.core.matrix.edges import HORIZON
from demarc.core.matrix.findings import Finding, Kind, Level, finding, ranked
from demarc.core.matrix.gaps import Gap, gaps, topics_of
from demarc.core.matrix.met import met
from demarc.core.matrix.names import unknown_names
from demarc.core.matrix.overlaps import overlaps
from demarc.core.matrix.results import without_result
from demarc.core.matrix.single import divided
from demarc.core.matrix.staffing import staffing
from demarc.core.matrix.staffing_in_time import staffing_in_time
from demarc.core.matrix.table import TOPIC, Matrix, Scope
from demarc.core.matrix.terms import LOADED, undefined_terms
from demarc.core.matrix.vague import VAGUE, vague_words


def check(
    matrix: Matrix, *, start: datetime | None = None, end: datetime | None = None, budget: int = BUDGET
) -> tuple[Finding, ...]:
    """Say what does not hold together, ranked by harm; nothing at all means that the matrix is sound.

    With `start` (aware UTC) the people are checked over time too, exactly, up to `end` or 14 days on.
    """
    return check_with_hours(matrix, start=start, end=end, budget=budget)[0]


def check_with_hours(
    matrix: Matrix, *, start: datetime | None = None, end: datetime | None = None, budget: int = BUDGET
) -> tuple[tuple[Finding, ...], Coverage | None]:
    """Say what does not hold together and, where time was looked at, the coverage that was added up for it."""
    found = [*unknown_names(matrix), *holes_and_claims(matrix, budget), *divided(matrix), *staffing(matrix)]
    found += [*undefined_terms(matrix), *without_result(matrix), *vague(matrix)]
    if start is None or any(one.kind is Kind.UNKNOWN_CALENDAR for one in found):
        return ranked(found), None
    end = end or start + HORIZON
    covered = coverage(matrix, start, end)
    return ranked([*found, *staffing_in_time(matrix, start, end, covered)]), covered


def is_sound(findings: tuple[Finding, ...]) -> bool:
    """Tell whether these findings allow signing: no error among them."""
    return all(one.severity is not Level.ERROR for one in findings)


def holes_and_claims(matrix: Matrix, budget: int = BUDGET) -> Iterator[Finding]:
    """Yield each gap of each topic, each overlapping pair, and the rows no item can fall to."""
    known = met(matrix)
    for topic in topics_of(matrix):
        found = gaps(matrix, topic, budget, known=known)
        yield from (_gap(gap) for gap in found.boxes)
        if found.more:
            yield finding(Kind.UNDECIDED, f"topic `{topic}` has more than {len(found.boxes)} holes; only these are listed")
        if found.undecided:
            columns = ", ".join(f"`{aspect}`" for aspect in found.undecided)
            message = f"topic `{topic}`: undecided, because these columns cut it into too many pieces: {columns}"
            yield finding(Kind.UNDECIDED, f"{message}; let overlapping rows give way, or state fewer conditions")
    try:
        pairs = overlaps(matrix, known=known)
    except OutOfBudget:
        yield finding(Kind.UNDECIDED, "the rows give way to so many others that overlaps could not be decided")
        return
    for overlap in pairs:
        one, other = overlap.rows
        message = f"rows `{one}` and `{other}` both claim {said(overlap.box)}; let one of them give way (`yields_to`)"
        yield finding(Kind.OVERLAP, message, rows=overlap.rows, witness=overlap.witness, field="scope")


def vague(matrix: Matrix) -> Iterator[Finding]:
    """Yield the rows whose words do not say who does what; a loaded word is told as such, and says enough when defined."""
    for row in matrix.rows:
        for field, text in (("title", row.title), ("function", row.function), ("must_carry", row.must_carry)):
            for word in vague_words(text):
                if word in LOADED:
                    continue
                message = f"row `{row.id}` says `{word}` in `{text}`: {VAGUE[word]}"
                yield finding(Kind.VAGUE, message, rows=(row.id,), field=field)


def said(scope: Scope) -> str:
    """Put a scope into words: `os-patch, workstation, os linux|unknown`; everything, when it has no condition."""
    ordered = sorted(scope, key=lambda pair: pair[0] != TOPIC)
    parts = (f"{aspect} {'|'.join(sorted(values, key=_unknown_last))}" for aspect, values in ordered)
    return ", ".join(parts) or "every item"


def _unknown_last(value: str) -> tuple[bool, str]:
    return value == "unknown", value


def _gap(gap: Gap) -> Finding:
    return finding(
        Kind.GAP,
        f"nobody takes {said(gap.box)}",
        witness=gap.witness,
        section="topics" if gap.topic else "",
        entry=gap.topic,
    )
