"""Server processes start, or say in one line why they cannot."""

import os
import socket
import subprocess
import sys
from time import sleep
from urllib.parse import urlsplit

import pytest
from django.db import connection

from demarc.acts.checkpoint import take_checkpoint
from demarc.files.notes import signers_of
from demarc.files.signing_key import make_key, read_key
from demarc.record.models import Outbox, SignedHead
from tests.databases import Database
from tests.serving import serving
from tests.stage import TUESDAY, put_on_stage


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


def test_the_first_start_makes_a_key_for_its_owner_alone(sqlite_database: Database) -> None:
    key = sqlite_database.home / "signing.key"
    with serving(sqlite_database.env):
        made = key.read_text(encoding="utf-8")
    assert key.stat().st_mode & 0o777 == 0o600
    assert made.startswith("PRIVATE+KEY+127.0.0.1+")
    with serving(sqlite_database.env):
        assert key.read_text(encoding="utf-8") == made


def test_a_key_that_others_may_read_is_refused_in_one_line(sqlite_database: Database) -> None:
    key = sqlite_database.home / "elsewhere.key"
    make_key(key, "demarc.example")
    key.chmod(0o644)
    refused = demarc("serve", env={**os.environ, **sqlite_database.env, "DEMARC_SIGNING_KEY": str(key)})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert f"{key}: others than its owner may read this key" in refused.stderr


def test_a_key_that_was_used_and_is_gone_is_never_replaced_silently(sqlite_database: Database) -> None:
    signer = make_key(sqlite_database.home / "signing.key", "demarc.example")
    take_checkpoint(engagement=put_on_stage().engagement, now=TUESDAY, signer=signer)
    connection.close()
    (sqlite_database.home / "signing.key").unlink()
    refused = demarc("serve", env={**os.environ, **sqlite_database.env})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "signing.key is missing, though checkpoints here are signed by it (demarc.example+" in refused.stderr
    assert not (sqlite_database.home / "signing.key").exists()


def test_an_engagement_begins_from_a_matrix_file_and_waits_for_both_signatures(sqlite_database: Database) -> None:
    matrix = sqlite_database.home / "matrix.yaml"
    env = {**os.environ, **sqlite_database.env}
    assert demarc("init", "--out", str(matrix), env=env).returncode == 0
    begun = demarc("begin", str(matrix), env=env)
    assert begun.returncode == 0, begun.stderr
    links = [line.split()[-1] for line in begun.stdout.splitlines() if "/enter/" in line]
    assert len(links) == 3
    with serving(sqlite_database.env) as site:
        assert {site.get(urlsplit(link).path) for link in links} == {200}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("| Function | Dana | Harborline |\n|---|---|---|\n| Backup | A | R |\n", "make one of it"),
        ("rows: [", "this is not YAML"),
    ],
)
def test_an_engagement_that_cannot_begin_says_why_in_one_line(sqlite_database: Database, text: str, said: str) -> None:
    file = sqlite_database.home / ("matrix.yaml" if text.startswith("rows") else "matrix.md")
    file.write_text(text)
    refused = demarc("begin", str(file), env={**os.environ, **sqlite_database.env})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert said in refused.stderr


def test_a_real_server_signs_what_must_be_witnessed_by_itself(database: Database) -> None:
    engagement = put_on_stage().engagement
    signed = SignedHead.objects.filter(engagement=engagement)
    with serving(database.env):
        for _ in range(200):
            if signed.exists():
                break
            sleep(0.1)
        head = signed.get()
        key = read_key(database.home / "signing.key").verifier
    assert signers_of(head.note, [key]) == (key.name,)
    letters = Outbox.objects.filter(engagement=engagement, about="checkpoint")
    assert {letter.attached for letter in letters} == {head.note}
