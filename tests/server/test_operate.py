"""Server processes start, or say in one line why they cannot."""

import os
import socket
import subprocess
import sys

import pytest

from tests.databases import Database
from tests.serving import serving


def demarc(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demarc", *command], env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_second_process_on_the_embedded_database_is_refused_in_one_line(sqlite_database: Database) -> None:
    env = {**os.environ, **sqlite_database.env}
    with serving(sqlite_database.env):
        for command in ("worker", "serve"):
            refused = demarc(command, env=env)
            assert refused.returncode == 2
            assert refused.stderr.count("\n") == 1
            assert "`demarc serve` works on" in refused.stderr
            assert "SQLite carries one process" in refused.stderr


def test_a_port_that_is_taken_is_named_in_one_line(sqlite_database: Database) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = demarc("serve", "--port", port, env={**os.environ, **sqlite_database.env})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert f"cannot listen on 127.0.0.1:{port}" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMARC_INTAKE_BYTES", "many"),
        ("DEMARC_DATABASE_URL", "mysql://h/d"),
        ("DEMARC_DATABASE_URL", "postgresql://h:1/d"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_in_one_line(sqlite_database: Database, name: str, value: str) -> None:
    refused = demarc("serve", env={**os.environ, **sqlite_database.env, name: value})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert name in refused.stderr
