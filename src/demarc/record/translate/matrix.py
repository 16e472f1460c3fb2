"""A stored version of the matrix and its value: the only code that knows both."""

from demarc.core.matrix.canon import from_canonical
from demarc.core.matrix.table import Matrix
from demarc.record.models import Version


def matrix_of(version: Version) -> Matrix:
    """Read the matrix of a stored version. Raises `NotPlain` when what is stored is damaged."""
    return from_canonical(version.text.encode())
