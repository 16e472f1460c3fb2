"""A matrix file, or pasted rows, as plain data, read apart from the server: `python -m demarc.doors.cli.as_data FILE`.

No command of its own: a server opens no file that somebody sent, and takes what this prints instead.
"""

import json
import sys
from pathlib import Path

from demarc.core.matrix.canon import from_canonical, to_plain
from demarc.core.matrix.findings import Level
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.arguments import DONE, Arguments, Command, Option, file_of, run
from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes, read_text
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.file import read_matrix
from demarc.files.matrix.pasted import PASTED, read_pasted

SHOWN = 10
"""How many of the errors are told; all are counted."""

MOST = 8 * MEGABYTE
"""Letters that the data of a matrix may have; 5,000 rows come to 3 million."""

COMMAND = Command(
    "matrix",
    "FILE",
    "Print a matrix as plain data.",
    (Option("over", "MATRIX.json", "FILE has pasted rows; lay them over this matrix, a canonical text"),),
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _printed)


def _printed(arguments: Arguments) -> int:
    over = arguments.one("over")
    read = _pasted(file_of(arguments), Path(over)) if over else read_matrix(file_of(arguments))
    errors = [(str(note.place), note.finding.message) for note in read.notes if note.finding.severity is Level.ERROR]
    matrix = None if errors else to_plain(_bounded(read.matrix, PASTED if over else str(file_of(arguments))))
    print(json.dumps({"errors": errors[:SHOWN], "count": len(errors), "matrix": matrix}, ensure_ascii=False))
    return DONE


def _pasted(rows: Path, over: Path) -> ReadMatrix:
    return read_pasted(read_text(read_bytes(rows), PASTED), from_canonical(over.read_bytes()))


def _bounded(matrix: Matrix, where: str) -> Matrix:
    """Refuse what is small as a file and huge as data, such as a thousand conditions of ten thousand values each."""
    letters = sum(len(value) + 3 for row in matrix.rows for _, allowed in row.scope for value in allowed)
    if letters > MOST:
        raise UnusableFile(f"its conditions come to more than {MOST // MEGABYTE} MB", where, "state fewer values in them")
    return matrix


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
