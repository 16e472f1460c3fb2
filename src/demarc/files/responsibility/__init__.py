"""Any stranger's responsibility table as values: `read_tables` reads them, the rest says what they are."""

from demarc.files.responsibility.read import read_tables, read_tables_bytes
from demarc.files.responsibility.table import (
    OWNING,
    Assignment,
    Layout,
    Letter,
    ResponsibilityRow,
    ResponsibilityTable,
)

__all__ = (
    "OWNING",
    "Assignment",
    "Layout",
    "Letter",
    "ResponsibilityRow",
    "ResponsibilityTable",
    "read_tables",
    "read_tables_bytes",
)
