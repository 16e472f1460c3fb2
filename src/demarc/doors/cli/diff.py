"""`demarc diff`: what changes hands between two versions, and whose."""

from pathlib import Path
from typing import Any

from demarc.core.matrix.diff import Change
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.compared import Compared, compare, said_from, said_where
from demarc.doors.cli.diff_report import report_of
from demarc.doors.cli.formats.show import html_of, text_of
from demarc.doors.cli.spoken import print_json
from demarc.files.any_matrix import read_any

COMMAND = Command(
    "diff",
    "OLD NEW",
    "Say what changes hands between two versions of a matrix, and whose: by effect, not by text. Rows that were renamed,\n"
    "moved or written differently and mean the same are no change. Exit status 1 when something changes hands.",
    (Option("all", "", "show every change, not only the first of each sort"), FORMAT),
    least=2,
    most=2,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _diff)


def _diff(arguments: Arguments) -> int:
    old, new = (read_any(path).matrix for path in (file_of(arguments), Path(arguments.words[1])))
    compared = compare(old, new)
    match arguments.one("format"):
        case "json":
            print_json(as_plain(compared))
        case "html":
            print(html_of(report_of(arguments.words, compared)), end="")
        case _:
            say(text_of(report_of(arguments.words, compared), everything=arguments.has("all")))
    return DONE if compared.same else FINDINGS


def as_plain(compared: Compared) -> dict[str, Any]:
    """Give the answer as scripts read it."""
    return {
        "old": compared.old.version,
        "new": compared.new.version,
        "same": compared.same,
        "changes": [_plain(compared, change) for change in compared.hands.boxes],
        "undecided_topics": list(compared.hands.undecided),
        "deputies": [_plain(compared, change) for change in compared.deputies],
        "around": [
            {"what": one.office, "name": one.name, "before": one.before, "after": one.after} for one in compared.around
        ],
        "rows": {
            "added": list(compared.text.added),
            "removed": list(compared.text.removed),
            "rewritten": list(compared.text.changed),
        },
    }


def _plain(compared: Compared, change: Change) -> dict[str, Any]:
    return {
        "said": f"{said_where(compared, change)}: {said_from(change)}",
        "where": {aspect: sorted(values) for aspect, values in change.box},
        "witness": dict(change.witness),
        "before": {
            "outcome": change.before.outcome,
            "holders": list(change.before.holders),
            "rows": list(change.rows_before),
        },
        "after": {"outcome": change.after.outcome, "holders": list(change.after.holders), "rows": list(change.rows_after)},
    }
