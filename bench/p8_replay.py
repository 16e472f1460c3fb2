"""P8: replaying a log of five million events, beside reading the same lines with the csv module and doing nothing."""

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.report import Figure

EVENTS, CASES, GROUPS = 5_000_000, 800_000, 60
MEBIBYTE = 1024
STATUSES = ("Queued", "Assigned", "In Progress", "Waiting", "Resolved", "Closed")


def figures() -> list[Figure]:
    """Measure a log written by one seed: memory at its highest, events a second, and the ratio to bare reading."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.csv"
        _write(log)
        began = time.perf_counter()
        with log.open(newline="") as file:
            assert sum(1 for _ in csv.reader(file)) == EVENTS + 1
        bare = time.perf_counter() - began
        began = time.perf_counter()
        highest = _replay(log)
        took = time.perf_counter() - began
    return [
        Figure("P8", "`demarc replay` of 5 M events, memory at its highest", highest, "MiB", 500, 500, least=False),
        Figure(
            "P8",
            "`demarc replay`, events a second",
            EVENTS / took / 1e6,
            "M/s",
            0,
            1,
            detail=f"{took:.1f} s; reading the lines alone takes {bare:.1f} s, {took / bare:.1f}x",
        ),
    ]


def _write(log: Path) -> None:
    random = Random(8)
    with log.open("w") as file:
        file.write("case,timestamp,group,status\n")
        for event in range(EVENTS):
            minute, hour, day = event // 60 % 60, event // 3600 % 24, event // 86_400 % 28 + 1
            month = event * 12 // EVENTS + 1
            file.write(
                f"INC{random.randrange(CASES):07},2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{event % 60:02}Z,"
                f"Group {random.randrange(GROUPS)},{STATUSES[random.randrange(len(STATUSES))]}\n"
            )


def _replay(log: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "demarc", "replay", str(log), "--format", "json"],
        capture_output=True,
        check=True,
        env=dict(os.environ),
    )
    assert b'"events": 5000000' in done.stdout, done.stdout[:200]
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEBIBYTE
