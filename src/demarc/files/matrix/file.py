"""The matrix file, whatever it is dressed in: reading and writing by what the file is, each reader loaded when needed."""

import importlib
from pathlib import Path

from demarc.core.matrix.table import Matrix
from demarc.files.limits import UnusableFile, read_bytes
from demarc.files.matrix.build import ReadMatrix, build

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
YAML_READER, XLSX_READER = "demarc.files.matrix.yaml", "demarc.files.matrix.xlsx"
YAML_WRITER, XLSX_WRITER = "demarc.files.matrix.yaml_write", "demarc.files.matrix.xlsx_write"
YAML_SUFFIXES, XLSX_SUFFIXES = (".yaml", ".yml"), (".xlsx", ".xlsm")


def read_matrix(path: Path) -> ReadMatrix:
    """Read a matrix file, YAML or XLSX by its first bytes. Everything that can be read is, and the rest is noted.

    Raises `UnusableFile` for what cannot be used at all.
    """
    return read_matrix_bytes(read_bytes(path), str(path))


def read_matrix_bytes(data: bytes, file: str) -> ReadMatrix:
    """Read the bytes of a matrix file; `file` is what messages call it. Raises `UnusableFile`."""
    if data.startswith(OLE):
        raise UnusableFile(
            "this is an old .xls workbook, or one with a password", file, "save it as .xlsx without a password"
        )
    if data.startswith(b"%PDF"):
        raise UnusableFile("this is a PDF", file, "read are Demarc's own YAML and XLSX")
    reader = importlib.import_module(XLSX_READER if data.startswith(ZIP) else YAML_READER)
    return build(reader.read_sections(data, file))


def write_matrix(matrix: Matrix, path: Path) -> None:
    """Write a matrix by the suffix of the file's name: .yaml, .yml or .xlsx.

    Raises `UnusableFile` for another suffix or where nothing can be written, `NotWritable` for what has no words.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in YAML_SUFFIXES:
            path.write_text(write_yaml(matrix), encoding="utf-8")
        elif suffix in XLSX_SUFFIXES:
            write_xlsx(matrix, path)
        else:
            raise UnusableFile(f"`{path.suffix}` is no kind of matrix file", str(path), "name it .yaml or .xlsx")
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise UnusableFile(f"it cannot be written ({reason})", str(path), "name a folder you may write to") from None


def write_yaml(matrix: Matrix) -> str:
    """Write a matrix as YAML text; reading it again gives an equal matrix."""
    text: str = importlib.import_module(YAML_WRITER).write_yaml(matrix)
    return text


def write_xlsx(matrix: Matrix, path: Path) -> None:
    """Write a matrix as a workbook; reading it again gives an equal matrix."""
    importlib.import_module(XLSX_WRITER).write_xlsx(matrix, path)


def xlsx_bytes(matrix: Matrix) -> bytes:
    """Give the bytes of a matrix's workbook, for a download."""
    data: bytes = importlib.import_module(XLSX_WRITER).xlsx_bytes(matrix)
    return data
