"""The instant at which a file command runs, and its version. The server's own clock stands in `demarc.doors.clock`."""

import importlib
from datetime import UTC, datetime


def now() -> datetime:
    """Tell the present instant (aware UTC)."""
    return datetime.now(UTC)  # noqa: TID251 - a file command has no server whose clock it could ask


def program_version() -> str:
    """Tell the version of the program that is installed, or that this is a checkout."""
    metadata = importlib.import_module("importlib.metadata")
    try:
        version: str = metadata.version("demarc-it")
    except metadata.PackageNotFoundError:
        return "0.0.0"
    return version
