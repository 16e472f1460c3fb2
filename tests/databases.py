"""A fresh database for one test, SQLite or PostgreSQL, with real files and real commits.

The schema is migrated once per test run into a template; a test gets a copy of it (a file copy, or `CREATE DATABASE ...
TEMPLATE`). So nothing is ever flushed: the ledger refuses deletions, in tests too. Threads of the test and processes it
starts see the same database.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from demarc.server import environment
from tests import services

TEMPLATE = "demarc_template"


@dataclass(frozen=True, slots=True)
class Database:
    """The database of one test."""

    vendor: str
    """`sqlite` or `postgresql`, as Django names it."""

    env: dict[str, str]
    """What a process must find in its environment to work on this same database."""

    home: Path
    """The folder where the server keeps its files (`DEMARC_HOME`)."""


@contextmanager
def django_on(configuration: dict[str, Any]) -> Iterator[None]:
    """Let Django's default connection, in every thread, be another database for a while."""
    kept, kept_settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": configuration})["default"]
    del connections["default"]
    try:
        yield
    finally:
        used = connections["default"]
        used.close()
        if hasattr(used, "close_pool"):
            used.close_pool()
        connections.settings["default"] = kept_settings
        connections["default"] = kept


def _sqlite(folder: Path) -> dict[str, Any]:
    return environment.sqlite(folder, settings.JOURNAL_MODE) | {"TEST": {}}


def _postgres(url: str) -> dict[str, Any]:
    return environment.postgres(urlsplit(url))


@contextmanager
def fresh_sqlite(run: Path, home: Path) -> Iterator[Database]:
    """A new SQLite file in `home`, the folder a `demarc serve` of this test would use."""
    template = run / "template"
    configuration = _sqlite(home)
    name = Path(configuration["NAME"]).name
    with services.locked(run / "sqlite.lock"):
        if not template.exists():
            half_done = Path(tempfile.mkdtemp(dir=run))
            with django_on(_sqlite(half_done)):
                call_command("migrate", verbosity=0, interactive=False)
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            half_done.rename(template)
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template / name, home / name)
    with django_on(configuration):
        yield Database("sqlite", {"DEMARC_HOME": str(home)}, home)


@contextmanager
def fresh_postgres(cluster: services.Postgres, run: Path, home: Path) -> Iterator[Database]:
    """A new database in the run's cluster, dropped after the test."""
    with services.locked(run / "template.lock"):
        if not (run / "template.done").exists():
            cluster.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
            cluster.execute(f"CREATE DATABASE {TEMPLATE}")
            with django_on(_postgres(cluster.url(TEMPLATE))):
                call_command("migrate", verbosity=0, interactive=False)
            (run / "template.done").touch()
    name = f"test_{uuid4().hex}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    home.mkdir(parents=True, exist_ok=True)
    try:
        with django_on(_postgres(cluster.url(name))):
            yield Database("postgresql", {"DEMARC_HOME": str(home), "DEMARC_DATABASE_URL": cluster.url(name)}, home)
    finally:
        cluster.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
