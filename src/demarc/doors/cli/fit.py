"""`demarc fit`: does co-managed IT fit, by which rules, and which single answer would change it."""

from pathlib import Path

from demarc.core.fit.outcome import Advice, Fit, flips, weigh
from demarc.core.fit.questions import BY_KEY, DOOR, QUESTIONS, WEIGHTS
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, run, say
from demarc.doors.cli.formats.report import Entry, Report, Section, Tone
from demarc.doors.cli.formats.show import html_of, text_of
from demarc.doors.cli.spoken import print_json
from demarc.files.answers import blank_answers, read_answers

COMMAND = Command(
    "fit",
    "[ANSWERS]",
    "Say whether co-managed IT fits, from a YAML file of answers. Without one, the questions are shown.",
    (Option("blank", "", "write an empty form: demarc fit --blank > answers.yaml"), FORMAT),
    least=0,
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
    file = arguments.words[0]
    answers = read_answers(Path(file))
    fit, changes = weigh(answers), flips(answers)
    match arguments.one("format"):
        case "json":
            print_json(_plain(fit, dict(answers), changes))
        case "html":
            print(html_of(_report(file, fit, changes)), end="")
        case _:
            say(text_of(_report(file, fit, changes), everything=True))
    return DONE if fit.outcome is Advice.CO_MANAGED else FINDINGS


def _plain(fit: Fit, answers: dict[str, str], changes: tuple[tuple[str, str, Advice], ...]) -> dict[str, object]:
    return {
        "outcome": fit.outcome,
        "score": fit.score,
        "weights": WEIGHTS,
        "answers": answers,
        "fired": [{"rule": rule, "question": text, "answer": answer} for rule, text, answer in fit.fired],
        "flips": [{"question": key, "answer": answer, "outcome": outcome} for key, answer, outcome in changes],
    }


def _report(file: str, fit: Fit, changes: tuple[tuple[str, str, Advice], ...]) -> Report:
    fired = tuple(Entry(f"{rule}: {text}", details=(f"answered: {answer}",)) for rule, text, answer in fit.fired)
    flipped = tuple(Entry(f"{BY_KEY[key].text} {answer}: {outcome}") for key, answer, outcome in changes)
    return Report(
        command="fit",
        file=file,
        headline=f"{fit.outcome}: {fit.score} of 5 fit points".capitalize(),
        tone=Tone.GOOD if fit.outcome is Advice.CO_MANAGED else Tone.BAD,
        lead=(f"Rules and thresholds version {WEIGHTS}, our own. The lead's hours are not weighed here.",),
        sections=(Section("What decided", fired), Section("One other answer would change it", flipped)),
    )
