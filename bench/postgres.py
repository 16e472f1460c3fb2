"""A PostgreSQL of one's own on a loopback port, in a folder, for as long as a measurement lasts."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.alertmanager import free_port


class Postgres:
    """Start Debian's newest PostgreSQL on a folder, made where there is none; stop it, and only it, on leaving."""

    def __init__(self, folder: Path) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
        if not programs:
            raise FileNotFoundError("PostgreSQL is not here; install it: apt-get install postgresql")
        self._folder, self._programs, self._port = folder, programs[-1], free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self._port}/bench"

    def __enter__(self) -> Self:
        data = self._folder / "data"
        fresh = not data.exists()
        if fresh:
            self._folder.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                shutil.chown(self._folder, "postgres")
            self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        # What is filled in once is measured, not kept: it need not survive a power cut.
        told = {"port": self._port, "unix_socket_directories": self._folder, "fsync": "off", "timezone": "UTC"}
        settings = [part for name, value in told.items() for part in ("-c", f"{name}={value}")]
        command = self._as_owner("postgres", "-D", data, "-c", "listen_addresses=127.0.0.1", *settings)
        self._server = subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while subprocess.run(self._client("pg_isready"), stdout=subprocess.DEVNULL, check=False).returncode:
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(f"PostgreSQL did not start on {data}")
            time.sleep(0.1)
        if fresh:
            subprocess.run(self._client("createdb", "-U", "postgres", "bench"), check=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._run("pg_ctl", "stop", "-D", self._folder / "data", "-m", "fast")
        self._server.wait(60)

    def _as_owner(self, program: str, *arguments: object) -> list[str]:
        """PostgreSQL refuses to run as root; Debian's package brings an account for that case."""
        command = [str(self._programs / program), *map(str, arguments)]
        return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command

    def _client(self, program: str, *arguments: str) -> list[str]:
        return [str(self._programs / program), "-h", "127.0.0.1", "-p", str(self._port), *arguments]

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(self._as_owner(program, *arguments), cwd="/", check=True, capture_output=True)
