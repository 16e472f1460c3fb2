"""Columns of items are routed as single items are."""

from itertools import islice

import numpy as np
import pytest

from demarc.bulk.routing import GAP, OVERLAP, TooManyStates, router_of
from demarc.core.matrix.decide import Outcome, decide
from tests.matrix_build import ASPECTS, every_fact, matrix, row

MADE = matrix(
    row("R1", topic="os-patch", severity="high|unknown"),
    row("R2", topic="os-patch", vip="yes", yields_to=("R1",)),
    row("R3", topic="mailbox", window="business"),
    row("R4", topic="mailbox", age="2"),
    aspects=ASPECTS,
)
NUMBERS = {Outcome.GAP: GAP, Outcome.OVERLAP: OVERLAP}


def test_every_item_of_a_column_falls_to_the_row_of_the_definition() -> None:
    router = router_of(MADE)
    facts = list(islice(every_fact(MADE), 5_000))
    columns = {level.aspect: router.encode(level.aspect, [one[level.aspect] for one in facts]) for level in router.levels}
    found = router.route(columns, len(facts))
    for one, number in zip(facts, found, strict=True):
        verdict = decide(MADE, one)
        expected = NUMBERS.get(verdict.outcome)
        assert number == expected if expected is not None else router.rows[number] == verdict.row


def test_no_items_are_routed_to_nothing() -> None:
    router = router_of(MADE)
    assert router.route({level.aspect: np.zeros(0, np.uint8) for level in router.levels}, 0).size == 0


def test_a_table_that_would_grow_too_large_is_refused() -> None:
    with pytest.raises(TooManyStates, match="item by item"):
        router_of(MADE, states=3)
