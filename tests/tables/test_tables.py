"""Decision cases that people can read and write: each table here, by the definition and by the compiled matrix."""

from pathlib import Path

import pytest

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.lint import check
from demarc.core.matrix.overlaps import overlaps
from demarc.core.matrix.who import Ownership, who
from tests.tables.reader import Case, read, tables

TABLES = tables()
NAMES = [path.stem for path in TABLES]
CASES = [(case, path) for path in TABLES for case in read(path).cases]
CASE_NAMES = [f"{path.stem}: {' '.join(case.facts.values())} {case.at:%d.%H:%M}" for case, path in CASES]


def said(owner: Ownership) -> tuple[str, str]:
    """Put an answer into the words of the tables."""
    return owner.verdict.row or owner.verdict.outcome, owner.holder or "nobody"


@pytest.mark.parametrize(("case", "path"), CASES, ids=CASE_NAMES)
def test_every_case_falls_to_the_row_and_the_person_the_table_says(case: Case, path: Path) -> None:
    matrix = read(path).matrix
    assert said(who(matrix, case.facts, case.at)) == (case.row, case.holder)
    assert who(compile_matrix(matrix), case.facts, case.at) == who(matrix, case.facts, case.at)


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_the_gaps_are_the_boxes_the_table_says_and_no_others(path: Path) -> None:
    table = read(path)
    assert {gap.box for gap in gaps(table.matrix).boxes} == table.gaps


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_the_overlaps_are_the_pairs_the_table_says_each_with_its_witness(path: Path) -> None:
    table = read(path)
    found = {overlap.rows: overlap.witness for overlap in overlaps(table.matrix)}
    assert found.keys() == table.overlaps.keys()
    for rows, expected in table.overlaps.items():
        assert expected.items() <= found[rows].items()  # type: ignore[index]  # ids are texts here


@pytest.mark.parametrize("path", TABLES, ids=NAMES)
def test_the_lint_says_each_finding_of_the_table_and_finds_each_gap_and_overlap(path: Path) -> None:
    table = read(path)
    findings = check(table.matrix)
    assert table.findings <= {(one.kind.value, row) for one in findings for row in one.rows}
    assert sum(one.kind == "gap" for one in findings) == len(table.gaps)
    assert sum(one.kind == "overlap" for one in findings) == len(table.overlaps)
    assert all(one.witness for one in findings if one.kind in {"gap", "overlap"})
