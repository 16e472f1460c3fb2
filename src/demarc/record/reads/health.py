"""Is the record well? A few questions to the database, answered without a name or a count of anybody's items."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from demarc.core.instants import micros
from demarc.record.models import HeadClock, Inbox, Item, Outbox

LATE = timedelta(minutes=2)
"""How far behind the engine may be before somebody should look."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    good: bool
    says: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found. `ready` says whether the record can be used at all, `well` whether nothing needs a look."""

    checks: tuple[Check, ...]
    ready: bool

    @property
    def well(self) -> bool:
        """Tell whether every check is good."""
        return all(check.good for check in self.checks)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Say what is not good, one line each."""
        return tuple(f"{check.name}: {check.says}" for check in self.checks if not check.good)


def health(*, now: datetime) -> Health:
    """Look at the record, the engine and the letters as of `now`."""
    try:
        tables = _tables()
        found = (
            (tables, _engine(now), _inbox(now), _letters(now), _checkpoints(now), _storage()) if tables.good else (tables,)
        )
    except DatabaseError:
        return Health((Check("Record", good=False, says="the database does not answer"),), ready=False)
    return Health(found, ready=tables.good)


def _tables() -> Check:
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    says = "its tables are older than the program: run the migrations" if behind else "read, and of this program's shape"
    return Check("Record", good=not behind, says=says)


def _engine(now: datetime) -> Check:
    late = Item.objects.due(now - LATE).exists()
    says = "a clock ran out and nobody was called: is the engine running?" if late else "every clock calls on time"
    return Check("Clocks", good=not late, says=says)


def _inbox(now: datetime) -> Check:
    stuck = Inbox.objects.filter(waiting=True, received_us__lte=micros(now - LATE)).exists()
    says = "something received is not sorted yet: is the engine running?" if stuck else "what came in is sorted"
    return Check("Intake", good=not stuck, says=says)


def _letters(now: datetime) -> Check:
    if not settings.DEMARC_MAIL["host"]:
        return Check("Mail", good=bool(settings.DEMARC_DEMO), says="no mail server is set; notices wait in the outbox")
    failed = Outbox.objects.filter(failed_at__isnull=False, failed_at__gte=now - timedelta(days=1)).exists()
    if failed:
        return Check("Mail", good=False, says="a notice of the last day could not be delivered")
    bare = Outbox.objects.filter(sent_at__gte=now - timedelta(days=1)).exclude(error="").exists()
    says = "a letter of the last day left without the PDF of its version: the log says why" if bare else "notices leave"
    return Check("Mail", good=not bare, says=says)


def _checkpoints(now: datetime) -> Check:
    late = HeadClock.objects.filter(due__lte=now - LATE).exists()
    trouble = "a checkpoint is overdue: is the engine running, and can it read its signing key?"
    return Check("Checkpoints", good=not late, says=trouble if late else "taken and sent on time")


def _storage() -> Check:
    if connection.vendor != "sqlite":
        return Check("Storage", good=True, says="PostgreSQL")
    return Check("Storage", good=True, says=f"SQLite, journal {settings.JOURNAL_MODE}, on disk before it counts")
