"""The matrix file reads back as what was written, in both clothes, and both say the same."""

from hypothesis import HealthCheck, given, settings

from demarc.core.matrix.table import Matrix
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.file import read_matrix_bytes, write_yaml, xlsx_bytes
from tests.twins.matrices import matrices


def messages(read: ReadMatrix) -> list[str]:
    """List what was noted while reading."""
    return [note.finding.message for note in read.notes]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matrices())
def test_a_matrix_written_as_yaml_reads_back_equal(matrix: Matrix) -> None:
    read = read_matrix_bytes(write_yaml(matrix).encode(), "matrix.yaml")
    assert messages(read) == []
    assert read.matrix == matrix


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matrices())
def test_both_clothes_say_the_same_and_writing_again_changes_nothing(matrix: Matrix) -> None:
    workbook = xlsx_bytes(matrix)
    from_workbook = read_matrix_bytes(workbook, "matrix.xlsx")
    assert messages(from_workbook) == []
    assert from_workbook.matrix == matrix
    assert xlsx_bytes(from_workbook.matrix) == workbook
    assert write_yaml(from_workbook.matrix) == write_yaml(matrix)
