"""`demarc check`: does a matrix hold together? What falls through first, with its place and a witness."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from demarc.core.matrix.coverage import Coverage, owned_hours
from demarc.core.matrix.edges import hours_are_given
from demarc.core.matrix.findings import Finding, Kind, Level, ranked
from demarc.core.matrix.lint import check_with_hours, is_sound
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.arguments import CHECK_FORMAT, DONE, FINDINGS, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.findings_told import findings_told
from demarc.doors.cli.formats.report import Report, Section
from demarc.doors.cli.formats.show import html_of, sarif_of, text_of
from demarc.doors.cli.lane_hours import hours_by_lane, lane_lines, lane_section
from demarc.doors.cli.present import now
from demarc.doors.cli.spoken import print_json
from demarc.files.any_matrix import is_strange, people_of, read_any
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.places import Place
from demarc.files.matrix.sections import CONDITION_PREFIX
from demarc.files.matrix.times import read_instant

COMMAND = Command(
    "check",
    "FILE",
    "Say whether a matrix holds together: every item has exactly one owner at every hour, every name is known, and there\n"
    "are enough people behind every row. Read are Demarc's own YAML and XLSX, and anybody's table of who does what\n"
    "in XLSX, CSV, Markdown, AsciiDoc or DOCX.",
    (
        Option("at", "INSTANT", "from when on people and rosters are checked (default: now), for 14 days"),
        Option("devices", "FILE", "a CSV or XLSX list of devices: which have no owner for a duty, or two"),
        Option("mark", "OUT.xlsx", "write your own workbook again, each finding as a comment on its cell"),
        Option("explain", "", "say how each row and column of a table was read, and why"),
        Option("map", "NAME=WHAT", "overrule that: 'Server updates=PT-02', 'Who=owner', 'Harborline=provider'", many=True),
        Option("all", "", "show every finding, not only the first of each sort"),
        CHECK_FORMAT,
    ),
)
STRANGER, STRANGER_PLAIN = "demarc.doors.cli.stranger_told", "demarc.doors.cli.stranger_report"
MARKING, REPORT, COVER = "demarc.doors.cli.marking", "demarc.doors.cli.check_report", "demarc.doors.cli.cover"
WEEK = timedelta(days=7)
ABOUT_CONDITIONS = frozenset({Kind.UNKNOWN_ASPECT, Kind.UNKNOWN_VALUE, Kind.UNREACHABLE})
"""Findings that name an aspect in their field, which a row's condition on it stands for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A matrix with everything found in it, each finding at its place, and its hours a week: owned, and answered."""

    matrix: Matrix
    findings: tuple[tuple[Finding, Place], ...]
    owned: float | None
    answered: float | None
    covered: Coverage | None = None

    @property
    def sound(self) -> bool:
        """Tell whether nothing forbids signing it."""
        return is_sound(tuple(found for found, _ in self.findings))


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _check)


def _check(arguments: Arguments) -> int:
    read = read_any(file_of(arguments), arguments.many("map"))
    start = read_instant(arguments.one("at"), read.matrix.engagement.zone) if arguments.has("at") else now()
    checked = checked_at(read, start)
    if arguments.has("mark"):
        target = Path(arguments.one("mark"))
        cells = importlib.import_module(MARKING).mark_findings(file_of(arguments), target, checked.matrix, checked.findings)
        print(f"{target}: your workbook, with comments on {cells} cells; nothing else in it changed", file=sys.stderr)
    fleet = importlib.import_module(COVER).fleet_of(checked.matrix, arguments) if arguments.has("devices") else None
    file, everything = arguments.words[0], arguments.has("all")
    match arguments.one("format"):
        case "json":
            cover = {"cover": fleet.as_plain()} if fleet else {}
            told = {"told": asdict(_page(file, read, checked, ()))}
            print_json(_plain(file, checked) | _plain_stranger(read) | cover | told)
        case "html":
            fleets = fleet.report(file).sections if fleet else ()
            print(html_of(_page(file, read, checked, fleets)), end="")
        case "sarif":
            print_json(sarif_of(checked.findings))
        case _:
            say("\n".join(_text(file, read, checked, arguments)))
            if fleet:
                say(f"\n{text_of(fleet.report(file), everything=everything)}")
    return DONE if checked.sound and (fleet is None or fleet.holds) else FINDINGS


def _text(file: str, read: ReadMatrix, checked: Checked, arguments: Arguments) -> Iterator[str]:
    everything = arguments.has("all")
    if not is_strange(read):
        return _told(file, checked, everything=everything)
    stranger = importlib.import_module(STRANGER)
    lines: Iterator[str] = (
        stranger.explained(file, read) if arguments.has("explain") else stranger.told(file, read, everything=everything)
    )
    return lines


def _page(file: str, read: ReadMatrix, checked: Checked, fleets: tuple[Section, ...]) -> Report:
    if not is_strange(read):
        return _report(file, checked, fleets)
    report: Report = importlib.import_module(STRANGER_PLAIN).report_of(file, read, fleets)
    return report


def _plain_stranger(read: ReadMatrix) -> dict[str, Any]:
    if not is_strange(read):
        return {}
    plain: dict[str, Any] = importlib.import_module(STRANGER_PLAIN).plain_of(read)
    return plain


def _report(file: str, checked: Checked, fleets: tuple[Section, ...] = ()) -> Report:
    matrix = checked.matrix
    lead = f"{len(matrix.rows)} rows, {_read(checked)}. Version {matrix.version}. {_hours(checked)}{_live(matrix)}"
    report: Report = importlib.import_module(REPORT).check_report(
        file,
        matrix,
        checked.findings,
        headline=_headline(checked),
        lead=(lead,),
        hours=(checked.owned, checked.answered),
        lanes=lane_section(matrix, checked.covered),
        fleets=tuple(replace(section, title=f"Devices: {section.title.lower()}") for section in fleets),
    )
    return report


def checked_at(read: ReadMatrix, start: datetime) -> Checked:
    """Check a matrix that was read, its people from `start` on (aware UTC)."""
    placed = {id(note.finding): note.place for note in read.notes}
    if is_strange(read):
        findings = tuple((note.finding, note.place) for note in read.notes)
        owned = owned_hours(people_of(read), start, start + WEEK) if read.matrix.rows else 0.0
        return Checked(read.matrix, findings, owned, None)
    found, covered = check_with_hours(read.matrix, start=start)
    everything = ranked([*(note.finding for note in read.notes), *found])
    findings = tuple((one, placed.get(id(one)) or _place(read, one)) for one in everything)
    if covered is None:
        return Checked(read.matrix, findings, None, None)
    answered = _weekly(covered.answered, covered) if hours_are_given(read.matrix) else None
    return Checked(read.matrix, findings, _weekly(covered.owned, covered), answered, covered)


def _weekly(hours: float, covered: Coverage) -> float:
    """Bring the hours of the horizon to those of one week."""
    return round(hours * (WEEK / timedelta(hours=1)) / covered.hours, 2)


def _place(read: ReadMatrix, found: Finding) -> Place:
    if not found.section:
        return read.places.file
    field = found.field or ""
    if found.kind in ABOUT_CONDITIONS:
        field = f"{CONDITION_PREFIX}{field}"
    return read.places.of(found.section, found.entry, field)


def _plain(file: str, checked: Checked) -> dict[str, Any]:
    """Give the findings as scripts read them."""
    return {
        "matrix": file,
        "version": checked.matrix.version,
        "rows": len(checked.matrix.rows),
        "sound": checked.sound,
        "owned_hours": checked.owned,
        "answered_hours": checked.answered,
        "lanes": hours_by_lane(checked.matrix, checked.covered),
        "findings": [
            {
                "code": found.code,
                "kind": found.kind,
                "severity": found.severity,
                "message": found.message,
                "where": {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column},
                "rows": list(found.rows),
                "witness": dict(found.witness) if found.witness is not None else None,
                "interval": _interval(found),
            }
            for found, place in checked.findings
        ],
    }


def _interval(found: Finding) -> dict[str, str] | None:
    """Give the first stretch of time of a finding in UTC, with the zone in which its message tells it."""
    if found.interval is None:
        return None
    start, end = found.interval.start.isoformat(), found.interval.end.isoformat()
    return {"start": start, "end": end, "zone": found.zone}


def _told(file: str, checked: Checked, *, everything: bool) -> Iterator[str]:
    """Say to a manager what holds and what does not, what falls through first."""
    matrix = checked.matrix
    yield f"{file}: {len(matrix.rows)} rows, {_read(checked)}. Version {matrix.version}. {_sides(matrix)}"
    yield _headline(checked)
    yield f"{_hours(checked)}{_live(matrix)}"
    if any(found.kind is Kind.GAP for found, _ in checked.findings):
        holder = matrix.directory.person(matrix.engagement.intake_holder)
        name = holder.name if holder else matrix.engagement.intake_holder
        yield (
            f"What falls through is sorted by {name} until a row takes it." if name else "Nobody sorts what falls through."
        )
    yield from lane_lines(matrix, checked.covered)
    yield from findings_told(matrix, checked.findings, everything=everything)


def _read(checked: Checked) -> str:
    unread = sum(found.kind is Kind.UNREADABLE and found.severity is Level.ERROR for found, _ in checked.findings)
    return "all read" if not unread else f"{unread} entries not read"


def _sides(matrix: Matrix) -> str:
    said = [f"{party.name} ({party.side})" for party in matrix.directory.parties]
    return f"Sides: {', '.join(said)}" if said else "No sides are named"


def _live(matrix: Matrix) -> str:
    if not matrix.lanes:
        return ""
    live = sum(lane.live for lane in matrix.lanes)
    return f" Live: {live} of {len(matrix.lanes)} lanes."


NOBODY = frozenset(
    {Kind.GAP, Kind.NO_ACCOUNTABLE, Kind.SHARED, Kind.NOBODY, Kind.NOT_A_PERSON, Kind.UNDECIDED, Kind.ROSTER_HOLE}
)
TWO = frozenset({Kind.OVERLAP, Kind.TWO_ACCOUNTABLE, Kind.CONTRADICTION})

UNSAID = frozenset({Kind.NO_RESULT, Kind.UNDEFINED_TERM})


def _headline(checked: Checked) -> str:
    errors = [found for found, _ in checked.findings if found.severity is Level.ERROR]
    if not errors:
        warnings = sum(found.severity is Level.WARNING for found, _ in checked.findings)
        return "HOLDS: every possible item has exactly one owner." + (f" To look at: {warnings}." if warnings else "")
    nobody = len({found.rows or found.message for found in errors if found.kind in NOBODY})
    two = sum(found.kind in TWO for found in errors)
    unsaid = sum(found.kind in UNSAID for found in errors)
    rest = sum(found.kind not in NOBODY | TWO | UNSAID for found in errors)
    parts = (
        _count(nobody, "thing nobody owns", "things nobody owns"),
        _count(two, "has two owners", "have two owners"),
        _count(unsaid, "says no result or uses a word undefined", "say no result or use a word undefined"),
        _count(rest, "entry that leads nowhere", "entries that lead nowhere"),
    )
    return f"DOES NOT HOLD: {', '.join(part for part in parts if part)}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _hours(checked: Checked) -> str:
    if checked.owned is None:
        return "Hours: not counted, because a calendar cannot be read."
    owned = f"Owned {checked.owned:g} of {WEEK / timedelta(hours=1):g} hours a week"
    if checked.answered is None:
        return f"{owned}. Answered at night: no hours given."
    return f"{owned}, answered {checked.answered:g}."
