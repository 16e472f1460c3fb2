"""Writing, one at a time: SQLite lets a single writer in, so all writers of this process wait in one line.

Without the line the busy handler sleeps and wakes by luck, and a person's act during a storm of alerts takes seconds;
and a plain lock would let the intake, which is back at once, pass everybody else again and again. So turns are taken in
the order of arrival. PostgreSQL needs no line: there the context is an ordinary transaction.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from django.db import connection, transaction


class Turnstile:
    """A lock that serves in the order of arrival; whoever holds it may enter again."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._holder: int | None = None
        self._depth = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, hold it, and pass it on."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        me = get_ident()
        with self._guard:
            if self._holder in (None, me):
                self._holder = me
                self._depth += 1
                return
            ticket = Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        try:
            ticket.acquire()
        except BaseException:
            self._give_up(ticket)
            raise
        self._holder = me

    def _leave(self) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth == 0:
                self._pass_on()

    def _pass_on(self) -> None:
        """Hand the turn to the next in line: it is theirs before they wake, so nobody slips in between."""
        if self._waiting:
            self._holder, self._depth = 0, 1
            self._waiting.popleft().release()
        else:
            self._holder = None

    def _give_up(self, ticket: Lock) -> None:
        """An interrupted wait leaves the line, or passes the turn on if it had just been handed over."""
        with self._guard:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            else:
                self._depth = 0
                self._pass_on()


the_line = Turnstile()
"""The line of this process. The intake's writer, which writes past Django, waits in it too."""


@contextmanager
def write_transaction() -> Iterator[None]:
    """Open a transaction that writes; every writer uses it. Inside another one it is part of it.

    On SQLite the turn is taken before `BEGIN IMMEDIATE` and given back after the commit.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with the_line.turn(), transaction.atomic():
        yield
