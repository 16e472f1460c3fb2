"""Before a server process starts: Django set up, the database brought up to date, and the embedded one taken alone.

SQLite carries one process. Whoever works on the file holds a lock beside it for as long as the process lives, so a
second one is refused in one line and not by a page of errors an hour later.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from demarc.files.limits import UnusableFile
from demarc.files.signing_key import make_key, read_key
from demarc.server.environment import BadSetting

SETTINGS = "demarc.server.settings"
MIGRATING = 7_304_221
"""The number of the PostgreSQL lock under which only one process brings the database up to date."""


class CannotStart(Exception):
    """A server process cannot start; the message is one line: what is in the way, and what would help."""


def set_up() -> None:
    """Read the settings and load Django. Raises `CannotStart` for a setting that cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except BadSetting as refusal:
        raise CannotStart(str(refusal)) from refusal


@contextmanager
def prepared(program: str) -> Iterator[None]:
    """Set up, bring the database up to date, and hold the embedded one for `program`. Raises `CannotStart`."""
    set_up()
    with _alone(program):
        try:
            _migrate()
        except DatabaseError as error:
            said = " ".join(str(error).split())
            raise CannotStart(f"the database cannot be used: {said}; look at DEMARC_DATABASE_URL or DEMARC_HOME") from error
        _look_after_the_key()
        yield


@contextmanager
def _alone(program: str) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    database = Path(str(connection.settings_dict["NAME"]))
    with database.with_suffix(".lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            other = lock.read().strip() or "another process"
            raise CannotStart(
                f"`{other}` works on {database}, and SQLite carries one process: set DEMARC_DATABASE_URL to run several"
            ) from error
        lock.truncate(0)
        lock.write(f"demarc {program}")
        lock.flush()
        yield


def _look_after_the_key() -> None:
    """Make the signing key at the first start; refuse one that cannot be trusted, or is gone though it was used."""
    path = settings.DEMARC_SIGNING_KEY
    try:
        if path.exists():
            read_key(path)
        elif used := _key_in_use():
            raise CannotStart(
                f"the signing key {path} is missing, though checkpoints here are signed by it ({used}): bring it back "
                f"from a backup, or begin with a new one: demarc cosign --key {path} --new NAME --plain"
            )
        else:
            make_key(path, urlsplit(settings.DEMARC_URL).hostname or "localhost")
    except UnusableFile as unusable:
        raise CannotStart(str(unusable)) from unusable


def _key_in_use() -> str:
    """Name the key of the last checkpoint, or nothing. The models can only be loaded once Django is set up."""
    heads = apps.get_model("record", "SignedHead").objects
    return str(heads.order_by("-at").values_list("key", flat=True).first() or "")


def _migrate() -> None:
    """Bring the schema up to date; of several processes that start at once, one does it and the others wait."""
    if connection.vendor != "postgresql":
        call_command("migrate", verbosity=0, interactive=False)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
