"""A real `demarc serve` on SQLite with one engagement and one feed, for as long as a measurement lasts."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.alertmanager import free_port, wait_for

PREPARE = """
import json
from datetime import UTC, datetime
from demarc.server.operate.prepare import prepared
with prepared("bench"):
    from demarc.acts.add_feed import add_feed
    from demarc.acts.put_in_force import start_engagement
    from demarc.core.presets.alder import alder_dental_group
    from demarc.record.reads.people import person_by_key
    now = datetime.now(UTC)
    matrix = alder_dental_group(now.date())
    engagement = start_engagement(matrix=matrix, now=now, by="dana", leads=("dana", "priya"))
    dana = person_by_key(engagement=engagement, key="dana")
    feed = add_feed(engagement=engagement, by=dana, now=now, name="bench", reader="generic", holder=dana)
    print(json.dumps({"feed": feed.id, "token": feed.token}))
"""


class DemarcServer:
    """Start `demarc serve` in a home of its own; stop it, and only it, on leaving."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.home = Path(self._folder.name)
        self._environment = os.environ | {"DEMARC_HOME": self._folder.name}
        made = subprocess.run(
            [sys.executable, "-c", PREPARE], env=self._environment, capture_output=True, text=True, check=True
        )
        said = json.loads(made.stdout)
        self.token: str = said["token"]
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.intake = f"{self.url}/in/{said['feed']}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "demarc", "serve", "--port", str(port)], env=self._environment, stdout=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        wait_for(f"{self.url}/livez")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(30)
        self._folder.cleanup()

    def count(self, query: str) -> list[tuple[int, ...]]:
        """Ask the database file directly, past the server."""
        with sqlite3.connect(f"file:{self.home / 'demarc.sqlite3'}?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()
