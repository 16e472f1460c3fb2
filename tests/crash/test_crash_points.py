"""Law 10 at every numbered point: whatever step dies wherever, the next process finds all of it once, or none of it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from demarc.files.notes import new_signer
from tests import databases
from tests.crash.play import Play, steps
from tests.crash.points import die_at
from tests.services import Mailbox, Postgres

FEWEST = 150
"""The play passes at least so many points on either database."""


@dataclass
class SqliteCopies:
    """Databases by name, each a file of its own."""

    run: Path
    folder: Path

    def begin(self, name: str) -> None:
        with databases.fresh_sqlite(self.run, self.folder / name):
            pass

    def copy(self, old: str, new: str) -> None:
        shutil.rmtree(self.folder / new, ignore_errors=True)
        shutil.copytree(self.folder / old, self.folder / new)

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        with databases.django_on(databases._sqlite(self.folder / name)):
            yield
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass
class PostgresCopies:
    """Databases by name in the run's cluster."""

    cluster: Postgres
    run: Path
    folder: Path

    def begin(self, name: str) -> None:
        with databases.fresh_postgres(self.cluster, self.run, self.folder):
            pass
        self._make(name, databases.TEMPLATE)

    def copy(self, old: str, new: str) -> None:
        self._make(new, f"crash_{old}")

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        with databases.django_on(databases._postgres(self.cluster.url(f"crash_{name}"))):
            yield

    def _make(self, name: str, template: str) -> None:
        self.cluster.execute(f"DROP DATABASE IF EXISTS crash_{name} WITH (FORCE)")
        self.cluster.execute(f"CREATE DATABASE crash_{name} TEMPLATE {template}")


Copies = SqliteCopies | PostgresCopies


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(
    request: pytest.FixtureRequest, run_folder: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Copies]:
    """Databases that can be copied at any point of the play."""
    made: Copies = (
        SqliteCopies(run_folder, tmp_path)
        if request.param == "sqlite"
        else PostgresCopies(request.getfixturevalue("postgres"), run_folder, tmp_path)
    )
    with django_db_blocker.unblock():
        yield made


def die_everywhere(play: Play, copies: Copies) -> list[str]:
    """Let each step die at each of its points on a copy of its own; return the points by number, and tell each."""
    points: list[str] = []
    copies.begin("trunk")
    with copies.on("trunk"):
        play.begin()
    for name, wait, made in steps(play):
        play.now += wait
        copies.copy("trunk", "whole")
        with copies.on("whole"):
            made()()
            play.restart()
            expected = play.told()
        for number in count():
            copies.copy("trunk", "crashed")
            with copies.on("crashed"):
                work = made()
                connections.close_all()
                died, where = die_at(number, work, lambda: None)
                play.restart(work if died else None)
                assert play.told() == expected, f"{name}, point {number}, {where}"
                play.check_the_laws()
            if not died:
                break
            points.append(f"{len(points) + 1:>4} {name}: {where}")
            sys.stdout.write(f"{points[-1]}\n")
        with copies.on("trunk"):
            made()()
    return points


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_crash_at_any_numbered_point_loses_nothing_and_doubles_nothing(copies: Copies, smtp_server: Mailbox) -> None:
    """Law 10: What was acknowledged is on disk; a kill at any moment loses nothing and doubles nothing in the record."""
    points = die_everywhere(Play(new_signer("demarc/test"), smtp_server), copies)
    assert len(points) >= FEWEST
    places = "\n".join(points)
    for point in ("before commit", "after commit", "before letter", "after letter", "intake", "INSERT INTO", "UPDATE"):
        assert point in places
