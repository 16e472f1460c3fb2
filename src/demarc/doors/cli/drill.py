"""`demarc drill`: the scenario library, or some scenarios, against a matrix."""

from collections.abc import Iterator
from typing import Any

from demarc.core.drill import Answered, Drilled, Result, drill
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, NO_LIMIT, Arguments, Command, Option, file_of, run
from demarc.doors.cli.present import now
from demarc.doors.cli.spoken import local, name_of, print_json
from demarc.files.matrix_file import read_matrix
from demarc.files.matrix_times import read_instant
from demarc.files.scenarios import library, scenario

COMMAND = Command(
    "drill",
    "FILE [SCENARIO ...]",
    "Hold scenarios (T01 to T28, or a .toml file) against a matrix: each question ends with one holder, a clock and a\n"
    "deputy, or as a listed gap.",
    (Option("at", "INSTANT", "from when on a scenario may begin (default: now)"), FORMAT),
    most=NO_LIMIT,
)
SIGNS = {Result.HELD: "ok", Result.LACKING: "LACKS", Result.GAP: "GAP"}


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _drill)


def _drill(arguments: Arguments) -> int:
    matrix = read_matrix(file_of(arguments)).matrix
    names = arguments.words[1:]
    stories = tuple(scenario(name) for name in names) if names else library()
    begins = read_instant(arguments.one("at"), matrix.engagement.zone) if arguments.has("at") else now()
    drilled = tuple(drill(matrix, story, begins) for story in stories)
    if arguments.one("format") == "json":
        print_json(_plain(arguments.words[0], matrix, drilled))
    else:
        print("\n".join(line for one in drilled for line in _told(matrix, one)))
        print(_summary(drilled))
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


def _told(matrix: Matrix, drilled: Drilled) -> Iterator[str]:
    away = ", ".join(name_of(matrix, person) for person in drilled.away)
    yield f"{drilled.scenario.id} {drilled.scenario.title}"
    yield f"    {local(matrix, drilled.begins)}" + (f", without {away}" if away else "")
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
