"""Confirming one's rows, and answering for them: consent given beforehand, and the proof that it was more than a click.

What somebody confirms is the standing acceptance of what those rows will bring. The answers they give afterwards stand in
the record as commitments; what counts for both sides is only whether they were right.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import Seat, seat_of
from demarc.core.custody.entries import Private
from demarc.core.custody.plain import Plain
from demarc.core.matrix.table import Matrix
from demarc.core.understanding.blind import BlindQuestion, Guess, guess_text, marks, question_text
from demarc.core.understanding.named import rows_of
from demarc.core.understanding.rounds import Confirmed, NextQuestion, questions
from demarc.core.understanding.states import Knowing
from demarc.core.words import PartyId, RowId
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.append import append
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force, version_ready
from demarc.record.reads.understanding import Told, told
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement


@dataclass(frozen=True, slots=True)
class RowsConfirmed:
    """The rows are confirmed; `asked` is how many questions about them follow."""

    seq: int
    rows: tuple[RowId, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer stands in the record: what was asked, and whether each part of it was right."""

    question: BlindQuestion
    parts: tuple[tuple[str, bool], ...]

    @property
    def right(self) -> bool:
        """Tell whether every part was right."""
        return all(right for _, right in self.parts)


def confirm_rows(*, engagement: str, number: int, rows: Collection[str], by: str, now: datetime) -> RowsConfirmed | Refused:
    """Confirm rows of the version in force as one's own; `number` is the version that was read.

    1. The version read is still the one in force. 2. Every row named is this person's, as holder or deputy. 3. What they
    confirmed before and has not changed for them since is not confirmed again. Raises `NotFound` for strangers.
    """
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce:
        return Refused("Confirming is refused: no version is signed and in force, so there is nothing to confirm.")
    if reason := _unfit(force, seat, number, rows, now):
        return Refused(reason)
    with write_transaction():
        _one_at_a_time(seat, engagement)
        known = told(engagement, seat.person)
        wanted = tuple(row.id for row in force.matrix.rows if row.id in rows)
        new = tuple(row for row in wanted if _open(known, force, seat, engagement, row))
        if not new:
            return Refused("Confirming is refused: you have confirmed all of these, and nothing about them has changed.")
        return _confirmed(engagement, force, seat, new, now)


def answer_question(
    *, engagement: str, confirmation: int, attempt: int, nth: int, guess: Guess, by: str, now: datetime
) -> Marked | Refused:
    """Answer one blind question of a confirmation of one's own. Raises `NotFound` for strangers and for others' questions.

    The question is drawn again from its seed, so what counts as right is what the matrix says, not what the page sent.
    """
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    with write_transaction():
        _one_at_a_time(seat, engagement)
        known = told(engagement, seat.person)
        held = next((one for one in known.confirmed.get(seat.person, ()) if one.seq == confirmation), None)
        if held is None:
            raise NotFound("question", str(confirmation))
        replies = known.replies.get(held.seq, ())
        if any((reply.attempt, reply.nth) == (attempt, nth) for reply in replies):
            return Refused("This question is answered already; an answer is given once.")
        version = version_ready(engagement=engagement, number=held.version)
        turns = questions(version.compiled, held, replies, attempt, seed=engagement) if attempt >= 1 else ()
        if sum(reply.attempt == attempt for reply in replies) != nth or not 0 <= nth < len(turns):
            return Refused("This question does not stand before you now; look at the page again.")
        if reason := _unlisted(version.matrix, turns[nth].question, guess):
            return Refused(reason)
        return _marked(engagement, held, turns[nth], guess, now)


def _unfit(force: InForce, seat: Seat, number: int, rows: Collection[str], now: datetime) -> str:
    if number != force.number:
        return (
            f"Confirming is refused: you have read version no. {number}, and no. {force.number} is in force. Read it again."
        )
    if not rows:
        return "Confirming is refused: no row was ticked."
    own = {row.id for row, _ in rows_of(force.matrix, seat.person, now)}
    if strange := sorted(set(rows) - own):
        return f"Confirming is refused: you are neither holder nor deputy of the row `{strange[0][:40]}`."
    return ""


def _one_at_a_time(seat: Seat, engagement: str) -> None:
    """Let one request of a person at a time see what they have confirmed and answered: two may be on their way."""
    models.Membership.objects.select_for_update().get(engagement=engagement, person=seat.person)


def _open(known: Told, force: InForce, seat: Seat, engagement: str, row: RowId) -> bool:
    return known.knowing(force, engagement, seat.person, row) is Knowing.UNCONFIRMED


def _confirmed(engagement: str, force: InForce, seat: Seat, rows: tuple[RowId, ...], now: datetime) -> RowsConfirmed:
    said: dict[str, Plain] = {
        "version": force.matrix.version,
        "number": force.number,
        "digest": force.digest,
        "rows": list(rows),
    }
    seq = append(engagement=engagement, entries=(Statement(act="confirmed", by=seat.person, at=now, said=said),)).first
    held = Confirmed(seq, seat.person, force.number, rows, now, 0)
    asked = len(questions(force.compiled, held, (), 1, seed=engagement))
    models.Confirmation.objects.create(
        engagement=engagement,
        seq=seq,
        person=seat.person,
        version=force.number,
        digest=force.digest,
        at=now,
        rows=list(rows),
        asked=asked,
    )
    return RowsConfirmed(seq, rows, asked)


def _unlisted(matrix: Matrix, question: BlindQuestion, guess: Guess) -> str:
    """Refuse what is no answer, so that a slip of the hand does not count as one."""
    if matrix.directory.person(guess.holder) is None:
        return "Pick who holds it."
    if question.may is not None and not guess.may:
        return "Pick what the matrix says of the action."
    if guess.then and matrix.directory.person(guess.then) is None:
        return "Pick who is called next, or that nobody is."
    return ""


def _marked(engagement: str, held: Confirmed, turn: NextQuestion, guess: Guess, now: datetime) -> Marked:
    question = turn.question
    done = Marked(question, marks(question, guess))
    said: dict[str, Plain] = {
        "confirmation": held.seq,
        "attempt": turn.attempt,
        "nth": turn.nth,
        "row": question.row,
        "right": int(done.right),
    }
    party = PartyId(models.Person.objects.values_list("party", flat=True).get(engagement=engagement, id=held.person))
    private = (Private("question", question_text(question), party), Private("answer", guess_text(guess), party))
    entry = Statement(act="answered for a row", by=held.person, at=now, said=said, private=private)
    models.BlindAnswer.objects.create(
        engagement=engagement,
        seq=append(engagement=engagement, entries=(entry,)).first,
        person=held.person,
        confirmation=held.seq,
        attempt=turn.attempt,
        nth=turn.nth,
        row=question.row,
        right=done.right,
        at=now,
    )
    return done
