"""How far a long piece of work is: on standard error, when a person is looking and it takes more than a second."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
PATIENCE, BEAT = 1.0, 0.2
"""Seconds before anything is shown, and between two looks at it."""

STEP, WIDTH = 512, 30


class Progress:
    """A line that is drawn over and over while `total` of `what` are done, and then taken away."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._looked_at = total > 0 and sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._drawn = False

    def at(self, done: int) -> None:
        """Say how many are done."""
        if not self._looked_at:
            return
        now = time.monotonic()
        if now - self._began > PATIENCE and now - self._last > BEAT:
            self._last, self._drawn = now, True
            bar = "#" * (WIDTH * done // self._total)
            print(f"\r{self._what} [{bar:<{WIDTH}}] {done:,} of {self._total:,}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take the line away."""
        if self._drawn:
            print(f"\r{' ' * (len(self._what) + WIDTH + 40)}\r", end="", file=sys.stderr, flush=True)


def shown(items: Iterable[T], what: str, *, total: int | None = None) -> Iterator[T]:
    """Pass the items on, and show how many of them are done."""
    bar = Progress(what, total if total is not None else len(items) if isinstance(items, Sized) else 0)
    for done, item in enumerate(items):
        if done % STEP == 0:
            bar.at(done)
        yield item
    bar.end()
