"""The matrix file reads back as what was written, in both clothes, and both say the same."""

from hypothesis import HealthCheck, given, settings

from demarc.core.matrix.table import Matrix
from demarc.files.matrix_file import read_matrix_bytes, write_yaml
from tests.twins.matrices import matrices


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matrices())
def test_a_matrix_written_as_yaml_reads_back_equal(matrix: Matrix) -> None:
    read = read_matrix_bytes(write_yaml(matrix).encode(), "matrix.yaml")
    assert [note.finding.message for note in read.notes] == []
    assert read.matrix == matrix
