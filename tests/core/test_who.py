"""Whose job is it: the window, the row, the person, and what they may do, from whatever is said about an item."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.table import Permission, Topic
from demarc.core.matrix.who import who
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Slots
from demarc.core.words import Answer, RowId, Severity, Window
from tests.cast import DANA, LUIS, MARC, MEI, TOMASZ
from tests.matrix_build import ASPECTS, CAST, choice, matrix, row

CLINIC = Calendar(
    "clinic",
    "America/Chicago",
    tuple(Hours(day, time(8), time(17)) for day in range(5)),
    (DatedDay(date(2026, 11, 26), "Thanksgiving"),),
)
NIGHT = datetime(2026, 11, 28, 5, 40, tzinfo=UTC)
"""Friday 23:40 in Chicago."""

MADE = replace(
    matrix(
        replace(row("PT", topic="os-patch"), slots=Slots(MEI, DANA)),
        replace(row("MB", topic="mailbox"), slots=Slots(TOMASZ, MARC)),
        row("SD", DANA, topic="unknown"),
        aspects=(*ASPECTS, choice("device_class", "server", "workstation")),
        topics=(Topic("os-patch", "PT", "ep", "clinic", always_from=None), Topic("mailbox", "MB", "ia", "clinic")),
    ),
    calendars=(CLINIC,),
    permissions=(
        Permission(RowId("MB"), "isolate", Answer.ASK_THEN_DO, frozenset({"server"}), None, 15),
        Permission(RowId("MB"), "isolate", Answer.ALLOWED, frozenset({"workstation"})),
        Permission(RowId("MB"), "wipe", Answer.NEVER, None, frozenset({Window.AFTER_HOURS})),
    ),
)


def test_what_waits_belongs_to_the_opening_hour_and_sleeps_until_then() -> None:
    owner = who(MADE, {"topic": "os-patch", "severity": "high"}, NIGHT)
    assert owner.verdict.window is Window.BUSINESS
    assert owner.asleep_until == datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert not owner.answered


def test_what_runs_always_belongs_to_whoever_has_the_night() -> None:
    owner = who(MADE, {"topic": "mailbox", "severity": "unheard of"}, NIGHT)
    assert owner.verdict.window is Window.AFTER_HOURS
    assert owner.asleep_until is None


def test_a_topic_is_understood_in_any_case_like_every_other_value() -> None:
    owner = who(MADE, {"topic": "  OS-Patch "}, NIGHT)
    assert owner.verdict.row == "PT"
    assert owner.asleep_until is not None


def test_a_topic_nobody_listed_is_triaged_and_said() -> None:
    owner = who(MADE, {"topic": "coffee machine"}, NIGHT)
    assert owner.verdict.row == "SD"
    assert "topic `coffee machine` is not a listed value and was read as unknown" in owner.because


def test_a_window_that_somebody_states_changes_nothing() -> None:
    owner = who(MADE, {"topic": "mailbox", "window": "the small hours"}, NIGHT)
    assert owner.facts.values["window"] == "after-hours"
    assert owner.facts.unlisted == ()


def test_permissions_depend_on_device_and_window() -> None:
    may = dict(who(MADE, {"topic": "mailbox", "device_class": "server"}, NIGHT).may)
    assert may == {"isolate": "ask 15 then do", "wipe": "never"}
    assert dict(who(MADE, {"topic": "mailbox", "device_class": "workstation"}, NIGHT).may)["isolate"] == "allowed"
    assert dict(who(MADE, {"topic": "mailbox"}, datetime(2026, 11, 27, 16, tzinfo=UTC)).may) == {}


def test_the_last_holder_and_their_deputy_come_after_the_row() -> None:
    assert who(MADE, {"topic": "mailbox"}, NIGHT, last_holder=MEI).call == (TOMASZ, MARC, MEI, DANA)


def test_on_a_gap_the_intake_is_called_then_the_last_holder_then_their_deputy() -> None:
    bare = replace(MADE, rows=MADE.rows[:1])
    owner = who(bare, {"topic": "mailbox"}, NIGHT, last_holder=MEI)
    assert owner.verdict.outcome is Outcome.GAP
    assert owner.call == (DANA, MEI, LUIS)
    away = replace(CAST, absences=(Absence(DANA, NIGHT, NIGHT + timedelta(hours=1)),))
    assert who(replace(bare, directory=away), {"topic": "mailbox"}, NIGHT).call == (LUIS,)


def test_somebody_answers_when_a_person_on_the_list_is_in_their_hours_by_phone() -> None:
    awake = tuple(
        replace(person, channels=(Channel.PHONE,), hours=Calendar("own", "UTC", (Hours(5, time(5), time(6)),)))
        for person in CAST.people
    )
    made = replace(MADE, directory=replace(CAST, people=awake))
    assert who(made, {"topic": "mailbox"}, NIGHT).answered
    assert not who(made, {"topic": "mailbox"}, NIGHT + timedelta(hours=1)).answered


def test_the_compiled_matrix_gives_the_same_answer_to_a_carried_tag() -> None:
    fast = compile_matrix(replace(MADE, rows=(*MADE.rows, row("VIP", MARC, topic="mailbox", vip="yes"))))
    owner = who(fast, {"topic": "mailbox", "severity": Severity.HIGH}, NIGHT, tags=("VIP",))
    assert owner.verdict.effective == ("MB", "VIP")
    assert owner == who(fast.matrix, {"topic": "mailbox", "severity": "high"}, NIGHT, tags=("vip",))
