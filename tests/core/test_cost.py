"""What an act costs: estimated for every act a person can do, from speeds that others measured, never nothing."""

from datetime import timedelta

import pytest

from demarc.core.cost import EFFORTS, LIMIT_MINUTES, UNLISTED, Effort, cost_of
from demarc.core.custody.columns import CELLS, Standing
from demarc.core.custody.states import Act

FORTNIGHT = timedelta(days=14)
OF_PERSONS = {act for (_, act), cell in CELLS.items() if cell.may - {Standing.ENGINE}}
SAID_BY_OTHERS = {Act.ABSORB}
"""The other half of an act that is counted already."""


def test_every_act_of_a_person_has_an_effort_of_its_own() -> None:
    assert OF_PERSONS - SAID_BY_OTHERS - EFFORTS.keys() == set()


@pytest.mark.parametrize("act", sorted(EFFORTS))
def test_no_act_is_free_and_none_takes_longer_than_reading_a_contract(act: str) -> None:
    assert 5 <= EFFORTS[act].seconds <= 300


def test_effort_is_reading_writing_and_picking() -> None:
    assert Effort(read=240, written=0, picks=0).seconds == 60
    assert Effort(read=0, written=40, picks=0).seconds == 60
    assert Effort(read=1, written=0, picks=1).seconds == 4, "upwards, to whole seconds"


def test_a_fortnight_is_added_up_and_told_per_week() -> None:
    cost = cost_of(acts={"accept": 10, "note": 2}, notices=20, days=10, span=FORTNIGHT)
    in_all = 10 * EFFORTS["accept"].seconds + 2 * EFFORTS["note"].seconds + 20 * 18 + 10 * 33
    assert cost.minutes_a_week == pytest.approx(in_all / 60 / 2)
    assert next(line.what for line in cost.lines) in {"accept", "reading a notice"}
    assert cost.within == (cost.minutes_a_week < LIMIT_MINUTES)


def test_what_nobody_has_estimated_counts_all_the_same() -> None:
    cost = cost_of(acts={"juggled": 1}, notices=0, days=0, span=FORTNIGHT)
    assert cost.minutes_a_week == pytest.approx(UNLISTED.seconds / 60 / 2)


def test_a_first_day_is_not_blown_up_to_a_week() -> None:
    one = cost_of(acts={"accept": 1}, notices=0, days=0, span=timedelta(hours=1))
    assert one.minutes_a_week == pytest.approx(EFFORTS["accept"].seconds / 60)
