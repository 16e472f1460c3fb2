"""The whole scenario library against the version in force, and whether the provider's own continuity was ever drilled.

It says what the matrix cannot answer, and no name it can: a blind drill shall find out what people know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.core.drill import Drilled, Result, drill
from demarc.core.scenario import Scenario
from demarc.record.access import viewer_of
from demarc.record.reads.drill_results import last_passed_drills
from demarc.record.reads.matrix import NothingInForce, matrix_in_force

CONTINUITY = "GV-06"
"""The function that answers for the provider's going on when somebody leaves."""
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question the matrix does not answer whole: what was asked, whether nobody holds it, and what is lacking."""

    ask: str
    gap: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioShown:
    """A scenario in words, how many questions it asks, and which of them are not answered whole."""

    id: str
    title: str
    given: str
    when: str
    asked: int
    unanswered: tuple[Unanswered, ...]


@dataclass(frozen=True, slots=True)
class ContinuityLine:
    """Whether the provider's continuity holds: the rows that answer for it, and when one last passed a drill."""

    rows: tuple[str, ...]
    passed: datetime | None
    holds: bool


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """Every scenario against the version in force; without one, `version` is empty."""

    version: str = ""
    scenarios: tuple[ScenarioShown, ...] = ()
    continuity: ContinuityLine | None = None

    @property
    def passed(self) -> int:
        """Count the scenarios that are answered whole."""
        return sum(not one.unanswered for one in self.scenarios)


def library_page(*, engagement: str, by: str, now: datetime, stories: Iterable[Scenario]) -> LibraryPage:
    """Hold every scenario against the version in force. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    try:
        matrix = matrix_in_force(engagement=engagement, now=now).matrix
    except NothingInForce:
        return LibraryPage()
    shown = tuple(_shown(drill(matrix, story, now)) for story in stories)
    passed = last_passed_drills(engagement=engagement, by=by, now=now)
    rows = tuple(row.id for row in matrix.rows if row.function == CONTINUITY)
    last = max((passed[row].at for row in rows if row in passed), default=None)
    holds = last is not None and now - last <= A_YEAR
    lacking_first = tuple(sorted(shown, key=lambda one: not one.unanswered))
    return LibraryPage(matrix.version, lacking_first, ContinuityLine(rows, last, holds))


def _shown(drilled: Drilled) -> ScenarioShown:
    story = drilled.scenario
    return ScenarioShown(
        id=story.id,
        title=story.title,
        given=story.given,
        when=story.when,
        asked=len(drilled.answers),
        unanswered=tuple(
            Unanswered(answer.question.ask, answer.result is Result.GAP, answer.lacking)
            for answer in drilled.answers
            if answer.result is not Result.HELD
        ),
    )
