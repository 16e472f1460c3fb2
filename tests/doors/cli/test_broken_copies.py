"""The presets, broken in one place each: `demarc check` says the right kind of trouble at the right line.

`CASES` is a table: what was done, which split, the change, the kind that must be found, and where: section, entry, field.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from demarc.__main__ import main
from demarc.core.catalogue import Split
from demarc.core.matrix.findings import Finding, Kind, Level
from demarc.core.matrix.table import Engagement, Matrix, Permission, Row, scope_of
from demarc.core.people import Absence, Channel, Shift
from demarc.core.presets import first_matrix
from demarc.core.words import NO_PERSON, Answer, PersonId, RowId, Window
from demarc.doors.cli.check import checked_at
from demarc.files.matrix.build import ReadMatrix
from demarc.files.matrix.file import read_matrix_bytes, write_yaml
from demarc.files.matrix.places import Place

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
LONG_AGO, LONG_AHEAD = NOW - timedelta(days=60), NOW + timedelta(days=60)
Change = Callable[[Matrix], Matrix]
S1, S2, S3, S4, FULL = Split


@cache
def preset(split: Split) -> Matrix:
    return first_matrix(split, start=MONDAY)


def row(id_: str, change: Callable[[Row], Row]) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        assert matrix.row(id_) is not None, id_
        return replace(matrix, rows=tuple(change(one) if one.id == id_ else one for one in matrix.rows))

    return broken


def slot(id_: str, **slots: Any) -> Change:
    return row(id_, lambda one: replace(one, slots=replace(one.slots, **slots)))


def scope(id_: str, **box: tuple[str, ...] | None) -> Change:
    """Set conditions of a row; None takes one away."""

    def narrowed(one: Row) -> Row:
        wanted = {**one.box(), **{key: frozenset(values) for key, values in box.items() if values is not None}}
        return replace(one, scope=scope_of({key: values for key, values in wanted.items() if box.get(key, ()) is not None}))

    return row(id_, narrowed)


def without(id_: str) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        assert matrix.row(id_) is not None
        return replace(matrix, rows=tuple(one for one in matrix.rows if one.id != id_))

    return broken


def person(id_: str, **fields: Any) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        people = tuple(replace(one, **fields) if one.id == id_ else one for one in matrix.directory.people)
        return replace(matrix, directory=replace(matrix.directory, people=people))

    return broken


def engagement(change: Callable[[Engagement], Engagement]) -> Change:
    return lambda matrix: replace(matrix, engagement=change(matrix.engagement))


def again(id_: str, **fields: Any) -> Change:
    """Write a row a second time, under another id unless it is to keep its own."""

    def broken(matrix: Matrix) -> Matrix:
        one = matrix.row(id_)
        assert one is not None
        return replace(matrix, rows=(*matrix.rows, replace(one, **{"id": RowId(f"{id_}-again"), **fields})))

    return broken


def second_person(id_: str, new: str) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        one = matrix.directory.person(id_)
        assert one is not None
        people = (*matrix.directory.people, replace(one, id=PersonId(new)))
        return replace(matrix, directory=replace(matrix.directory, people=people))

    return broken


def everybody_away(*ids: str) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        away = tuple(Absence(PersonId(id_), NOW, NOW + timedelta(days=2)) for id_ in ids)
        return replace(matrix, directory=replace(matrix.directory, absences=away))

    return broken


def rosters(change: Callable[[Shift], Shift | None]) -> Change:
    def broken(matrix: Matrix) -> Matrix:
        shifts = tuple(made for made in map(change, matrix.directory.shifts) if made is not None)
        return replace(matrix, directory=replace(matrix.directory, shifts=shifts))

    return broken


def zone(name: str) -> Change:
    return engagement(lambda one: replace(one, zone=name))


def permission(matrix: Matrix) -> Matrix:
    return replace(matrix, permissions=(*matrix.permissions, Permission(RowId("SE-99"), "isolate", Answer.ALLOWED)))


def no_intake(matrix: Matrix) -> Matrix:
    return replace(matrix, engagement=replace(matrix.engagement, intake_holder=NO_PERSON))


def no_arbiter(one: Engagement) -> Engagement:
    return replace(one, dispute_rule=replace(one.dispute_rule, arbiter=NO_PERSON))


def one_on_call(shift: Shift) -> Shift:
    return replace(shift, person=PersonId("soc-lead")) if shift.role == "soc-oncall" else shift


def first_week(shift: Shift) -> Shift | None:
    return shift if shift.start < NOW + timedelta(days=5) else None


def _by_site(matrix: Matrix) -> Matrix:
    one = matrix.row("BK-06")
    assert one is not None
    halves = (
        replace(one, scope=scope_of({**one.box(), "site": frozenset({"main"})})),
        replace(
            one,
            id=RowId("BK-06-branch"),
            scope=scope_of({**one.box(), "site": frozenset({"branch", "unknown"})}),
            slots=replace(one.slots, accountable="lead", deputy="lead-deputy"),
        ),
    )
    return replace(matrix, rows=tuple(half for each in matrix.rows for half in (halves if each.id == "BK-06" else (each,))))


def _bare_role(matrix: Matrix) -> Matrix:
    roles = tuple(replace(role, fallback=None) for role in matrix.directory.roles)
    return replace(matrix, directory=replace(matrix.directory, roles=roles, shifts=()))


def _strange_cover(matrix: Matrix) -> Matrix:
    away = (Absence(PersonId("lead"), LONG_AHEAD, LONG_AHEAD + timedelta(days=1), PersonId("zoe")),)
    return replace(matrix, directory=replace(matrix.directory, absences=away))


def _mail_at_night(matrix: Matrix) -> Matrix:
    people = tuple(replace(one, channels=(Channel.EMAIL,)) if one.id == "lead" else one for one in matrix.directory.people)
    rows = tuple(
        replace(one, slots=replace(one.slots, accountable="lead", deputy="lead-deputy")) if one.id == "SE-04-night" else one
        for one in matrix.rows
    )
    return replace(matrix, rows=rows, directory=replace(matrix.directory, people=people))


@dataclass(frozen=True, slots=True)
class Case:
    """One broken copy."""

    what: str
    split: Split
    change: Change
    kind: str
    section: str
    entry: str
    field: str = ""


def case(what: str, split: Split, change: Change, kind: str, at: str) -> Case:
    """Write a case down: `at` is `section/entry/field`."""
    section, entry, field = (*at.split("/"), "", "")[:3]
    return Case(what, split, change, kind, section, entry, field)


CASES = (
    case("the restore test has no row", S1, without("BK-04"), "gap", "topics/restore-test"),
    case("server patching has no row", S1, without("PT-02"), "gap", "topics/os-patch"),
    case("triage has no row", S4, without("SD-01"), "gap", ""),
    case("nights of containment have no row", S2, without("SE-03-night"), "gap", "topics/containment"),
    case("days of the desk have no row", S2, without("SD-01"), "gap", ""),
    case("the executives' alerts have no row", S3, without("SE-01-executive"), "gap", "topics/edr-alert"),
    case("sealed machines have no row", FULL, without("PT-07-sealed"), "gap", "topics/os-patch"),
    case("a row forgets unknown machines", S1, scope("PT-07", device_class=("printer", "iot")), "gap", "topics/os-patch"),
    case("a row takes working hours only", S1, scope("BK-02", window=("business",)), "gap", "topics/backup-failure"),
    case("a row takes one site only", S4, scope("SN-04", site=("main",)), "gap", "topics/local-network"),
    case("a row takes critical alerts only", S3, scope("SE-09", severity=("critical",)), "gap", "topics/silent-sensor"),
    case("workstations take servers too", S1, scope("PT-01", device_class=None), "overlap", "rows/PT-01/scope"),
    case("the day takes the night too", S2, scope("SE-03", window=None), "overlap", "rows/SE-03/scope"),
    case("a row takes any topic", S1, scope("EM-03", topic=None), "overlap", ""),
    case("a row is written twice", S1, again("BK-01"), "overlap", "rows/BK-01/scope"),
    case("firmware no longer goes first", S1, row("PT-04", lambda one: replace(one, yields_to=())), "overlap", ""),
    case("a row takes what its neighbour takes", S4, scope("CO-01", topic=("audit-request",)), "overlap", ""),
    case("two people divide a function by site", S1, _by_site, "two-accountable", "rows/BK-06/accountable"),
    case("nobody is accountable", S1, slot("BK-04", accountable=""), "no-accountable", "rows/BK-04"),
    case("only spaces are accountable", S2, slot("IA-02", accountable=" "), "no-accountable", "rows/IA-02"),
    case("the owner is shared", S1, slot("SE-04", accountable="both"), "shared", "rows/SE-04/accountable"),
    case("two names stand in one cell", S1, slot("SE-06", accountable="Robin & Pat"), "shared", "rows/SE-06/accountable"),
    case("the owner is a firm", S1, slot("PT-02", accountable="MSP"), "not-a-person", "rows/PT-02/accountable"),
    case(
        "the owner is a mailbox", S3, slot("SD-02", accountable="help@x.example"), "not-a-person", "rows/SD-02/accountable"
    ),
    case("the deputy is unknown", S1, slot("BK-02", deputy="nobody-we-know"), "not-a-person", "rows/BK-02/deputy"),
    case("a call goes to a stranger", S4, slot("EM-01", escalation=("stranger",)), "not-a-person", "rows/EM-01/escalation"),
    case("there is no deputy", S1, slot("BK-04", deputy=""), "no-deputy", "rows/BK-04"),
    case("the owner is the deputy", S1, slot("CO-02", deputy="executive"), "no-deputy", "rows/CO-02/deputy"),
    case("nobody is called after the deputy", S1, slot("PT-05", escalation=()), "no-escalation", "rows/PT-05"),
    case(
        "calls come back to the owner",
        S1,
        slot("IA-01", escalation=("director", "lead")),
        "no-escalation",
        "rows/IA-01/escalation",
    ),
    case(
        "calls go round in a circle",
        S4,
        slot("SN-01", escalation=("service-manager", "director", "service-manager")),
        "no-escalation",
        "rows/SN-01/escalation",
    ),
    case("the owner has left", S1, person("backup", left_at=LONG_AGO), "not-a-person", "rows/BK-04/accountable"),
    case(
        "the deputy leaves next week",
        S1,
        person("lead-deputy", left_at=NOW + timedelta(days=7)),
        "not-a-person",
        "rows/SD-02/deputy",
    ),
    case("a person is listed twice", S1, second_person("lead", "robin"), "twice", "people/robin"),
    case("an id is used for two people", S2, second_person("desk", "desk"), "twice", "people/desk"),
    case("an id is used for two rows", S1, again("EM-02", id=RowId("EM-02")), "twice", "rows/EM-02"),
    case(
        "rows give way in a circle",
        S1,
        row("SN-07-firmware", lambda one: replace(one, yields_to=(RowId("PT-04"),))),
        "cycle",
        "",
    ),
    case(
        "a row gives way to itself",
        S1,
        row("GV-01", lambda one: replace(one, yields_to=(one.id,))),
        "cycle",
        "rows/GV-01/yields_to",
    ),
    case(
        "a row gives way to none there is",
        S1,
        row("VS-01", lambda one: replace(one, yields_to=(RowId("VS-99"),))),
        "unknown-row",
        "rows/VS-01/yields_to",
    ),
    case("a permission belongs to no row", S1, permission, "unknown-row", ""),
    case("a role loses its stand-in and its roster", S3, _bare_role, "not-a-person", "rows/SE-01/accountable"),
    case(
        "a title is vague",
        S1,
        row("SD-02", lambda one: replace(one, title="Assist users as needed")),
        "vague",
        "rows/SD-02/title",
    ),
    case(
        "a title says jointly",
        S4,
        row("BK-05", lambda one: replace(one, title="Jointly recover")),
        "vague",
        "rows/BK-05/title",
    ),
    case("no intake holder is named", S1, no_intake, "no-accountable", "engagement"),
    case(
        "no executive is named",
        S1,
        engagement(lambda one: replace(one, executive=NO_PERSON)),
        "no-accountable",
        "engagement",
    ),
    case(
        "the executive has no deputy",
        S2,
        engagement(lambda one: replace(one, executive_deputy=NO_PERSON)),
        "no-deputy",
        "engagement",
    ),
    case("nobody rules in a dispute", S1, engagement(no_arbiter), "no-accountable", "engagement"),
    case(
        "the intake holder is a stranger",
        S1,
        engagement(lambda one: replace(one, intake_holder=PersonId("zoe"))),
        "unknown-person",
        "engagement//intake_holder",
    ),
    case("a cover is a stranger", S1, _strange_cover, "unknown-person", "absences"),
    case(
        "everybody of a row is away",
        S1,
        everybody_away("lead", "lead-deputy", "service-manager", "director", "advisor"),
        "nobody",
        "rows/SD-02/accountable",
    ),
    case("one person is on call all week", S1, rosters(one_on_call), "one-person-on-call", "rosters"),
    case("the roster ends next week", S1, rosters(first_week), "short-roster", "rosters"),
    case("nights are only answered by mail", S1, _mail_at_night, "unanswered", "rows/SE-04-night/accountable"),
)


WRITTEN = (
    ("a device class is misspelled", "device_class: [server, cloud]", "device_class: [servr, cloud]", "unknown-value"),
    ("an aspect is misspelled", "device_class: [server, cloud]", "device_clas: [server, cloud]", "unknown-aspect"),
    ("a zone does not exist", "zone: America/Chicago", "zone: America/Alder", "unreadable"),
)
"""Broken by hand in the file itself, because the writer would not write it: what, the text, its replacement, the kind."""


def found_in(text: str) -> tuple[ReadMatrix, tuple[tuple[Finding, Place], ...]]:
    """Read a matrix and give all that `demarc check` finds in it, as it prints it."""
    read = read_matrix_bytes(text.encode(), "matrix.yaml")
    return read, checked_at(read, NOW).findings


@pytest.mark.parametrize("broken", CASES, ids=lambda broken: broken.what)
def test_a_broken_copy_is_caught_at_its_place(broken: Case) -> None:
    read, found = found_in(write_yaml(broken.change(preset(broken.split))))
    places = [place for one, place in found if one.kind == broken.kind and one.severity is not Level.INFO]
    assert places, "nothing of this kind was found"
    if broken.section:
        place = read.places.of(broken.section, broken.entry, broken.field)
        assert place.row is not None
        assert place in places


@pytest.mark.parametrize(("what", "old", "new", "kind"), WRITTEN, ids=lambda value: value if " " in value else "")
def test_a_copy_broken_by_hand_is_caught_at_its_line(what: str, old: str, new: str, kind: str) -> None:
    text = write_yaml(preset(S1))
    assert old in text, what
    line = text[: text.index(old)].count("\n") + 1
    _, found = found_in(text.replace(old, new, 1))
    assert line in {place.row for one, place in found if one.kind == kind}


@pytest.mark.parametrize("split", Split)
def test_nothing_above_info_is_found_in_a_sound_preset(split: Split) -> None:
    _, found = found_in(write_yaml(preset(split)))
    assert {one.severity for one, _ in found} <= {Level.INFO}


def test_there_are_enough_broken_copies_and_each_breaks_one_thing() -> None:
    assert len(CASES) + len(WRITTEN) >= 40
    assert len({broken.what for broken in CASES}) == len(CASES)


def test_a_witness_is_given_for_each_hole_and_each_double_claim() -> None:
    _, found = found_in(write_yaml(scope("PT-01", device_class=None)(without("BK-04")(preset(S1)))))
    claims = [one for one, _ in found if one.kind in {Kind.GAP, Kind.OVERLAP}]
    assert {one.kind for one in claims} == {Kind.GAP, Kind.OVERLAP}
    assert all(one.witness and one.witness["window"] in set(Window) for one in claims)


def test_the_command_says_what_the_table_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "matrix.yaml"
    file.write_text(write_yaml(without("BK-04")(preset(S1))), encoding="utf-8")
    assert main(["check", str(file), "--at", "2026-11-24T12:00", "--format", "json"]) == 1
    (gap,) = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["kind"] == "gap"]
    assert gap["witness"]["topic"] == "restore-test"
