"""Score a vendor's answers: each assessor from 0 to 4, never above what the answer showed; who differs is listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean

from demarc.core.interview.kit import BY_KEY, MUST, InterviewQuestion

BEST, APART, ASSESSORS = 4, 2, 2
"""The highest score, the distance at which two assessors are listed, and how many have to score."""


class Evidence(StrEnum):
    """What a vendor laid on the table with an answer, least first."""

    NOTHING = "nothing"
    DOCUMENT = "document"
    EXAMPLE = "example"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorAnswer:
    """An answer in the vendor's own words, what was shown with it, and each assessor's score."""

    question: InterviewQuestion
    verbatim: str
    evidence: Evidence = Evidence.NOTHING
    named_person: bool = False
    clock: bool = False
    scores: Mapping[str, int]

    def __post_init__(self) -> None:
        """Refuse scores that are none."""
        for who, score in self.scores.items():
            if not 0 <= score <= BEST:
                raise ValueError(f"`{score}` by {who} is no score; write 0 to {BEST}")

    @property
    def cap(self) -> int:
        """Return the most this answer can be worth.

        0 no answer; 1 only described; 2 a general paper; 3 a real or redacted example; 4 an example with measured use.
        What is asked in detail is besides worth one for being told, and one each for the person, the clock and the paper.
        """
        if not self.verbatim.strip():
            return 0
        shown = list(Evidence).index(self.evidence) + 1
        if not self.question.in_detail:
            return shown
        return min(shown, 1 + self.named_person + self.clock + (self.evidence is not Evidence.NOTHING))

    @property
    def counted(self) -> Mapping[str, int]:
        """Return each assessor's score as it counts: never above the cap."""
        return {who: min(score, self.cap) for who, score in self.scores.items()}

    @property
    def worth(self) -> float:
        """Return the mean of the scores as they count; nothing where nobody scored."""
        return mean(self.counted.values()) if self.scores else 0.0

    @property
    def apart(self) -> int:
        """Return how far the assessors' own scores are apart."""
        return max(self.scores.values()) - min(self.scores.values()) if self.scores else 0


@dataclass(frozen=True, slots=True)
class Interview:
    """One vendor's interview."""

    vendor: str
    answers: tuple[VendorAnswer, ...]

    def answer(self, key: str) -> VendorAnswer | None:
        """Return the answer to a question, where it was asked."""
        return next((answer for answer in self.answers if answer.question.key == key), None)

    @property
    def assessors(self) -> frozenset[str]:
        """Name everybody who scored something."""
        return frozenset(who for answer in self.answers for who in answer.scores)

    @property
    def score(self) -> float:
        """Return the share of what the questions every vendor is asked could bring, from 0 to 1."""
        worth = (answer.worth for answer in self.answers if answer.question.must)
        return sum(worth) / (BEST * len(MUST))

    @property
    def missing(self) -> tuple[str, ...]:
        """List what keeps the interview from counting: questions not asked, and questions that fewer than two scored."""
        asked = {answer.question.key: len(answer.scores) for answer in self.answers}
        return tuple(key for key in MUST if asked.get(key, 0) < ASSESSORS)

    @property
    def disputed(self) -> tuple[VendorAnswer, ...]:
        """List the answers whose assessors are two or more apart."""
        return tuple(answer for answer in self.answers if answer.apart >= APART)

    @property
    def capped(self) -> tuple[VendorAnswer, ...]:
        """List the answers that somebody scored above what was shown."""
        return tuple(answer for answer in self.answers if answer.counted != answer.scores)


def in_order(interviews: Sequence[Interview]) -> tuple[Interview, ...]:
    """Put the interviews best first; one that does not count comes after all that do."""
    return tuple(sorted(interviews, key=lambda one: (bool(one.missing), -one.score, one.vendor)))


def asked_in_common(interviews: Sequence[Interview]) -> tuple[InterviewQuestion, ...]:
    """List the questions that somebody was asked, in the kit's order."""
    asked = {answer.question.key for one in interviews for answer in one.answers}
    return tuple(question for key, question in BY_KEY.items() if key in asked)
