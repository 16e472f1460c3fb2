"""Written, tested, understood: whose rows they are, what a new version changes for them, what is asked, how it stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.table import Clock, Matrix, Permission, scope_of
from demarc.core.matrix.who import who
from demarc.core.people import Role, Shift, Slots
from demarc.core.presets.alder import alder_dental_group
from demarc.core.understanding.blind import (
    ASKED,
    BlindQuestion,
    Guess,
    draw,
    guess_of,
    guess_text,
    marks,
    question_of,
    question_text,
)
from demarc.core.understanding.named import Named, Post, changed_rows, named_in, rows_of
from demarc.core.understanding.rounds import Confirmed, Reply, knowing_of, next_question, stands_for, wrong_rows
from demarc.core.understanding.states import (
    HALF_A_YEAR,
    YEAR,
    Knowing,
    RowState,
    Understanding,
    cadence_of,
    row_state,
    score,
)
from demarc.core.words import Answer, PersonId, Priority, RowId
from tests.cast import DANA, JONAH, LUIS, MARC, MEI, PRIYA, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, alder_matrix

MATRIX = alder_matrix()
DECIDE = compile_matrix(MATRIX)
ROWS = tuple(row.id for row in MATRIX.rows)


def with_row(matrix: Matrix, id_: str, **changed: object) -> Matrix:
    rows = tuple(replace(row, **changed) if row.id == id_ else row for row in matrix.rows)  # type: ignore[arg-type]  # fields of a row
    return replace(matrix, rows=rows)


# --- whose rows they are ----------------------------------------------------------------------------------------------


def test_a_row_names_its_holder_and_its_deputy() -> None:
    assert named_in(MATRIX, MATRIX.rows[0], TUESDAY) == (Named(TOMASZ, Post.HOLDER), Named(JONAH, Post.DEPUTY))
    assert [(row.id, post) for row, post in rows_of(MATRIX, MEI, TUESDAY)] == [("PT-01", Post.HOLDER)]


def test_a_role_names_everybody_on_its_roster_ahead_and_who_falls_in() -> None:
    shifts = (
        Shift("soc-oncall", MEI, TUESDAY - 9 * DAY, TUESDAY - 2 * DAY),
        Shift("soc-oncall", TOMASZ, TUESDAY + DAY, TUESDAY + 2 * DAY),
    )
    matrix = replace(MATRIX, directory=replace(MATRIX.directory, shifts=shifts, roles=(Role("soc-oncall", JONAH),)))
    night = matrix.rows[1]
    assert [one.person for one in named_in(matrix, night, TUESDAY)] == [TOMASZ, JONAH, PRIYA]


def test_who_has_left_need_not_know_anything() -> None:
    people = tuple(replace(one, left_at=TUESDAY) if one.id == JONAH else one for one in MATRIX.directory.people)
    matrix = replace(MATRIX, directory=replace(MATRIX.directory, people=people))
    assert named_in(matrix, matrix.rows[0], TUESDAY) == (Named(TOMASZ, Post.HOLDER),)


# --- what a new version asks again ------------------------------------------------------------------------------------


def test_the_same_matrix_under_another_version_asks_nobody_again() -> None:
    assert not changed_rows(MATRIX, replace(MATRIX, version="4"))


@pytest.mark.parametrize("words", [{"title": "Called otherwise"}, {"clause": "7.3"}, {"function": "SE-02"}])
def test_other_words_ask_nobody_again(words: dict[str, str]) -> None:
    assert not changed_rows(MATRIX, with_row(MATRIX, "SE-01", **words))


@pytest.mark.parametrize(
    "terms",
    [
        {"slots": Slots(TOMASZ, MEI, (PRIYA, DANA, LUIS))},
        {"slots": Slots(TOMASZ, JONAH, (DANA, PRIYA, LUIS))},
        {"proof": "the verdict in writing"},
        {"must_carry": "the serial number"},
        {"informed": (MARC,)},
    ],
)
def test_a_row_whose_terms_changed_asks_its_people_and_no_other_row_does(terms: dict[str, object]) -> None:
    assert changed_rows(MATRIX, with_row(MATRIX, "SE-01", **terms)) == {"SE-01"}


def test_a_row_that_lost_a_part_to_a_neighbour_changed_as_well_as_the_neighbour() -> None:
    wide = scope_of({"topic": ("os-patch",), "device_class": ("server", "workstation")})
    new = with_row(MATRIX, "PT-02", scope=wide)
    new = with_row(new, "PT-01", yields_to=(RowId("PT-02"),))
    assert changed_rows(MATRIX, new) == {"PT-01", "PT-02"}


def test_a_box_written_otherwise_that_takes_the_same_asks_nobody() -> None:
    whole = {"topic": ("vendor",), "severity": ("low", "medium", "high", "critical", "unknown")}
    assert not changed_rows(MATRIX, with_row(MATRIX, "VS-02", scope=scope_of(whole)))


def test_a_permission_and_a_clock_are_terms() -> None:
    less = replace(MATRIX, permissions=(Permission(RowId("SE-01"), "isolate", Answer.NEVER),))
    assert changed_rows(MATRIX, less) == {"SE-01"}
    quicker = replace(MATRIX, clocks=(Clock(Priority.P1, 5 * MINUTE),))
    assert changed_rows(MATRIX, quicker) == set(ROWS)


# --- blind questions --------------------------------------------------------------------------------------------------


def drawn(seed: str = "alder/v3/tomasz") -> tuple[BlindQuestion, ...]:
    return draw(DECIDE, ROWS, seed=seed, since=TUESDAY)


def test_the_same_seed_draws_the_same_questions_and_another_seed_others() -> None:
    assert drawn() == drawn()
    assert drawn() != drawn("alder/v4/tomasz")


def test_three_questions_come_from_different_rows_and_from_one_row_where_there_is_but_one() -> None:
    assert len({one.row for one in drawn()}) == len(drawn()) == ASKED
    alone = draw(DECIDE, ROWS[:1], seed="alder/v3/tomasz", since=TUESDAY)
    assert {one.row for one in alone} == {ROWS[0]}
    assert len(set(map(repr, alone))) == ASKED


@pytest.mark.parametrize("seed", [f"person {nth}" for nth in range(12)])
def test_what_a_question_expects_is_what_the_matrix_answers(seed: str) -> None:
    for question in drawn(seed):
        owned = who(MATRIX, dict(question.facts), question.at)
        assert owned.row is not None
        assert (owned.row.id, owned.holder) == (question.row, question.holder)
        assert owned.call[1] == question.then
        assert TUESDAY < question.at < TUESDAY + timedelta(days=16)


def test_every_row_of_a_whole_matrix_can_be_asked_about() -> None:
    alder = compile_matrix(alder_dental_group(TUESDAY.date()))
    # SN-07 overlaps with PT-04 on purpose: nothing in it has exactly one row.
    rows = [row.id for row in alder.matrix.rows if row.id != "SN-07"]
    for row in rows:
        found = draw(alder, (row,), seed="all", since=TUESDAY)
        assert found, row
    assert any(one.may for row in rows for one in draw(alder, (row,), seed="all", since=TUESDAY))


def test_a_question_and_an_answer_come_back_from_their_texts() -> None:
    for question in (*drawn(), replace(drawn()[0], then=None, may=None, action="")):
        assert question_of(question_text(question)) == question
    assert guess_of(guess_text(Guess(DANA, "never"))) == Guess(DANA, "never")


def test_an_answer_is_marked_part_by_part() -> None:
    question = BlindQuestion(RowId("SE-01"), (), TUESDAY, TOMASZ, "isolate", Answer.ASK_THEN_DO, JONAH)
    assert marks(question, Guess(TOMASZ, "ask N then do", JONAH)) == (("holder", True), ("may", True), ("then", True))
    assert marks(question, Guess(TOMASZ, "allowed", "")) == (("holder", True), ("may", False), ("then", False))
    nothing_granted = replace(question, action="", may=None)
    assert [part for part, _ in marks(nothing_granted, Guess())] == ["holder", "then"]


# --- how a row stands -------------------------------------------------------------------------------------------------

KNOWN = ((PersonId("t"), Knowing.KNOWS), (PersonId("j"), Knowing.KNOWS))
HALF = ((PersonId("t"), Knowing.KNOWS), (PersonId("j"), Knowing.UNCONFIRMED))


def state(people: tuple[tuple[PersonId, Knowing], ...], days: int | None, *, signed: bool = True) -> RowState:
    passed = None if days is None else TUESDAY - timedelta(days=days)
    return row_state(signed=signed, last_passed=passed, cadence=YEAR, people=people, now=TUESDAY)


@pytest.mark.parametrize(
    ("people", "days", "signed", "expected"),
    [
        (KNOWN, 10, False, "written"),
        (KNOWN, None, True, "written, not tested"),
        (KNOWN, 366, True, "written, not tested"),
        (HALF, None, True, "written, not tested"),
        (HALF, 10, True, "not understood"),
        ((), 10, True, "not understood"),
        (KNOWN, 365, True, "tested and understood"),
    ],
)
def test_a_row_stands_at_the_first_step_it_has_not_made(
    *, people: tuple[tuple[PersonId, Knowing], ...], days: int | None, signed: bool, expected: str
) -> None:
    assert state(people, days, signed=signed).state == expected


def test_what_is_lacking_beyond_the_first_step_is_said_too() -> None:
    assert state(HALF, None).lacking == ((PersonId("j"), Knowing.UNCONFIRMED),)


def test_every_state_of_the_requirement_can_be_reached() -> None:
    reached = {state(KNOWN, 1, signed=False).state, state(KNOWN, None).state, state(HALF, 1).state, state(KNOWN, 1).state}
    assert reached == set(Understanding)


def test_the_score_is_lowered_by_what_is_not_tested_and_by_what_is_not_known() -> None:
    assert score([state(KNOWN, 1)]) == 100
    assert score([state(KNOWN, None)]) == score([state(HALF, 1)]) == 50
    assert score([state(HALF, None)]) == score([state(KNOWN, 1, signed=False)]) == score([]) == 0
    assert score([state(KNOWN, 1), state(HALF, None)]) == 50


def test_what_may_never_be_divided_is_drilled_twice_as_often() -> None:
    assert cadence_of("SE-03") == HALF_A_YEAR
    assert cadence_of("PT-01") == YEAR


# --- what somebody still has to do ------------------------------------------------------------------------------------

SE_01, SE_02, PT_01 = RowId("SE-01"), RowId("SE-02"), RowId("PT-01")
HELD = Confirmed(7, TOMASZ, 3, (SE_01, SE_02, PT_01), TUESDAY, ASKED)


def replies_of(*answers: tuple[RowId, bool], attempt: int = 1) -> list[Reply]:
    return [Reply(attempt, nth, row, right) for nth, (row, right) in enumerate(answers)]


def test_a_confirmation_holds_until_its_row_changes_or_is_confirmed_anew() -> None:
    later = replace(HELD, seq=9, version=4, rows=(SE_01,))
    both = (HELD, later)
    assert stands_for(SE_01, both, lambda _: frozenset()) == later
    assert stands_for(SE_02, both, lambda _: frozenset()) == HELD
    assert stands_for(SE_02, both, lambda one: frozenset({SE_02}) if one is HELD else frozenset()) is None
    assert stands_for(RowId("VS-02"), both, lambda _: frozenset()) is None


def test_a_row_is_known_when_it_is_confirmed_and_answered_for() -> None:
    right = replies_of((SE_01, True), (SE_02, True), (PT_01, True))
    wrong = replies_of((SE_01, True), (SE_02, False), (PT_01, True))
    assert knowing_of(SE_01, None, right) is Knowing.UNCONFIRMED
    assert knowing_of(SE_01, HELD, right[:2]) is Knowing.UNASKED
    assert knowing_of(SE_01, HELD, right) is Knowing.KNOWS
    assert [knowing_of(row, HELD, wrong) for row in HELD.rows] == [Knowing.KNOWS, Knowing.WRONG, Knowing.KNOWS]
    mended = [*wrong, *replies_of((SE_02, True), attempt=2)]
    assert knowing_of(SE_02, HELD, mended) is Knowing.KNOWS


def test_one_wrong_answer_of_two_about_a_row_is_wrong_whatever_their_order() -> None:
    assert wrong_rows(replies_of((SE_01, False), (SE_01, True))) == (SE_01,)
    assert wrong_rows(replies_of((SE_01, True), (SE_01, False))) == (SE_01,)


def test_what_was_wrong_is_asked_again_in_another_situation_and_nothing_else_is() -> None:
    given: list[Reply] = []
    asked: list[BlindQuestion] = []
    while (turn := next_question(DECIDE, HELD, given, seed="alder")) is not None:
        asked.append(turn.question)
        assert (turn.nth, turn.of) == ((len(given), ASKED) if turn.attempt == 1 else (0, 1))
        given.append(Reply(turn.attempt, turn.nth, turn.question.row, turn.attempt == 3 or turn.nth != 1))
        if turn.attempt == 2:
            given[-1] = replace(given[-1], right=False)
    assert [reply.attempt for reply in given] == [1, 1, 1, 2, 3]
    assert given[3].row == given[4].row == given[1].row
    assert len(set(map(repr, asked))) == len(asked)
