"""What the laws stand on: a wrong target or a dropped clock anywhere in the custody table breaks a law of custody.

Runs in `./run slow`: the table is damaged in one place at a time, and the laws must notice.
"""

from collections import Counter
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from demarc.core.custody.columns import CELLS, Hand
from demarc.core.custody.states import NEXT, Act, State
from tests.core.test_custody_table import said, written
from tests.laws.custody_mutants import damaged as damaged_cell
from tests.laws.custody_mutants import equivalents, mutants
from tests.laws.custody_probes import Probes
from tests.laws.custody_walks import walked
from tests.laws.test_custody_laws import CustodyLaws

TRY = settings(
    max_examples=600,
    stateful_step_count=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
IDLE = {(State.ROUTED, Act.ESCALATE, "progress"), (State.HELD, Act.ESCALATE, "accept")}
"""Clocks that a step of escalation cannot move on, because they do not run in that state: dropping them changes nothing."""

WOUND = [
    (key, clock)
    for key, cell in CELLS.items()
    for clock in ("accept", "progress")
    if getattr(cell, clock) in {Hand.ON, Hand.ROW, Hand.STEP} and (*key, clock) not in IDLE
]

MOVING = [
    (state, act)
    for state, acts in NEXT.items()
    for act, target in acts.items()
    if target is not State.CLOSED and (target is not state or CELLS[state, act].accept is not Hand.KEEP)
]
"""The acts that lead somewhere, or wind a clock."""


@contextmanager
def damaged(table: Any, key: Any, value: Any) -> Iterator[None]:
    """Put something wrong in one place of a table, and the right thing back."""
    changed = cast("MutableMapping[Any, Any]", table)
    right = changed[key]
    changed[key] = value
    try:
        yield
    finally:
        changed[key] = right


def laws_notice() -> bool:
    try:
        run_state_machine_as_test(CustodyLaws, settings=TRY)
    except Exception:  # noqa: BLE001 - whatever breaks under a damaged table has been noticed
        return True
    return False


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_dropped_clock_is_noticed() -> None:
    """A clock dropped anywhere in the table leaves an item quiet, and the laws notice it."""
    unnoticed = []
    for key, clock in WOUND:
        cell = CELLS[key]
        quiet = replace(cell, accept=Hand.OFF) if clock == "accept" else replace(cell, progress=Hand.OFF)
        with damaged(CELLS, key, quiet):
            if not laws_notice():
                unnoticed.append((key, clock))
    assert not unnoticed


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_target_that_leaves_the_open_states_is_noticed() -> None:
    """An act that closed what it should keep open would leave it without anybody, and the laws notice it."""
    unnoticed = []
    for state, act in MOVING:
        with damaged(NEXT[state], act, State.CLOSED):
            if not laws_notice():
                unnoticed.append((state, act))
    assert not unnoticed


def test_every_damage_to_a_cell_differs_from_what_is_written_down() -> None:
    """Who may, who holds then, where it leads and which clocks run is written down by hand beside the program."""
    same = []
    for mutant in mutants():
        with damaged_cell(mutant):
            if said() == written():
                same.append(str(mutant))
    assert same == []


def test_a_clock_runs_where_the_list_of_equivalents_says_that_it_does() -> None:
    """Clock A runs on what is routed or offered, clock P on what is held or offered, and one of them in a dispute."""
    shapes = {(one.custody.state, one.custody.accept is not None, one.custody.progress is not None) for one in walked()}
    assert shapes == {
        (State.ROUTED, True, False),
        (State.HELD, False, True),
        (State.OFFERED, True, True),
        (State.DISPUTED, True, False),
        (State.DISPUTED, False, True),
        (State.CLOSED, False, False),
    }


def test_the_list_of_equivalents_names_damages_that_there_are_and_each_once() -> None:
    """What changes nothing is listed by name, under the rule that makes it so."""
    listed = Counter(equivalents())
    assert [name for name, times in listed.items() if times > 1] == []
    assert listed.keys() <= {str(mutant) for mutant in mutants()}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("state", [None, *State])
def test_every_damage_shows_in_what_happens_or_is_listed_as_equivalent(state: State | None) -> None:
    """A wrong cell is noticed by what people do and hear, and not by comparing two tables alone."""
    probes = the_probes()
    assert {key for key in CELLS if key[0] is state} <= probes.entered
    here = [mutant for mutant in mutants() if mutant.key[0] is state]
    listed = set(equivalents())
    shown = {str(mutant): probes.show(mutant) for mutant in here}
    assert [name for name, shows in shown.items() if shows and name in listed] == [], "listed, and caught: strike it out"
    assert [name for name, shows in shown.items() if not shows and name not in listed] == [], "escaped, and not listed"


@cache
def the_probes() -> Probes:
    return Probes()
