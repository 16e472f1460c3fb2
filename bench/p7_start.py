"""P7: what a file command costs from start to end, in CPU seconds of the whole process."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.report import Figure, interleaved


def figures() -> list[Figure]:
    """Measure `demarc check` of a 50-row workbook and `demarc --help`."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "matrix.xlsx"
        subprocess.run([sys.executable, "-m", "demarc", "init", "--out", str(book)], check=True, capture_output=True)
        found = interleaved({"check": lambda: _cpu(["check", str(book)]), "help": lambda: _cpu(["--help"])}, rounds=9)
    return [
        Figure(
            "P7", "`demarc check` of a preset's workbook, whole process", found["check"], "s CPU", 0.3, 0.15, least=False
        ),
        Figure("P7", "`demarc --help`, whole process", found["help"], "s CPU", 0.1, 0.05, least=False),
    ]


def _cpu(arguments: Sequence[str]) -> float:
    """Run a command and return the CPU seconds its process took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "demarc", *arguments], capture_output=True, check=False, env=dict(os.environ)
    )
    assert done.returncode in {0, 1}, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
