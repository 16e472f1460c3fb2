"""A real Alertmanager on a loopback port, for as long as a measurement lasts."""

import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Alertmanager:
    """Start the Debian binary with a configuration text; stop it, and only it, on leaving."""

    def __init__(self, configuration: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / "alertmanager.yml"
        file.write_text(configuration)
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [
                "prometheus-alertmanager",
                f"--config.file={file}",
                f"--storage.path={self._folder.name}/data",
                "--cluster.listen-address=",
                f"--web.listen-address=127.0.0.1:{port}",
                "--log.level=error",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        wait_for(f"{self.url}/-/ready")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._folder.cleanup()


def post(url: str, body: Any = None) -> bytes:  # noqa: ANN401 - any JSON
    """POST a JSON body, or GET where there is none, and return the answer."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


def wait_for(url: str, attempts: int = 200) -> None:
    """Wait until a server on loopback answers, whatever it answers."""
    for _ in range(attempts):
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"nothing answered at {url}"
    raise TimeoutError(message)


def free_port() -> int:
    """Ask the system for a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
