"""From what somebody confirmed and answered to what they still have to: which rows, and which question is next."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.compiled import Compiled
from demarc.core.understanding.blind import ASKED, BlindQuestion, draw
from demarc.core.understanding.states import Knowing
from demarc.core.words import PersonId, RowId

Changed = Callable[["Confirmed"], frozenset[RowId]]
"""Names the rows that have changed between the version of a confirmation and the one in force."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One confirmation: its place in the ledger, who, which rows of which version, when, and how much was to be asked."""

    seq: int
    person: PersonId
    version: int
    rows: tuple[RowId, ...]
    at: datetime
    asked: int


@dataclass(frozen=True, slots=True)
class Reply:
    """One answered question of a confirmation: the round and its place there from 0, the row, and whether all was right."""

    attempt: int
    nth: int
    row: RowId
    right: bool


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question in its round: which round (from 1), which place (from 0), out of how many."""

    attempt: int
    nth: int
    of: int
    question: BlindQuestion


def stands_for(row: RowId, confirmed: Iterable[Confirmed], changed: Changed) -> Confirmed | None:
    """Return the confirmation that still holds for a row: the last one of it, unless the row has changed since."""
    last = max((one for one in confirmed if row in one.rows), key=lambda one: one.seq, default=None)
    return None if last is None or row in changed(last) else last


def knowing_of(row: RowId, held: Confirmed | None, replies: Iterable[Reply]) -> Knowing:
    """Tell how far a person is with a row, by the confirmation that holds for it and what was answered after that."""
    if held is None:
        return Knowing.UNCONFIRMED
    given = tuple(replies)
    if sum(reply.attempt == 1 for reply in given) < held.asked:
        return Knowing.UNASKED
    return Knowing.WRONG if row in wrong_rows(given) else Knowing.KNOWS


def wrong_rows(replies: Iterable[Reply]) -> tuple[RowId, ...]:
    """Name the rows about which the last round that asked about them had an answer that was wrong."""
    found: dict[RowId, tuple[int, bool]] = {}
    for reply in sorted(replies, key=lambda one: (one.attempt, one.nth)):
        attempt, right = found.get(reply.row, (0, True))
        found[reply.row] = (reply.attempt, reply.right and (right or attempt != reply.attempt))
    return tuple(row for row, (_, right) in found.items() if not right)


def questions(
    compiled: Compiled, held: Confirmed, replies: Sequence[Reply], attempt: int, *, seed: str
) -> tuple[NextQuestion, ...]:
    """Draw one round: the first about the confirmed rows, each later one about what was still wrong before it."""
    before = [reply for reply in replies if reply.attempt < attempt]
    rows = held.rows if attempt == 1 else wrong_rows(before)
    own = f"{seed}/{held.version}/{held.person}/{attempt}"
    drawn = draw(compiled, rows, seed=own, since=held.at, asked=ASKED if attempt == 1 else len(rows))
    return tuple(NextQuestion(attempt, nth, len(drawn), question) for nth, question in enumerate(drawn))


def next_question(compiled: Compiled, held: Confirmed, replies: Sequence[Reply], *, seed: str) -> NextQuestion | None:
    """Return the question that is to be answered now, or None when all are, and right at last."""
    for attempt in range(1, max((reply.attempt for reply in replies), default=0) + 2):
        turns = questions(compiled, held, replies, attempt, seed=seed)
        given = sum(reply.attempt == attempt for reply in replies)
        if given < len(turns):
            return turns[given]
    return None
