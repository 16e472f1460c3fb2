"""The first matrix after a decision: the chosen proposal's own table completed, or a usual split."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from demarc.core.catalogue import Split
from demarc.core.matrix.table import Matrix
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.core.presets.complete import complete
from demarc.doors.cli.present import now
from demarc.files.documents.matrix_inside import matrix_inside
from demarc.files.documents.pick import read_document
from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import write_matrix
from demarc.files.stranger.wishes import own_of, questions


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
    read = matrix_inside(read_document(proposal))
    if read is None:
        return None
    made = complete(own_of(read, split), split, start=monday, zone=DEFAULT_ZONE)
    asked = questions(read, made)
    listed = "\n".join(f"  {number}. {text}" for number, text in enumerate(asked, 1))
    return (
        made.matrix,
        f"{made.kept} rows of {proposal.name}, {made.proposed} proposed. To be answered by the vendor:\n{listed}",
    )
