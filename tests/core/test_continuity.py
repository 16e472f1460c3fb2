"""What breaks if a person leaves tomorrow: the example's people, one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from demarc.core.continuity import Loss, Part, leaving
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import PersonId
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ

ALDER = alder_dental_group(date(2026, 11, 23))
TUESDAY = datetime(2026, 11, 24, 18, tzinfo=UTC)


def test_what_dana_holds_falls_to_the_deputy_who_agreed_to_it() -> None:
    found = leaving(ALDER, DANA, TUESDAY)
    own = [lost for lost in found.lost if lost.part is Part.ACCOUNTABLE]
    assert own
    assert {lost.deputy for lost in own} == {LUIS}
    assert {lost.falls_to for lost in own} == {LUIS}
    assert found.nobody == ()
    assert [(office.office, office.falls_to) for office in found.offices] == [("intake holder", LUIS)]


def test_a_row_without_a_deputy_is_told_before_those_that_have_one() -> None:
    first = next(row for row in ALDER.rows if row.slots.accountable == DANA)
    bare = replace(first, slots=replace(first.slots, deputy=""))
    made = replace(ALDER, rows=tuple(bare if row is first else row for row in ALDER.rows))
    found = leaving(made, DANA, TUESDAY)
    assert (found.lost[0].row, found.lost[0].loss, found.lost[0].deputy) == (first.id, Loss.NO_DEPUTY, None)
    assert not found.holds


def test_a_row_with_one_person_is_left_with_nobody() -> None:
    first = next(row for row in ALDER.rows if row.slots.accountable == DANA)
    alone = replace(first, slots=replace(first.slots, deputy="", escalation=()))
    made = replace(ALDER, rows=tuple(alone if row is first else row for row in ALDER.rows))
    found = leaving(made, DANA, TUESDAY)
    assert [lost.row for lost in found.nobody] == [first.id]
    assert found.nobody[0].falls_to is None


def test_the_hours_of_a_roster_are_counted_from_the_departure_on() -> None:
    found = leaving(ALDER, TOMASZ, TUESDAY)
    (roster,) = found.rosters
    assert roster.role == "soc-oncall"
    own = [shift for shift in ALDER.directory.shifts if shift.person == TOMASZ and shift.end > TUESDAY]
    assert roster.hours == sum((shift.end - max(shift.start, TUESDAY)).total_seconds() / 3600 for shift in own)
    assert roster.until == max(shift.end for shift in own)


def test_a_promised_cover_is_told() -> None:
    found = leaving(ALDER, LUIS, TUESDAY)
    assert [absence.person for absence in found.covers] == [DANA]
    deputies = [lost for lost in found.lost if lost.part is Part.DEPUTY]
    assert {lost.loss for lost in deputies} == {Loss.NO_DEPUTY}


def test_the_executive_and_the_arbiter_have_followers() -> None:
    found = leaving(ALDER, RUTH, TUESDAY)
    assert {office.office for office in found.offices} >= {"client executive", "arbiter"}
    assert all(office.falls_to == "marc" for office in found.offices)


def test_somebody_the_matrix_does_not_name_breaks_nothing() -> None:
    stranger = PersonId("zoe")
    found = leaving(ALDER, stranger, TUESDAY)
    assert (found.lost, found.rosters, found.covers, found.offices) == ((), (), (), ())
    assert found.holds


def test_what_each_row_falls_to_is_somebody_else() -> None:
    for person in (DANA, LUIS, MEI, PRIYA, TOMASZ):
        assert all(person not in {lost.falls_to, lost.deputy} for lost in leaving(ALDER, person, TUESDAY).lost)
