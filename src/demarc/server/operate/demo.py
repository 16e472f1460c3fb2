"""`demarc demo`: the example in force, served on this machine, with links that sign you in as either side."""

import argparse
import json
import os
import socket
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from shutil import rmtree

from demarc.server.operate.prepare import CannotStart, prepared
from demarc.server.operate.serve import listening, serve

HOME = Path("var") / "demo"
KEPT, HALF_MADE, BEGIN_AGAIN = "demo.json", "demo-half-made", "demo-again"
"""Files in the home: what the welcome names, a stage that is being set, and the wish to begin again."""
ALERT = {
    "subject": "Ransomware behaviour on XRAY-FS-01: files renamed in bulk",
    "severity": "critical",
    "facts": {"topic": "edr-alert", "kind": "alert", "device_class": "server", "os_family": "windows", "site": "central"},
    "labels": {"device": "XRAY-FS-01"},
}


def main(argv: Sequence[str]) -> int:
    """Serve the demo until stopped. Exit status 0, or 2 with one line when it cannot start."""
    given = _arguments(argv)
    home = Path(os.environ.setdefault("DEMARC_HOME", str(HOME)))
    os.environ["DEMARC_DEMO"] = "yes"
    os.environ.setdefault("DEMARC_URL", f"http://127.0.0.1:{given.port}")
    if (home / HALF_MADE).exists() or (given.reset and (home / KEPT).exists()):
        rmtree(home)
    try:
        with prepared("demo"), _door(given) as door:
            port = door.getsockname()[1]
            kept_open = door.dup()  # the server closes the one it is given
            # The stories load the models, which needs Django set up, so they cannot be imported above.
            stage = import_module("demarc.server.operate.demo_stage").stage(home)
            print(_welcome(f"http://127.0.0.1:{port}", stage), flush=True)
            status = serve(door)
    except CannotStart as reason:
        print(f"demarc demo: {reason}", file=sys.stderr)
        return 2
    if (home / BEGIN_AGAIN).exists():
        # The banner's button: a process of its own begins anew, for this one holds a database that is about to go. It is
        # handed the open port, so that whoever knocks meanwhile waits and is not refused.
        kept_open.set_inheritable(True)
        again = ["demo", "--port", str(port), "--door", str(kept_open.fileno()), "--reset"]
        os.execv(sys.executable, [sys.executable, "-m", "demarc", *again])  # noqa: S606 - ourselves
    return status


def _door(given: argparse.Namespace) -> socket.socket:
    return listening("127.0.0.1", given.port) if given.door is None else socket.socket(fileno=given.door)


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="demarc demo", description="Serve Alder Dental Group and Harborline, all made up, on this machine only."
    )
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    parser.add_argument("--door", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--reset", action="store_true", help="forget what was done in the demo and begin again")
    return parser.parse_args(argv)


def _welcome(url: str, stage: "Stage") -> str:  # type: ignore[name-defined]  # noqa: F821 - see the import in `main`
    links = "\n".join(f"  {name:<16} {part:<36} {url}/enter/{token}/" for name, part, token in stage.links)
    return f"""
Demarc serves Alder Dental Group and Harborline on {url}  (stop it with Ctrl-C)

Sign in as either side; each link works once, and the banner lets you change seats:
{links}

Post an alert, as the provider's EDR would, and look who holds it:
  curl -X POST {url}/in/{stage.feed} \\
    -H 'Authorization: Bearer {stage.token}' \\
    -H 'Content-Type: application/json' \\
    -d '{json.dumps(ALERT)}'

Then press `let 15 minutes pass`. Begin again with: ./run demo --reset"""
