"""What `check` says about a matrix that does not hold together: names that lead nowhere, people who are not there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from demarc.core.matrix.findings import CODES, Finding, Kind, Level
from demarc.core.matrix.lint import check, is_sound
from demarc.core.matrix.table import Matrix, Permission, Row, Topic, scope_of
from demarc.core.moments import Calendar, Hours, Interval
from demarc.core.people import Absence, Channel, Role, Shift, Slots
from demarc.core.words import Answer, PersonId, RowId
from tests.cast import DANA, LUIS, MARC, MEI, PRIYA, SATURDAY_NIGHT, TOMASZ
from tests.matrix_build import CAST, choice, matrix, row

SOUND = replace(row("R1", DANA), slots=Slots(DANA, LUIS, (MARC, PRIYA)))
SITE = choice("site", "north", "plant")


def found(kind: Kind, made: Matrix, *, start: datetime | None = None) -> list[Finding]:
    """List the findings of one kind."""
    return [one for one in check(made, start=start) if one.kind is kind]


def one_row(changed: Row) -> Matrix:
    """Make a matrix of one row over one site aspect."""
    return matrix(changed, aspects=(SITE,))


def test_a_sound_matrix_has_no_findings() -> None:
    assert check(one_row(SOUND)) == ()
    assert is_sound(())


def test_every_kind_has_one_code_and_a_sentence() -> None:
    assert set(CODES) == set(Kind)
    assert len({code.code for code in CODES.values()}) == len(CODES)
    assert all(code.meaning.endswith(".") for code in CODES.values())


def test_findings_are_ranked_by_harm() -> None:
    made = matrix(replace(SOUND, slots=Slots(DANA)), row("R2", "", site="north"), aspects=(SITE,))
    kinds = [one.kind for one in check(made)]
    assert kinds == [Kind.NO_ACCOUNTABLE, Kind.OVERLAP, Kind.NO_DEPUTY, Kind.NO_ESCALATION]


@pytest.mark.parametrize(
    ("slots", "kind"),
    [
        (Slots(""), Kind.NO_ACCOUNTABLE),
        (Slots("MSP", LUIS, (MARC,)), Kind.NOT_A_PERSON),
        (Slots("Dana and Harborline", LUIS, (MARC,)), Kind.SHARED),
        (Slots("both", LUIS, (MARC,)), Kind.SHARED),
        (Slots(DANA, "", (MARC, LUIS)), Kind.NO_DEPUTY),
        (Slots(DANA, DANA, (MARC, LUIS)), Kind.NO_DEPUTY),
        (Slots(DANA, LUIS), Kind.NO_ESCALATION),
        (Slots(DANA, LUIS, (DANA, LUIS)), Kind.NO_ESCALATION),
        (Slots(DANA, LUIS, ("helpdesk",)), Kind.NOT_A_PERSON),
    ],
)
def test_people_missing_behind_a_row_are_named(slots: Slots, kind: Kind) -> None:
    (one,) = found(kind, one_row(replace(SOUND, slots=slots)))
    assert one.rows == ("R1",)
    assert "`R1`" in one.message


def test_a_role_without_a_fallback_is_no_person_and_with_a_roster_a_warning() -> None:
    slots = Slots("soc-oncall", LUIS, (MARC,))
    empty = replace(CAST, roles=(Role("soc-oncall"),))
    staffed = replace(empty, shifts=(Shift("soc-oncall", TOMASZ, SATURDAY_NIGHT, SATURDAY_NIGHT + timedelta(hours=8)),))
    levels = [
        found(Kind.NOT_A_PERSON, replace(one_row(replace(SOUND, slots=slots)), directory=directory))[0].severity
        for directory in (empty, staffed)
    ]
    assert levels == [Level.ERROR, Level.WARNING]


def test_a_condition_on_what_is_not_listed_is_named() -> None:
    (aspect,) = found(Kind.UNKNOWN_ASPECT, one_row(row("R1", colour="red")))
    assert "`colour`" in aspect.message
    (value,) = found(Kind.UNKNOWN_VALUE, one_row(row("R1", site="moon|north")))
    assert "`moon`" in value.message
    assert "`plant`" in value.message
    (never,) = found(Kind.UNREACHABLE, one_row(row("R1", site="moon")))
    assert never.field == "site"


def test_rows_that_give_way_in_a_circle_are_named_once_with_the_circle() -> None:
    made = matrix(
        row("A", yields_to=("B",)),
        row("B", yields_to=("C",)),
        row("C", yields_to=("A",)),
        row("D", yields_to=("A",)),
        aspects=(),
    )
    (one,) = found(Kind.CYCLE, made)
    assert one.rows == ("A", "B", "C")
    assert "`A` to `B` to `C` to `A`" in one.message


def test_a_row_that_gives_way_to_nothing_known_is_named() -> None:
    (one,) = found(Kind.UNKNOWN_ROW, one_row(row("R1", yields_to=("R9",))))
    assert one.field == "yields_to"
    permitted = replace(one_row(SOUND), permissions=(Permission(RowId("R9"), "isolate", Answer.ALLOWED),))
    (other,) = found(Kind.UNKNOWN_ROW, permitted)
    assert other.section == "permissions"


def test_an_id_used_twice_is_named() -> None:
    made = matrix(row("R1", site="north"), row("R1", site="plant"), aspects=(SITE,))
    (one,) = found(Kind.TWICE, made)
    assert one.entry == "R1"


def test_calendars_and_zones_that_do_not_exist_are_named() -> None:
    made = matrix(SOUND, aspects=(choice("topic", "x"),), topics=(Topic("x", "f", "", calendar="moon"),))
    assert [one.entry for one in found(Kind.UNKNOWN_CALENDAR, made)] == ["x"]
    backwards = Calendar(
        "night", "UTC", (Hours(0, datetime(2026, 1, 1, 22, tzinfo=UTC).time(), datetime(2026, 1, 1, 6, tzinfo=UTC).time()),)
    )
    elsewhere = Calendar("moon", "Moon/Base", ())
    broken = replace(made, topics=(), calendars=(backwards, elsewhere))
    assert [one.entry for one in found(Kind.UNKNOWN_CALENDAR, broken)] == ["night", "moon"]


def test_a_topic_listed_in_one_place_only_is_named() -> None:
    made = matrix(SOUND, aspects=(choice("topic", "x"),), topics=(Topic("y", "f", ""),))
    assert {one.section for one in found(Kind.UNKNOWN_TOPIC, made)} == {"topics", "aspects"}
    triage = matrix(SOUND, aspects=(choice("topic", "x"),), topics=(Topic("x", "f", ""), Topic("unknown", "f", "")))
    assert found(Kind.UNKNOWN_TOPIC, triage) == []


def test_people_named_outside_the_rows_must_be_listed() -> None:
    made = one_row(SOUND)
    away = Absence(DANA, SATURDAY_NIGHT, SATURDAY_NIGHT, PersonId("ghost"))
    strange = replace(
        made,
        engagement=replace(made.engagement, executive=PersonId("nobody-known")),
        directory=replace(CAST, absences=(away,), roles=(Role("desk", PersonId("robot")),)),
    )
    named = [(one.section, one.field) for one in found(Kind.UNKNOWN_PERSON, strange)]
    assert named == [("engagement", "executive"), ("rosters", "fallback"), ("absences", "cover")]


def test_a_permission_on_a_device_class_that_is_not_listed_is_named() -> None:
    aspects = (SITE, choice("device_class", "server"))
    made = matrix(SOUND, aspects=aspects)
    listed = Permission(SOUND.id, "reboot", Answer.ALLOWED, frozenset({"server", "unknown"}))
    assert found(Kind.UNKNOWN_VALUE, replace(made, permissions=(listed,))) == []
    strange = replace(listed, device_class=frozenset({"server", "toaster"}))
    (one,) = found(Kind.UNKNOWN_VALUE, replace(made, permissions=(strange,)))
    assert (one.section, one.entry, one.field) == ("permissions", SOUND.id, "device_class")
    assert "`toaster`" in one.message


def test_vague_words_come_with_what_to_write_instead() -> None:
    (one,) = found(Kind.VAGUE, one_row(replace(SOUND, title="Assist with patching")))
    assert "`assist`" in one.message
    assert "who does the rest" in one.message


def test_a_row_for_the_night_that_only_reads_mail_is_unanswered() -> None:
    (one,) = found(Kind.UNANSWERED, one_row(replace(SOUND, scope=(("window", frozenset({"after-hours"})),))))
    assert "e-mail" in one.message


def test_nobody_at_some_instant_is_found_exactly_when_it_begins() -> None:
    start = SATURDAY_NIGHT
    away = tuple(Absence(who, start + timedelta(hours=5), start + timedelta(hours=7)) for who in (DANA, LUIS, MARC, PRIYA))
    made = replace(one_row(SOUND), directory=replace(CAST, absences=away))
    (one,) = found(Kind.NOBODY, made, start=start)
    assert "from 2026-11-28 22:41 to 2026-11-29 00:41, America/Chicago" in one.message
    assert one.interval == Interval(start + timedelta(hours=5), start + timedelta(hours=7))
    assert "owned 334 of 336 h" in one.message


def test_one_person_on_call_all_week_and_a_short_roster_are_named() -> None:
    start = SATURDAY_NIGHT
    roster = (Shift("soc-oncall", TOMASZ, start, start + timedelta(days=7)),)
    people = tuple(replace(person, channels=(Channel.PHONE,)) for person in CAST.people)
    directory = replace(CAST, people=people, roles=(Role("soc-oncall", PRIYA),), shifts=roster)
    made = replace(one_row(replace(SOUND, slots=Slots("soc-oncall", MEI, (DANA,)))), directory=directory)
    (long,) = found(Kind.ONE_PERSON_ON_CALL, made, start=start)
    assert "168 h" in long.message
    (short,) = found(Kind.SHORT_ROSTER, made, start=start)
    assert short.entry == "soc-oncall"
    (silent,) = found(Kind.UNANSWERED, made, start=start)
    assert "168 of 336 h" in silent.message


def test_a_table_cut_into_too_many_pieces_is_said_to_be_undecided_and_never_silent() -> None:
    aspects = tuple(choice(f"a{number}", "x", "y", "z") for number in range(8))
    scopes = [
        {f"a{first}": frozenset(value), f"a{second}": frozenset({value, "unknown"})}
        for first in range(8)
        for second in range(first + 1, 8)
        for value in "xyz"
    ]
    rows = [replace(row(f"R{number}"), scope=scope_of(scope)) for number, scope in enumerate(scopes)]
    made = matrix(*rows, aspects=aspects)
    (one,) = [one for one in check(made, budget=3) if one.kind is Kind.UNDECIDED]
    assert one.severity is Level.ERROR
    assert one.message.count("`a") == 3
