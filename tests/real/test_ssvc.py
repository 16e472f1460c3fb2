"""The CERT/CC table of BOD 26-04 on our engine: a value stands where a person would."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.findings import Kind
from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.lint import holes_and_claims
from demarc.core.matrix.overlaps import overlaps
from demarc.core.matrix.table import Aspect, AspectKind, Matrix, Row, scope_of
from demarc.core.people import Slots
from demarc.core.words import RowId
from tests.matrix_build import every_fact, matrix

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
TABLE = REAL / "table_ssvc_bod_26_04" / "cisa_bod_26_04_1_0_0.csv"

pytestmark = pytest.mark.skipif(
    not TABLE.exists(), reason="the CERT/CC table is not here; set DEMARC_REAL to its folder's parent"
)


def ssvc() -> Matrix:
    """Convert the table: every column but the first and the last is an aspect, the last the one who holds."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    names = head[1:-1]
    aspects = tuple(
        Aspect(name, AspectKind.CHOICE, tuple(dict.fromkeys(line[at] for line in lines)), closed=True)
        for at, name in enumerate(names, 1)
    )
    rows = (
        Row(
            id=RowId(line[0]),
            function="remediation timeline",
            slots=Slots(line[-1]),
            scope=scope_of({name: frozenset({line[at]}) for at, name in enumerate(names, 1)}),
        )
        for line in lines
    )
    return matrix(*rows, aspects=aspects)


def test_the_published_table_has_no_gap_and_no_overlap() -> None:
    made = ssvc()
    assert len(made.rows) == 16
    assert gaps(made).boxes == ()
    assert overlaps(made) == ()
    assert list(holes_and_claims(made)) == []
    assert {decide(made, facts).outcome for facts in every_fact(made)} == {Outcome.ROW}


def test_with_any_one_row_removed_exactly_that_row_is_the_gap_as_one_box() -> None:
    made = ssvc()
    for gone in made.rows:
        holed = replace(made, rows=tuple(row for row in made.rows if row is not gone))
        (gap,) = gaps(holed).boxes
        assert gap.box == gone.scope
        (finding,) = holes_and_claims(holed)
        assert finding.kind is Kind.GAP
        assert finding.witness is not None
        assert gone.allows(finding.witness)


def test_with_one_condition_widened_the_two_rows_that_collide_are_named() -> None:
    made = ssvc()
    first, *others = made.rows
    widened = replace(made, rows=(replace(first, scope=first.scope[1:]), *others))
    (overlap,) = overlaps(widened)
    assert first.id in overlap.rows
    assert set(decide(widened, overlap.witness).effective) == set(overlap.rows)
