"""Who answered what before signing: answers with their evidence, and what becomes of two answerers who differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from demarc.core.fit.bandwidth import Week
from demarc.core.fit.questions import QUESTIONS, FitQuestion

UNKNOWN = "unknown"


class Answerer(StrEnum):
    """Who answers. Both the lead and the vendor have something to lose, so nobody answers for another."""

    INTERNAL = "internal"
    EXECUTIVE = "executive"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and what shows that it is true."""

    value: str = UNKNOWN
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """An executive's decision against the outcome: who, why, and when it is looked at again."""

    by: str
    reason: str
    review: date

    def __post_init__(self) -> None:
        """Refuse a decision that names nobody or no reason."""
        if not (self.by.strip() and self.reason.strip()):
            raise ValueError("an override needs the executive's name in `by` and a written `reason`")


@dataclass(frozen=True, slots=True, kw_only=True)
class FitAnswers:
    """One answerer's answers by question key, the lead's week, and the functions that would move to a provider.

    `on` is the day of the answers: what has to be done is dated from it, so that the same input gives the same output.
    """

    given: Mapping[str, Told] = field(default_factory=dict)
    week: Week | None = None
    moves: tuple[str, ...] = ()
    by: Answerer = Answerer.INTERNAL
    on: date | None = None
    override: Override | None = None

    def value(self, key: str) -> str:
        """Return the answer to a question; an absent one is unknown."""
        return self.given.get(key, Told()).value

    def evidence(self, key: str) -> str:
        """Return what shows that an answer is true."""
        return self.given.get(key, Told()).evidence

    def with_value(self, key: str, value: str) -> "FitAnswers":
        """Return the same answers with another answer to one question."""
        return replace(self, given={**self.given, key: Told(value, self.evidence(key))})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question that was answered differently: (who, the answer) each, and the answer that is weighed."""

    question: FitQuestion
    answers: tuple[tuple[Answerer, str], ...]
    weighed: str


def settled(sets: Sequence[FitAnswers]) -> tuple[FitAnswers, tuple[Disagreement, ...]]:
    """Make one set of answers out of several, and list where they differ.

    Of the client's own answers the one that speaks against weighs; a vendor's is shown and never weighed. Raises
    `ValueError` where one answerer comes twice, or nobody of the client's answered.
    """
    by_whom = {one.by: one for one in sets}
    if len(by_whom) < len(sets):
        raise ValueError("one answerer's answers are given twice; give each of internal, executive and vendor once")
    own = [by_whom[who] for who in (Answerer.INTERNAL, Answerer.EXECUTIVE) if who in by_whom]
    if not own:
        raise ValueError("only the vendor answered; the internal lead or the executive has to")
    given = {question.key: _weighed(question, own) for question in QUESTIONS}
    first = own[0]
    together = FitAnswers(
        given=given,
        week=next((one.week for one in own if one.week), None),
        moves=next((one.moves for one in own if one.moves), ()),
        on=max((one.on for one in own if one.on), default=None),
        override=next((one.override for one in own if one.override), None),
        by=first.by,
    )
    return together, tuple(_differing(sets, together))


def _weighed(question: FitQuestion, own: Sequence[FitAnswers]) -> Told:
    """Take the answer that speaks against; what one of the two does not know, the other may."""
    known = [one.given[question.key] for one in own if one.value(question.key) != UNKNOWN]
    return min(known, key=lambda told: question.rank(told.value), default=Told())


def _differing(sets: Sequence[FitAnswers], together: FitAnswers) -> Iterator[Disagreement]:
    for question in QUESTIONS:
        answers = tuple((one.by, one.value(question.key)) for one in sets if one.value(question.key) != UNKNOWN)
        if len({value for _, value in answers}) > 1:
            yield Disagreement(question, answers, together.value(question.key))
