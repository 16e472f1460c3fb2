"""From a file to its responsibility tables: pick the reader, find each table's layout, read its rows."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from demarc.files.limits import read_bytes
from demarc.files.responsibility.table import ResponsibilityTable

NOTHING: Mapping[str, str] = MappingProxyType({})


def read_tables(path: Path, mapping: Mapping[str, str] = NOTHING) -> tuple[ResponsibilityTable, ...]:
    """Read every table of a file. `mapping` overrules how headings are read. Raises `UnusableFile`."""
    return read_tables_bytes(read_bytes(path), str(path), mapping)


def read_tables_bytes(data: bytes, file: str, mapping: Mapping[str, str] = NOTHING) -> tuple[ResponsibilityTable, ...]:
    """Read every table of a file's bytes; `file` is what messages call it. Raises `UnusableFile`."""
    raise NotImplementedError(data, file, mapping)
