"""What a change opens, closes and leaves open: each claim is confirmed by its witness in both matrices."""

from dataclasses import replace

from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.findings import Kind
from demarc.core.matrix.findings_between import FindingsBetween, findings_between
from demarc.core.matrix.table import TOPIC, Matrix, scope_of
from demarc.core.people import Slots
from tests.cast import DANA, LUIS, RUTH
from tests.doors.web.stage import MATRIX


def taking(**box: tuple[str, ...]) -> Matrix:
    """Give the matrix with another scope of its first row, SE-01."""
    rows = (replace(MATRIX.rows[0], scope=scope_of({TOPIC: ("edr-alert",), **box})), *MATRIX.rows[1:])
    return replace(MATRIX, rows=rows)


def test_nothing_lies_between_a_matrix_and_itself() -> None:
    found = findings_between(MATRIX, MATRIX)
    assert found == FindingsBetween()


def test_a_hole_opens_one_way_and_closes_the_other() -> None:
    narrow = taking(severity=("low", "high"))
    (gap,) = findings_between(MATRIX, narrow).opened
    assert gap.kind is Kind.GAP
    assert gap.witness is not None
    assert decide(narrow, gap.witness).outcome is Outcome.GAP
    assert decide(MATRIX, gap.witness).outcome is Outcome.ROW
    assert [one.message for one in findings_between(narrow, MATRIX).closed] == [gap.message]


def test_a_hole_that_grows_is_neither_opened_nor_closed() -> None:
    small, large = taking(severity=("low", "high", "critical", "unknown")), taking(severity=("high", "critical", "unknown"))
    shrunk = findings_between(large, small)
    assert not shrunk.opened
    assert [one.kind for one in shrunk.remain] == [Kind.GAP]
    for one in findings_between(small, large).closed:
        assert one.witness is not None
        assert decide(large, one.witness).outcome is not Outcome.GAP


def test_two_claims_on_one_item_open_with_both_rows() -> None:
    both = replace(
        MATRIX, rows=(replace(MATRIX.rows[0], scope=scope_of({TOPIC: ("edr-alert", "os-patch")})), *MATRIX.rows[1:])
    )
    (overlap,) = findings_between(MATRIX, both).opened
    assert (overlap.kind, overlap.rows) == (Kind.OVERLAP, ("SE-01", "PT-02"))


def test_of_a_finding_about_several_rows_only_the_row_that_left_it_is_closed() -> None:
    rows = (replace(MATRIX.rows[0], slots=Slots(LUIS, DANA, (RUTH,))), *MATRIX.rows[1:])
    found = findings_between(MATRIX, replace(MATRIX, rows=rows))
    assert not found.opened
    assert [(one.kind, one.rows) for one in found.closed] == [(Kind.UNPRICED, ("SE-01",))]
