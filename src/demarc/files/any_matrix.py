"""A matrix from any file that can be read: our own format by its own reader, everything else as a stranger's table."""

import importlib
import re
from collections.abc import Sequence
from pathlib import Path

from demarc.core.matrix.table import Matrix
from demarc.files.limits import read_bytes
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.file import YAML_SUFFIXES, ZIP, read_matrix_bytes
from demarc.files.matrix.layout import has_rows
from demarc.files.parts import unpacked_parts

STRANGER, RESPONSIBILITY = "demarc.files.stranger", "demarc.files.responsibility"
WORKBOOK = re.compile(r"xl/workbook\.xml", re.IGNORECASE)
SHEET_NAME = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bname\s*=\s*["']([^"']*)["']""")
OUR_BEGINNINGS = (b"rows:", b"engagement:", b"version:", b"---", b"people:", b"# demarc")


def read_any(path: Path, mapping: Sequence[str] = ()) -> ReadMatrix:
    """Read a matrix from a file of any format that is read; `mapping` are the values of `--map`, for strangers' tables.

    What comes back for a stranger's table is a `demarc.files.stranger.Stranger`. Raises `UnusableFile` and `BadMapping`.
    """
    return read_any_bytes(read_bytes(path), str(path), mapping)


def read_any_bytes(data: bytes, file: str, mapping: Sequence[str] = ()) -> ReadMatrix:
    """Read a matrix from a file's bytes; `file` is what messages call it. Raises `UnusableFile` and `BadMapping`."""
    if _is_ours(data, file):
        return read_matrix_bytes(data, file)
    stranger = importlib.import_module(STRANGER)
    said = stranger.overruled(mapping)
    tables = importlib.import_module(RESPONSIBILITY).read_tables_bytes(data, file, said.columns)
    found: ReadMatrix = stranger.as_matrix(tables, said)
    return found


def is_strange(read: ReadMatrix) -> bool:
    """Tell whether this was read from a stranger's table."""
    return type(read) is not ReadMatrix


def lines_of(read: ReadMatrix) -> Matrix:
    """Return the matrix with one row for each line of the file, as its author counts them."""
    if not is_strange(read):
        return read.matrix
    matrix: Matrix = read.by_line()  # type: ignore[attr-defined]  # a stranger's, whose class is loaded only when needed
    return matrix


def people_of(read: ReadMatrix) -> Matrix:
    """Return a matrix of the same people at the same hours, small enough to be looked at over time."""
    if not is_strange(read):
        return read.matrix
    matrix: Matrix = read.by_people()  # type: ignore[attr-defined]  # a stranger's, whose class is loaded only when needed
    return matrix


def _is_ours(data: bytes, file: str) -> bool:
    """Tell whether a file is in our own format: by its suffix, its sheets, or how its text begins."""
    if data.startswith(ZIP):
        return _has_our_rows(data, file)
    if file.lower().endswith(YAML_SUFFIXES):
        return True
    return "." not in Path(file).name and data.lstrip().lower().startswith(OUR_BEGINNINGS)


def _has_our_rows(data: bytes, file: str) -> bool:
    """Tell whether a workbook has a sheet of the name of our section Rows."""
    parts = unpacked_parts(data, file, WORKBOOK)
    titles = (title.decode("utf-8", "replace") for part in parts.values() for title in SHEET_NAME.findall(part))
    return has_rows(titles)
