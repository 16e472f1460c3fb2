"""Somebody's own rows: what waits to be confirmed, the question that is next, and what was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from demarc.core.matrix.table import Matrix, Row
from demarc.core.understanding.blind import BlindQuestion, Guess, guess_of, marks, question_of
from demarc.core.understanding.named import Post, rows_of
from demarc.core.understanding.rounds import Confirmed, NextQuestion, next_question
from demarc.core.understanding.states import Knowing
from demarc.core.words import Answer
from demarc.record import models
from demarc.record.access import Viewer, privates_for, viewer_of
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force, version_ready
from demarc.record.reads.people import people_of
from demarc.record.reads.row_words import SlotLine, scope_lines, slot_line, slot_lines, title_of
from demarc.record.reads.understanding import Told, told

SHOWN = 9
"""How many answers are shown again, the last ones."""

MAY: Mapping[str, str] = {
    Answer.ALLOWED: "Yes, at once",
    Answer.ASK_THEN_DO: "Ask first; if nobody answers in time, do it",
    Answer.ASK_THEN_NOT: "Ask first; if nobody answers, leave it",
    Answer.NEVER: "No, never",
}
NOBODY = "Nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class YourRow:
    """A row that is the reader's, as holder or deputy, and how far they are with it; `again` says that it has changed."""

    id: str
    title: str
    post: str
    scope: tuple[tuple[str, str], ...]
    accountable: SlotLine
    then: tuple[SlotLine, ...]
    clocks: str
    proof: str
    may: tuple[tuple[str, str], ...]
    must_carry: str
    waits: bool
    again: bool
    knowing: str


@dataclass(frozen=True, slots=True)
class SituationLine:
    """A situation in words: what it is about, everything else that is said of it, and when it happens at the client's."""

    topic: str
    facts: tuple[tuple[str, str], ...]
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShown:
    """The question that stands before the reader: its place, its situation and what can be picked."""

    confirmation: int
    attempt: int
    nth: int
    of: int
    situation: SituationLine
    action: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of an answered question: what was asked, what was answered, what is right; None where the words are gone."""

    asked: str
    given: str
    right: str
    is_right: bool | None


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """A question that was answered, with its parts; `row` decides it, `seq` is its entry in the ledger."""

    row: str
    seq: int
    situation: SituationLine
    is_right: bool
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YourRows:
    """The reader's rows in the version in force; without one, `version` is empty."""

    version: str = ""
    number: int = 0
    rows: tuple[YourRow, ...] = ()
    question: QuestionShown | None = None
    answered: tuple[AnsweredLine, ...] = ()

    @property
    def waiting(self) -> tuple[YourRow, ...]:
        """List the rows that are not confirmed as they are now."""
        return tuple(row for row in self.rows if row.waits)

    @property
    def settled(self) -> tuple[YourRow, ...]:
        """List the rows that are confirmed."""
        return tuple(row for row in self.rows if not row.waits)


def your_rows(*, engagement: str, by: str, now: datetime) -> YourRows:
    """Show the rows of the version in force that are the reader's own."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return YourRows()
    people = people_of(engagement=engagement)
    known = told(engagement, viewer.person)
    own = rows_of(force.matrix, viewer.person, now)
    valid = {held.seq: held for row, _ in own if (held := known.held(force, engagement, viewer.person, row.id))}
    versions = {
        number: force if number == force.number else version_ready(engagement=engagement, number=number)
        for number in {held.version for held in valid.values()}
    }
    return YourRows(
        version=force.matrix.version,
        number=force.number,
        rows=tuple(_row(force, row, post, known, viewer, people, now) for row, post in own),
        question=_question(valid, versions, known, people, engagement),
        answered=tuple(_answered(viewer, valid, force.matrix, people)),
    )


def _row(  # noqa: PLR0917 - a line is made of all of this
    force: InForce, row: Row, post: Post, known: Told, viewer: Viewer, people: Mapping[str, PersonLine], now: datetime
) -> YourRow:
    matrix = force.matrix
    knowing = known.knowing(force, viewer.engagement, viewer.person, row.id)
    before = any(row.id in one.rows for one in known.confirmed.get(viewer.person, ()))
    return YourRow(
        id=row.id,
        title=title_of(row),
        post=str(post),
        scope=scope_lines(row.scope),
        accountable=slot_line(matrix, row.slots.accountable, people, now),
        then=slot_lines(matrix, (row.slots.deputy, *row.slots.escalation), people, now),
        clocks=row.clocks,
        proof=row.proof,
        may=_may(matrix, row),
        must_carry=row.must_carry,
        waits=knowing is Knowing.UNCONFIRMED,
        again=knowing is Knowing.UNCONFIRMED and before,
        knowing=str(knowing),
    )


def _may(matrix: Matrix, row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((one.action, one.says()) for one in matrix.permissions_of(row.id))


def _question(
    valid: Mapping[int, Confirmed],
    versions: Mapping[int, InForce],
    known: Told,
    people: Mapping[str, PersonLine],
    seed: str,
) -> QuestionShown | None:
    """Find the first question that is not answered, the earliest confirmation first."""
    for seq in sorted(valid):
        version = versions[valid[seq].version]
        turn = next_question(version.compiled, valid[seq], known.replies.get(seq, ()), seed=seed)
        if turn is not None:
            return _shown(seq, turn, version.matrix, people)
    return None


def _shown(seq: int, turn: NextQuestion, matrix: Matrix, people: Mapping[str, PersonLine]) -> QuestionShown:
    present = (people[person.id] for person in matrix.directory.people if person.id in people)
    return QuestionShown(
        confirmation=seq,
        attempt=turn.attempt,
        nth=turn.nth,
        of=turn.of,
        situation=_situation(turn.question, matrix),
        action=turn.question.action,
        people=tuple(sorted(present, key=lambda one: (one.side, one.party, one.name))),
    )


def _situation(question: BlindQuestion, matrix: Matrix) -> SituationLine:
    local = question.at.astimezone(ZoneInfo(matrix.engagement.zone))
    facts = dict(question.facts)
    topic = facts.pop("topic", "") or "anything"
    rest = tuple((name.replace("_", " "), value) for name, value in facts.items())
    return SituationLine(topic, rest, f"{local:%A} {local.day} {local:%B} at {local:%H:%M}")


def _answered(
    viewer: Viewer, valid: Mapping[int, Confirmed], matrix: Matrix, people: Mapping[str, PersonLine]
) -> Iterator[AnsweredLine]:
    """Yield the last answers to what still holds, the latest first, each beside what was right when it was given."""
    answers = models.BlindAnswer.objects.filter(
        engagement=viewer.engagement, person=viewer.person, confirmation__in=list(valid)
    )
    stored = list(answers.order_by("-seq")[:SHOWN])
    texts = privates_for(viewer).filter(seq__in=[one.seq for one in stored], field__in=("question", "answer"))
    kept = {(seq, field): text for seq, field, text in texts.values_list("seq", "field", "value")}
    for one in stored:
        if (one.seq, "question") in kept:
            question = question_of(kept[one.seq, "question"])
            guess = guess_of(kept[one.seq, "answer"]) if (one.seq, "answer") in kept else None
            parts = tuple(_parts(question, guess, people))
            yield AnsweredLine(one.row, one.seq, _situation(question, matrix), one.right, parts)


def _parts(question: BlindQuestion, guess: Guess | None, people: Mapping[str, PersonLine]) -> Iterator[PartLine]:
    """Yield the parts with both answers in words; of a text that was erased only what is right is left."""

    def name(id_: str) -> str:
        return people[id_].name if id_ in people else NOBODY

    given = guess or Guess()
    words = {
        "holder": ("Who holds it?", name(given.holder), name(question.holder)),
        "may": (f"May you {question.action}?", MAY.get(given.may, ""), MAY.get(question.may or "", "")),
        "then": ("Who is called next?", name(given.then), name(question.then or "")),
    }
    for part, right in marks(question, given):
        asked, said, true = words[part]
        yield PartLine(asked, said if guess else "erased", true, right if guess else None)
