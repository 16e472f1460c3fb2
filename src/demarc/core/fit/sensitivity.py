"""Which single input would change the outcome: any answer to a question, or the nearest value of a number of the week."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from demarc.core.fit.answers import UNKNOWN, FitAnswers
from demarc.core.fit.bandwidth import Range, Week
from demarc.core.fit.outcome import MEDIUM, SMALL, Advice, weigh
from demarc.core.fit.questions import QUESTIONS, Bearing, FitQuestion

PERCENT = 100
STEPS, FINEST = 40, 0.1
"""Halvings of a span that is searched, and the hours or counts to which a value is told."""

FURTHEST = 4
"""How many times itself a number may grow while its turning point is looked for."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A single input that would change the outcome: its name, the value, and the outcome then."""

    name: str
    value: str
    outcome: Advice


def flips(answers: FitAnswers) -> tuple[Flip, ...]:
    """Name each single input that would change the outcome."""
    now = weigh(answers).outcome
    changed = (
        Flip(question.key, value, weigh(answers.with_value(question.key, value)).outcome)
        for question in QUESTIONS
        for value in _values(question)
    )
    return (*(flip for flip in changed if flip.outcome is not now), *_of_the_week(answers, now))


def _values(question: FitQuestion) -> tuple[str, ...]:
    if question.threshold is None:
        return ("yes", "no", UNKNOWN)
    if question.part is Bearing.SIZE:
        return (str(SMALL - 1), str(SMALL), str(MEDIUM), UNKNOWN)
    return ("0", str(question.threshold), str(PERCENT), UNKNOWN)


INPUTS: dict[str, tuple[Callable[[Week], float], Callable[[Week, float], Week]]] = {
    "hours": (lambda week: week.hours, lambda week, value: replace(week, hours=value)),
    "tickets": (lambda week: week.tickets.high, lambda week, value: replace(week, tickets=_up_to(week.tickets, value))),
    "minutes": (lambda week: week.minutes.high, lambda week, value: replace(week, minutes=_up_to(week.minutes, value))),
    "duties": (lambda week: week.duties, lambda week, value: replace(week, duties=value)),
    "projects": (lambda week: week.projects, lambda week, value: replace(week, projects=value)),
    "moved": (lambda week: week.moved, lambda week, value: replace(week, moved=value)),
    "hand_offs": (
        lambda week: week.coordination.hand_offs,
        lambda week, value: replace(week, coordination=replace(week.coordination, hand_offs=value)),
    ),
    "approvals": (
        lambda week: week.coordination.approvals,
        lambda week, value: replace(week, coordination=replace(week.coordination, approvals=value)),
    ),
}
"""Each number of the week: how it is read, and how a week with another one is made. Ranges move at their upper end."""


def _up_to(given: Range, high: float) -> Range:
    return Range(min(given.low, high), high)


def _of_the_week(answers: FitAnswers, now: Advice) -> Iterator[Flip]:
    week = answers.week
    if week is None:
        return
    for name, (read, made) in INPUTS.items():

        def outcome(value: float, week: Week = week, made: Callable[[Week, float], Week] = made) -> Advice:
            return weigh(replace(answers, week=made(week, max(value, FINEST)))).outcome

        here = read(week)
        for far in (0.0, max(FURTHEST * here, 10.0)):
            if outcome(far) is not now:
                value = _turning(outcome, here, far, now)
                yield Flip(name, f"{value:.1f}", outcome(value))


def _turning(outcome: Callable[[float], Advice], here: float, far: float, now: Advice) -> float:
    """Find the value nearest to `here` whose outcome is another: every figure of a week rises or falls with each input."""
    near = here
    for _ in range(STEPS):
        middle = (near + far) / 2
        near, far = (middle, far) if outcome(middle) is now else (near, middle)
    step = FINEST if far > here else -FINEST
    rounded = round(far, 1)
    return rounded if outcome(rounded) is not now else round(rounded + step, 1)
