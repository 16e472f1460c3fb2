"""The embedded database: which SQLite library to use, and how it may keep its journal.

SQLite from 3.7.0 to 3.51.2 can lose a commit when two connections share a WAL file, except for the mended 3.44.6 and
3.50.7 and what follows them in their series; 3.52.0 was withdrawn. Debian 12 ships 3.40.1. So the library that comes
with `pysqlite3` takes the place of Python's own before Django loads it, and where there is no such wheel the journal is
kept in `TRUNCATE` mode, which is slower and not affected.
"""

import importlib
import importlib.util
import sys

MENDED_FROM = (3, 51, 3)
MENDED_SERIES = {(3, 44): 6, (3, 50): 7}
WITHDRAWN = (3, 52, 0)


def keeps_wal_whole(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite may be used with a write-ahead log."""
    if version == WITHDRAWN:
        return False
    if version >= MENDED_FROM:
        return True
    mended = MENDED_SERIES.get((version[0], version[1]))
    return mended is not None and version[2] >= mended


def journal_mode() -> str:
    """Swap in the better SQLite where it is installed, and say which journal mode the library in use may have.

    Both parts of the process that open the file (Django and the intake's writer) must use one and the same library:
    two libraries in one process drop each other's file locks.
    """
    if importlib.util.find_spec("pysqlite3") is not None:
        better = importlib.import_module("pysqlite3")
        sys.modules["sqlite3"] = better
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    return "WAL" if keeps_wal_whole(library_version()) else "TRUNCATE"


def library_version() -> tuple[int, ...]:
    """Return the version of the SQLite library that `import sqlite3` gives now."""
    version: tuple[int, ...] = importlib.import_module("sqlite3").sqlite_version_info
    return version
