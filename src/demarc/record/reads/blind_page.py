"""A blind drill as a page: the questions while it is blind for the reader, and the answers side by side afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.core.drill_answers import (
    HOLDER,
    MAY,
    NEXT,
    AnswerSheet,
    DrillPart,
    DrillQuestion,
    both_answered,
    compare,
    from_plain,
)
from demarc.core.words import Answer, Side
from demarc.record import models
from demarc.record.access import NotFound, Viewer, viewer_of
from demarc.record.reads.drills_page import DrillLine, drill_line
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.people import people_of

WORDS = {
    Answer.ALLOWED: "yes, without asking",
    Answer.ASK_THEN_DO: "ask first; silence means go ahead",
    Answer.ASK_THEN_NOT: "ask first; silence means no",
    Answer.NEVER: "never",
    "not said": "nothing is said about it",
}
"""The answers to `may they`, in the words they are asked in."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one person answered, in words; `right` when it is what the matrix says."""

    person: PersonLine
    answer: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """One part of a question: what is asked, and after the drill what the matrix says and what people said.

    `key` is the part itself, `name` what a form calls it; `people` tells whether a person answers it, or a word of
    permission.
    """

    key: str
    name: str
    asks: str
    people: bool
    matrix: str = ""
    said: tuple[SaidLine, ...] = ()
    apart: bool = False
    sides_differ: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """One question with its instant, who is away, and its parts.

    `row` is told with the answers; `dispute` is the item that a disagreement about it has become.
    """

    number: int
    ask: str
    at: datetime
    away: tuple[PersonLine, ...]
    parts: tuple[PartShown, ...]
    row: str = ""
    dispute: str = ""

    @property
    def apart(self) -> bool:
        """Tell whether somebody answered a part of it otherwise than the matrix."""
        return any(part.apart for part in self.parts)


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A scenario in words and the questions it asks."""

    id: str
    title: str
    given: str
    when: str
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindPage:
    """A blind drill for one reader. `shown` says whether answers are told: only then are there any on the page.

    `unseen` counts answers of a rival provider, which are compared and not shown.
    """

    line: DrillLine
    until: datetime | None
    stories: tuple[StoryShown, ...]
    people: tuple[PersonLine, ...]
    shown: bool
    asked: int = 0
    apart: int = 0
    sides_differ: int = 0
    unseen: int = 0

    @property
    def percent(self) -> int:
        """Tell the rate of disagreement in whole percent."""
        return round(100 * self.apart / self.asked) if self.asked else 0


def blind_page(*, engagement: str, drill: str, by: str, now: datetime, titles: Mapping[str, str]) -> BlindPage:
    """Show a blind drill to one person. Raises `NotFound`.

    Answers are told to everybody once it has ended; before that only to who has answered, once both sides have.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    found = models.Drill.objects.filter(engagement=engagement, id=drill, kind="blind").first()
    if found is None:
        raise NotFound("drill", drill)
    handed = {one.person: one for one in models.DrillAnswer.objects.filter(engagement=engagement, drill=drill)}
    sides = {person: one.side for person, one in handed.items()}
    shown = found.closed_at is not None or (by in handed and both_answered(sides.values()))
    people = people_of(engagement=engagement)
    questions = [from_plain(plain) for plain in found.questions]
    sheets = [AnswerSheet(one.person, Side(one.side), one.answers) for one in handed.values()] if shown else []
    parts = compare(questions, sheets)
    rivals = _rivals(viewer, people, sheets)
    disputes = _disputes(engagement, drill) if shown else {}
    stories = _stories(questions, parts, people, disputes, shown=shown, rivals=rivals)
    left = {person.id for person in models.Person.objects.filter(engagement=engagement, left_at__lte=now)}
    return BlindPage(
        line=drill_line(found, people, titles, sides, by=by),
        until=found.look_at,
        stories=stories,
        people=tuple(sorted((one for id_, one in people.items() if id_ not in left), key=lambda one: (one.side, one.name))),
        shown=shown,
        asked=len(parts) if sheets else 0,
        apart=sum(part.apart for part in parts),
        sides_differ=sum(part.sides_differ for part in parts),
        unseen=len(rivals),
    )


def _rivals(viewer: Viewer, people: Mapping[str, PersonLine], sheets: Sequence[AnswerSheet]) -> frozenset[str]:
    """Name whose answers the viewer does not read: of a provider that is a rival of theirs."""
    if not viewer.narrowed:
        return frozenset()
    mine = people[viewer.person].party
    return frozenset(sheet.person for sheet in sheets if sheet.side is Side.PROVIDER and people[sheet.person].party != mine)


def _stories(
    questions: Sequence[DrillQuestion],
    parts: Sequence[DrillPart],
    people: Mapping[str, PersonLine],
    disputes: Mapping[int, str],
    *,
    shown: bool,
    rivals: frozenset[str],
) -> tuple[StoryShown, ...]:
    by_question: dict[int, list[DrillPart]] = {}
    for part in parts:
        by_question.setdefault(part.question, []).append(part)
    stories: dict[str, list[QuestionShown]] = {}
    for number, question in enumerate(questions):
        told = tuple(
            _part(part, f"q{number}-{place}", people, shown=shown, rivals=rivals)
            for place, part in enumerate(by_question[number])
        )
        away = tuple(people[person] for person in question.away if person in people)
        row = (question.row or "no single row") if shown else ""
        stories.setdefault(question.scenario, []).append(
            QuestionShown(
                number=number,
                ask=question.ask,
                at=question.at,
                away=away,
                parts=told,
                row=row,
                dispute=disputes.get(number, ""),
            )
        )
    first = {question.scenario: question for question in reversed(questions)}
    return tuple(
        StoryShown(id_, first[id_].title, first[id_].given, first[id_].when, tuple(asked)) for id_, asked in stories.items()
    )


def _part(
    part: DrillPart, name: str, people: Mapping[str, PersonLine], *, shown: bool, rivals: frozenset[str]
) -> PartShown:
    asked = PartShown(key=part.part, name=name, asks=_asks(part.part), people=not part.part.startswith(MAY))
    if not shown:
        return asked

    def words(answer: str) -> str:
        return people[answer].name if answer in people else WORDS.get(answer, answer) or "I do not know"

    said = tuple(
        SaidLine(people[person], words(answer), answer == part.matrix)
        for person, _, answer in part.said
        if person not in rivals
    )
    return replace(
        asked,
        matrix=words(part.matrix),
        said=said,
        apart=part.apart,
        sides_differ=part.sides_differ,
    )


def _asks(part: str) -> str:
    if part == HOLDER:
        return "Who holds it?"
    return "Who is called next?" if part == NEXT else f"May the holder {part.removeprefix(MAY)}?"


def _disputes(engagement: str, drill: str) -> Mapping[int, str]:
    """Name the dispute that a question has become, by the question's number."""
    begins = f"{drill}:"
    raised = models.RowDispute.objects.filter(engagement=engagement, source="drill", source_id__startswith=begins)
    pairs = raised.values_list("source_id", "item")
    return {int(source.removeprefix(begins)): item for source, item in pairs}
