"""Confirming one's rows and answering for them: once per change, blind, in the record, and seen by both sides."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from demarc.acts.outcome import Refused
from demarc.acts.tick import tick
from demarc.acts.understand import Marked, RowsConfirmed, answer_question, confirm_rows
from demarc.core.matrix.table import Matrix
from demarc.core.people import Slots
from demarc.core.understanding.blind import ASKED, Guess
from demarc.core.understanding.rounds import NextQuestion, next_question
from demarc.core.understanding.states import Knowing, Understanding
from demarc.core.words import RowId
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.drill_results import drills_passed
from demarc.record.reads.matrix import matrix_in_force, version_ready
from demarc.record.reads.understanding import states_of, told
from tests.acts.test_versions import moved_to_luis, propose, sign, sound
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.drilled import passed
from tests.next_version import write_next_version
from tests.stage import DAY, TUESDAY, Stage, alder_matrix

OF_TOMASZ = ("SE-01", "SE-02", "PT-01")


def confirm(stage: Stage, by: str, *rows: str, number: int = 1, now: datetime = TUESDAY) -> RowsConfirmed | Refused:
    return confirm_rows(engagement=stage.engagement, number=number, rows=rows, by=stage.id(by), now=now)


def confirmed(stage: Stage, by: str, *rows: str, number: int = 1, now: datetime = TUESDAY) -> RowsConfirmed:
    found = confirm(stage, by, *rows, number=number, now=now)
    assert isinstance(found, RowsConfirmed), found
    return found


def turn(stage: Stage, by: str, done: RowsConfirmed) -> NextQuestion | None:
    known = told(stage.engagement, stage.id(by))
    held = next(one for one in known.confirmed[stage.id(by)] if one.seq == done.seq)
    compiled = version_ready(engagement=stage.engagement, number=held.version).compiled
    return next_question(compiled, held, known.replies.get(done.seq, ()), seed=stage.engagement)


def right_answer(found: NextQuestion) -> Guess:
    question = found.question
    return Guess(question.holder, str(question.may or ""), str(question.then or ""))


def wrong_answer(found: NextQuestion, stage: Stage) -> Guess:
    return replace(right_answer(found), holder=stage.id(RUTH))


def answer(stage: Stage, by: str, done: RowsConfirmed, guess: Guess | None = None, **at: int) -> Marked | Refused:
    found = turn(stage, by, done)
    assert found is not None
    place: Any = {"attempt": found.attempt, "nth": found.nth, **at}
    who: Any = {"engagement": stage.engagement, "by": stage.id(by), "now": TUESDAY}
    return answer_question(confirmation=done.seq, guess=guess or right_answer(found), **place, **who)


def answer_all(stage: Stage, by: str, done: RowsConfirmed) -> None:
    while turn(stage, by, done) is not None:
        assert isinstance(answer(stage, by, done), Marked)


def knowing(stage: Stage, by: str, row: str, now: datetime = TUESDAY) -> Knowing:
    force = matrix_in_force(engagement=stage.engagement, now=now)
    return told(stage.engagement).knowing(force, stage.engagement, stage.id(by), RowId(row))


def in_force_later(stage: Stage, matrix: Matrix, now: datetime = TUESDAY) -> None:
    write_next_version(engagement=stage.engagement, matrix=matrix, now=now, by=stage.id(DANA), starts_at=now + DAY)


def reason(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def test_somebody_confirms_their_rows_and_then_answers_three_questions_about_them(stage: Stage) -> None:
    assert knowing(stage, TOMASZ, "SE-01") is Knowing.UNCONFIRMED
    done = confirmed(stage, TOMASZ, *OF_TOMASZ)
    assert (done.rows, done.asked) == (OF_TOMASZ, ASKED)
    assert knowing(stage, TOMASZ, "SE-01") is Knowing.UNASKED
    answer_all(stage, TOMASZ, done)
    assert {knowing(stage, TOMASZ, row) for row in OF_TOMASZ} == {Knowing.KNOWS}
    assert models.BlindAnswer.objects.filter(engagement=stage.engagement).count() == ASKED


def test_what_was_said_stands_in_the_record_and_the_words_only_as_commitments(stage: Stage) -> None:
    done = confirmed(stage, TOMASZ, "SE-01")
    answer(stage, TOMASZ, done)
    first, second = models.Entry.objects.filter(engagement=stage.engagement, seq__gte=done.seq).order_by("seq")
    assert json.loads(first.public)["said"]["rows"] == ["SE-01"]
    assert json.loads(second.public)["said"]["right"] == 1
    assert set(json.loads(second.public)["sealed"]) == {"question", "answer"}
    assert stage.id(TOMASZ) not in json.dumps(json.loads(second.public)["said"])
    kept = models.Private.objects.filter(engagement=stage.engagement, seq=second.seq)
    assert {one.party for one in kept} == {"harborline"}


def test_a_wrong_answer_leaves_its_row_not_understood_until_it_is_answered_right_in_another_situation(stage: Stage) -> None:
    done = confirmed(stage, TOMASZ, *OF_TOMASZ)
    found = turn(stage, TOMASZ, done)
    assert found is not None
    marked = answer(stage, TOMASZ, done, wrong_answer(found, stage))
    assert isinstance(marked, Marked)
    assert not marked.right
    row = found.question.row
    for _ in range(ASKED - 1):
        answer(stage, TOMASZ, done)
    assert knowing(stage, TOMASZ, row) is Knowing.WRONG
    again = turn(stage, TOMASZ, done)
    assert again is not None
    assert (again.attempt, again.question.row) == (2, row)
    assert again.question != found.question
    answer_all(stage, TOMASZ, done)
    assert knowing(stage, TOMASZ, row) is Knowing.KNOWS


def test_a_new_version_asks_again_only_whose_rows_changed(stage: Stage) -> None:
    answer_all(stage, TOMASZ, confirmed(stage, TOMASZ, *OF_TOMASZ))
    answer_all(stage, MEI, confirmed(stage, MEI, "PT-01"))
    matrix = alder_matrix(version="4")
    rows = tuple(
        replace(row, slots=Slots(TOMASZ, JONAH, (DANA, LUIS))) if row.id == "SE-01" else row for row in matrix.rows
    )
    in_force_later(stage, replace(matrix, rows=rows))
    later = TUESDAY + 2 * DAY
    assert knowing(stage, MEI, "PT-01", later) is Knowing.KNOWS
    assert [knowing(stage, TOMASZ, row, later) for row in OF_TOMASZ] == [Knowing.UNCONFIRMED, Knowing.KNOWS, Knowing.KNOWS]
    assert "nothing about them has changed" in reason(confirm(stage, MEI, "PT-01", number=2, now=later))
    again = confirmed(stage, TOMASZ, *OF_TOMASZ, number=2, now=later)
    assert again.rows == ("SE-01",)


def test_only_the_version_in_force_and_only_ones_own_rows_are_confirmed(stage: Stage) -> None:
    assert "no. 1 is in force" in reason(confirm(stage, TOMASZ, "SE-01", number=2))
    assert "neither holder nor deputy of the row `SE-01`" in reason(confirm(stage, MEI, "SE-01"))
    assert "no row was ticked" in reason(confirm(stage, MEI))
    confirmed(stage, MEI, "PT-01")
    assert "nothing about them has changed" in reason(confirm(stage, MEI, "PT-01"))
    assert models.Confirmation.objects.count() == 1


def test_an_answer_is_given_once_in_order_and_by_who_was_asked(stage: Stage) -> None:
    done = confirmed(stage, TOMASZ, *OF_TOMASZ)
    assert "does not stand before you" in reason(answer(stage, TOMASZ, done, nth=2))
    assert "does not stand before you" in reason(answer(stage, TOMASZ, done, attempt=2))
    assert "does not stand before you" in reason(answer(stage, TOMASZ, done, attempt=0))
    assert isinstance(answer(stage, TOMASZ, done), Marked)
    assert "is answered already" in reason(answer(stage, TOMASZ, done, nth=0))
    with pytest.raises(NotFound):
        answer_question(
            engagement=stage.engagement,
            confirmation=done.seq,
            attempt=1,
            nth=1,
            guess=Guess(),
            by=stage.id(MEI),
            now=TUESDAY,
        )


def test_what_is_no_answer_is_sent_back_and_counts_as_none(stage: Stage) -> None:
    done = confirmed(stage, TOMASZ, "SE-01")
    assert "Pick who holds it" in reason(answer(stage, TOMASZ, done, Guess("nobody-of-here")))
    assert "Pick who is called next" in reason(answer(stage, TOMASZ, done, Guess(stage.id(DANA), "allowed", "x")))
    assert not models.BlindAnswer.objects.exists()


def test_a_row_is_tested_and_understood_when_a_drill_passed_and_everybody_it_names_knows_it(stage: Stage) -> None:
    def state(now: datetime = TUESDAY) -> Understanding:
        force = matrix_in_force(engagement=stage.engagement, now=now)
        drills = drills_passed(stage.engagement, now)
        return states_of(engagement=stage.engagement, force=force, passed=drills, now=now)[RowId("PT-01")].state

    assert state() is Understanding.NOT_TESTED
    passed(stage.engagement, "PT-01", at=TUESDAY)
    assert state() is Understanding.NOT_UNDERSTOOD
    answer_all(stage, MEI, confirmed(stage, MEI, "PT-01"))
    assert state() is Understanding.NOT_UNDERSTOOD
    answer_all(stage, TOMASZ, confirmed(stage, TOMASZ, "PT-01"))
    assert state() is Understanding.UNDERSTOOD
    assert state(TUESDAY + timedelta(days=400)) is Understanding.NOT_TESTED


def test_who_has_left_holds_nothing_back(stage: Stage) -> None:
    passed(stage.engagement, "PT-01", at=TUESDAY)
    answer_all(stage, MEI, confirmed(stage, MEI, "PT-01"))
    models.Person.objects.filter(engagement=stage.engagement, key=TOMASZ).update(left_at=TUESDAY)
    force = matrix_in_force(engagement=stage.engagement, now=TUESDAY)
    drills = drills_passed(stage.engagement, TUESDAY)
    assert states_of(engagement=stage.engagement, force=force, passed=drills, now=TUESDAY)[RowId("PT-01")].known


def test_a_stranger_and_a_guest_confirm_nothing(stage: Stage) -> None:
    with pytest.raises(NotFound):
        confirm_rows(engagement=stage.engagement, number=1, rows=("SE-01",), by="stranger", now=TUESDAY)
    models.Membership.objects.filter(person=stage.id(PRIYA)).update(guest_until=TUESDAY + DAY)
    assert "a guest reads" in reason(confirm(stage, PRIYA, "SE-02"))


def test_when_a_version_begins_to_decide_whose_rows_changed_is_asked_once(stage: Stage) -> None:
    write_next_version(engagement=stage.engagement, matrix=sound("3b"), now=TUESDAY, by=stage.id(DANA))
    for by, rows in ((TOMASZ, OF_TOMASZ), (MEI, ("PT-01",))):
        answer_all(stage, by, confirmed(stage, by, *rows, number=2))
    matrix = moved_to_luis()
    proposed = propose(stage, matrix)
    for by in (DANA, PRIYA):
        sign(stage, proposed, by)
    tick(now=TUESDAY + DAY)
    tick(now=TUESDAY + DAY)
    letters = models.Outbox.objects.filter(engagement=stage.engagement, about="confirm")
    asked = {stage.name(one.person): one for one in letters}
    # Tomasz no longer holds SE-01, and nothing changed in what he still has; Mei's row is as it was.
    assert not {TOMASZ, MEI} & asked.keys()
    assert {LUIS, DANA, JONAH, PRIYA} <= asked.keys()
    assert "SE-01" in asked[LUIS].text
    assert letters.count() == len(asked)
