"""`demarc init`: a complete first matrix, with example people to be replaced."""

import importlib
import sys
import textwrap
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from demarc.core.catalogue import Split
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.core.presets.complete import Completed
from demarc.doors.cli.arguments import DONE, Arguments, Command, Option, run, say
from demarc.doors.cli.present import now
from demarc.files.any_matrix import is_strange, read_any
from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import write_matrix, write_yaml
from demarc.files.matrix.times import read_zone

COMMAND = Command(
    "init",
    "[--split SPLIT] [--from FILE] [--zone ZONE] [--out FILE]",
    "Write a complete first matrix: every function with one owner at every hour, deputies, calls, clocks, permissions.\n"
    "Its people are made up and marked as such; put your own in their place, then `demarc check` the file.\n"
    "With --from the rows of your own table are kept, the rest is proposed, and what was decided for you is asked.",
    (
        Option("from", "FILE", "your own table of who does what, or matrix: its rows and people are kept"),
        Option("map", "NAME=WHAT", "overrule how that was read: 'Server updates=PT-02', 'Dana=person'", many=True),
        Option("split", "|".join(Split), "how the work is divided (default: security-backup-patch)", tuple(Split)),
        Option("zone", "ZONE", f"the time zone of the client's site (default: {DEFAULT_ZONE})"),
        Option("out", "FILE.xlsx|.yaml", "the file to write (default: YAML on standard output)"),
        Option("force", "", "write over a file that is there"),
    ),
    least=0,
    most=0,
)
WIDTH = 100
WISHES, COMPLETE = "demarc.files.stranger.wishes", "demarc.core.presets.complete"


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _init)


def _init(arguments: Arguments) -> int:
    split = Split(arguments.one("split", Split.SECURITY_BACKUP_PATCH))
    zone = read_zone(arguments.one("zone", DEFAULT_ZONE))
    today = now().astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    if arguments.has("from"):
        made, asked = _from_theirs(arguments, split, monday, zone)
        matrix, said = made.matrix, f"{made.kept} rows of yours, {made.proposed} proposed, {len(asked)} questions"
        print("To be answered before it is yours:", file=sys.stderr)
        for one in asked:
            print(textwrap.fill(one, WIDTH, initial_indent="  ", subsequent_indent="    "), file=sys.stderr)
    else:
        matrix = first_matrix(split, start=monday, zone=zone)
        said = f"{len(matrix.rows)} rows, split {split}, {len(matrix.directory.people)} example people to replace"
    if not arguments.has("out"):
        print(write_yaml(matrix), end="")
        return DONE
    path = Path(arguments.one("out"))
    if path.exists() and not arguments.has("force"):
        raise UnusableFile("there is such a file already", str(path), "name another, or add --force")
    write_matrix(matrix, path)
    say(f"{path}: {said}. Now: demarc check {path}")
    return DONE


def _from_theirs(arguments: Arguments, split: Split, monday: date, zone: str) -> tuple[Completed, tuple[str, ...]]:
    """Make a whole matrix of their rows, with the questions at the end of its glossary."""
    read = read_any(Path(arguments.one("from")), arguments.many("map"))
    wishes = importlib.import_module(WISHES)
    if not is_strange(read):
        zone = read.matrix.engagement.zone
    made: Completed = importlib.import_module(COMPLETE).complete(wishes.own_of(read, split), split, start=monday, zone=zone)
    asked: tuple[str, ...] = wishes.questions(read, made)
    listed = tuple((f"question {number}", text) for number, text in enumerate(asked, 1))
    return replace(made, matrix=replace(made.matrix, glossary=(*made.matrix.glossary, *listed))), asked
