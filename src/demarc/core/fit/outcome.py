"""Weigh the answers: an outcome, every rule that fired, the score, and which single answer would change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.fit.questions import QUESTIONS, Bearing, FitQuestion

UNKNOWN = "unknown"
SMALL, MEDIUM, PERCENT = 30, 50, 100
FITS, GREY = 4, 3


class Advice(StrEnum):
    """What the answers say."""

    CO_MANAGED = "co-managed"
    FIX_FIRST = "fix prerequisites first"
    GREY = "grey"
    FULLY_MANAGED = "fully managed"


@dataclass(frozen=True, slots=True)
class Fit:
    """The outcome, the points of five, and what was decisive: (what it is, the question, the answer)."""

    outcome: Advice
    score: int
    fired: tuple[tuple[str, str, str], ...]


def weigh(answers: Mapping[str, str]) -> Fit:
    """Weigh answers by question key; an absent one is unknown, and unknown counts against."""
    fired = tuple(_fired(answers))
    score = sum(
        question.favourable(_answer(answers, question.key)) for question in QUESTIONS if question.part is Bearing.POINT
    )
    kinds = {kind for kind, _, _ in fired}
    if "hard stop" in kinds or score < GREY:
        return Fit(Advice.FULLY_MANAGED, score, fired)
    if "grey size" in kinds or score < FITS:
        return Fit(Advice.GREY, score, fired)
    return Fit(Advice.FIX_FIRST if kinds & {"not known", "prerequisite"} else Advice.CO_MANAGED, score, fired)


def flips(answers: Mapping[str, str]) -> tuple[tuple[str, str, Advice], ...]:
    """Name each single answer that would change the outcome: (question key, the answer, the outcome then)."""
    now = weigh(answers).outcome
    changed = ((one.key, value, weigh({**answers, one.key: value}).outcome) for one in QUESTIONS for value in _values(one))
    return tuple((key, value, outcome) for key, value, outcome in changed if outcome is not now)


def _answer(answers: Mapping[str, str], key: str) -> str:
    return answers.get(key, UNKNOWN)


def _values(question: FitQuestion) -> tuple[str, ...]:
    if question.threshold is None:
        return ("yes", "no", UNKNOWN)
    if question.part is Bearing.SIZE:
        return (str(SMALL - 1), str(SMALL), str(MEDIUM), UNKNOWN)
    return ("0", str(question.threshold), str(PERCENT), UNKNOWN)


def _fired(answers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for question in QUESTIONS:
        answer = _answer(answers, question.key)
        if question.part is Bearing.SIZE:
            continue
        if question.favourable(answer):
            if question.part is Bearing.POINT:
                yield "fit point", question.text, answer
        elif question.part is Bearing.STOP:
            yield "not known" if answer == UNKNOWN else "hard stop", question.text, answer
        else:
            yield "no fit point" if question.part is Bearing.POINT else "prerequisite", question.text, answer
    yield from _size(_answer(answers, "employees"), _answer(answers, "simple"))


def _size(employees: str, simple: str) -> Iterator[tuple[str, str, str]]:
    said = f"{employees} employees, simple: {simple}"
    if employees == UNKNOWN:
        yield "grey size", "The number of employees is not known", said
    elif int(employees) < SMALL:
        kind = {"yes": "hard stop", "no": "grey size"}.get(simple, "grey size")
        yield kind, "Under 30 employees", said
    elif int(employees) < MEDIUM:
        yield "grey size", "30 to 49 employees: complexity decides", said
