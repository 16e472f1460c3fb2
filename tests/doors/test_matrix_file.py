"""Reading whole matrix files: names become ids, absent sections are said once, and every problem has its place."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from demarc.core.matrix.findings import Kind, Level
from demarc.core.matrix.table import AcceptedWait, Matrix
from demarc.core.people import Channel
from demarc.core.words import Answer, PersonId, Severity, Side, Tier, Window
from demarc.files.limits import UnusableFile
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.file import read_matrix, read_matrix_bytes, write_matrix, write_xlsx, write_yaml, xlsx_bytes
from demarc.files.matrix.say import NotWritable

Sheets = dict[str, list[list[object]]]

PEOPLE = """
people:
  - {id: dana, name: Dana Okafor, party: Alder}
  - {id: mei, name: Mei Lin, party: Harborline, hours: Mon-Fri 09:00-18:00, zone: Europe/Zurich, channels: email | phone}
engagement: {client: Alder, providers: [Harborline], zone: America/Chicago, intake_holder: Dana Okafor, version: 3}
calendars:
  - {name: clinics, weekly: Mon-Fri 08:00-17:00}
"""


def read(text: str) -> ReadMatrix:
    """Read YAML text."""
    return read_matrix_bytes(text.encode(), "m.yaml")


def book(sheets: Sheets) -> bytes:
    """Make a workbook by hand, as a person would, with numbers and dates where a spreadsheet has them."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"default_date_format": "yyyy-mm-dd hh:mm"}) as made:
        for title, lines in sheets.items():
            sheet = made.add_worksheet(title)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return written.getvalue()


def said(found: ReadMatrix, kind: Kind = Kind.UNREADABLE) -> list[str]:
    """List what was noted of a kind, with its place."""
    return [f"{note.place}: {note.finding.message}" for note in found.notes if note.finding.kind is kind]


def row(found: Matrix, id_: str) -> dict[str, set[str]]:
    """Give a row's box."""
    named = found.row(id_)
    assert named is not None
    return {aspect: set(values) for aspect, values in named.scope}


def test_only_rows_must_be_there_and_what_is_absent_is_said_once() -> None:
    found = read("rows: [{id: R1, function: Patching, accountable: Dana}]")
    (absent,) = [note for note in found.notes if note.finding.kind is Kind.ABSENT_COLUMN]
    assert absent.finding.severity is Level.WARNING
    assert "People (no name in the rows" in absent.finding.message
    assert "Clocks (the default clocks run)" in absent.finding.message
    assert found.matrix.version == "draft"
    assert found.matrix.rows[0].slots.accountable == "Dana"


def test_a_file_without_small_sections_is_told_for_information_only() -> None:
    found = read(PEOPLE + "rows: [{id: R1, function: Patching, accountable: dana}]")
    assert [note.finding.severity for note in found.notes] == [Level.INFO]


def test_people_may_be_named_by_their_full_name_and_firms_by_theirs() -> None:
    found = read(
        PEOPLE
        + """
parties: [{id: alder, name: Alder, side: client}, {id: hl, name: Harborline, side: Provider}]
rosters: [{role: soc-oncall, person: mei lin, from: 2026-11-27 17:00, to: 2026-11-28, fallback: DANA}]
rows: [{id: R1, function: Patching, accountable: Mei Lin, deputy: SOC-oncall, escalation: Dana Okafor | Nobody Else}]
"""
    ).matrix
    slots = found.rows[0].slots
    assert (slots.accountable, slots.deputy, slots.escalation) == ("mei", "soc-oncall", ("dana", "Nobody Else"))
    assert [person.party for person in found.directory.people] == ["alder", "hl"]
    assert found.engagement.intake_holder == "dana"
    shift = found.directory.shifts[0]
    assert shift.start == datetime(2026, 11, 27, 23, tzinfo=UTC)
    assert shift.end == datetime(2026, 11, 29, 6, tzinfo=UTC)
    assert found.directory.roles[0].fallback == "dana"


def test_without_parties_the_client_and_the_providers_stand_in() -> None:
    found = read(PEOPLE + "rows: []").matrix
    assert [(party.id, party.side) for party in found.directory.parties] == [
        ("Alder", Side.CLIENT),
        ("Harborline", Side.PROVIDER),
    ]


def test_hours_of_a_person_are_their_own_or_a_calendars() -> None:
    found = read(
        """
calendars: [{name: clinics, zone: America/Chicago, weekly: Mon-Fri 08:00-17:00}]
days: [{calendar: clinics, day: 2026-11-26, name: Thanksgiving}, {calendar: clinics, day: 2026-12-24, hours: 08:00-12:00}]
people: [{id: dana, party: a, hours: Clinics}, {id: mei, party: b, hours: Mon-Fri 09:00-18:00, zone: Europe/Zurich}]
rows: []
"""
    ).matrix
    dana, mei = found.directory.people
    assert dana.hours == found.calendars[0]
    assert [day.name for day in found.calendars[0].dated] == ["Thanksgiving", ""]
    assert mei.hours is not None
    assert (mei.hours.name, mei.hours.zone, len(mei.hours.weekly)) == ("mei", "Europe/Zurich", 5)
    assert dana.channels == (Channel.EMAIL,)


def test_a_scope_may_stand_in_one_field_or_in_one_per_aspect() -> None:
    aspects = "aspects: [{name: device_class, values: server | workstation}, {name: os, values: [windows, linux]}]\n"
    one = read(
        aspects + 'rows: [{id: R1, function: f, scope: "device_class: server; os: not linux; severity: >= high; tag vip"}]'
    )
    each = read(
        aspects
        + "rows: [{id: R1, function: f, scope: {device class: server, os: not linux, severity: '>= high', tag vip: yes}}]"
    )
    assert one.matrix == each.matrix
    assert row(one.matrix, "R1") == {
        "device_class": {"server"}, "os": {"windows"}, "severity": {"high", "critical"}, "vip": {"yes"},
    }  # fmt: skip
    assert [aspect.name for aspect in one.matrix.aspects] == ["device_class", "os", "severity", "vip"]


def test_without_aspects_the_values_are_those_the_rows_name() -> None:
    found = read(
        "rows: [{id: R1, function: f, scope: {site: plant|Office}}, {id: R2, function: f, scope: {site: not plant}}]"
    ).matrix
    aspect = found.aspect("site")
    assert aspect is not None
    assert aspect.values == ("plant", "Office")
    assert row(found, "R2") == {"site": {"Office"}}


def test_topics_are_the_values_of_the_aspect_topic() -> None:
    found = read(
        """
topics: [{name: unknown}, {name: os-patch, 24x7 from: never, duty: yes}, {name: edr-alert, always_from: critical}]
rows: [{id: R1, function: f, scope: {topic: not os-patch}}]
"""
    ).matrix
    aspect = found.aspect("topic")
    assert aspect is not None
    assert aspect.domain() == ("os-patch", "edr-alert", "unknown")
    assert row(found, "R1") == {"topic": {"edr-alert"}}
    assert [topic.always_from for topic in found.topics] == [Severity.HIGH, None, Severity.CRITICAL]


FULL_OF_PROBLEMS = """\
engagement: {zone: Moon/Base}
people:
  - id: dana
    hours: Mon-Fri eight-five
    party: a
clocks:
  - {priority: P9, accept: 15 min}
  - {priority: P2, accept: 1 bh, steps: [1 h, 2 bh]}
aspects:
  - {name: os, values: windows | linux}
  - {name: cvss, kind: number, values: high}
rows:
  - id: R1
    function: f
    scope:
      os: ">= windows"
    tier: closely watched
  - function: f
    scope: device server; os linux
    clears_itself: perhaps
permissions:
  - {row: R1, action: isolate, window: midnight, permission: allowed}
  - {row: R1, action: reboot, permission: ask Dana}
absences:
  - {person: dana, from: 2026-11-28, to: 2026-11-27}
days: [{calendar: lab, day: 2026-11-26}]
rooms: []
row: []
"""
NOTED = (
    "m.yaml, line 1: Time zone: `Moon/Base` is no time zone",
    "m.yaml, line 4: Hours: `eight-five` is no stretch",
    "m.yaml, line 7: Priority: `P9` is none of: P1, P2, P3, P4",
    "m.yaml, line 8: Steps: `1 h` is counted otherwise than the time to accept",
    "m.yaml, line 11: Values: `high` is no range of whole numbers",
    "m.yaml, line 16: if os: `os` has no order",
    "m.yaml, line 17: Tier: `closely` is none of: record, watch, item",
    "m.yaml, line 18: this entry has no Id",
    "m.yaml, line 19: Scope: `device server` is no condition",
    "m.yaml, line 20: Clears itself: `perhaps` is neither yes nor no",
    "m.yaml, line 22: `midnight` is none of: business, after-hours, holiday; so this permission was left out",
    "m.yaml, line 23: Permission: `ask Dana` is no permission",
    "m.yaml, line 25: To: this ends before it starts",
    "m.yaml, line 27: `rooms` is no section of a matrix, so it was not read; is it `Rows`?",
    "m.yaml, line 28: `row` is no section of a matrix, so it was not read; is it `Rows`?",
)


def test_every_problem_is_noted_with_its_line_and_reading_goes_on() -> None:
    found = read(FULL_OF_PROBLEMS)
    notes = said(found)
    for start in NOTED:
        assert any(note.startswith(start) for note in notes), (start, notes)
    assert said(found, Kind.UNKNOWN_CALENDAR)[0].startswith("m.yaml, line 26: days are entered for the calendar `lab`")
    assert row(found.matrix, "R1") == {"os": set()}
    assert found.matrix.rows[1].id == "row 18"
    assert [clock.steps for clock in found.matrix.clocks] == [(timedelta(hours=2),)]


def test_places_name_the_line_or_the_cell_of_each_field() -> None:
    text = "rows:\n  - id: R1\n    function: f\n    scope:\n      os: linux\n    accountable: dana\n"
    places = read(text).places
    assert str(places.of("rows", "R1", "accountable")) == "m.yaml, line 6"
    assert str(places.of("rows", "R1", "scope")) == "m.yaml, line 5"
    assert str(places.of("rows", "R1", "deputy")) == "m.yaml, line 2"
    assert str(places.of("people", "dana")) == "m.yaml"
    sheets: Sheets = {"Rows": [["Id", "Function", "if os", "Accountable"], ["R1", "f", "linux", "dana"]]}
    places = read_matrix_bytes(book(sheets), "m.xlsx").places
    assert str(places.of("rows", "R1", "accountable")) == "m.xlsx, sheet Rows, cell D2"
    assert str(places.of("rows", "R1", "scope")) == "m.xlsx, sheet Rows, cell C2"
    assert str(places.of("rows", "R1")) == "m.xlsx, sheet Rows, row 2"


def test_a_workbook_made_by_hand_is_read_with_its_numbers_and_dates() -> None:
    sheets: Sheets = {
        "Notes of ours": [["anything"]],
        "engagement": [["Version", 4], ["Time zone", "America/Chicago"], ["Moon", "x"]],
        "People": [["Name", "ID", "Party", "Colour"], ["Dana Okafor", "dana", "Alder", "red"]],
        "Absences": [["Person", "From", "To"], ["dana", datetime(2026, 11, 28), datetime(2026, 11, 29, 12, 30)]],  # noqa: DTZ001 - a spreadsheet's date has no zone
        "Aspects": [["Name", "Values"], ["site", "plant|office"]],
        "Rows": [
            [],
            ["id", "Function", "severity", "Site", "scope", "Accountable", "Accountable", "Yields  to"],
            ["R1", "f", ">= high", None, "tag vip", "Dana Okafor", "mei", None],
            [],
            [2, "f", None, "not plant", None, None, None, "R1"],
        ],
    }
    found = read_matrix_bytes(book(sheets), "m.xlsx")
    assert found.matrix.version == "4"
    (absence,) = found.matrix.directory.absences
    assert absence.start == datetime(2026, 11, 28, 6, tzinfo=UTC)
    assert absence.end == datetime(2026, 11, 29, 18, 30, tzinfo=UTC)
    assert row(found.matrix, "R1") == {"severity": {"high", "critical"}, "vip": {"yes"}}
    assert row(found.matrix, "2") == {"site": {"office"}}
    assert found.matrix.rows[0].slots.accountable == "dana"
    assert said(found) == [
        "m.xlsx, sheet Notes of ours: `Notes of ours` is no section of a matrix, so it was not read",
        "m.xlsx, sheet engagement, cell A3: `Moon` is no field of the section Engagement, so it was not read",
        "m.xlsx, sheet People, cell D1: `Colour` is no field of the section People, so it was not read",
        "m.xlsx, sheet Rows, cell G2: `Accountable` is a second column for the same field, so it was not read",
    ]


def test_the_same_matrix_is_the_same_file() -> None:
    found = read(PEOPLE + "rows: [{id: R1, function: f, accountable: dana}]").matrix
    assert write_yaml(found) == write_yaml(found)
    assert xlsx_bytes(found) == xlsx_bytes(found)


def test_permissions_and_tiers_are_read_whole() -> None:
    found = read(
        """
rows: [{id: R1, function: f, tier: watch 15 min or 3 times, clears_itself: yes}]
permissions:
  - {row: r1, action: isolate, device class: server|workstation, window: not business, permission: ask 15 then do}
"""
    ).matrix
    assert (found.rows[0].tier, found.rows[0].watch_minutes, found.rows[0].watch_times) == (Tier.WATCH, 15, 3)
    (permission,) = found.permissions
    assert (permission.row, permission.answer, permission.minutes) == ("R1", Answer.ASK_THEN_DO, 15)
    assert permission.device_class == frozenset({"server", "workstation"})
    assert permission.window == frozenset({Window.AFTER_HOURS, Window.HOLIDAY})


def test_files_are_written_by_their_suffix(tmp_path: Path) -> None:
    found = read(PEOPLE + "rows: [{id: R1, function: f, accountable: dana}]").matrix
    for name in ("m.yaml", "m.yml", "m.xlsx"):
        write_matrix(found, tmp_path / name)
        assert read_matrix(tmp_path / name).matrix == found
    with pytest.raises(UnusableFile, match=r"name it .yaml or .xlsx"):
        write_matrix(found, tmp_path / "m.ods")
    with pytest.raises(UnusableFile, match="cannot be written"):
        write_matrix(found, tmp_path / "absent" / "m.xlsx")
    with pytest.raises(OSError, match="absent"):
        write_xlsx(found, tmp_path / "absent" / "m.xlsx")


def test_two_calendars_of_one_name_cannot_be_written() -> None:
    found = read("calendars: [{name: a, weekly: Mon 08:00-09:00}, {name: a}]\nrows: []").matrix
    with pytest.raises(NotWritable, match="two calendars are called `a`"):
        write_yaml(found)


def test_a_wait_is_accepted_by_a_person_until_the_end_of_a_day() -> None:
    found = read(
        PEOPLE + "rows: [{id: R1, function: f, accountable: dana, waits_by: Dana Okafor, waits_until: 2026-12-31}]"
    )
    assert said(found) == []
    assert found.matrix.rows[0].waits == AcceptedWait(PersonId("dana"), datetime(2027, 1, 1, 6, tzinfo=UTC))


@pytest.mark.parametrize("half", ["waits_by: dana", "waits_until: 2026-12-31", "waits_by: dana, waits_until: some day"])
def test_half_an_accepted_wait_accepts_nothing_and_is_said(half: str) -> None:
    found = read(PEOPLE + f"rows: [{{id: R1, function: f, accountable: dana, {half}}}]")
    assert any("row R1 waits until opening only if a person accepts it until a date" in one for one in said(found))
    assert found.matrix.rows[0].waits is None
