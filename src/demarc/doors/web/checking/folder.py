"""The one place on disk where an uploaded table lies while it is looked at: a private folder that is gone afterwards.

Each process has a folder of its own below `DEMARC_HOME/checking`, locked for as long as the process lives, and each table
a folder in that. The lock is the kernel's, so a killed process lets go of it, and the next one to start removes what
was left.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

PRIVATE = 0o700
NAME = "checking"

_making = Lock()
_own: dict[tuple[Path, int], tuple[Path, int]] = {}
"""The folder of this process and the handle that locks it, for each home; a forked process has another number."""


@contextmanager
def private_folder(home: Path) -> Iterator[Path]:
    """Give an empty folder that only this user can read, and remove it with all that is in it."""
    folder = Path(tempfile.mkdtemp(dir=_of_this_process(home / NAME)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def clean(home: Path) -> int:
    """Remove what killed processes left behind; return how many folders that were."""
    everything = home / NAME
    if not everything.is_dir():
        return 0
    with _alone_in(everything):
        left = [folder for folder in everything.iterdir() if _is_left(folder)]
        for folder in left:
            shutil.rmtree(folder)
    return len(left)


def _of_this_process(everything: Path) -> Path:
    key = (everything, os.getpid())
    with _making:
        if key not in _own:
            everything.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            with _alone_in(everything):
                folder = Path(tempfile.mkdtemp(dir=everything))
                handle = os.open(folder, os.O_RDONLY)
                fcntl.flock(handle, fcntl.LOCK_EX)
            _own[key] = folder, handle
        return _own[key][0]


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes from making or removing folders in here meanwhile."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_left(folder: Path) -> bool:
    """Tell whether no living process holds this folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
