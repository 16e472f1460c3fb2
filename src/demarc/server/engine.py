"""The engine: one thread, one loop. Sort what came in, do what time asks for, send what is due, and sleep.

It sleeps until something comes in, and a second at most, so nothing is late by more than a tick. What fails in a turn is
told in the log and on the health page, the rest of the turn is done all the same, and the next one comes; nothing is lost
by it, because every step is a transaction of its own and finds by itself what is still to do.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from time import perf_counter

from django.db import close_old_connections, connections

from demarc.server.storm import GivingWay

TICK_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
"""How long the engine waits after failing in everything again and again, with the database away for example."""
WORKS = 3
"""Sorting, the tick, and sending."""

log = logging.getLogger("demarc.engine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one turn consists of. Each takes the present instant and tells how much it did.

    `take_in` sorts a part of what waits, so that the others get their turn, and tells how many bodies; `came_in` counts
    the bodies kept by the intake of this process since its start.
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
        self._resting = Event()
        self._giving_way = GivingWay(work.came_in, self._resting.wait)
        self._failures, self._nothing_works = 0, True
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
        self._resting.set()

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
        except ExceptionGroup as failed:
            self._failures += 1
            self._nothing_works = len(failed.exceptions) == WORKS
            log.exception("a turn of the engine failed (%s in a row)", self._failures)
            close_old_connections()
            return False
        self._failures = 0
        return did

    def turn(self) -> bool:
        """Sort, tick, send, once each; tell whether there may be more to do at once.

        One that fails keeps no other from its turn: a clock must call though a body cannot be sorted. What failed is
        raised together at the end.
        """
        failures: list[Exception] = []

        def outlived(work: Callable[[], int]) -> int:
            try:
                return work()
            except Exception as failure:  # noqa: BLE001 - the engine must outlive any failure, and it is raised below
                failures.append(failure)
                return 0

        sorted_ = outlived(self._sort)
        moved = outlived(lambda: self._work.tick(self._now()))
        sent = outlived(lambda: self._work.send(self._now()))
        if failures:
            raise ExceptionGroup("a turn of the engine failed in part", failures)
        return bool(sorted_ or moved or sent)

    def _sort(self) -> int:
        started = perf_counter()
        sorted_ = self._work.take_in(self._now())
        if sorted_:
            self._giving_way.after(sorted_, perf_counter() - started)
        return sorted_

    def _pause(self) -> float:
        """Wait a tick; longer and longer only while nothing works, for what does work must not be late."""
        doublings = min(max(self._failures - 1, 0), 10) if self._nothing_works else 0
        return min(TICK_SECONDS * 2.0**doublings, LONGEST_WAIT_SECONDS)
