"""P5: how long the list pages take with a million items, 5 % of them open: the whole Django view, signed in.

The items are those of the demo's fourteen days, copied in the database: every column, index and text is of a real one.
SQLite and PostgreSQL run the same statements. PostgreSQL is measured when `DEMARC_BENCH_POSTGRES` names an empty database;
`DEMARC_BENCH_ITEMS` makes it fewer items.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module

from bench.report import Figure
from demarc.server.operate.prepare import prepared

ITEMS = int(os.environ.get("DEMARC_BENCH_ITEMS", "1000000"))
BAR, GOAL = 25.0, 10.0


def figures() -> list[Figure]:
    """Measure every page on SQLite and, where a database is named, on PostgreSQL."""
    found = []
    for database, environment in _databases():
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, "-m", "bench.p5_pages"]
            told = subprocess.run(
                command,
                env=os.environ | environment | {"DEMARC_HOME": home},
                capture_output=True,
                text=True,
                check=True,
            )
        for page, (middle, late) in json.loads(told.stdout.splitlines()[-1]).items():
            what = f"{page}, {ITEMS:,} items, {database}"
            found.append(Figure("P5", what, late, "ms p95", BAR, GOAL, least=False, detail=f"p50 {middle:.1f} ms"))
    return found


def _databases() -> list[tuple[str, dict[str, str]]]:
    url = os.environ.get("DEMARC_BENCH_POSTGRES", "")
    return [("SQLite", {}), *([("PostgreSQL", {"DEMARC_DATABASE_URL": url})] if url else [])]


def main() -> None:
    """Fill the database of the home, ask for every page, and print the times as one line of JSON."""
    with prepared("bench"):
        # What is measured loads the models, which needs Django set up.
        print(json.dumps(import_module("bench.p5_measured").measured(ITEMS)))


if __name__ == "__main__":
    main()
