"""`demarc replay`: hand-offs, returns and waits in an existing ticket export."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from demarc.core.replay.figures import Figures
from demarc.core.replay.tally import Tally
from demarc.core.replay.words import Words, words_of
from demarc.doors.cli.arguments import DONE, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.formats.show import html_of, text_of
from demarc.doors.cli.progress import Progress, shown
from demarc.doors.cli.replay_report import report_of
from demarc.doors.cli.spoken import print_json
from demarc.files.logs.columns import PARTS
from demarc.files.logs.read import Log, read_log

MANY, AT_ONCE = 50_000, "demarc.bulk.replay"
"""From so many events on, counting them all at once saves more than loading numpy costs."""

COMMAND = Command(
    "replay",
    "EXPORT",
    "Say where the items of a ticket export changed hands, came back and waited. EXPORT is a CSV with one event a line,\n"
    "or an XES log, either also packed (.gz). Columns are found by their headings, and named in the answer.",
    (
        *(Option(part, "COLUMN", f"the column, or XES attribute, of the {part}") for part in PARTS),
        Option("offered", "STATUS", "a status that offers the item to its group; may be given again", many=True),
        Option("accepted", "STATUS", "a status that says somebody took it; may be given again", many=True),
        FORMAT,
    ),
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _replay)


def _replay(arguments: Arguments) -> int:
    path: Path = file_of(arguments)
    given = {part: arguments.one(part) for part in PARTS}
    log = _read(path, words_of(arguments.many("offered"), arguments.many("accepted")), given)
    figures = figures_of(log)
    match arguments.one("format"):
        case "json":
            print_json(_plain(log, figures))
        case "html":
            print(html_of(report_of(str(path), log, figures)), end="")
        case _:
            say(text_of(report_of(str(path), log, figures)))
    return DONE


def _read(path: Path, words: Words, given: dict[str, str]) -> Log:
    bar = Progress("bytes", path.stat().st_size if path.is_file() else 0)
    log = read_log(path, words, given, bar.at)
    bar.end()
    return log


def figures_of(log: Log) -> Figures:
    """Count every case of a log. A long one is counted at once, where numpy is there, and gives up its cases' names."""
    events = log.events
    if len(events.case) >= MANY and find_spec("numpy"):
        events.cases.clear()  # their room is what the counting takes
        counted: Figures = import_module(AT_ONCE).figures_at_once(
            events.case, events.instant, events.group, events.status, events.names
        )
        return counted
    tally = Tally(events.names)
    for steps in shown(events.by_case(), "cases", total=len(events.cases)):
        tally.add(steps)
    return tally.done()


def _plain(log: Log, figures: Figures) -> dict[str, Any]:
    return {**figures.as_plain(log.columns), "times": log.times, "unreadable_events": log.events.skipped}
