"""P3: the full owner grid of a million devices and sixty functions, beside a copy of the grid's bytes.

Each function has its own rows over four aspects of a device, with one row taken away and one widened. Cells are
compared with the definition's answers first. It runs in a process of its own, so that its peak memory is its own.
"""

import resource
import subprocess
import sys
from dataclasses import replace
from random import Random

import numpy as np

from bench.report import Figure, interleaved, seconds
from bench.tables import matrix_of, partition, widened, without
from demarc.bulk.fleet import FIRST, GAP, OVERLAP, Codes, OwnerTables, owner_tables
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.table import Aspect, AspectKind, Matrix

DEVICES, FUNCTIONS, ROWS = 1_000_000, 60, 26
DEVICE = (
    Aspect("device_class", AspectKind.CHOICE, tuple(f"d{n}" for n in range(9))),
    Aspect("os_family", AspectKind.CHOICE, tuple(f"o{n}" for n in range(7))),
    Aspect("site", AspectKind.CHOICE, tuple(f"t{n}" for n in range(119))),
    Aspect("group", AspectKind.CHOICE, tuple(f"g{n}" for n in range(39))),
)
"""Four aspects with 10, 8, 120 and 40 values, `unknown` included: 384,000 combinations."""

DUTIES = tuple(f"f{n}" for n in range(FUNCTIONS))
CHECKED = 300
"""Devices whose sixty cells are compared with the definition."""


def figures() -> list[Figure]:
    """Measure P3: the time as a multiple of a copy, and the peak memory of the process."""
    told = subprocess.run([sys.executable, "-m", "bench.p3_fleet"], capture_output=True, text=True, check=True)
    ours, copy, megabytes, building = (float(word) for word in told.stdout.split())
    detail = f"{ours * 1e3:,.1f} ms vs {copy * 1e3:,.1f} ms; tables made once in {building:.2f} s"
    what = "1 M devices x 60 functions, full owner grid and counts, vs a copy"
    return [
        Figure("P3", what, ours / copy, "x copy", bar=25, goal=6, least=False, detail=detail),
        Figure("P3", "the same, peak memory of the process", megabytes, "MB", bar=300, goal=300, least=False),
    ]


def main() -> None:
    """Print the seconds of the grid and of the copy, the peak memory in MB, and the seconds the tables took once."""
    matrix = _matrix()
    made: list[OwnerTables] = []
    facts = {duty: {"topic": duty} for duty in DUTIES}
    building = seconds(lambda: made.append(owner_tables(matrix, facts, [aspect.name for aspect in DEVICE])))
    tables = made[0]
    chance = np.random.default_rng(1)
    said: dict[str, Codes] = {
        column.aspect: chance.integers(0, column.width, DEVICES).astype(np.uint8) for column in tables.columns
    }
    grid = np.zeros((DEVICES, FUNCTIONS), dtype=tables.owners.dtype)
    _compare(matrix, tables, grid)
    source = np.ones_like(grid)
    found = interleaved(
        {
            "ours": lambda: seconds(lambda: tables.grid(said, DEVICES, grid)),
            "copy": lambda: seconds(lambda: np.copyto(grid, source)),
        },
        rounds=7,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(found["ours"], found["copy"], peak, building)


def _matrix() -> Matrix:
    """Make the rows of all functions: partitions, each with a hole and a claim too many."""
    rows = []
    for number, duty in enumerate(DUTIES):
        boxes = without(partition(ROWS, DEVICE, seed=number), 1, seed=number)
        rows += [box | {"topic": (duty,)} for box in widened(boxes, 1, DEVICE, seed=number)]
    return matrix_of((Aspect("topic", AspectKind.CHOICE, DUTIES), *DEVICE), rows)


def _compare(matrix: Matrix, tables: OwnerTables, grid: np.ndarray) -> None:
    """Check some devices cell by cell, and the counts against the grid itself."""
    chance = Random(2)
    devices = [{aspect.name: chance.choice(aspect.domain()) for aspect in DEVICE} for _ in range(CHECKED)]
    said = {column.aspect: column.encode([one[column.aspect] for one in devices]) for column in tables.columns}
    found = tables.grid(said, CHECKED, grid[:CHECKED])
    slow = [replace(matrix, rows=tuple(row for row in matrix.rows if duty in row.box()["topic"])) for duty in DUTIES]
    for owners, device in zip(found.owners, devices, strict=True):
        for at, duty in enumerate(DUTIES):
            verdict = decide(slow[at], {**device, "topic": duty})
            if verdict.row is None:
                assert owners[at] == (GAP if verdict.outcome is Outcome.GAP else OVERLAP)
            else:
                assert tables.rows[at][owners[at] - FIRST] == verdict.row
    assert found.gaps == tuple((found.owners == GAP).sum(axis=0))
    assert found.overlaps == tuple((found.owners == OVERLAP).sum(axis=0))


if __name__ == "__main__":
    main()
