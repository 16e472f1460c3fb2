"""What the laws stand on: a wrong target or a dropped clock anywhere in the custody table breaks one of laws 1 to 5.

Runs in `./run slow`: the table is damaged in one place at a time, and the laws must notice.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from demarc.core.custody.columns import CELLS, Hand
from demarc.core.custody.states import NEXT, Act, State
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
    """Law 4: A clock dropped anywhere in the table leaves an item quiet, and the laws notice it."""
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
    """Law 1: An act that closed what it should keep open would leave it without anybody, and the laws notice it."""
    unnoticed = []
    for state, act in MOVING:
        with damaged(NEXT[state], act, State.CLOSED):
            if not laws_notice():
                unnoticed.append((state, act))
    assert not unnoticed
