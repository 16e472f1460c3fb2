"""The table: every cell has its line, every refusal is a missing cell, and each column does what it says."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from demarc.core.custody.columns import CELLS, Becomes, Cell, Hand, Standing
from demarc.core.custody.custody import Custody
from demarc.core.custody.draw import draw
from demarc.core.custody.situation import standings
from demarc.core.custody.states import NEXT, OPEN, Act, State
from demarc.core.custody.step import acts_open_to, refusal, step
from demarc.core.words import ENGINE, PersonId
from tests.cast import DANA, JONAH, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.custody_build import IN_STATE, done, refused, situation

EVERYBODY = (DANA, LUIS, RUTH, MARC, PRIYA, TOMASZ, JONAH, MEI, ENGINE)
CELLS_OF_ITEMS = [(state, act) for state, acts in NEXT.items() if state for act in acts]


def actors(custody: Custody, cell: Cell) -> list[PersonId]:
    return [person for person in EVERYBODY if cell.may & standings(custody, situation(person))]


def start(state: State) -> Custody:
    """Come to a state, with everything in it that some standing needs: a raiser, and somebody who was called."""
    custody = IN_STATE[state]()
    return replace(custody, raised_by=JONAH, called=(*custody.called, MEI))


def test_every_cell_of_the_table_has_its_line_and_there_is_no_other() -> None:
    assert set(CELLS) == {(state, act) for state, acts in NEXT.items() for act in acts}


def test_every_act_is_somewhere_in_the_table_and_leads_to_every_state() -> None:
    assert {act for acts in NEXT.values() for act in acts} == set(Act)
    assert {target for acts in NEXT.values() for target in acts.values()} == set(State)


@pytest.mark.parametrize(("state", "act"), CELLS_OF_ITEMS)
def test_a_cell_moves_state_holder_and_clocks_as_its_line_says(state: State, act: Act) -> None:
    custody, cell = start(state), CELLS[state, act]
    by = actors(custody, cell)[0]
    entry = done(step(custody, act, situation(by, call=(DANA, LUIS)), holder=MEI if cell.holder is Becomes.NAMED else None))
    after = entry.after
    assert after.state is NEXT[state][act]
    assert after.version == custody.version + 1
    assert after.received_at == custody.received_at
    holders = {Becomes.SAME: custody.holder, Becomes.CALL: DANA, Becomes.ACTOR: by, Becomes.NAMED: MEI}
    assert after.holder == holders[cell.holder]
    for hand, before, now in (
        (cell.accept, custody.accept, after.accept),
        (cell.progress, custody.progress, after.progress),
    ):
        match hand:
            case Hand.ON | Hand.ROW:
                assert now is not None
                assert now.start == situation().now
            case Hand.OFF:
                assert now is None
            case Hand.START:
                assert now == before if before else now is not None
            case Hand.KEEP | Hand.STEP:
                assert now == before


@pytest.mark.parametrize("state", list(State))
def test_what_has_no_cell_is_refused_with_what_is_possible(state: State) -> None:
    for act in set(Act) - set(NEXT[state]):
        for by in EVERYBODY:
            reason = refused(step(start(state), act, situation(by)))
            assert f"`{act}` is refused: the item is {state}" in reason


@pytest.mark.parametrize(("state", "act"), CELLS_OF_ITEMS)
def test_who_is_none_of_those_who_may_is_refused(state: State, act: Act) -> None:
    custody, cell = start(state), CELLS[state, act]
    allowed = actors(custody, cell)
    assert allowed
    for by in set(EVERYBODY) - set(allowed):
        assert "you are none of them" in refused(step(custody, act, situation(by)))


def test_the_acts_open_to_somebody_are_those_that_are_not_refused() -> None:
    for state in OPEN:
        for by in EVERYBODY:
            custody, now = start(state), situation(by)
            assert acts_open_to(custody, now) == tuple(act for act in NEXT[state] if refusal(custody, act, now) is None)


def test_the_engine_is_nobody_but_the_engine() -> None:
    assert standings(start(State.HELD), situation(ENGINE)) == {Standing.ENGINE}


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_has_its_own_clock_armed(state: State) -> None:
    custody = IN_STATE[state]()
    assert custody.next_due is not None
    own = {State.ROUTED: custody.accept, State.HELD: custody.progress, State.OFFERED: custody.accept}
    assert own.get(state, custody.accept or custody.progress) is not None


def test_the_drawing_shows_every_cell() -> None:
    drawn = draw()
    assert "[*] --> ROUTED" in drawn
    rows = [line for line in drawn.splitlines() if line.startswith("| ")]
    assert len(rows) == len(CELLS) + 1


@cache
def written() -> dict[tuple[str, str], tuple[str, ...]]:
    """Read the table of `tests/core/custody.txt`: from and act, then the other columns."""
    text = Path(__file__).with_name("custody.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines]
    return {(row[0], row[1]): row[2:] for row in rows}


def said() -> dict[tuple[str, str], tuple[str, ...]]:
    """Say what the program's own table says, in the words of the written one."""
    return {
        (str(state or "-"), str(act)): (
            str(NEXT[state][act]),
            ", ".join(sorted(cell.may)),
            str(cell.holder),
            str(cell.accept),
            str(cell.progress),
        )
        for (state, act), cell in CELLS.items()
    }


def test_the_program_means_what_the_written_table_says() -> None:
    assert said() == written()
