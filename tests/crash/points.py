"""The numbered points at which a process can die: one place that lists them, and nothing of it in the program.

A point lies before every statement that goes to the database, before and after every commit, and before and after a
letter is handed to the mail server. A forked process counts them while it works and dies at the one it was told.
"""

import os
import smtplib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from demarc.record.inbox import PostgresInbox, SqliteInbox

DEAD = 99
"""The exit status of a process that died at its point."""


class Points:
    """Counts the points as they are passed and dies at `deadly`; `last` is the name of the last one."""

    def __init__(self, deadly: int, died_at: Callable[[str], object]) -> None:
        self._deadly, self._died_at = deadly, died_at
        self.passed = 0

    def __call__(self, name: str) -> None:
        """Pass a point, or die there as by a power cut: nothing is undone, closed or told."""
        if self.passed == self._deadly:
            self._died_at(name)
            os._exit(DEAD)
        self.passed += 1

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Lay the points for a while."""
        with ExitStack() as laid:
            laid.enter_context(connection.execute_wrapper(self._statement))
            laid.enter_context(self._around(BaseDatabaseWrapper, "_commit", "commit"))
            laid.enter_context(self._around(smtplib.SMTP, "send_message", "letter"))
            laid.enter_context(self._around(PostgresInbox, "_run", "intake"))
            laid.enter_context(mock.patch.object(SqliteInbox, "_open", self._counting(SqliteInbox._open)))
            yield

    def _statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        self(" ".join(sql.split()[:3])[:40])
        return execute(sql, params, many, context)

    def _around(self, owner: type, method: str, name: str) -> Any:
        kept = getattr(owner, method)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self(f"before {name}")
            done = kept(*args, **kwargs)
            self(f"after {name}")
            return done

        return mock.patch.object(owner, method, counted)

    def _counting(self, open_: Callable[[SqliteInbox], Any]) -> Callable[[SqliteInbox], Any]:
        points = self

        class Connection:
            """The intake's own connection, which writes past Django."""

            def __init__(self, real: Any) -> None:
                self._real = real

            def execute(self, sql: str, *values: Any) -> Any:
                points(f"intake {' '.join(sql.split()[:3])}")
                done = self._real.execute(sql, *values)
                if sql == "COMMIT":
                    points("intake after COMMIT")
                return done

        return lambda inbox: Connection(open_(inbox))


def die_at(number: int, work: Callable[[], object], acknowledged: Callable[[], object]) -> tuple[bool, str]:
    """Do the work in a forked process that dies at its point `number`; tell whether it died, and where.

    `acknowledged` is called when the work is done: what it says was said to a person or a sender.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            points = Points(number, lambda name: os.write(writing, name.encode()))
            with points.laid():
                work()
            acknowledged()
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        name = told.read().decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, DEAD}, f"the work failed by itself, with {code}"
    return code == DEAD, name
