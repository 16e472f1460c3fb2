"""A drill: a scenario held against a matrix. Each question has a holder with all that belongs to it, or a listed gap.

Nothing is simulated that the matrix does not say: the drill asks it at the scenario's instants, with its people away.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.calling import calls, pace_of
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.who import Ownership, who
from demarc.core.people import Absence, Directory, Person, resolve
from demarc.core.scenario import Also, Away, Question, Scenario
from demarc.core.words import PersonId, Side

ABSENT_FOR = timedelta(days=14)


class Result(StrEnum):
    """How a question ends: held with everything that belongs to it, held but something is lacking, or a gap."""

    HELD = "held"
    LACKING = "lacking"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to one question: who holds it, by when they must act, and what else the matrix could say.

    `lacking` names what it could not say. `expected` tells whether one of the named functions decided.
    """

    question: Question
    at: datetime
    ownership: Ownership
    result: Result
    expected: bool
    due: datetime
    deputy: PersonId | None
    told: tuple[PersonId, ...]
    proof: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drilled:
    """A scenario's answers by one matrix; it passes when every question is held with nothing lacking."""

    scenario: Scenario
    begins: datetime
    away: tuple[PersonId, ...]
    answers: tuple[Answered, ...]

    @property
    def passes(self) -> bool:
        """Tell whether every question is held, with nothing lacking."""
        return all(answer.result is Result.HELD for answer in self.answers)


def drill(matrix: Matrix, scenario: Scenario, after: datetime) -> Drilled:
    """Hold a scenario against a matrix, beginning at its first fitting instant at or after `after` (aware UTC)."""
    begins = scenario.begins(after, matrix.engagement.zone)
    staged = stage(matrix, scenario, begins)
    answers = tuple(_answer(staged, question, begins + question.after) for question in scenario.questions)
    return Drilled(scenario, begins, people_away(matrix, (*scenario.absent, *scenario.leaves), begins), answers)


def stage(matrix: Matrix, scenario: Scenario, begins: datetime) -> Matrix:
    """Give the matrix as it is in a scenario that begins at an instant: with the scenario's people away or gone."""
    absent = people_away(matrix, scenario.absent, begins)
    gone = people_away(matrix, scenario.leaves, begins)
    return replace(matrix, directory=_staged(matrix.directory, begins, absent, gone))


def people_away(matrix: Matrix, away: Iterable[Away], instant: datetime) -> tuple[PersonId, ...]:
    """Turn what people are to the matrix into its own people: the busiest accountable one of each side, and so on."""
    found: list[PersonId | None] = []
    for one in away:
        lead = _busiest(matrix, Side.CLIENT, instant)
        match one:
            case Away.CLIENT_LEAD:
                found.append(lead)
            case Away.CLIENT_DEPUTY:
                found.append(resolve(matrix.directory, matrix.deputy_of(lead or ""), instant))
            case Away.PROVIDER_ENGINEER:
                found.append(_busiest(matrix, Side.PROVIDER, instant))
            case Away.EXECUTIVE:
                found.append(resolve(matrix.directory, matrix.engagement.executive, instant))
    return tuple(dict.fromkeys(person for person in found if person))


def _busiest(matrix: Matrix, side: Side, instant: datetime) -> PersonId | None:
    """Find the person of a side who answers for most rows at the instant, executives aside; None if nobody does."""
    executives = {matrix.engagement.executive, matrix.engagement.executive_deputy}
    parties = {party.id for party in matrix.directory.parties if party.side is side}
    named = (resolve(matrix.directory, row.slots.accountable, instant) for row in matrix.rows)
    counted = Counter(
        person for person in named if person and person not in executives and matrix.directory.party_of(person) in parties
    )
    return counted.most_common(1)[0][0] if counted else None


def _staged(directory: Directory, begins: datetime, absent: tuple[PersonId, ...], gone: tuple[PersonId, ...]) -> Directory:
    """Put the scenario's people away, in place of what the matrix says about them in those days."""

    def leaving(person: Person) -> Person:
        return replace(person, left_at=begins) if person.id in gone else person

    away = tuple(Absence(person, begins - timedelta(days=1), begins + ABSENT_FOR) for person in absent)
    kept = tuple(absence for absence in directory.absences if absence.person not in absent)
    return replace(directory, people=tuple(map(leaving, directory.people)), absences=(*kept, *away))


def _answer(matrix: Matrix, question: Question, at: datetime) -> Answered:
    owned = who(matrix, question.facts, at, tags=question.tags)
    told = _told(matrix, owned.row, at, owned.holder)
    answer = Answered(
        question=question,
        at=at,
        ownership=owned,
        result=Result.HELD,
        expected=owned.row is not None and owned.row.function in question.functions,
        due=pace_of(matrix, owned).accept(owned.asleep_until or at).due,
        deputy=owned.call[1] if len(owned.call) > 1 else None,
        told=told,
        proof=owned.row.proof if owned.row else "",
        lacking=(),
    )
    if owned.verdict.outcome is not Outcome.ROW:
        return replace(answer, result=Result.GAP, lacking=tuple(_lacking(matrix, answer)))
    lacking = tuple(_lacking(matrix, answer))
    return replace(answer, result=Result.LACKING if lacking else Result.HELD, lacking=lacking)


def _lacking(matrix: Matrix, answer: Answered) -> Iterable[str]:
    """Name everything the question asks for and the matrix does not say."""
    row = answer.ownership.row
    if row is None:
        yield "a row that owns it"
    if answer.ownership.holder is None:
        yield "a holder"
    if answer.deputy is None:
        yield "a deputy"
    if not answer.told:
        yield "somebody who is told"
    if not answer.proof:
        yield "what proves that it is done"
    allowed = {action for action, _ in answer.ownership.may}
    yield from (f"whether the holder may {action}" for action in answer.question.may if action not in allowed)
    yield from (_ALSO[also] for also in answer.question.also if not _has(matrix, answer, also))


_ALSO = {
    Also.EXECUTIVE: "an executive who is called",
    Also.BOTH_SIDES: "people of both sides on the call list",
    Also.ARBITER: "an arbiter with a deputy",
}


def _has(matrix: Matrix, answer: Answered, also: Also) -> bool:
    called = {call.person for call in calls(matrix, answer.ownership, answer.at)}
    frame = matrix.engagement
    match also:
        case Also.EXECUTIVE:
            return bool({frame.executive, frame.executive_deputy} & called)
        case Also.BOTH_SIDES:
            side_of = {party.id: party.side for party in matrix.directory.parties}
            parties = (matrix.directory.party_of(person) for person in called)
            return {side_of.get(party) for party in parties if party} >= set(Side)
        case Also.ARBITER:
            named = (frame.dispute_rule.arbiter, frame.dispute_rule.deputy)
            found = {resolve(matrix.directory, person, answer.at) for person in named if person}
            return len(found - {None}) == len(named)


def _told(matrix: Matrix, row: Row | None, at: datetime, holder: PersonId | None) -> tuple[PersonId, ...]:
    named = (*row.informed, *row.consulted) if row else ()
    found = (resolve(matrix.directory, slot, at) for slot in named)
    return tuple(dict.fromkeys(person for person in found if person and person != holder))
