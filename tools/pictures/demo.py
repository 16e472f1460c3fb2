"""The demo, running on a free port in a folder of its own."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.services import LOOPBACK, free_port

PATIENCE_SECONDS = 180
LINK = re.compile(r"^ *(\w+) .*?(http://\S+/enter/\S+)", re.MULTILINE)


class NoDemo(RuntimeError):
    """The demo did not come up; the message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Where it answers, and the one-time links it printed, by the first name of whom they sign in."""

    url: str
    links: dict[str, str]


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Start `demarc demo`, wait until it is ready, and stop it in the end."""
    port, said = free_port(), folder / "demo.txt"
    command = [sys.executable, "-m", "demarc", "demo", "--port", str(port)]
    environment = os.environ | {"DEMARC_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1"}
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=environment)
    url = f"http://{LOOPBACK}:{port}"
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (_is_ready(url) and LINK.search(said.read_text())):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NoDemo(f"the demo did not come up:\n{said.read_text()}")
            time.sleep(0.2)
        yield Demo(url, {name.lower(): link for name, link in LINK.findall(said.read_text())})
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False
