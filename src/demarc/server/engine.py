"""The engine: one thread, one loop. Sort what came in, do what time asks for, send what is due, and sleep.

It sleeps until something comes in, and a second at most, so nothing is late by more than a tick. A turn that fails is
told in the log and on the health page, and the next one comes; nothing is lost by it, because every step is a
transaction of its own and finds by itself what is still to do.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from time import perf_counter

from django.db import close_old_connections, connections

TICK_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
"""How long the engine waits after failing again and again, with the database away for example."""

log = logging.getLogger("demarc.engine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one turn consists of. Each takes the present instant; the first two tell how much they did.

    `take_in` does at most a part of what waits, so that the others get their turn; `came_in` counts what the intake has
    taken since the start, and is constant where the intake runs in another process.
    """

    take_in: Callable[[datetime], int]
    tick: Callable[[datetime], int]
    send: Callable[[datetime], int]
    came_in: Callable[[], int] = lambda: 0


class Engine:
    """The loop. `now` is the clock; `wake` may be called from any thread."""

    def __init__(self, work: Work, now: Callable[[], datetime]) -> None:
        self._work, self._now = work, now
        self._awake, self._ending = Event(), False
        self._failures = 0
        self._thread = Thread(target=self.run, name="engine", daemon=True)

    def start(self) -> None:
        """Run the loop in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Let the present turn end, and wait for it."""
        self.end()
        if self._thread.is_alive():
            self._thread.join()

    def end(self) -> None:
        """Ask the loop to end after the present turn."""
        self._ending = True
        self._awake.set()

    def wake(self) -> None:
        """End the sleep: something came in."""
        self._awake.set()

    def run(self) -> None:
        """Turn until told to end."""
        while not self._ending:
            self._awake.clear()
            did_something = self._turn_safely()
            if not did_something:
                self._awake.wait(self._pause())
        connections.close_all()

    def _turn_safely(self) -> bool:
        """Do one turn; a failure is written down and the connection looked after."""
        try:
            did = self.turn()
        except Exception:  # the engine must outlive any single failure
            self._failures += 1
            log.exception("a turn of the engine failed (%s in a row)", self._failures)
            close_old_connections()
            return False
        self._failures = 0
        return did

    def turn(self) -> bool:
        """Sort, tick, send, once each; tell whether there may be more to sort or send at once."""
        started, before = perf_counter(), self._work.came_in()
        sorted_ = self._work.take_in(self._now())
        self._give_way(perf_counter() - started, self._work.came_in() - before)
        self._work.tick(self._now())
        sent = self._work.send(self._now())
        return bool(sorted_ or sent)

    def _give_way(self, seconds: float, came_in: int) -> None:
        """Let the intake go first in a storm: while posts pour in, sorting takes only a part of the time."""
        if came_in > BUSY_PER_SECOND * seconds and came_in > FEW:
            Event().wait(min(seconds * REST, LONGEST_REST_SECONDS))

    def _pause(self) -> float:
        return min(TICK_SECONDS * 2.0 ** min(max(self._failures - 1, 0), 10), LONGEST_WAIT_SECONDS)


BUSY_PER_SECOND, FEW = 3_000, 100
"""From this rate on it is a storm: what comes in must be kept, and may be sorted a little later."""
REST, LONGEST_REST_SECONDS = 4.0, 0.5
