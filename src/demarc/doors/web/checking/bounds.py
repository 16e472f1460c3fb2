"""Run one of our modules within bounds. Started as a script, in a process of its own.

The words after it are: bytes of memory, seconds of computing, bytes it may write, the module, and the module's own words.
A spreadsheet is somebody else's program for our readers; here the worst it can do is end this process.
"""

import os
import resource
import runpy
import sys
from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[4]
"""Where the package `demarc` lies, also in a checkout that is not installed."""

HANDLES = 64
MODEST = 10
"""How far this process stands back when others want to compute."""


def bound(limit: int, most: int) -> None:
    """Lower a limit of this process for good; never raise one that is lower already."""
    _, hard = resource.getrlimit(limit)
    lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (lowered, lowered))


def main(memory: int, seconds: int, written: int, words: list[str]) -> None:
    """Lower the limits, then become the module: `words` are its name and what it is given."""
    module, *given = words
    os.nice(MODEST)
    if sys.platform != "darwin":
        # macOS has the name of this limit and refuses to set it.
        bound(resource.RLIMIT_AS, memory)
    bound(resource.RLIMIT_CPU, seconds)
    bound(resource.RLIMIT_FSIZE, written)
    bound(resource.RLIMIT_NOFILE, HANDLES)
    bound(resource.RLIMIT_CORE, 0)
    sys.path.insert(0, str(PACKAGES))
    sys.argv = [module, *given]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
