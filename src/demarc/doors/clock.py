"""The clock: the one place, beside the engine, that looks at the time. The demo may push it forward, never back.

What the demo added is kept in the home folder, so that a restart does not turn back the time of a record that has
already been written.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from django.conf import settings

_moving = Lock()
_added: dict[Path, timedelta] = {}


class ClockOnlyMovesForward(ValueError):
    """The clock of a real engagement is never moved, and the demo's is never turned back."""


def now() -> datetime:
    """Tell the present instant (aware UTC), with what the demo has added."""
    instant = datetime.now(UTC)  # noqa: TID251 - this is the clock
    return instant + added() if settings.DEMARC_DEMO else instant


def added() -> timedelta:
    """Tell how far the demo's clock has been pushed ahead."""
    path = _kept_in()
    known = _added.get(path)
    if known is None:
        known = _added[path] = _read(path)
    return known


def let_pass(amount: timedelta) -> datetime:
    """Push the demo's clock ahead by `amount` and tell the new present instant."""
    if not settings.DEMARC_DEMO:
        raise ClockOnlyMovesForward("only the demo's clock can be moved; start it with `./run demo`")
    if amount <= timedelta(0):
        raise ClockOnlyMovesForward(f"`{amount}` would not move the clock forward; give a positive time")
    with _moving:
        ahead = added() + amount
        _write(_kept_in(), ahead)
        _added[_kept_in()] = ahead
    return now()


def _kept_in() -> Path:
    return Path(settings.DEMARC_HOME) / "demo-clock"


def _read(path: Path) -> timedelta:
    return timedelta(seconds=int(path.read_text(encoding="ascii"))) if path.exists() else timedelta(0)


def _write(path: Path, ahead: timedelta) -> None:
    """Replace the file whole: a kill leaves the old figure or the new one."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(str(int(ahead.total_seconds())))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
