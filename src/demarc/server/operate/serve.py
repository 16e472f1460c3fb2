"""`demarc serve`: pages, intake and engine in one process."""

import argparse
import gc
import signal
import socket
import sys
from collections.abc import Sequence
from types import FrameType

import uvicorn

from demarc.server.operate.prepare import CannotStart, prepared

WAITING_CONNECTIONS = 2_048
LONGEST_SHUTDOWN_SECONDS = 10
SWITCH_SECONDS = 0.0001
"""How long one thread may keep the others from running: the intake answers while the engine computes."""


def main(argv: Sequence[str]) -> int:
    """Serve until stopped. Exit status 0, or 2 with one line when it cannot start."""
    parser = argparse.ArgumentParser(prog="demarc serve", description="Serve pages and feeds, and run the engine.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    given = parser.parse_args(argv)
    try:
        with prepared("serve"), listening(given.host, given.port) as door:
            print(f"Demarc serves on http://{given.host}:{door.getsockname()[1]}  (stop it with Ctrl-C)", flush=True)
            return serve(door)
    except CannotStart as reason:
        print(f"demarc serve: {reason}", file=sys.stderr)
        return 2


def listening(host: str, port: int) -> socket.socket:
    """Open the port. Raises `CannotStart` when somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, OverflowError) as error:
        door.close()
        raise CannotStart(f"cannot listen on {host}:{port}: {error}; try another one with --port") from error
    door.listen(WAITING_CONNECTIONS)
    return door


def serve(door: socket.socket) -> int:
    """Answer on an open port until told to stop; the ASGI function starts and ends intake and engine."""
    config = uvicorn.Config(
        "demarc.server.asgi:application",
        lifespan="on",
        ws="none",
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=LONGEST_SHUTDOWN_SECONDS,
    )
    sys.setswitchinterval(SWITCH_SECONDS)
    # A batch makes many short-lived values and hardly a cycle; looking for cycles often only costs.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn ends calmly on these and then raises them once more; by then there is nothing left to interrupt.
        signal.signal(number, _already_ended)
    server = uvicorn.Server(config)
    server.run(sockets=[door])
    return 0 if server.started else 2


def _already_ended(_number: int, _frame: FrameType | None) -> None:
    """Take a signal that has done its work."""
