"""Weigh the answers: an outcome, every rule that fired, the score, and what has to be put right by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from demarc.core.catalogue import ALWAYS_SINGLE
from demarc.core.catalogue.function import LANE_OF
from demarc.core.fit.answers import UNKNOWN, FitAnswers
from demarc.core.fit.bandwidth import FIXABLE_TO, PASSES_TO, Bandwidth, Week
from demarc.core.fit.questions import QUESTIONS, Bearing, FitQuestion

SMALL, MEDIUM = 30, 50
FITS, GREY = 4, 3
TO_KNOW, TO_RELIEVE = 30, 60
"""Days to find out what is not known, and to get the lead's hours right."""


class Advice(StrEnum):
    """What the answers say."""

    CO_MANAGED = "co-managed"
    FIX_FIRST = "fix prerequisites first"
    GREY = "grey"
    FULLY_MANAGED = "fully managed"


class RuleKind(StrEnum):
    """What a rule that fired does to the outcome."""

    STOP = "hard stop"
    GREY_SIZE = "grey size"
    POINT = "fit point"
    NO_POINT = "no fit point"
    NO_EVIDENCE = "no evidence"
    NOT_KNOWN = "not known"
    PREREQUISITE = "prerequisite"
    HOURS = "the lead's hours"


FIXABLE = frozenset({RuleKind.NO_EVIDENCE, RuleKind.NOT_KNOWN, RuleKind.PREREQUISITE, RuleKind.HOURS})


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired: its kind, what was asked, the answer with its evidence, and the days there are to put it right."""

    kind: RuleKind
    text: str
    answer: str
    evidence: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """The outcome by the rules, the points of five, and every rule that fired."""

    outcome: Advice
    score: int
    fired: tuple[FiredRule, ...]
    answers: FitAnswers

    @property
    def decided(self) -> Advice:
        """Return what holds: an executive's written override makes a fully managed outcome a co-managed one."""
        return Advice.CO_MANAGED if self.overridden else self.outcome

    @property
    def overridden(self) -> bool:
        """Tell whether an executive decided against the rules."""
        return self.answers.override is not None and self.outcome is Advice.FULLY_MANAGED

    @property
    def to_do(self) -> tuple[tuple[str, date | int], ...]:
        """List what has to be put right: (what, by which day); where the answers have no day, within how many days."""
        start = self.answers.on
        return tuple(
            (f"{rule.text} (now: {rule.answer})", start + timedelta(days=rule.days) if start else rule.days)
            for rule in self.fired
            if rule.kind in FIXABLE
        )


def weigh(answers: FitAnswers) -> Fit:
    """Weigh answers; an absent one is unknown, and unknown counts against."""
    fired = tuple(_fired(answers))
    kinds = {rule.kind for rule in fired}
    score = sum(rule.kind in {RuleKind.POINT, RuleKind.NO_EVIDENCE} for rule in fired)
    return Fit(_outcome(kinds, score), score, fired, answers)


def divided(moves: tuple[str, ...]) -> tuple[str, ...]:
    """List the functions that may never be split and whose lane the moves would divide between the two sides."""
    lanes: dict[str, set[str]] = {}
    for function in sorted(ALWAYS_SINGLE):
        lanes.setdefault(LANE_OF[function[:2]], set()).add(function)
    split = (functions for functions in lanes.values() if functions & set(moves) and functions - set(moves))
    return tuple(sorted(function for functions in split for function in functions))


def _outcome(kinds: set[RuleKind], score: int) -> Advice:
    if RuleKind.STOP in kinds or score < GREY:
        return Advice.FULLY_MANAGED
    if RuleKind.GREY_SIZE in kinds or score < FITS:
        return Advice.GREY
    return Advice.FIX_FIRST if kinds & FIXABLE else Advice.CO_MANAGED


def _fired(answers: FitAnswers) -> Iterator[FiredRule]:
    for question in QUESTIONS:
        match question.part:
            case Bearing.STOP:
                yield from _stop(question, answers)
            case Bearing.POINT:
                yield _point(question, answers)
            case Bearing.PREREQUISITE:
                if not question.favourable(answers.value(question.key)):
                    yield _missing(question, answers)
            case Bearing.SIZE:
                pass
    yield from _size(answers)
    yield from _hours(answers.week)


def _stop(question: FitQuestion, answers: FitAnswers) -> Iterator[FiredRule]:
    answer = answers.value(question.key)
    if answer == UNKNOWN:
        yield FiredRule(RuleKind.NOT_KNOWN, question.text, answer, days=TO_KNOW)
    elif not question.favourable(answer):
        yield FiredRule(RuleKind.STOP, question.text, answer, answers.evidence(question.key))


def _point(question: FitQuestion, answers: FitAnswers) -> FiredRule:
    answer, evidence = answers.value(question.key), answers.evidence(question.key)
    if not question.favourable(answer):
        return FiredRule(RuleKind.NO_POINT, question.text, answer, evidence)
    if not evidence:
        return FiredRule(RuleKind.NO_EVIDENCE, question.text, f"{answer}, with nothing to show it", days=TO_KNOW)
    return FiredRule(RuleKind.POINT, question.text, answer, evidence)


def _missing(question: FitQuestion, answers: FitAnswers) -> FiredRule:
    answer = answers.value(question.key)
    return FiredRule(RuleKind.PREREQUISITE, question.text, answer, answers.evidence(question.key), question.days)


def _size(answers: FitAnswers) -> Iterator[FiredRule]:
    employees, simple = answers.value("employees"), answers.value("simple")
    said = f"{employees} employees, simple: {simple}"
    if employees == UNKNOWN:
        yield FiredRule(RuleKind.GREY_SIZE, "The number of employees is not known", said)
    elif int(employees) < SMALL:
        kind = RuleKind.STOP if simple == "yes" else RuleKind.GREY_SIZE
        yield FiredRule(kind, "Under 30 employees", said)
    elif int(employees) < MEDIUM:
        yield FiredRule(RuleKind.GREY_SIZE, "30 to 49 employees: complexity decides", said)


def share(used: float) -> str:
    """Write a share of the hours so that it never looks like a threshold it has passed."""
    text = f"{used:.2f}"
    return text if float(text) not in {PASSES_TO, FIXABLE_TO} or float(text) == used else f"{used:.3f}"


def _hours(week: Week | None) -> Iterator[FiredRule]:
    """Judge the lead's week by its high estimate: what is not known counts against."""
    if week is None:
        yield FiredRule(RuleKind.HOURS, "The lead's week is not worked out", UNKNOWN, days=TO_KNOW)
        return
    low, high = week.verdicts
    used = f"{share(week.after.low)} to {share(week.after.high)} of the hours used, {week.relief:+.1f} h a week of relief"
    if high is not Bandwidth.ENOUGH:
        text = f"The lead's hours: at most {PASSES_TO} of them used, {FIXABLE_TO} at the very most, and relief above 0"
        yield FiredRule(
            RuleKind.HOURS, text, f"{used}: {low}" if low is high else f"{used}: {low} to {high}", days=TO_RELIEVE
        )
