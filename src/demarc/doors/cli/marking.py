"""Findings as comments on the cells of the reader's own workbook."""

from collections.abc import Sequence
from pathlib import Path

from demarc.core.matrix.findings import Level
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.findings_told import Placed
from demarc.doors.cli.witness import item_in_words
from demarc.files.mark import mark
from demarc.files.matrix.places import Place

SAID = {Level.ERROR: "does not hold", Level.WARNING: "to look at", Level.INFO: "to know"}


def mark_findings(source: Path, target: Path, matrix: Matrix, findings: Sequence[Placed]) -> int:
    """Write the marked copy and return how many cells have a comment. Raises `UnusableFile`."""
    return mark(source, target, [comment_of(matrix, placed) for placed in findings])


def comment_of(matrix: Matrix, placed: Placed) -> tuple[Place, str]:
    """Say a finding where it stands: what it is, an item that shows it, and its code."""
    found, place = placed
    text = f"{found.message[:1].upper()}{found.message[1:]}."
    if found.witness is not None:
        text += f"\nFor example, {item_in_words(matrix, found.witness)}."
    return place, f"{text}\n(Demarc {found.code}, {SAID[found.severity]})"
