"""P5: how long the list pages take with a million items, 5 % of them open: the whole Django view, signed in.

The items are those of the demo's fourteen days, copied in the database: every column, index and text is of a real one.
SQLite and PostgreSQL answer in turn, page by page, in one run; a figure is the median of the rounds' 95th percentiles.
`DEMARC_BENCH_ITEMS` makes it fewer items; `DEMARC_BENCH_HOME` names a folder that keeps the filled databases.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.postgres import Postgres
from bench.report import Figure
from demarc.server.operate.prepare import prepared

ITEMS = int(os.environ.get("DEMARC_BENCH_ITEMS", "1000000"))
ROUNDS = 5
BAR, GOAL = 25.0, 10.0


def figures() -> list[Figure]:
    """Measure every page on SQLite and on PostgreSQL."""
    with ExitStack() as stack:
        kept = os.environ.get("DEMARC_BENCH_HOME")
        home = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        home.chmod(0o755)
        server = stack.enter_context(Postgres(home / "postgresql"))
        databases = {"SQLite": "", "PostgreSQL": server.url}
        asked = {name: stack.enter_context(_asked(home / f"home-{name}", url)) for name, url in databases.items()}
        return _measured(asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A process that has filled one database and asks for its pages."""

    process: subprocess.Popen[str]

    def tell(self, page: str = "") -> dict[str, list[float]]:
        """Have a page asked for; give the milliseconds each answer took, by the clock on the wall and of this process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{page}\n")
        self.process.stdin.flush()
        told: dict[str, list[float]] = json.loads(self.process.stdout.readline())
        return told


@contextmanager
def _asked(home: Path, url: str) -> Iterator[_Asked]:
    home.mkdir(exist_ok=True)
    environment = os.environ | {"DEMARC_HOME": str(home), "DEMARC_DATABASE_URL": url}
    command = [sys.executable, "-m", "bench.p5_pages"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        yield _Asked(process)
        if process.stdin:
            process.stdin.close()


def _measured(asked: dict[str, _Asked]) -> list[Figure]:
    pages = {name: list(one.tell()) for name, one in asked.items()}["SQLite"]
    seen: dict[tuple[str, str], list[dict[str, list[float]]]] = {}
    for _ in range(ROUNDS):
        for page in pages:
            for database, one in asked.items():
                seen.setdefault((page, database), []).append(one.tell(page))
    return [_figure(page, database, rounds) for (page, database), rounds in seen.items()]


def _figure(page: str, database: str, rounds: list[dict[str, list[float]]]) -> Figure:
    late = statistics.median(statistics.quantiles(one["wall"], n=20)[18] for one in rounds)
    middle, own = (statistics.median(statistics.median(one[kind]) for one in rounds) for kind in ("wall", "cpu"))
    detail = f"p50 {middle:.1f} ms, processor of this process {own:.1f} ms"
    what = f"{page}, {ITEMS:,} items, {database}"
    return Figure("P5", what, late, "ms p95", BAR, GOAL, least=False, detail=detail)


def main() -> None:
    """Fill the database of the home, then time each page that standard input names; an empty line asks for the names."""
    with prepared("bench"):
        # What is measured loads the models, which needs Django set up.
        pages = import_module("bench.p5_measured").Pages.filled(ITEMS)
        for line in sys.stdin:
            page = line.rstrip("\n")
            print(json.dumps(pages.timed(page) if page else {name: [] for name in pages.addresses}), flush=True)


if __name__ == "__main__":
    main()
