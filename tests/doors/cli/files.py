"""Matrix files for the tests of the command line: written by the program's own writer, changed by hand where needed."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from demarc.core.presets.alder import alder_dental_group
from demarc.files.matrix.file import write_yaml

NOON = "2026-11-24T12:00"
"""A Tuesday noon at Alder's site, within the example's roster."""


@cache
def alder_yaml() -> str:
    """Give the example's matrix as YAML."""
    return write_yaml(alder_dental_group(date(2026, 11, 23)))


def alder_file(folder: Path, change: Callable[[str], str] = str) -> str:
    """Write the example's matrix, changed, and give its name."""
    path = folder / "alder.yaml"
    path.write_text(change(alder_yaml()), encoding="utf-8")
    return str(path)
