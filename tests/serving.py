"""A real `demarc serve` in a process of its own, to be posted to, killed and started again."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep

from tests.services import LOOPBACK, PATIENCE, free_port


class Server:
    """One `demarc serve`; `env` says on which database."""

    def __init__(self, env: Mapping[str, str], *, command: Sequence[str] = ("serve",)) -> None:
        self.port = free_port()
        self._env = {**os.environ, **env}
        self._command = [sys.executable, "-m", "demarc", *command]
        if command[0] == "serve":
            self._command += ["--port", str(self.port)]
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; a server is waited for until it answers."""
        self._process = subprocess.Popen(self._command, env=self._env, stdout=subprocess.DEVNULL, text=True)
        deadline = monotonic() + PATIENCE
        while "serve" in self._command and not self.answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert monotonic() < deadline, "the server did not come up"
            sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """Ask it to end, and return its exit status."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.terminate()
        return self._process.wait(timeout=PATIENCE)

    def answers(self) -> bool:
        """Tell whether it answers now."""
        try:
            return self.get("/livez") == 200
        except (OSError, HTTPException):
            return False

    def get(self, path: str) -> int:
        """Return the status of one page."""
        connection = HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def post(self, feed: str, token: str, body: bytes, *, key: str = "") -> tuple[int, str]:
        """Post one body to a feed; raises `OSError` or `HTTPException` when the server is gone."""
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        connection = HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            connection.request("POST", f"/in/{feed}", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def serving(env: Mapping[str, str], *, command: Sequence[str] = ("serve",)) -> Iterator[Server]:
    """Run a server, or another long command of `demarc`, for the length of a test."""
    server = Server(env, command=command)
    server.start()
    try:
        yield server
    finally:
        server.stop()
