"""The first matrix after a decision: the chosen proposal's own table completed, or a usual split."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePath
from typing import Any

from demarc.core.catalogue import Split
from demarc.core.matrix.table import Matrix
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.core.presets.complete import complete
from demarc.core.proposal.document import Document
from demarc.files.documents.matrix_inside import matrix_inside
from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import write_matrix
from demarc.files.stranger import Stranger
from demarc.files.stranger.wishes import own_of, questions


@dataclass(frozen=True, slots=True)
class FirstMatrix:
    """A whole matrix to begin from, how many rows of it are the vendor's, and what they have to answer first.

    `table_of` names the proposal its rows come from; empty where it is a usual split.
    """

    matrix: Matrix
    split: Split
    table_of: str = ""
    kept: int = 0
    proposed: int = 0
    asked: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Say in a line what it was made from."""
        if self.table_of:
            return f"{self.kept} rows of {self.table_of}, {self.proposed} proposed"
        if self.split is Split.FULL:
            return f"split {self.split}, a usual one"
        return f"split {self.split}: no proposal holds a table of who does what, so every row is ours to ask about"


def first_of(read: Stranger, split: Split, day: date, table_of: str = "") -> FirstMatrix:
    """Complete the table that was read in a proposal; it is in force from the Monday of `day`."""
    made = complete(own_of(read, split), split, start=_monday(day), zone=DEFAULT_ZONE)
    return FirstMatrix(made.matrix, split, table_of, made.kept, made.proposed, questions(read, made))


def first_in(document: Document | None, split: Split, day: date) -> FirstMatrix:
    """Begin from the proposal's table; from a usual split where it holds none, or everything goes to the provider."""
    read = matrix_inside(document) if document and split is not Split.FULL else None
    if read is None or document is None:
        return FirstMatrix(first_matrix(split, start=_monday(day)), split)
    return first_of(read, split, day, PurePath(document.file).name)


def write_first(first: FirstMatrix, path: Path) -> None:
    """Write it as YAML or XLSX, by the name's ending. Raises `UnusableFile`."""
    if path.exists():
        raise UnusableFile("there is such a file already", str(path), "name another")
    write_matrix(first.matrix, path)


def as_plain(first: FirstMatrix) -> dict[str, Any]:
    """Give it as scripts read it, without the matrix itself."""
    return {
        "split": first.split,
        "table_of": first.table_of or None,
        "kept": first.kept,
        "proposed": first.proposed,
        "asked": list(first.asked),
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
