"""`demarc fit`: does co-managed IT fit, by which rules, and which single answer would change it."""

from pathlib import Path

from demarc.core.fit.answers import Answerer, settled
from demarc.core.fit.outcome import Advice, weigh
from demarc.core.fit.questions import DOOR, QUESTIONS
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, BadArguments, Command, Option, run, say
from demarc.doors.cli.fit_report import Weighed, as_plain, report_of
from demarc.doors.cli.formats.show import OUT, shown
from demarc.files.fit_answers import blank_answers, read_fit_answers

COMMAND = Command(
    "fit",
    "[ANSWERS ...]",
    "Say whether co-managed IT fits, from YAML files of answers: one of the internal lead's, one of the executive's and,\n"
    "if wished, one of the vendor's, each given in private. Without a file, the questions are shown.",
    (Option("blank", "", "write an empty form: demarc fit --blank > answers.yaml"), OUT, FORMAT),
    least=0,
    most=len(Answerer),
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _fit)


def _fit(arguments: Arguments) -> int:
    if arguments.has("blank"):
        print(blank_answers(), end="")
        return DONE
    if not arguments.words:
        say("\n".join(f"{number:2}. {question.text}" for number, question in enumerate(QUESTIONS[:DOOR], 1)))
        say("\nAnswer them in a file: demarc fit --blank > answers.yaml      Then: demarc fit answers.yaml")
        return DONE
    weighed = weighed_of(arguments.words)
    shown(arguments, report_of(weighed), lambda: as_plain(weighed))
    return DONE if weighed.fit.decided is Advice.CO_MANAGED else FINDINGS


def weighed_of(files: tuple[str, ...]) -> Weighed:
    """Weigh the answers of one or several people. Raises `BadArguments` and `UnusableFile`."""
    sets = [read_fit_answers(Path(file)) for file in files]
    try:
        answers, disagreements = settled(sets)
    except ValueError as error:
        raise BadArguments(str(error)) from None
    return Weighed(", ".join(files), weigh(answers), disagreements)
