"""A blind drill: people of both sides answer a scenario's questions first, and only then hear what the matrix says.

Each question has parts: who holds it, who is called next, and for each action asked about whether they may do it. A part
is *apart* when somebody answered otherwise than the matrix; then at least one head works by another matrix.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.custody.plain import Plain
from demarc.core.drill import Answered, Drilled
from demarc.core.instants import instant_of, micros
from demarc.core.words import Answer, RowId, Side

HOLDER, NEXT, MAY = "holder", "next", "may "
"""The parts of a question; the last begins the part that asks about an action."""
NOBODY, NOT_SAID, NOT_KNOWN = "nobody", "not said", ""
"""Answers that name no person and no permission: nobody, the matrix does not say, and I do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillQuestion:
    """One question of a blind drill with the matrix's own answers, fixed when the drill began.

    `at` is the scenario's instant (aware UTC), `away` the people who are away in it, `row` the row that decides, None on a
    gap or overlap. `answers` maps each part to a person, a word of `Answer`, `nobody` or `not said`.
    """

    scenario: str
    title: str
    given: str
    when: str
    ask: str
    at: datetime
    facts: Mapping[str, str]
    away: tuple[str, ...]
    row: RowId | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillPart:
    """One part compared: what the matrix says, and what each person said, by side."""

    question: int
    part: str
    matrix: str
    said: tuple[tuple[str, Side, str], ...]

    @property
    def apart(self) -> bool:
        """Tell whether somebody answered otherwise than the matrix."""
        return any(answer != self.matrix for _, _, answer in self.said)

    @property
    def sides_differ(self) -> bool:
        """Tell whether what one side answered is not what the other answered; False while one of them is silent."""
        by_side = {side: {answer for _, of, answer in self.said if of is side} for side in Side}
        return all(by_side.values()) and by_side[Side.CLIENT] != by_side[Side.PROVIDER]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What one person handed in: for each question in order, part to answer."""

    person: str
    side: Side
    answers: Sequence[Mapping[str, str]]


def questions_of(drilled: Drilled) -> tuple[DrillQuestion, ...]:
    """Ask what a drilled scenario asks, with the matrix's answers kept aside."""
    story = drilled.scenario
    return tuple(
        DrillQuestion(
            scenario=story.id,
            title=story.title,
            given=story.given,
            when=story.when,
            ask=answer.question.ask,
            at=answer.at,
            facts=dict(answer.ownership.facts.values),
            away=tuple(drilled.away),
            row=answer.ownership.row.id if answer.ownership.row else None,
            answers=_by_the_matrix(answer),
        )
        for answer in drilled.answers
    )


def _by_the_matrix(answer: Answered) -> dict[str, str]:
    may = dict(answer.ownership.may)
    asked = {f"{MAY}{action}": permission_of(may[action]) if action in may else NOT_SAID for action in answer.question.may}
    return {HOLDER: answer.ownership.holder or NOBODY, NEXT: answer.deputy or NOBODY, **asked}


def permission_of(says: str) -> str:
    """Read `ask 15 then do` as the word of `Answer` it is: a drill asks for the rule, not for the minutes."""
    words = " ".join("N" if word.isdigit() else word for word in says.split())
    return words if words in set(Answer) else NOT_SAID


def compare(questions: Sequence[DrillQuestion], sheets: Iterable[AnswerSheet]) -> tuple[DrillPart, ...]:
    """Lay what people said beside what the matrix says, part by part. A part left open counts as not known."""
    handed = tuple(sheets)
    return tuple(
        DrillPart(
            question=number,
            part=part,
            matrix=says,
            said=tuple((sheet.person, sheet.side, _answer(sheet, number, part)) for sheet in handed),
        )
        for number, question in enumerate(questions)
        for part, says in question.answers.items()
    )


def _answer(sheet: AnswerSheet, number: int, part: str) -> str:
    return sheet.answers[number].get(part, NOT_KNOWN) if number < len(sheet.answers) else NOT_KNOWN


def both_answered(sides: Iterable[str]) -> bool:
    """Tell whether each side has handed something in: only then anything is shown."""
    return set(sides) >= set(Side)


def rows_shown(questions: Sequence[DrillQuestion], parts: Iterable[DrillPart]) -> dict[RowId, bool]:
    """Tell for each row that decided something whether everybody read it as it is written."""
    found = {question.row: True for question in questions if question.row is not None}
    for part in parts:
        row = questions[part.question].row
        if row is not None and part.apart:
            found[row] = False
    return found


def to_plain(question: DrillQuestion) -> dict[str, Plain]:
    """Write a question as plain data."""
    return {
        "scenario": question.scenario,
        "title": question.title,
        "given": question.given,
        "when": question.when,
        "ask": question.ask,
        "at": micros(question.at),
        "facts": dict(question.facts),
        "away": list(question.away),
        "row": question.row,
        "answers": dict(question.answers),
    }


def from_plain(plain: Mapping[str, object]) -> DrillQuestion:
    """Read a question back. Raises `KeyError` or `TypeError` when the data is none."""
    known = {**plain, "at": instant_of(plain["at"]), "away": tuple(plain["away"])}  # type: ignore[arg-type]  # plain data has no types
    return DrillQuestion(**known)  # type: ignore[arg-type]  # plain data has no types
