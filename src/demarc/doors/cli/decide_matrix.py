"""The first matrix after a decision: the chosen proposal's own table completed, or a usual split."""

import importlib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from demarc.core.catalogue import Split
from demarc.core.matrix.table import Matrix
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.doors.cli.present import now
from demarc.files.any_matrix import is_strange, read_any
from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import write_matrix

WISHES, COMPLETE = "demarc.files.stranger.wishes", "demarc.core.presets.complete"


def write_first(path: Path, split: Split, proposals: Sequence[Path]) -> str:
    """Write the first matrix, and say what it was made from and what is to be asked. Raises `UnusableFile`."""
    if path.exists():
        raise UnusableFile("there is such a file already", str(path), "name another")
    monday = now().date() - timedelta(days=now().weekday())
    for proposal in () if split is Split.FULL else proposals:
        found = _from_proposal(proposal, split, monday)
        if found:
            matrix, said = found
            write_matrix(matrix, path)
            return f"{path}: {said}"
    write_matrix(first_matrix(split, start=monday), path)
    why = "no proposal holds a table of who does what, so every row is ours to ask about" if proposals else "a usual split"
    return f"{path}: split {split}, {why}. Now: demarc check {path}"


def _from_proposal(proposal: Path, split: Split, monday: date) -> tuple[Matrix, str] | None:
    """Complete the table in a proposal; None where it holds none that can be read."""
    try:
        read = read_any(proposal)
    except UnusableFile:
        return None
    wishes = importlib.import_module(WISHES)
    zone = DEFAULT_ZONE if is_strange(read) else read.matrix.engagement.zone
    made = importlib.import_module(COMPLETE).complete(wishes.own_of(read, split), split, start=monday, zone=zone)
    if not made.kept:
        return None
    asked = wishes.questions(read, made)
    listed = "\n".join(f"  {number}. {text}" for number, text in enumerate(asked, 1))
    return (
        made.matrix,
        f"{made.kept} rows of {proposal.name}, {made.proposed} proposed. To be answered by the vendor:\n{listed}",
    )
