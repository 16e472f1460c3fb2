"""Two people who act at the same instant, for real: one wins, the other is told who it was. On both databases."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from demarc.acts.close import close
from demarc.acts.escalate import fire_due
from demarc.acts.hand_off import accept, offer, withdraw
from demarc.acts.outcome import Done, Outcome, Refused, SomebodyWasFirst
from demarc.core.custody.custody import Ending
from demarc.core.custody.ledger import fold
from demarc.core.custody.states import Act, State
from tests.cast import DANA, LUIS, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, done, put_on_stage

pytestmark = pytest.mark.usefixtures("database")

NOW = TUESDAY + 2 * MINUTE


@pytest.fixture
def offered() -> tuple[Stage, str]:
    stage = put_on_stage()
    item = stage.receive()
    done(offer(**stage.at(item, TOMASZ, TUESDAY + MINUTE), to=stage.id(DANA), why="the mailbox is hers"))
    return stage, item


def at_once(*calls: Any) -> list[Any]:
    """Make all calls in threads that start together, and give what each came to."""
    start, found = Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Any) -> None:
        try:
            start.wait()
            found[place] = call()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_one_of_two_acceptances_wins_and_the_other_hears_whose(offered: tuple[Stage, str]) -> None:
    stage, item = offered
    outcomes: list[Outcome] = at_once(
        lambda: accept(**stage.at(item, DANA, NOW), seen=2),
        lambda: accept(**stage.at(item, LUIS, NOW), seen=2),
    )
    (won,) = (one for one in outcomes if isinstance(one, Done))
    (lost,) = (one for one in outcomes if isinstance(one, SomebodyWasFirst))
    assert (lost.act, lost.by) == (Act.ACCEPT, won.holder)
    assert stage.custody(item).holder == won.holder
    assert [entry.act for entry in stage.entries(item)] == [Act.RECEIVE, Act.OFFER, Act.ACCEPT]


def test_whatever_happens_at_once_the_record_has_one_history(offered: tuple[Stage, str]) -> None:
    stage, item = offered
    outcomes = at_once(
        lambda: accept(**stage.at(item, DANA, NOW)),
        lambda: withdraw(**stage.at(item, TOMASZ, NOW)),
        lambda: close(**stage.at(item, TOMASZ, NOW), ending=Ending.BENIGN, proof="a test run"),
        lambda: fire_due(now=NOW + 5 * MINUTE),
    )
    assert all(isinstance(one, Done | Refused | SomebodyWasFirst | int) for one in outcomes), outcomes
    assert fold(stage.entries(item)) == stage.custody(item)


def test_two_engines_fire_a_clock_once(offered: tuple[Stage, str]) -> None:
    stage, item = offered
    fired = at_once(lambda: fire_due(now=TUESDAY + 6 * MINUTE), lambda: fire_due(now=TUESDAY + 6 * MINUTE))
    assert sum(fired) == 1
    assert [entry.act for entry in stage.entries(item)].count(Act.ESCALATE) == 1
    assert stage.custody(item).state is State.OFFERED
