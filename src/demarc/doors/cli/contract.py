"""A signed version as a PDF, made apart from the server: it is started as `python -m demarc.doors.cli.contract`.

No command of its own: its input is what a server puts together of its record.
"""

import sys
from pathlib import Path

from demarc.core.contract import from_json
from demarc.doors.cli.arguments import DONE, Arguments, Command, Option, run
from demarc.doors.cli.contract_report import contract_report
from demarc.doors.cli.formats.show import write_document
from demarc.doors.cli.spoken import print_json
from demarc.files.limits import UnusableFile
from demarc.files.matrix.say import NotWritable

COMMAND = Command(
    "contract", "FILE", "Write a signed version as a PDF.", (Option("out", "FILE.pdf", "where it is written"),)
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _written)


def _written(arguments: Arguments) -> int:
    contract = from_json(Path(arguments.words[0]).read_text(encoding="utf-8"))
    out = Path(arguments.one("out"))
    try:
        report = contract_report(contract)
    except NotWritable as no_words:
        raise UnusableFile(str(no_words), contract.label, "propose a version that is clear there") from None
    write_document(report, out)
    print_json({"bytes": out.stat().st_size})
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
