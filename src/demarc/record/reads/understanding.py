"""How the rows of the version in force stand: who has confirmed them, what was answered, and when a drill was passed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from demarc.core.understanding.named import Named, changed_rows, named_in, rows_of
from demarc.core.understanding.rounds import Confirmed, Reply, knowing_of, stands_for
from demarc.core.understanding.states import Knowing, RowState, cadence_of, row_state
from demarc.core.words import PersonId, RowId
from demarc.record import models
from demarc.record.reads.drill_results import PassedDrill
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force, version_ready

KEPT = 256
"""How many comparisons of two versions stay in memory."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the people of an engagement have confirmed, by person, and answered, by confirmation."""

    confirmed: Mapping[str, Sequence[Confirmed]]
    replies: Mapping[int, Sequence[Reply]]

    def held(self, force: InForce, engagement: str, person: str, row: RowId) -> Confirmed | None:
        """Return this person's confirmation that holds for a row of the version in force, if there is one."""
        return stands_for(row, self.confirmed.get(person, ()), changed_since(engagement, force))

    def knowing(self, force: InForce, engagement: str, person: str, row: RowId) -> Knowing:
        """Tell how far this person is with a row of the version in force."""
        held = self.held(force, engagement, person, row)
        return knowing_of(row, held, self.replies.get(held.seq, ()) if held else ())


def told(engagement: str, person: str = "") -> Told:
    """Load what was confirmed and answered, by everybody or by one person, in two queries."""
    confirmations = models.Confirmation.objects.filter(engagement=engagement)
    answers = models.BlindAnswer.objects.filter(engagement=engagement)
    if person:
        confirmations, answers = confirmations.filter(person=person), answers.filter(person=person)
    confirmed: defaultdict[str, list[Confirmed]] = defaultdict(list)
    for one in confirmations.order_by("seq"):
        rows = tuple(map(RowId, one.rows))
        confirmed[one.person].append(Confirmed(one.seq, PersonId(one.person), one.version, rows, one.at, one.asked))
    replies: defaultdict[int, list[Reply]] = defaultdict(list)
    for answer in answers.order_by("seq"):
        replies[answer.confirmation].append(Reply(answer.attempt, answer.nth, RowId(answer.row), answer.right))
    return Told(confirmed, replies)


def changed_since(engagement: str, force: InForce) -> Callable[[Confirmed], frozenset[RowId]]:
    """Give the function that names the rows changed between a confirmation's version and the one in force."""

    def changed(held: Confirmed) -> frozenset[RowId]:
        if held.version == force.number:
            return frozenset()
        return changed_between(engagement, held.version, force.number, force.digest)

    return changed


def states_of(
    *, engagement: str, force: InForce, passed: Mapping[RowId, PassedDrill], now: datetime
) -> Mapping[RowId, RowState]:
    """Tell how every row of the version in force stands at `now`, in three queries however many rows there are.

    `passed` has the last passed drill by row.
    """
    known = told(engagement)
    gone = left_by(engagement, now)
    matrix = force.matrix

    def state(id_: RowId, function: str, named: Sequence[Named]) -> RowState:
        people = [(one.person, known.knowing(force, engagement, one.person, id_)) for one in named]
        last = passed[id_].at if id_ in passed else None
        return row_state(signed=True, last_passed=last, cadence=cadence_of(function), people=people, now=now)

    return {
        row.id: state(row.id, row.function, [one for one in named_in(matrix, row, now) if one.person not in gone])
        for row in matrix.rows
    }


def rows_waiting(*, engagement: str, person: str, now: datetime) -> int:
    """Count the rows of the version in force that this person has still to confirm or to answer for, in three queries."""
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return 0
    known = told(engagement, person)
    own = rows_of(force.matrix, person, now)
    return sum(known.knowing(force, engagement, person, row.id) is not Knowing.KNOWS for row, _ in own)


def left_by(engagement: str, now: datetime) -> frozenset[str]:
    """Name who has left since the version in force was written."""
    return frozenset(models.Person.objects.filter(engagement=engagement, left_at__lte=now).values_list("id", flat=True))


@lru_cache(maxsize=KEPT)
def changed_between(engagement: str, old: int, new: int, digest: str) -> frozenset[RowId]:  # noqa: ARG001 - the digest is part of the key: numbers of two databases meet in tests
    """Name the rows whose effect differs between two versions; compared once, for what was proposed never changes."""
    return changed_rows(
        version_ready(engagement=engagement, number=old).matrix, version_ready(engagement=engagement, number=new).matrix
    )
