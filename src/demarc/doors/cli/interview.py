"""`demarc interview`: what vendors answered, scored by two, capped by what they showed, side by side."""

from pathlib import Path

from demarc.core.interview.kit import MUST, QUESTIONS
from demarc.core.interview.score import in_order
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, NO_LIMIT, Arguments, Command, Option, run, say
from demarc.doors.cli.formats.show import OUT, shown
from demarc.doors.cli.interview_report import as_plain, report_of
from demarc.files.interview import blank_interview, read_interview

COMMAND = Command(
    "interview",
    "[FILE ...]",
    "Put vendors' answers side by side, from one YAML file for each. A score counts no more than what was shown:\n"
    "1 described, 2 a general paper, 3 a real or redacted example, 4 an example with measured use. Without a file, the\n"
    "questions are shown. Exit status 1 when an interview does not count, or two assessors are two or more apart.",
    (Option("blank", "", "write an empty form: demarc interview --blank > vendor.yaml"), OUT, FORMAT),
    least=0,
    most=NO_LIMIT,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _interview)


def _interview(arguments: Arguments) -> int:
    if arguments.has("blank"):
        print(blank_interview(), end="")
        return DONE
    if not arguments.words:
        for number, question in enumerate(QUESTIONS, 1):
            say(f"{number:2}. {question.text}")
            say(f'    good: {question.good}\n    bad:  "{question.bad}"')
        say(f"\nThe first {len(MUST)} must be asked. Write the answers down: demarc interview --blank > vendor.yaml")
        return DONE
    interviews = in_order([read_interview(Path(word)) for word in arguments.words])
    shown(arguments, report_of(interviews), lambda: as_plain(interviews))
    return FINDINGS if any(one.missing or one.disputed for one in interviews) else DONE
