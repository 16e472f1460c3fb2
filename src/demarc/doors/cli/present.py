"""The instant at which a file command runs. The server's own clock stands in `demarc.doors.clock` and needs settings."""

from datetime import UTC, datetime


def now() -> datetime:
    """Tell the present instant (aware UTC)."""
    return datetime.now(UTC)  # noqa: TID251 - a file command has no server whose clock it could ask
