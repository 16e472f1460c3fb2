"""Reading an export of past events, CSV or XES, into columns of numbers with what was found out about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demarc.core.replay.words import Words
from demarc.files.limits import UnusableFile
from demarc.files.logs.delimited import read_delimited
from demarc.files.logs.events import Events
from demarc.files.logs.opened import Watch, opened, unwatched
from demarc.files.logs.times import Times
from demarc.files.logs.xes import read_xes

HEAD = 4096


@dataclass(frozen=True, slots=True)
class Log:
    """The events of an export, which column was read as what, and how its times are written."""

    events: Events
    columns: Mapping[str, str]
    times: str


def read_log(path: Path, words: Words, given: Mapping[str, str], watch: Watch = unwatched) -> Log:
    """Read an export; `given` names columns by part, `watch` hears how many bytes were read. Raises `UnusableFile`."""
    with opened(path) as file:
        head = file.read(HEAD)
    if not head.strip():
        raise UnusableFile("it is empty", str(path), "export the events with one line each and headings above")
    times, events = Times(), Events(words)
    reader = read_xes if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else read_delimited
    columns = reader(path, events, times, given, watch)
    if not events.case:
        why = f" ({events.first_skipped})" if events.first_skipped else ""
        raise UnusableFile(
            f"no event could be read{why}", str(path), "name the columns with --case --time --group --status"
        )
    try:
        return Log(events, columns, times.settle(events.instant))
    except ValueError as error:
        raise UnusableFile(
            f"the times of column `{columns['time']}` cannot be read: {error}", str(path), "write ISO 8601, or name another"
        ) from None
