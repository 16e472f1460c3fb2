"""`demarc worker`: the engine's loop alone, beside any number of `demarc serve` on PostgreSQL."""

import argparse
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType

from demarc.server.operate.prepare import CannotStart, prepared


def main(argv: Sequence[str]) -> int:
    """Turn until stopped. Exit status 0, or 2 with one line when it cannot start."""
    argparse.ArgumentParser(prog="demarc worker", description="Run the engine alone (PostgreSQL).").parse_args(argv)
    try:
        with prepared("worker"):
            return _run()
    except CannotStart as reason:
        print(f"demarc worker: {reason}", file=sys.stderr)
        return 2


def _run() -> int:
    # The wiring loads the models, which needs Django set up, so it cannot be imported above.
    engine = import_module("demarc.server.wiring").engine_alone()

    def end(_number: int, _frame: FrameType | None) -> None:
        engine.end()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    print("Demarc's engine runs  (stop it with Ctrl-C)", flush=True)
    engine.run()
    return 0
