"""The matrix in what a member sent, read apart from the server: what comes back is plain data, or sentences."""

from dataclasses import dataclass
from pathlib import Path

from demarc.core.matrix.canon import canonical, from_plain
from demarc.core.matrix.table import Matrix
from demarc.doors.web.checking.apart import ask

READER, NAME = "demarc.doors.cli.as_data", "matrix"
ROWS, OVER = "what you pasted.tsv", "over.json"


@dataclass(frozen=True, slots=True)
class Unclear:
    """What of a file could not be read as what it should be: where it stands and what it is, and how many there are."""

    first: tuple[tuple[str, str], ...]
    count: int


def matrix_in(file: Path) -> Matrix | Unclear:
    """Read a matrix file, or say what is not clear in it. Raises `CannotBeUsed` and `GaveUp`."""
    return _read(file)


def matrix_with(rows: str, over: Matrix, folder: Path) -> Matrix | Unclear:
    """Lay pasted rows over a matrix, with `folder` to work in. Raises `CannotBeUsed` and `GaveUp`."""
    file = folder / ROWS
    file.write_text(rows, encoding="utf-8", newline="")
    (folder / OVER).write_bytes(canonical(over))
    return _read(file, "--over", OVER)


def _read(file: Path, *options: str) -> Matrix | Unclear:
    found = ask(READER, *options, "--", file.name, name=NAME, folder=file.parent)
    if found["count"]:
        return Unclear(tuple((place, message) for place, message in found["errors"]), found["count"])
    return from_plain(found["matrix"])
