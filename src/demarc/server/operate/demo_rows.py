"""The people of the demo confirm their rows on the first working day and answer for them; not all have got round to it.

Jonah has confirmed nothing yet, and Mei answered one question wrong, so that the matrix shows what it looks like.
"""

from dataclasses import replace

from demarc.acts.understand import Marked, RowsConfirmed, answer_question, confirm_rows
from demarc.core.understanding.blind import Guess
from demarc.core.understanding.named import rows_of
from demarc.core.understanding.rounds import NextQuestion, next_question
from demarc.record.reads.matrix import InForce, matrix_in_force
from demarc.record.reads.understanding import told
from demarc.server.operate.demo_days import Days
from demarc.server.operate.demo_past import DidNotHappen, Past, Story

READ_IT = ("dana", "luis", "ruth", "marc", "priya", "tomasz", "mei")
MISTAKEN = "mei"


def confirmed(past: Past, days: Days) -> Story:
    """Let everybody but Jonah read their rows, confirm them and answer."""
    yield days.back(len(days.worked), "09:20")
    force = matrix_in_force(engagement=past.engagement, now=past.at)
    for who in READ_IT:
        person = past.person(who)
        rows = [row.id for row, _ in rows_of(force.matrix, person, past.at)]
        if rows:
            done = confirm_rows(engagement=past.engagement, number=force.number, rows=rows, by=person, now=past.at)
            if not isinstance(done, RowsConfirmed):
                raise DidNotHappen(done.reason)
            _answer(past, force, done, who)


def _answer(past: Past, force: InForce, done: RowsConfirmed, who: str) -> None:
    """Answer the first round, all of it right, or for Mei the first question wrong."""
    while (turn := _turn(past, force, done, past.person(who))) is not None and turn.attempt == 1:
        question = turn.question
        guess = Guess(question.holder, str(question.may or ""), str(question.then or ""))
        if who == MISTAKEN and turn.nth == 0:
            guess = replace(guess, then="")
        marked = answer_question(
            engagement=past.engagement,
            confirmation=done.seq,
            attempt=turn.attempt,
            nth=turn.nth,
            guess=guess,
            by=past.person(who),
            now=past.at,
        )
        if not isinstance(marked, Marked):
            raise DidNotHappen(marked.reason)


def _turn(past: Past, force: InForce, done: RowsConfirmed, person: str) -> NextQuestion | None:
    known = told(past.engagement, person)
    held = next(one for one in known.confirmed[person] if one.seq == done.seq)
    return next_question(force.compiled, held, known.replies.get(done.seq, ()), seed=past.engagement)
