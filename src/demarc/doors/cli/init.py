"""`demarc init`: a complete first matrix, with example people to be replaced."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from demarc.core.catalogue import Split
from demarc.core.presets import DEFAULT_ZONE, first_matrix
from demarc.doors.cli.arguments import DONE, Arguments, Command, Option, run
from demarc.doors.cli.present import now
from demarc.files.limits import UnusableFile
from demarc.files.matrix_file import write_matrix, write_yaml
from demarc.files.matrix_times import read_zone

COMMAND = Command(
    "init",
    "[--split SPLIT] [--zone ZONE] [--out FILE]",
    "Write a complete first matrix: every function with one owner at every hour, deputies, calls, clocks and permissions.\n"
    "Its people are made up and marked as such; put your own in their place, then `demarc check` the file.",
    (
        Option("split", "|".join(Split), "how the work is divided (default: security-backup-patch)", tuple(Split)),
        Option("zone", "ZONE", f"the time zone of the client's site (default: {DEFAULT_ZONE})"),
        Option("out", "FILE.xlsx|.yaml", "the file to write (default: YAML on standard output)"),
        Option("force", "", "write over a file that is there"),
    ),
    least=0,
    most=0,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _init)


def _init(arguments: Arguments) -> int:
    split = Split(arguments.one("split", Split.SECURITY_BACKUP_PATCH))
    zone = read_zone(arguments.one("zone", DEFAULT_ZONE))
    today = now().astimezone(ZoneInfo(zone)).date()
    matrix = first_matrix(split, start=today - timedelta(days=today.weekday()), zone=zone)
    if not arguments.has("out"):
        print(write_yaml(matrix), end="")
        return DONE
    path = Path(arguments.one("out"))
    if path.exists() and not arguments.has("force"):
        raise UnusableFile("there is such a file already", str(path), "name another, or add --force")
    write_matrix(matrix, path)
    people = len(matrix.directory.people)
    print(f"{path}: {len(matrix.rows)} rows, split {split}, {people} example people to replace. Now: demarc check {path}")
    return DONE
