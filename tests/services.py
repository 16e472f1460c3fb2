"""The real services that tests drive, found on this machine and started on loopback addresses only.

Nothing here pretends: PostgreSQL, Chromium and Alertmanager are the programs Debian ships, the mail server is aiosmtpd.
A service that is not installed is named, with the command that installs it; the tests that need it are counted as
not run, and the whole run then ends with exit status 3 (see `conftest.py`).
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0
"""Seconds to wait for a service to come up; a busy machine needs more than a quiet one, and no test waits for it."""

COULD_NOT_RUN = "could not run: "


@dataclass(frozen=True, slots=True)
class Service:
    """A program the tests want: its name for people, the Debian packages that bring it, and where it was found."""

    name: str
    package: str
    program: Path | None

    @property
    def missing(self) -> str:
        """The sentence that a skipped test and the end of the run print."""
        return f"{COULD_NOT_RUN}{self.name} (install: apt-get install {self.package})"


def _on_path(*names: str) -> Path | None:
    found = next((where for name in names if (where := shutil.which(name))), None)
    return Path(found) if found else None


def postgresql() -> Service:
    """Debian keeps the server's programs out of the PATH, one folder per major version; the newest one is taken."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    program = versions[-1] if versions else _on_path("postgres")
    return Service("PostgreSQL", "postgresql", program)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def chromium() -> Service:
    """The browser; playwright's own download is never used, but its driver needs a library that a small Debian lacks."""
    program = _on_path("chromium", "chromium-browser", "google-chrome") if _loads("libatomic.so.1") else None
    return Service("Chromium", "chromium libatomic1", program)


def alertmanager() -> Service:
    """The alert source whose webhook is our first feed."""
    return Service("Alertmanager", "prometheus-alertmanager", _on_path("prometheus-alertmanager", "alertmanager"))


def libreoffice() -> Service:
    """The spreadsheet program that shows whether a workbook we changed still opens whole."""
    return Service("LibreOffice", "libreoffice-calc-nogui", _on_path("soffice", "libreoffice"))


def every_service() -> tuple[Service, ...]:
    """All services that some test of `./run test` needs."""
    return postgresql(), chromium(), alertmanager()


def slow_services() -> tuple[Service, ...]:
    """All services that some slow test needs; LibreOffice is large, so only these bring it."""
    return *every_service(), libreoffice()


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file lock, so that of several test workers one does the work and the others find it done."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def _as_owner(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings the account `postgres` for that case."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


# Waits until the test run is over, however it ended, then stops the cluster and removes it.
_KEEPER = """
while kill -0 "$1" 2>/dev/null && [ -d "$3" ]; do sleep 1; done
kill -QUIT "$2" 2>/dev/null
sleep 1
rm -rf "$3"
"""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A scratch cluster of this test run: no fsync, no passwords, loopback and a socket in its own folder."""

    port: int

    def url(self, database: str = "postgres") -> str:
        """The address of one database, as `DEMARC_DATABASE_URL` takes it."""
        return f"postgresql://postgres@{LOOPBACK}:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one administrator's statement outside any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())


def postgres_for_run(run: Path, owner_pid: int) -> Postgres:
    """The cluster of the test run whose folder is `run`: started by whoever asks first, shared by all its workers.

    It lives until the process `owner_pid` is gone, so even a killed test run leaves no server behind.
    """
    note = run / "postgres.json"
    with locked(run / "postgres.lock"):
        if not note.exists():
            note.write_text(json.dumps(_start_postgres(owner_pid)), encoding="utf-8")
    return Postgres(**json.loads(note.read_text(encoding="utf-8")))


def _start_postgres(owner_pid: int) -> dict[str, int]:
    program = postgresql().program
    if program is None:
        raise FileNotFoundError(postgresql().missing)
    folder = Path(tempfile.mkdtemp(prefix="demarc-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", free_port()
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    initdb = [str(program.with_name("initdb")), "-D", str(data), *options]
    subprocess.run(_as_owner(*initdb), check=True, capture_output=True, cwd="/")
    server = _detached(_as_owner(str(program), "-D", str(data), *_postgres_settings(port, folder)), folder / "log")
    try:
        _wait_for_postgres(Postgres(port), server, folder / "log")
    except BaseException:
        server.kill()
        raise
    postmaster = (data / "postmaster.pid").read_text().splitlines()[0]
    _detached(["/bin/sh", "-c", _KEEPER, "keeper", str(owner_pid), postmaster, str(folder)], Path(os.devnull))
    return {"port": port}


def _postgres_settings(port: int, folder: Path) -> list[str]:
    settings = {
        "listen_addresses": LOOPBACK,
        "port": port,
        "unix_socket_directories": folder,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": 200,
        "timezone": "UTC",
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _detached(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process that a signal to the test run does not reach."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True
        )


def _wait_for_postgres(cluster: Postgres, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            cluster.execute("SELECT 1")
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.1)
        else:
            return


# --- mail -------------------------------------------------------------------------------------------------------------


@dataclass
class Mailbox:
    """What a mail server received, and how often it shall still refuse before it takes a message."""

    host: str = LOOPBACK
    port: int = 0
    messages: list[Envelope] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    """Answers to give instead of taking a message, first one first: `451 try again later`."""

    def texts(self) -> list[str]:
        """The received messages as text, in the order of arrival."""
        contents = (envelope.content for envelope in self.messages)
        return [content if isinstance(content, str) else (content or b"").decode() for content in contents]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 - aiosmtpd calls it by this name
        if self.refusals:
            return self.refusals.pop(0)
        self.messages.append(envelope)
        return "250 taken"


@contextmanager
def running_smtp() -> Iterator[Mailbox]:
    """A real SMTP server on a free port, in a thread of its own."""
    mailbox = Mailbox(port=free_port())
    controller = Controller(mailbox, hostname=mailbox.host, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


# --- Alertmanager -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alertmanager:
    """A running Alertmanager and its own API."""

    url: str

    def post(self, *alerts: dict[str, Any]) -> None:
        """Send alerts the way Prometheus does: `{"labels": {...}, "annotations": {...}}`, with `endsAt` to resolve."""
        body = json.dumps(alerts).encode()
        request = urllib.request.Request(f"{self.url}/api/v2/alerts", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()

    def is_ready(self) -> bool:
        """Whether it takes alerts by now."""
        try:
            with urllib.request.urlopen(f"{self.url}/-/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def running_alertmanager(config: str, folder: Path) -> Iterator[Alertmanager]:
    """Start Alertmanager with `config` (its YAML as text); clustering is off, so it speaks to nobody but the receivers."""
    program = alertmanager().program
    if program is None:
        raise FileNotFoundError(alertmanager().missing)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "alertmanager.yml").write_text(config, encoding="utf-8")
    port = free_port()
    command = [
        str(program),
        f"--config.file={folder / 'alertmanager.yml'}",
        f"--storage.path={folder / 'data'}",
        f"--web.listen-address={LOOPBACK}:{port}",
        "--cluster.listen-address=",
    ]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=folder)
    running = Alertmanager(f"http://{LOOPBACK}:{port}")
    try:
        deadline = time.monotonic() + PATIENCE
        while not running.is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Alertmanager did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.1)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
