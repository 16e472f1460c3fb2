"""The owner grid of a fleet is what the slow definition says of each device and duty by itself."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.bulk.fleet import FIRST, GAP, OVERLAP, OwnerTables, TooManyKeys, owner_tables
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.table import Facts, Matrix
from tests.matrix_build import ASPECTS, every_fact, matrices, matrix, row

MADE = matrix(
    row("R1", topic="os-patch", severity="high|unknown"),
    row("R2", topic="os-patch", vip="yes", yields_to=("R1",)),
    row("R3", topic="mailbox", age="2"),
    row("R4", topic="mailbox", vip="yes"),
    aspects=ASPECTS,
)
ABOUT_DEVICES = ("severity", "vip", "age")
LIMIT = 400


def owner_of(tables: OwnerTables, made: Matrix, duty: int, facts: Facts) -> int:
    """Give the number that the definition's verdict has in the grid."""
    verdict = decide(made, facts)
    if verdict.row is None:
        return GAP if verdict.outcome is Outcome.GAP else OVERLAP
    return FIRST + tables.rows[duty].index(verdict.row)


def agrees(made: Matrix, aspects: tuple[str, ...]) -> None:
    """Hold the grid over every device and every duty against the definition, cell by cell and count by count."""
    whole = list(islice(every_fact(made), LIMIT))
    duties: dict[str, Facts] = {}
    for facts in whole:
        about = {aspect: value for aspect, value in facts.items() if aspect not in aspects}
        duties.setdefault(" ".join(about.values()), about)
    said = [{aspect: facts[aspect] for aspect in aspects if aspect in facts} for facts in whole]
    tables = owner_tables(made, duties, [aspect for aspect in aspects if aspect in whole[0]])
    columns = {column.aspect: column.encode([one[column.aspect] for one in said]) for column in tables.columns}
    found = tables.grid(columns, len(said))
    expected = np.array(
        [[owner_of(tables, made, at, {**about, **one}) for at, about in enumerate(duties.values())] for one in said]
    )
    assert np.array_equal(found.owners, expected)
    assert found.gaps == tuple((expected == GAP).sum(axis=0))
    assert found.overlaps == tuple((expected == OVERLAP).sum(axis=0))


@given(matrices(circles=True), st.frozensets(st.sampled_from([aspect.name for aspect in ASPECTS])))
def test_every_cell_of_the_grid_is_what_the_definition_decides(made: Matrix, aspects: frozenset[str]) -> None:
    agrees(made, tuple(sorted(aspects)))


def test_rows_that_give_way_leave_the_device_to_the_other_row() -> None:
    agrees(MADE, ABOUT_DEVICES)


def test_values_that_no_row_tells_apart_share_one_number() -> None:
    tables = owner_tables(MADE, {"os-patch": {"topic": "os-patch"}}, ABOUT_DEVICES)
    assert [column.width for column in tables.columns] == [2, 2, 2]
    severity = tables.columns[0]
    assert list(severity.encode(["low", "high", "unknown"])) == [0, 1, 1]


def test_a_grid_can_be_written_where_there_is_one_already() -> None:
    tables = owner_tables(MADE, {"os-patch": {"topic": "os-patch"}}, ("vip",))
    there = np.full((2, 1), 9, dtype=np.uint8)
    found = tables.grid({"vip": np.array([0, 1], dtype=np.uint8)}, 2, there)
    assert found.owners is there
    assert found.owners.max() <= FIRST + 1


def test_a_fleet_of_no_devices_has_no_gaps() -> None:
    tables = owner_tables(MADE, {"os-patch": {"topic": "os-patch"}}, ("vip",))
    found = tables.grid({"vip": np.zeros(0, dtype=np.uint8)}, 0)
    assert (found.gaps, found.overlaps, found.owners.shape) == ((0,), (0,), (0, 1))


def test_a_number_that_no_value_has_is_refused() -> None:
    tables = owner_tables(MADE, {"os-patch": {"topic": "os-patch"}}, ("vip",))
    with pytest.raises(ValueError, match="`vip` has no number 7"):
        tables.grid({"vip": np.array([7], dtype=np.uint8)}, 1)


def test_more_combinations_than_memory_is_meant_for_are_refused() -> None:
    with pytest.raises(TooManyKeys, match="device by device"):
        owner_tables(MADE, {"os-patch": {"topic": "os-patch"}}, ABOUT_DEVICES, cells=7)
