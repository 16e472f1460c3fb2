"""`demarc begin`: an engagement of one's own from a matrix file, with sign-in links for whoever signs its first version."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from demarc.core.matrix.findings import Level
from demarc.core.matrix.table import Matrix
from demarc.files.any_matrix import is_strange, read_any
from demarc.files.limits import UnusableFile
from demarc.files.matrix.times import read_instant
from demarc.files.matrix.values import Unreadable
from demarc.server.operate.prepare import CannotStart, prepared

if TYPE_CHECKING:
    from demarc.acts.begin import Begun

READING = timedelta(days=7)
"""What both sides have for reading the first version, unless told otherwise."""

LINKS_LAST = timedelta(days=3)


def main(argv: Sequence[str]) -> int:
    """Begin an engagement. Exit status 0, or 2 with one line when it cannot begin."""
    parser = argparse.ArgumentParser(
        prog="demarc begin",
        description="Begin an engagement of your own: its people take part, and its first version waits for both sides. "
        "Stop `demarc serve` meanwhile where the database is the embedded one.",
    )
    parser.add_argument("matrix", type=Path, help="the matrix file, .yaml or .xlsx, as `demarc init` writes it")
    parser.add_argument("--from", dest="start", help="when the first version begins to decide (default: in 7 days, 00:00)")
    given = parser.parse_args(argv)
    try:
        matrix = _matrix(given.matrix)
        with prepared("begin"):
            return _begin(matrix, given.start)
    except (CannotStart, UnusableFile, Unreadable) as reason:
        print(f"demarc begin: {reason}", file=sys.stderr)
        return 2


def _matrix(path: Path) -> Matrix:
    read = read_any(path)
    if is_strange(read):
        helps = f"make one of it: demarc init --from {path} --out matrix.yaml"
        raise UnusableFile("this is no matrix of ours", str(path), helps)
    errors = [note.finding.message for note in read.notes if note.finding.severity is Level.ERROR]
    if errors:
        raise UnusableFile(f"it is not clear: {errors[0]} ({len(errors)} in all)", str(path), f"look: demarc check {path}")
    return read.matrix


def _begin(matrix: Matrix, start: str | None) -> int:
    # These load the models, which need Django set up, so they cannot be imported above.
    begin, outcome, clock = (import_module(f"demarc.{name}") for name in ("acts.begin", "acts.outcome", "doors.clock"))
    now: datetime = clock.now()
    done = begin.begin_engagement(matrix=matrix, now=now, starts_at=_start(matrix, start, now))
    if isinstance(done, outcome.Refused):
        print(f"demarc begin: {done.reason}", file=sys.stderr)
        return 2
    _tell(matrix, done, now)
    return 0


def _start(matrix: Matrix, given: str | None, now: datetime) -> datetime:
    if given:
        return read_instant(given, matrix.engagement.zone)
    day = (now + READING).astimezone(ZoneInfo(matrix.engagement.zone)).date()
    return read_instant(f"{day.isoformat()}T00:00", matrix.engagement.zone)


def _tell(matrix: Matrix, done: "Begun", now: datetime) -> None:
    sign_in, settings = import_module("demarc.acts.sign_in"), import_module("django.conf").settings
    print(f"Begun: {matrix.engagement.client}. Its first version waits for both sides; nothing is live before.")
    print(f"Each link signs one person in, once, within {LINKS_LAST.days} days:\n")
    for key, id_ in done.signers.items():
        person = matrix.directory.person(key)
        token = sign_in.offer_link(engagement=done.engagement, person=id_, now=now, lasts=LINKS_LAST)
        print(f"  {person.name if person else key:24} {settings.DEMARC_URL}/enter/{token}/")
    print("\nNow: demarc serve      Everybody else asks for a link on the entrance page.")
