"""What changes hands between two versions: said by effect, with the people by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from demarc.core.matrix.around import Office, moved, written
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.diff import changes, deputy
from demarc.core.matrix.table import Matrix, Row, scope_of
from demarc.core.people import Slots
from demarc.core.presets.alder import alder_dental_group
from tests.matrix_build import choice, matrix, row

ALDER = alder_dental_group(date(2026, 11, 23))
ASPECTS = (choice("topic", "os-patch", "mailbox"), choice("device", "server", "printer"))


def with_row(made: Matrix, id_: str, change: Callable[[Row], Row]) -> Matrix:
    """Give a matrix with one row changed."""
    return replace(made, rows=tuple(change(one) if one.id == id_ else one for one in made.rows))


def with_scope(number: int, person: str) -> Row:
    """Make a row with a condition on one of several aspects."""
    return replace(row(f"R{number}", person), scope=scope_of({f"a{number}": {"x"}}))


def test_a_row_handed_over_is_one_change_that_names_both_people() -> None:
    new = with_row(ALDER, "BK-04", lambda one: replace(one, slots=replace(one.slots, accountable="mei")))
    (change,) = changes(ALDER, new).boxes
    assert change.before.holders == (("Jonah Pike",))
    assert change.after.holders == (("Mei Lin",))
    assert (change.rows_before, change.rows_after) == (("BK-04",), ("BK-04",))


def test_a_row_renamed_reworded_or_cut_in_two_changes_nothing() -> None:
    old = matrix(row("R1", topic="os-patch"), aspects=ASPECTS)
    halves = (row("A", topic="os-patch", device="server"), row("B", topic="os-patch", device="printer|unknown"))
    assert changes(old, matrix(*halves, aspects=ASPECTS)).boxes == ()
    assert changes(old, matrix(replace(row("Z", topic="os-patch"), title="Updates"), aspects=ASPECTS)).boxes == ()


def test_a_row_that_goes_leaves_a_gap_and_one_that_comes_makes_an_overlap() -> None:
    old = matrix(row("R1", topic="os-patch"), row("R2", topic="mailbox"), aspects=ASPECTS)
    new = matrix(row("R2", topic="mailbox"), row("R3", "dana", topic="mailbox", device="server"), aspects=ASPECTS)
    found = {change.after.outcome: change for change in changes(old, new).boxes}
    assert dict(found[Outcome.GAP].box) == {"topic": frozenset({"os-patch"})}
    assert found[Outcome.OVERLAP].after.holders == ("Dana", "Mei")
    assert dict(found[Outcome.OVERLAP].box) == {"topic": frozenset({"mailbox"}), "device": frozenset({"server"})}


def test_the_same_person_under_another_id_is_the_same_person() -> None:
    people = tuple(
        replace(person, id="m-lin") if person.id == "mei" else person  # type: ignore[arg-type]  # an id is a text here
        for person in ALDER.directory.people
    )
    assert {person.name for person in people} == {person.name for person in ALDER.directory.people}
    rows = tuple(
        replace(one, slots=replace(one.slots, accountable="m-lin")) if one.slots.accountable == "mei" else one
        for one in ALDER.rows
    )
    assert changes(ALDER, replace(ALDER, directory=replace(ALDER.directory, people=people), rows=rows)).boxes == ()


def test_a_value_that_only_the_new_version_lists_was_unknown_before() -> None:
    old = matrix(row("R1", device="server"), row("R2", "dana", device="printer|unknown"), aspects=ASPECTS[1:])
    wider = (choice("device", "server", "printer", "scanner"),)
    new = matrix(row("R1", device="server|scanner"), row("R2", "dana", device="printer|unknown"), aspects=wider)
    (change,) = changes(old, new).boxes
    assert dict(change.box) == {"device": frozenset({"scanner"})}
    assert (change.before.holders, change.after.holders) == (("Dana",), ("Mei",))


def test_a_new_deputy_is_a_change_of_who_stands_in_and_of_nothing_else() -> None:
    new = with_row(ALDER, "BK-04", lambda one: replace(one, slots=replace(one.slots, deputy="priya")))
    assert changes(ALDER, new).boxes == ()
    (change,) = changes(ALDER, new, deputy).boxes
    assert change.after.holders == ("Priya Raman",)


def test_a_topic_cut_into_too_many_pieces_is_said() -> None:
    aspects = tuple(choice(f"a{number}", "x", "y") for number in range(6))
    old = matrix(*(with_scope(number, "mei") for number in range(6)), aspects=aspects)
    new = matrix(*(with_scope(number, "dana") for number in range(6)), aspects=aspects)
    assert changes(old, new, budget=3).undecided == ("",)


def test_the_frame_tells_offices_rosters_firms_and_hours() -> None:
    directory = replace(ALDER.directory, shifts=tuple(one for one in ALDER.directory.shifts if one.person != "jonah"))
    frame = replace(ALDER.engagement, intake_holder="luis")  # type: ignore[arg-type]  # an id is a text here
    calendars = (replace(ALDER.calendars[0], weekly=ALDER.calendars[0].weekly[:-1]), *ALDER.calendars[1:])
    new = replace(ALDER, directory=directory, engagement=frame, calendars=calendars)
    found = {one.office: one for one in moved(ALDER, new)}
    assert found.keys() == {Office.INTAKE, Office.ROLE, Office.HOURS}
    assert (found[Office.INTAKE].before, found[Office.INTAKE].after) == ("Dana Okafor", "Luis Ferrer")
    assert "Jonah Pike" in found[Office.ROLE].before
    assert "Jonah Pike" not in found[Office.ROLE].after
    assert moved(ALDER, ALDER) == ()


def test_rows_are_counted_as_written_too() -> None:
    old = matrix(row("A"), row("B"), row("C"), aspects=ASPECTS)
    new = matrix(row("B"), replace(row("C"), slots=Slots("dana")), row("D"), aspects=ASPECTS)
    said = written(old, new)
    assert (said.added, said.removed, said.changed) == (("D",), ("A",), ("C",))
