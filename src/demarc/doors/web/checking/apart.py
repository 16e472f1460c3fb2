"""Work apart from the server: a child process with little memory and time, no secrets and nothing to keep."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

CHILD = Path(__file__).with_name("bounds.py")
"""The script that lowers its own limits and then becomes the command."""

MEGABYTE = 1_000_000
MEMORY = 600 * MEGABYTE
COMPUTING_SECONDS, WALL_SECONDS = 20, 40.0
WRITTEN = 64 * MEGABYTE
"""Bytes the answer may have; the process can write no longer file anywhere."""

ANSWERED, UNUSABLE = (0, 1), 2
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
"""All the child is told: no settings, no database address, no key."""

log = logging.getLogger("demarc.check")


class CannotBeUsed(Exception):
    """The reader refuses the file; the message is its own line: what, where, what would help."""


class GaveUp(Exception):
    """The file asked for more time or memory than it gets, or a reader failed on it."""


def look_at(*files: Path, options: Sequence[str] = (), command: str = "check") -> dict[str, Any]:
    """Give what a file command says of files in one folder with `--format json`. Raises `CannotBeUsed` and `GaveUp`."""
    words = (command, "--format", "json", *options, "--", *(file.name for file in files))
    return ask("demarc", *words, name=command, folder=files[0].parent)


def ask(
    module: str, *words: str, name: str, folder: Path, memory: int | None = None, seconds: int | None = None
) -> dict[str, Any]:
    """Run one of our modules apart and give the JSON it prints; `name` is what it calls itself when it refuses.

    The folder is the child's too, so that its sentences name files in it without a path. `memory` and `seconds` (of
    computing) are for what needs more than a look. Raises `CannotBeUsed` and `GaveUp`.
    """
    limits = (memory or MEMORY, seconds or COMPUTING_SECONDS, WRITTEN)
    with TemporaryFile(dir=folder) as said, TemporaryFile(dir=folder) as complained:
        wall = WALL_SECONDS if seconds is None else 2.0 * seconds
        status = _run((*map(str, limits), module, *words), wall, folder, said, complained)
        if status == UNUSABLE:
            raise CannotBeUsed(_complaint(complained).removeprefix(f"demarc {name}: "))
        if status not in ANSWERED:
            raise GaveUp
        said.seek(0)
        try:
            answer: dict[str, Any] = json.load(said)
        except ValueError:
            # A reader failed: that is ours to mend, and all that may be known of it is that it happened.
            log.warning("a table could not be looked at: the reader failed (status %s)", status)
            raise GaveUp from None
    return answer


def _run(words: tuple[str, ...], wall: float, folder: Path, said: IO[bytes], complained: IO[bytes]) -> int:
    """Run the child to its end, or to ours; return its exit status, negative for a signal."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and script; each file's name is one word of it
        [sys.executable, "-I", "-B", "-X", "utf8", str(CHILD), *words],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=complained,
        start_new_session=True,
    )
    try:
        return child.wait(wall)
    except subprocess.TimeoutExpired:
        raise GaveUp from None
    finally:
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _complaint(complained: IO[bytes]) -> str:
    """Take the reader's own sentence, the last line it wrote."""
    complained.seek(0)
    lines = complained.read(MEGABYTE).decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
