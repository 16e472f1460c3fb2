"""`demarc drill`: the scenario library, or some scenarios, against a matrix."""

from collections.abc import Iterator
from typing import Any

from demarc.core.drill import Answered, Drilled, Result, drill
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, NO_LIMIT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Tone, sides_of
from demarc.doors.cli.formats.show import html_of
from demarc.doors.cli.present import now
from demarc.doors.cli.spoken import local, name_of, print_json
from demarc.files.any_matrix import read_any
from demarc.files.matrix.times import read_instant
from demarc.files.scenarios import library, scenario

COMMAND = Command(
    "drill",
    "FILE [SCENARIO ...]",
    "Hold scenarios (T01 to T28, or a .toml file) against a matrix: each question ends with one holder, a clock and a\n"
    "deputy, or as a listed gap.",
    (Option("at", "INSTANT", "from when on a scenario may begin (default: now)"), FORMAT),
    most=NO_LIMIT,
)
TONES = {Result.HELD: Tone.GOOD, Result.LACKING: Tone.SOON, Result.GAP: Tone.BAD}
SIGNS = {Result.HELD: "ok", Result.LACKING: "LACKS", Result.GAP: "GAP"}


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _drill)


def _drill(arguments: Arguments) -> int:
    matrix = read_any(file_of(arguments)).matrix
    names = arguments.words[1:]
    stories = tuple(scenario(name) for name in names) if names else library()
    begins = read_instant(arguments.one("at"), matrix.engagement.zone) if arguments.has("at") else now()
    drilled = tuple(drill(matrix, story, begins) for story in stories)
    match arguments.one("format"):
        case "json":
            print_json(_plain(arguments.words[0], matrix, drilled))
        case "html":
            print(html_of(_report(arguments.words[0], matrix, drilled)), end="")
        case _:
            say("\n".join(line for one in drilled for line in _told(matrix, one)))
            say(_summary(drilled))
    return DONE if all(one.passes for one in drilled) else FINDINGS


def _plain(file: str, matrix: Matrix, drilled: tuple[Drilled, ...]) -> dict[str, Any]:
    return {
        "matrix": file,
        "version": matrix.version,
        "passed": sum(one.passes for one in drilled),
        "scenarios": [
            {
                "id": one.scenario.id,
                "title": one.scenario.title,
                "given": one.scenario.given,
                "when": one.scenario.when,
                "begins": one.begins.isoformat(),
                "away": list(one.away),
                "passes": one.passes,
                "questions": [_plain_answer(answer) for answer in one.answers],
            }
            for one in drilled
        ],
    }


def _plain_answer(answer: Answered) -> dict[str, Any]:
    row = answer.ownership.row
    return {
        "ask": answer.question.ask,
        "at": answer.at.isoformat(),
        "result": answer.result,
        "holder": answer.ownership.holder,
        "row": row.id if row else None,
        "function": row.function if row else None,
        "expected": list(answer.question.functions),
        "accept_by": answer.due.isoformat(),
        "deputy": answer.deputy,
        "told": list(answer.told),
        "proof": answer.proof or None,
        "may": dict(answer.ownership.may),
        "lacking": list(answer.lacking),
    }


def _report(file: str, matrix: Matrix, drilled: tuple[Drilled, ...]) -> Report:
    """Give the drill as a page, what does not pass first."""
    passed = sum(one.passes for one in drilled)
    answers = [answer for one in drilled for answer in one.answers]
    counts = [sum(answer.result is result for answer in answers) for result in Result]
    return Report(
        command="drill",
        file=file,
        headline=_summary(drilled),
        tone=Tone.GOOD if passed == len(drilled) else Tone.BAD,
        sides=sides_of(matrix),
        figures=(
            Figure(f"{passed} of {len(drilled)}", "scenarios pass", Tone.GOOD if passed == len(drilled) else Tone.BAD),
            Figure(str(counts[0]), "questions held"),
            Figure(str(counts[1]), "held, but something is not said", Tone.SOON if counts[1] else Tone.GOOD),
            Figure(str(counts[2]), "questions nobody holds", Tone.BAD if counts[2] else Tone.GOOD),
        ),
        sections=tuple(_section(matrix, one) for one in sorted(drilled, key=lambda one: one.passes)),
    )


def _section(matrix: Matrix, drilled: Drilled) -> Section:
    away = ", ".join(name_of(matrix, person) for person in drilled.away)
    story = drilled.scenario
    when = f"{story.given} {story.when} {local(matrix, drilled.begins)}{f', without {away}' if away else ''}."
    entries = tuple(
        Entry(
            answer.question.ask,
            name_of(matrix, answer.ownership.holder) if answer.ownership.holder else "nobody",
            tuple(_said(matrix, answer)),
            place=f"row {answer.ownership.row.id}" if answer.ownership.row else "",
            tone=TONES[answer.result],
        )
        for answer in drilled.answers
    )
    return Section(f"{drilled.scenario.id} {drilled.scenario.title}", entries, lead=when)


def _said(matrix: Matrix, answer: Answered) -> Iterator[str]:
    then = f", then {name_of(matrix, answer.deputy)}" if answer.deputy else ""
    yield f"By {local(matrix, answer.due)}{then}."
    if answer.lacking:
        yield f"Not said: {'; '.join(answer.lacking)}."


def _told(matrix: Matrix, drilled: Drilled) -> Iterator[str]:
    away = ", ".join(name_of(matrix, person) for person in drilled.away)
    yield f"{drilled.scenario.id} {drilled.scenario.title}"
    yield f"  given {drilled.scenario.given}"
    yield f"  when  {drilled.scenario.when}"
    yield f"        {local(matrix, drilled.begins)}" + (f", without {away}" if away else "")
    yield "  then"
    for answer in drilled.answers:
        yield f"  {SIGNS[answer.result]:6}{answer.question.ask}"
        yield f"        {_who_and_when(matrix, answer)}"
        if answer.lacking:
            yield f"        not said: {'; '.join(answer.lacking)}"
    yield ""


def _who_and_when(matrix: Matrix, answer: Answered) -> str:
    owned = answer.ownership
    holder = name_of(matrix, owned.holder) if owned.holder else "nobody"
    then = f", then {name_of(matrix, answer.deputy)}" if answer.deputy else ""
    row = f"  [{owned.row.id}]" if owned.row else ""
    aside = "" if answer.expected or owned.row is None else f" (expected {' or '.join(answer.question.functions)})"
    return f"{holder}, by {local(matrix, answer.due)}{then}{row}{aside}"


def _summary(drilled: tuple[Drilled, ...]) -> str:
    failed = [one.scenario.id for one in drilled if not one.passes]
    if not failed:
        return f"All {len(drilled)} pass." if len(drilled) != 1 else "It passes."
    return f"{len(drilled) - len(failed)} of {len(drilled)} pass. Not: {', '.join(failed)}"
