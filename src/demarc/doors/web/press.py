"""The press: makes the papers that go with letters, one after the other, in a thread beside the engine."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.db import connection

from demarc.core.contract import Contract, NoPaper
from demarc.doors.web.checking.apart import MEGABYTE
from demarc.doors.web.checking.folder import private_folder
from demarc.doors.web.contract import contract_pdf
from demarc.record.reads.contract import contract_of
from demarc.record.reads.membership import NotFound

MAILED = 12 * MEGABYTE
"""The largest paper that goes with a letter: many mail servers take no message of more than 20 MB as it is sent."""

KEPT_SECONDS = 60.0

log = logging.getLogger("demarc.paper")


class _Job:
    """One paper that is being made in a thread of its own; `ended` is when it was, by the stopwatch."""

    def __init__(self, wanted: tuple[str, int], make: Callable[[], bytes], stopwatch: Callable[[], float]) -> None:
        self.wanted, self.ended = wanted, 0.0
        self.done, self.taken = Event(), False
        self._made, self._why = b"", ""
        self._make, self._stopwatch = make, stopwatch
        Thread(target=self._run, name="press", daemon=True).start()

    def _run(self) -> None:
        try:
            self._made = self._make()
        except NoPaper as why:
            self._why = str(why)
        except Exception:
            log.exception("making the PDF of version %s of %s failed", self.wanted[1], self.wanted[0])
            self._why = "making it failed on our side, and the log says how"
        finally:
            self.ended = self._stopwatch()
            self.done.set()

    def result(self) -> bytes:
        """Give what was made. Raises `NoPaper`."""
        self.taken = True
        if self._why:
            raise NoPaper(self._why)
        return self._made


class Press:
    """Makes papers for letters one after the other, while the engine goes on: its clocks wait for no PDF.

    Nothing is lost with it: a letter that asks again, of another process too, has its paper made again, and gets the same.
    """

    def __init__(
        self,
        make: Callable[[Contract, Path], bytes] = contract_pdf,
        *,
        kept: float = KEPT_SECONDS,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make, self._kept, self._stopwatch = make, kept, stopwatch
        self._job: _Job | None = None

    def ready(self, engagement: str, number: int) -> bytes | None:
        """Give the PDF of a signed version, or None while it, or another one, is being made. Raises `NoPaper`."""
        wanted = engagement, number
        if self._job is None or self._is_over(self._job, wanted):
            self._job = self._begun(wanted)
        return self._job.result() if self._job.wanted == wanted and self._job.done.is_set() else None

    def _is_over(self, job: _Job, wanted: tuple[str, int]) -> bool:
        """Tell whether a job makes room: one that was taken for others at once, any after a while."""
        if not job.done.is_set():
            return False
        return self._stopwatch() - job.ended > self._kept or (job.taken and job.wanted != wanted)

    def _begun(self, wanted: tuple[str, int]) -> _Job:
        def make() -> bytes:
            contract = _read(*wanted)
            with private_folder(Path(settings.DEMARC_HOME)) as folder:
                made = self._make(contract, folder)
            if len(made) > MAILED:
                raise NoPaper(
                    f"it has {len(made) // MEGABYTE} MB, and a letter carries {MAILED // MEGABYTE}; its page gives it"
                )
            return made

        return _Job(wanted, make, self._stopwatch)


def _read(engagement: str, number: int) -> Contract:
    """Read a version in the thread that makes its paper, and leave no connection behind in it. Raises `NoPaper`."""
    try:
        return contract_of(engagement=engagement, number=number)
    except NotFound:
        raise NoPaper("it is no longer a signed version") from None
    finally:
        connection.close()
