"""`demarc who`: whose job it is, why, what they may do, and who is called when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from demarc.core.calling import calls
from demarc.core.drill import stage
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.table import TAG_NO, Matrix
from demarc.core.matrix.who import Ownership, who
from demarc.core.people import Absence
from demarc.core.words import UNKNOWN
from demarc.doors.cli.arguments import (
    DONE,
    FINDINGS,
    FORMAT,
    NO_LIMIT,
    Arguments,
    BadArguments,
    Command,
    Option,
    file_of,
    run,
    say,
)
from demarc.doors.cli.formats.report import Entry, Report, Section, Table, Tone, sides_of
from demarc.doors.cli.formats.show import html_of
from demarc.doors.cli.present import now
from demarc.doors.cli.spoken import after, full_name, local, person_named, plain_person, print_json
from demarc.doors.cli.witness import WINDOWS
from demarc.files.any_matrix import read_any
from demarc.files.matrix.times import read_instant
from demarc.files.scenarios import scenario

COMMAND = Command(
    "who",
    "FILE (SCENARIO | ASPECT=VALUE ...)",
    "Say who holds an item with these facts, or the item a scenario (T01 to T28) begins with, and everything behind it.",
    (
        Option("at", "INSTANT", "when: 2026-12-25T23:40 at the client's site, or with an offset (default: now)"),
        Option("absent", "PERSON", "somebody who is away at that time; may be given again", many=True),
        FORMAT,
    ),
    least=2,
    most=NO_LIMIT,
)
MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the facts, the instant, and the matrix with its people away."""

    matrix: Matrix
    facts: Mapping[str, str]
    tags: tuple[str, ...]
    at: datetime
    scenario: str = ""


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _who)


def _who(arguments: Arguments) -> int:
    read = read_any(file_of(arguments))
    asked = _asked(read.matrix, arguments)
    owned = who(asked.matrix, asked.facts, asked.at, tags=asked.tags)
    match arguments.one("format"):
        case "json":
            print_json(_plain(asked, owned))
        case "html":
            print(html_of(_report(arguments.words[0], asked, owned)), end="")
        case _:
            say("\n".join(_told(asked, owned)))
    return DONE if owned.verdict.outcome is Outcome.ROW and owned.holder else FINDINGS


def _asked(matrix: Matrix, arguments: Arguments) -> Asked:
    """Read the question: a scenario's beginning, or facts, at the instant given or now, with those named away."""
    words = arguments.words[1:]
    at = _instant(matrix, arguments)
    if len(words) == 1 and "=" not in words[0]:
        story = scenario(words[0])
        begins = at if arguments.has("at") else story.begins(at, matrix.engagement.zone)
        first = story.questions[0]
        asked = Asked(stage(matrix, story, begins), first.facts, first.tags, begins + first.after, story.id)
    else:
        asked = Asked(matrix, _facts(matrix, words), (), at)
    away = tuple(
        Absence(person_named(matrix, word), asked.at - A_DAY, asked.at + A_DAY) for word in arguments.many("absent")
    )
    gone = {absence.person for absence in away}
    kept = tuple(absence for absence in asked.matrix.directory.absences if absence.person not in gone)
    directory = replace(asked.matrix.directory, absences=(*kept, *away))
    return replace(asked, matrix=replace(asked.matrix, directory=directory))


def _instant(matrix: Matrix, arguments: Arguments) -> datetime:
    return read_instant(arguments.one("at"), matrix.engagement.zone) if arguments.has("at") else now()


def _facts(matrix: Matrix, words: tuple[str, ...]) -> dict[str, str]:
    known = [aspect.name for aspect in matrix.aspects]
    facts: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise BadArguments(f"`{word}` is neither a scenario nor a fact; write aspect=value, as in topic=edr-alert")
        if name not in known:
            raise BadArguments(f"there is no aspect `{name}` in this matrix; it lists {', '.join(known)}")
        if name in facts:
            raise BadArguments(f"`{name}` is given twice; an item has one value of it")
        facts[name] = value
    return facts


def _plain(asked: Asked, owned: Ownership) -> dict[str, Any]:
    """Give the answer as scripts read it."""
    matrix = asked.matrix
    return {
        "holder": plain_person(matrix, owned.holder) if owned.holder else None,
        "answered": owned.answered,
        "asleep_until": owned.asleep_until.isoformat() if owned.asleep_until else None,
        "row": owned.row.id if owned.row else None,
        "clause": (owned.row.clause or None) if owned.row else None,
        "version": owned.verdict.version,
        "window": owned.verdict.window,
        "because": list(owned.because),
        "may": dict(owned.may),
        "call": [
            {"after_minutes": (call.at - asked.at) // MINUTE, **plain_person(matrix, call.person)}
            for call in calls(matrix, owned, asked.at)
        ],
        "gap": owned.verdict.outcome is Outcome.GAP,
        "overlap": list(owned.verdict.effective) if owned.verdict.outcome is Outcome.OVERLAP else [],
        "at": asked.at.isoformat(),
        "scenario": asked.scenario or None,
    }


def _report(file: str, asked: Asked, owned: Ownership) -> Report:
    """Give the answer as a page."""
    matrix = asked.matrix
    held = owned.verdict.outcome is Outcome.ROW and owned.holder is not None
    lead = [f"{local(matrix, asked.at)}, {matrix.engagement.zone}: {WINDOWS[owned.verdict.window]}."]
    if owned.asleep_until:
        lead.append(f"It waits until opening, {local(matrix, owned.asleep_until)}.")
    elif not owned.answered:
        lead.append("Nobody who is called is at work or on call at this hour.")
    calling = tuple(
        (local(matrix, call.at) if owned.asleep_until else after(call.at - asked.at), full_name(matrix, call.person))
        for call in calls(matrix, owned, asked.at)
    )
    may = tuple((action, says) for action, says in owned.may)
    row = (("row", f"{owned.row.id}: {owned.row.title or owned.row.function}"),) if owned.row else ()
    known = tuple(pair for pair in owned.facts.values.items() if pair[1] not in {UNKNOWN, TAG_NO})
    sections = (
        Section("Why", tuple(Entry(f"{reason[0].upper()}{reason[1:]}") for reason in owned.because)),
        Section("Who is called when", table=Table(("When", "Who"), calling)),
        Section("What they may do", table=Table(("Action", "Answer"), may or (("any", "the matrix names no action"),))),
        Section("The item", table=Table(("What", "Value"), (*row, *known))),
    )
    return Report(
        command="who",
        file=file,
        headline=_headline(asked, owned),
        tone=Tone.GOOD if held else Tone.BAD,
        lead=tuple(lead),
        sides=sides_of(matrix),
        sections=sections,
    )


def _told(asked: Asked, owned: Ownership) -> Iterator[str]:
    """Say the answer to a person."""
    matrix = asked.matrix
    yield _headline(asked, owned)
    yield f"  When    {local(matrix, asked.at)}, {matrix.engagement.zone}: {owned.verdict.window}"
    if owned.asleep_until:
        yield f"  Waits   until opening, {local(matrix, owned.asleep_until)}"
    elif not owned.answered:
        yield "  Answers nobody who is called is at work or on call at this hour"
    for label, reason in zip(["Why", *[""] * len(owned.because)], owned.because, strict=False):
        yield f"  {label:7} {reason}"
    if owned.row:
        yield f"  Row     {owned.row.title or owned.row.function}"
        if owned.row.clause:
            yield f"  Clause  {owned.row.clause}"
    may = [f"{action}: {says}" for action, says in owned.may] or ["the matrix names no action"]
    yield f"  May     {'; '.join(may)}"
    for index, call in enumerate(calls(matrix, owned, asked.at)):
        when = local(matrix, call.at) if owned.asleep_until else after(call.at - asked.at)
        yield f"  {'' if index else 'Called':7} {when:12} {full_name(matrix, call.person)}"
    if asked.scenario:
        yield f"The whole scenario: demarc drill FILE {asked.scenario}"


def _headline(asked: Asked, owned: Ownership) -> str:
    holder = full_name(asked.matrix, owned.holder) if owned.holder else "nobody"
    match owned.verdict.outcome:
        case Outcome.ROW:
            if owned.holder is None:
                return f"NOBODY holds this: row {owned.verdict.row} takes it, but names nobody who can be called."
            return f"{holder} holds this, by row {owned.verdict.row}."
        case Outcome.GAP:
            return f"NO ROW takes this; until one does, {holder} sorts it."
        case Outcome.OVERLAP:
            return f"ROWS {' and '.join(owned.verdict.effective)} both take this; until one gives way, {holder} sorts it."
