"""Whose turn it is: a few tables are looked at side by side, a few wait, and nobody sends more than their share."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock, Semaphore

SIDE_BY_SIDE, WAITING = 2, 3
PATIENCE_SECONDS = 40.0
AT_ONCE, ONE_MORE_SECONDS = 12, 5.0
"""So many tables may come from one address in a row, and one more after so many seconds."""

ADDRESSES = 10_000
"""So many addresses are remembered, the latest."""

HOME_BITS = 64
"""A household has so many bits of an IPv6 address; the rest is as good as one address."""


class NotNow(Exception):
    """A table cannot be looked at now; `seconds` is when to come back, and `often` whether this sender sent too many."""

    def __init__(self, *, seconds: int, often: bool) -> None:
        super().__init__(f"come back in {seconds} seconds")
        self.seconds, self.often = seconds, often


@dataclass(slots=True)
class Share:
    """What one address has left of its share, and when that was so."""

    left: float
    at: float


class Turns:
    """Lets senders in one by one. `stopwatch` gives seconds that never go back."""

    def __init__(
        self,
        *,
        side_by_side: int = SIDE_BY_SIDE,
        waiting: int = WAITING,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE_SECONDS,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._places, self._turn = Semaphore(side_by_side + waiting), Semaphore(side_by_side)
        self._at_once, self._patience, self._stopwatch = at_once, patience, stopwatch
        self._shares: OrderedDict[str, Share] = OrderedDict()
        self._counting = Lock()

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """Have a place from the first byte to the answer. Raises `NotNow` at once when all are taken, or too often."""
        self._count(address)
        if not self._places.acquire(blocking=False):
            raise NotNow(seconds=10, often=False)
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until one of the tables before is done. Raises `NotNow` when that takes too long."""
        if not self._turn.acquire(timeout=self._patience):
            raise NotNow(seconds=30, often=False)
        try:
            yield
        finally:
            self._turn.release()

    def _count(self, address: str) -> None:
        """Take one off the share of an address. Raises `NotNow` when there is none."""
        now, sender = self._stopwatch(), _sender(address)
        with self._counting:
            share = self._shares.pop(sender, None) or Share(self._at_once, now)
            share.left = min(self._at_once, share.left + (now - share.at) / ONE_MORE_SECONDS)
            share.at = now
            self._shares[sender] = share
            while len(self._shares) > ADDRESSES:
                self._shares.popitem(last=False)
            if share.left < 1:
                raise NotNow(seconds=int((1 - share.left) * ONE_MORE_SECONDS) + 1, often=True)
            share.left -= 1


def _sender(address: str) -> str:
    """Fold the addresses of one household into one."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or int(read) >> (128 - HOME_BITS))
    return str(read)
