"""Decide from what is on the table: the outcome of the fit, the vendors in order, the conditions, and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from demarc.core.fit.again import QUARTER
from demarc.core.fit.outcome import Advice, Fit
from demarc.core.interview.kit import BY_KEY
from demarc.core.interview.score import Interview
from demarc.core.proposal.grade import Graded, Review
from demarc.core.proposal.rule import Grade


@dataclass(frozen=True, slots=True)
class ScopeReview:
    """The internal lead's own reading of the scope, in private, before signature."""

    by: str
    on: date
    said: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """The executive's written reason for deciding without the lead's own reading."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vendor with what is known of it."""

    vendor: str
    review: Review | None = None
    interview: Interview | None = None

    def flags(self, grade: Grade) -> tuple[Graded, ...]:
        """List the red flags of one grade; `absent` means that the flag stands."""
        return tuple(flag for flag in self.review.flags if flag.grade is grade) if self.review else ()

    @property
    def wanting(self) -> tuple[str, ...]:
        """Say what keeps this vendor from being chosen."""
        return tuple(self._wanting())

    def _wanting(self) -> Iterator[str]:
        if self.review is None:
            yield "no proposal was read"
        if self.interview is None:
            yield "no interview was held"
        elif self.interview.missing:
            asked = "; ".join(BY_KEY[key].text for key in self.interview.missing)
            yield f"the interview does not count yet: {asked}"

    @property
    def place(self) -> tuple[bool, int, int, float, str]:
        """Order vendors: whoever can be chosen first, then by flags standing, flags unclear, and answers."""
        standing, unclear = len(self.flags(Grade.ABSENT)), len(self.flags(Grade.UNCLEAR))
        score = self.interview.score if self.interview else 0.0
        return bool(self.wanting), standing, unclear, -score, self.vendor


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to be settled before signature: with whom, what, and why."""

    whose: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class BuyersDecision:
    """The decision as it stands. `candidates` are in order; `lead` or `waiver` makes it final."""

    fit: Fit
    candidates: tuple[Candidate, ...]
    lead: ScopeReview | None = None
    waiver: Waiver | None = None

    @property
    def outcome(self) -> Advice:
        """Return what the answers say, after an executive's override."""
        return self.fit.decided

    @property
    def chosen(self) -> Candidate | None:
        """Return the vendor that comes first, where one can be chosen."""
        return next((one for one in self.candidates if not one.wanting), None)

    @property
    def open(self) -> tuple[str, ...]:
        """List what keeps the decision from being final."""
        return tuple(self._open())

    def _open(self) -> Iterator[str]:
        if self.lead is None and self.waiver is None:
            yield "the internal lead's own reading of the scope is not recorded, nor the executive's reason to do without"
        if self.chosen is None:
            yield "no vendor can be chosen yet"
        if self.outcome in {Advice.GREY, Advice.FIX_FIRST}:
            yield f"the fit is `{self.outcome}`"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """List what the chosen vendor and the client have to settle before signature."""
        return tuple(self._conditions())

    def _conditions(self) -> Iterator[Condition]:
        if self.chosen and self.chosen.review:
            for graded in (*self.chosen.review.flags, *self.chosen.review.extras):
                if graded.grade is not Grade.PRESENT:
                    yield Condition(self.chosen.vendor, graded.ask, f"{graded.id} {graded.title}: {graded.grade}")
        if self.chosen and self.chosen.interview:
            for answer in self.chosen.interview.disputed:
                yield Condition(self.chosen.vendor, answer.question.text, "two who listened scored it two or more apart")

    @property
    def again(self) -> date | None:
        """Return the day the fit is weighed again: a quarter after the answers. A change of people comes before that."""
        return self.fit.answers.on + QUARTER if self.fit.answers.on else None


def decide_on(
    fit: Fit, candidates: Sequence[Candidate], *, lead: ScopeReview | None = None, waiver: Waiver | None = None
) -> BuyersDecision:
    """Put the vendors in order and keep what makes the decision final."""
    return BuyersDecision(fit, tuple(sorted(candidates, key=lambda one: one.place)), lead, waiver)
