"""`demarc leave`: what breaks if this person leaves tomorrow, and whom each thing falls to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from demarc.core.continuity import Leaving, Loss, Lost, Part, leaving
from demarc.core.matrix.table import Matrix, Row
from demarc.core.people import Person
from demarc.core.words import PartyId, PersonId
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Tone, counted, sides_of
from demarc.doors.cli.formats.show import html_of, text_of
from demarc.doors.cli.present import now
from demarc.doors.cli.spoken import full_name, local, name_of, person_named, plain_person, print_json
from demarc.files.any_matrix import lines_of, read_any
from demarc.files.matrix.times import read_instant

COMMAND = Command(
    "leave",
    "FILE PERSON",
    "Say what breaks if this person leaves: rows with and without somebody who agreed to take over, rosters, escalations,\n"
    "covers and offices, and whom each falls to.",
    (
        Option("at", "INSTANT", "when they leave (default: in a day)"),
        Option("all", "", "show every row, not only the first of each sort"),
        FORMAT,
    ),
    least=2,
    most=2,
)
A_DAY = timedelta(days=1)
TITLES = {
    Loss.NOBODY: "Nobody is left",
    Loss.NO_DEPUTY: "No deputy any more",
    Loss.TOO_FEW: "Too few are left to call",
    Loss.COVERED: "Goes on",
}
TONES = {Loss.NOBODY: Tone.BAD, Loss.NO_DEPUTY: Tone.BAD, Loss.TOO_FEW: Tone.SOON, Loss.COVERED: Tone.GOOD}


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _leave)


def _leave(arguments: Arguments) -> int:
    matrix = with_everybody_named(lines_of(read_any(file_of(arguments))))
    person = person_named(matrix, arguments.words[1])
    at = read_instant(arguments.one("at"), matrix.engagement.zone) if arguments.has("at") else now() + A_DAY
    found = leaving(matrix, person, at)
    match arguments.one("format"):
        case "json":
            print_json(as_plain(matrix, found))
        case "html":
            print(html_of(report_of(arguments.words[0], matrix, found)), end="")
        case _:
            say(text_of(report_of(arguments.words[0], matrix, found), everything=arguments.has("all")))
    return DONE if found.holds else FINDINGS


def with_everybody_named(matrix: Matrix) -> Matrix:
    """Give a matrix in which everybody whom a row names is a person: a stranger's table has names and no list of people."""
    directory = matrix.directory
    slots = (slot for row in matrix.rows for slot in (*_named(row), *row.responsible))
    names = dict.fromkeys(slot for slot in slots if slot and not (directory.person(slot) or directory.role(slot)))
    named = tuple(Person(id=PersonId(name), name=name, party=PartyId("")) for name in names)
    return replace(matrix, directory=replace(directory, people=(*directory.people, *named)))


def _named(row: Row) -> tuple[str, ...]:
    return (row.slots.accountable, row.slots.deputy, *row.slots.escalation)


def as_plain(matrix: Matrix, found: Leaving) -> dict[str, Any]:
    """Give the answer as scripts read it."""

    def person(id_: str | None) -> dict[str, Any] | None:
        return plain_person(matrix, id_) if id_ else None

    return {
        "leaver": plain_person(matrix, found.person),
        "at": found.at.isoformat(),
        "rows": found.rows,
        "holds": found.holds,
        "nobody": [lost.row for lost in found.nobody],
        "lost": [
            {
                "row": lost.row,
                "title": lost.title,
                "as": lost.part,
                "loss": lost.loss,
                "falls_to": person(lost.falls_to),
                "deputy": person(lost.deputy),
                "left_to_call": lost.left_to_call,
                "nobody_at": lost.nobody_at.isoformat() if lost.nobody_at else None,
            }
            for lost in found.lost
        ],
        "rosters": [
            {
                "role": one.role,
                "hours": one.hours,
                "until": one.until.isoformat() if one.until else None,
                "fallback": one.fallback,
            }
            for one in found.rosters
        ],
        "covers": [
            {"for": plain_person(matrix, one.person), "from": one.start.isoformat(), "to": one.end.isoformat()}
            for one in found.covers
        ],
        "offices": [{"office": one.office, "falls_to": person(one.falls_to)} for one in found.offices],
    }


def report_of(file: str, matrix: Matrix, found: Leaving) -> Report:
    """Make the report, worst first."""
    name = name_of(matrix, found.person)
    counts = {loss: sum(lost.loss is loss for lost in found.lost) for loss in Loss}
    return Report(
        command="leave",
        file=file,
        headline=_headline(name, found, counts),
        tone=Tone.GOOD if found.holds else Tone.BAD if counts[Loss.NOBODY] + counts[Loss.NO_DEPUTY] else Tone.SOON,
        lead=(f"{full_name(matrix, found.person)}, from {local(matrix, found.at)} on, and for the 14 days after.",),
        sides=sides_of(matrix),
        figures=(
            Figure(f"{len(found.lost)} of {found.rows}", "rows name them"),
            Figure(str(counts[Loss.NOBODY]), "left with nobody", Tone.BAD if counts[Loss.NOBODY] else Tone.GOOD),
            Figure(str(counts[Loss.NO_DEPUTY]), "without a deputy", Tone.BAD if counts[Loss.NO_DEPUTY] else Tone.GOOD),
            Figure(str(counts[Loss.COVERED]), "go on", Tone.GOOD),
        ),
        sections=tuple(_sections(matrix, found)),
        more=((f"demarc check {file}", "What does not hold today"),),
    )


def _headline(name: str, found: Leaving, counts: dict[Loss, int]) -> str:
    if not (found.lost or found.rosters or found.covers or found.offices):
        return f"If {name} left, nothing of this matrix would notice."
    if counts[Loss.NOBODY]:
        return f"If {name} left, {counts[Loss.NOBODY]} of {found.rows} rows would have nobody."
    if counts[Loss.NO_DEPUTY]:
        rows = counted(counts[Loss.NO_DEPUTY], "row")
        return f"If {name} left, every row would have somebody, but {rows} would have no deputy."
    if found.holds:
        return f"If {name} left, everything would go on."
    return f"If {name} left, every row would have an owner; the rest must be given to others."


def _sections(matrix: Matrix, found: Leaving) -> Iterator[Section]:
    quiet = [lost for lost in found.lost if lost.loss is Loss.COVERED and lost.part is not Part.ACCOUNTABLE]
    for loss, title in TITLES.items():
        entries = tuple(_entry(matrix, lost) for lost in found.lost if lost.loss is loss and lost not in quiet)
        if entries:
            yield Section(title, entries, numbered=True)
    if quiet:
        rows = ", ".join(lost.row for lost in quiet)
        text = f"{counted(len(quiet), 'row')} would call others instead, and enough of them"
        yield Section("Hardly notices", (Entry(text, details=(rows,), tone=Tone.GOOD),), numbered=True)
    rosters = tuple(
        Entry(
            f"{one.role}: {one.hours:g} hours on call" if one.hours else f"{one.role}: the fallback when nobody is on",
            details=(f"Up to {local(matrix, one.until)}; until others take them, its rows fall to the next on their list.",)
            if one.until
            else (),
            tone=Tone.SOON,
        )
        for one in found.rosters
    )
    if rosters:
        yield Section("Hours to give to others", rosters, numbered=True)
    covers = tuple(
        Entry(
            f"Cover for {name_of(matrix, one.person)}", details=(f"{local(matrix, one.start)} to {local(matrix, one.end)}",)
        )
        for one in found.covers
    )
    if covers:
        yield Section("Covers that were promised", covers, numbered=True)
    offices = tuple(
        Entry(
            f"{one.office[0].upper()}{one.office[1:]}",
            f"to {full_name(matrix, one.falls_to)}" if one.falls_to else "nobody follows",
            tone=Tone.GOOD if one.falls_to else Tone.BAD,
        )
        for one in found.offices
    )
    if offices:
        yield Section("Offices", offices, numbered=True)


def _entry(matrix: Matrix, lost: Lost) -> Entry:
    falls = f"to {full_name(matrix, lost.falls_to)}" if lost.falls_to else "nobody"
    details = []
    if lost.nobody_at:
        details.append(f"Nobody from {local(matrix, lost.nobody_at)} on.")
    if lost.part is Part.ACCOUNTABLE:
        agreed = f"{name_of(matrix, lost.deputy)} agreed to take over." if lost.deputy else "It has no deputy who stays."
        details.append(agreed)
    elif lost.part is Part.DEPUTY:
        details.append("They were its deputy; it has none then.")
    else:
        details.append(f"They were {'on its call list' if lost.part is Part.ESCALATION else 'doing the work'}.")
    left = counted(lost.left_to_call, "person", "people") if lost.left_to_call else "Nobody"
    details.append(f"{left} left to call.")
    whose = falls if lost.part is Part.ACCOUNTABLE or not lost.falls_to else f"stays with {name_of(matrix, lost.falls_to)}"
    return Entry(lost.title, whose, (" ".join(details),), place=f"row {lost.row}", tone=TONES[lost.loss])
