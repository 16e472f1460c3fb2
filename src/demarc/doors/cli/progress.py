"""How far a long piece of work is: on standard error, when a person is looking and it takes more than a second."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")
PATIENCE, BEAT = 1.0, 0.2
"""Seconds before anything is shown, and between two looks at it."""

STEP, WIDTH = 512, 30


def shown(items: Iterable[T], what: str, *, total: int | None = None) -> Iterator[T]:
    """Pass the items on, and show how many of them are done."""
    count = total if total is not None else len(items) if isinstance(items, Sized) else 0
    if not sys.stderr.isatty() or not count:
        yield from items
        return
    began = last = time.monotonic()
    drawn = False
    for done, item in enumerate(items):
        if done % STEP == 0:
            now = time.monotonic()
            if now - began > PATIENCE and now - last > BEAT:
                last, drawn = now, True
                bar = "#" * (WIDTH * done // count)
                print(f"\r{what} [{bar:<{WIDTH}}] {done:,} of {count:,}", end="", file=sys.stderr, flush=True)
        yield item
    if drawn:
        print(f"\r{' ' * (len(what) + WIDTH + 40)}\r", end="", file=sys.stderr, flush=True)
