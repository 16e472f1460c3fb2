"""One person in two places, a roster with a hole, holidays that end too soon: what is wrong with people over time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from demarc.core.matrix.findings import Finding, Kind, Level
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import DisputeRule, Matrix, Row, Topic
from demarc.core.moments import Calendar, DatedDay, Hours, Interval, local_text
from demarc.core.people import Absence, Channel, Role, Shift, Slots
from demarc.core.words import Severity
from tests.cast import DANA, JONAH, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.matrix_build import CAST, choice, matrix, row

START = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""Monday 08:00 in Chicago."""
SITE = Calendar(
    "site", "America/Chicago", tuple(Hours(day, time(8), time(17)) for day in range(5)), horizon=date(2027, 12, 31)
)
DAY = timedelta(days=1)


def made(*shifts: Shift, fallback: bool = False, slots: Slots | None = None, line: Row | None = None) -> Matrix:
    """Make one row behind the role `oncall`, with everybody reachable by telephone."""
    people = tuple(replace(person, channels=(Channel.PHONE,), hours=SITE) for person in CAST.people)
    roles = (Role("oncall", PRIYA if fallback else None),)
    one = replace(line or row("R1"), slots=slots or Slots("oncall", LUIS, (DANA, MARC)))
    return replace(
        matrix(one, aspects=(choice("site", "north"),), directory=replace(CAST, people=people, roles=roles, shifts=shifts)),
        calendars=(SITE,),
    )


def found(kind: Kind, whole: Matrix) -> list[Finding]:
    """List the findings of one kind over the fortnight from `START`."""
    return [one for one in check(whole, start=START) if one.kind is kind]


def on_call(person: str, start: int, end: int) -> Shift:
    """Put somebody on call from so many hours after the start."""
    return Shift("oncall", next(one.id for one in CAST.people if one.id == person), hours(start), hours(end))


def hours(count: int) -> datetime:
    return START + timedelta(hours=count)


def test_a_hole_in_a_roster_without_a_fallback_is_an_error_with_its_stretch() -> None:
    holed = (on_call(TOMASZ, 0, 40), on_call(MEI, 30, 50), on_call(TOMASZ, 60, 340))
    (hole,) = found(Kind.ROSTER_HOLE, made(*holed))
    assert hole.severity is Level.ERROR
    assert hole.interval == Interval(hours(50), hours(60))
    assert "from 2026-11-25 10:00 to 20:00, America/Chicago" in hole.message
    assert found(Kind.ROSTER_HOLE, made(*holed, fallback=True)) == []


def test_a_roster_that_begins_late_has_a_hole_and_one_that_ends_early_is_only_short() -> None:
    (late,) = found(Kind.ROSTER_HOLE, made(on_call(TOMASZ, 5, 340)))
    assert late.interval == Interval(START, hours(5))
    early = made(on_call(TOMASZ, 0, 200))
    assert found(Kind.ROSTER_HOLE, early) == []
    (short,) = found(Kind.SHORT_ROSTER, early)
    assert short.severity is Level.WARNING
    assert short.interval == Interval(hours(200), hours(336))


def test_a_roster_that_covers_the_horizon_is_fine() -> None:
    whole = made(on_call(TOMASZ, -5, 170), on_call(MEI, 170, 400))
    assert found(Kind.ROSTER_HOLE, whole) == found(Kind.SHORT_ROSTER, whole) == []


def test_levels_that_become_one_person_leave_too_few_and_are_named_with_the_stretch() -> None:
    whole = made(on_call(LUIS, 0, 24), on_call(TOMASZ, 24, 400), slots=Slots("oncall", LUIS, (DANA,)))
    (one,) = found(Kind.SAME_PERSON, whole)
    assert one.severity is Level.WARNING
    assert one.interval == Interval(START, START + DAY)
    assert "only 2 different people" in one.message
    assert "`luis` stands at two levels" in one.message


def test_levels_that_become_one_person_are_only_said_while_three_remain() -> None:
    (one,) = found(Kind.SAME_PERSON, made(on_call(LUIS, 0, 24), on_call(TOMASZ, 24, 400)))
    assert one.severity is Level.INFO
    assert one.interval == Interval(START, START + DAY)


def test_a_cover_who_is_on_the_list_already_counts_once() -> None:
    whole = made(on_call(TOMASZ, 0, 400), slots=Slots(DANA, LUIS, (MARC,)))
    away = Absence(DANA, hours(10), hours(20), LUIS)
    (one,) = found(Kind.SAME_PERSON, replace(whole, directory=replace(whole.directory, absences=(away,))))
    assert (one.severity, one.interval) == (Level.WARNING, Interval(hours(10), hours(20)))


def test_too_few_left_by_absence_is_told_as_such() -> None:
    whole = made(on_call(TOMASZ, 0, 400), slots=Slots(DANA, LUIS, (MARC,)))
    away = Absence(MARC, hours(10), hours(20))
    (one,) = found(Kind.NO_ESCALATION, replace(whole, directory=replace(whole.directory, absences=(away,))))
    assert one.interval == Interval(hours(10), hours(20))
    assert "the others are away" in one.message


def test_nobody_covers_for_themselves() -> None:
    whole = made(on_call(TOMASZ, 0, 400))
    away = Absence(DANA, hours(10), hours(20), DANA)
    (one,) = found(Kind.NO_DEPUTY, replace(whole, directory=replace(whole.directory, absences=(away,))))
    assert (one.section, one.field) == ("absences", "cover")


def test_more_than_sixty_hours_on_call_are_found_in_whichever_week_they_lie() -> None:
    late = made(on_call(TOMASZ, 0, 30), on_call(MEI, 30, 200), on_call(TOMASZ, 200, 261), on_call(JONAH, 261, 340))
    told = {one.entry: one.message for one in found(Kind.ONE_PERSON_ON_CALL, late)}
    assert set(told) == {TOMASZ, MEI, JONAH}
    assert "61 h" in told[TOMASZ]
    just = made(*(on_call(person, 50 * at, 50 * at + 50) for at, person in enumerate((TOMASZ, MEI, JONAH, PRIYA) * 2)))
    assert found(Kind.ONE_PERSON_ON_CALL, just) == []


@pytest.mark.parametrize(
    ("horizon", "days", "short"),
    [
        (date(2026, 12, 6), (), True),
        (date(2026, 12, 7), (), False),
        (None, (date(2026, 11, 26),), True),
        (None, (date(2026, 11, 26), date(2026, 12, 25)), False),
        (None, (), False),
        (date(2027, 12, 31), (date(2026, 11, 26),), False),
    ],
)
def test_holidays_must_be_written_down_to_the_horizon(horizon: date | None, days: tuple[date, ...], *, short: bool) -> None:
    calendar = replace(SITE, horizon=horizon, dated=tuple(DatedDay(day, "a holiday") for day in days))
    whole = made(on_call(TOMASZ, 0, 400))
    people = tuple(replace(person, hours=calendar) for person in whole.directory.people)
    whole = replace(whole, calendars=(calendar,), directory=replace(whole.directory, people=people))
    assert len(found(Kind.SHORT_HOLIDAYS, whole)) == short


def test_the_arbiter_of_a_dispute_is_not_one_of_its_parties() -> None:
    whole = made(on_call(TOMASZ, 0, 400))
    judge = replace(whole.engagement, dispute_rule=DisputeRule(TOMASZ, RUTH))
    (one,) = found(Kind.ARBITER_IS_PARTY, replace(whole, engagement=judge))
    assert one.severity is Level.WARNING
    assert "`tomasz`" in one.message
    executive = replace(judge, executive=TOMASZ)
    (said,) = found(Kind.ARBITER_IS_PARTY, replace(whole, engagement=executive))
    assert said.severity is Level.INFO


@pytest.mark.parametrize(
    ("clocks", "strange"),
    [("P5 within a week", "P5"), ("P0 at once; P1 15 minutes", "P0"), ("P1 15 minutes", ""), ("", "")],
)
def test_the_clocks_of_a_row_speak_of_priorities_that_exist(clocks: str, strange: str) -> None:
    whole = made(on_call(TOMASZ, 0, 400))
    told = found(Kind.UNKNOWN_PRIORITY, replace(whole, rows=(replace(whole.rows[0], clocks=clocks),)))
    assert [f"`{strange}`" in one.message for one in told] == [True] * bool(strange)


def test_a_line_of_clocks_that_cannot_be_read_is_an_error() -> None:
    whole = made(on_call(TOMASZ, 0, 400))
    told = {
        clocks: [
            one.severity for one in found(Kind.UNREADABLE, replace(whole, rows=(replace(whole.rows[0], clocks=clocks),)))
        ]
        for clocks in ("accept soon", "accept 10 min; then 20 min", "each quarter")
    }
    assert told == {"accept soon": [Level.ERROR], "accept 10 min; then 20 min": [], "each quarter": []}


def mail_only(whole: Matrix, *names: str) -> Matrix:
    """Leave these people nothing but e-mail."""
    people = tuple(
        replace(person, channels=(Channel.EMAIL,)) if person.id in names else person for person in whole.directory.people
    )
    return replace(whole, directory=replace(whole.directory, people=people))


@pytest.mark.parametrize(
    ("always_from", "names", "told"),
    [
        (Severity.HIGH, (DANA,), True),
        (Severity.HIGH, (LUIS,), False),
        (None, (DANA,), False),
    ],
)
def test_a_row_that_runs_24x7_needs_more_than_mail(
    always_from: Severity | None, names: tuple[str, ...], *, told: bool
) -> None:
    whole = made(on_call(TOMASZ, 0, 400), slots=Slots(DANA, LUIS, (MARC,)), line=row("R1", topic="mailbox|unknown"))
    topics = (Topic("mailbox", "IA-01", "", "site", always_from), Topic("unknown", "SD-01", "", "site", always_from))
    whole = mail_only(replace(whole, topics=topics, aspects=(choice("topic", "mailbox"),)), *names)
    by_mail = [one for one in found(Kind.UNANSWERED, whole) if "e-mail" in one.message]
    assert len(by_mail) == told


def test_a_role_is_reachable_if_anybody_who_fills_it_is() -> None:
    whole = made(on_call(TOMASZ, 0, 200), on_call(MEI, 200, 400), line=row("R1", window="after-hours|holiday"))
    assert not any("e-mail" in one.message for one in found(Kind.UNANSWERED, mail_only(whole, TOMASZ)))
    assert any("e-mail" in one.message for one in found(Kind.UNANSWERED, mail_only(whole, TOMASZ, MEI)))


def test_a_stretch_over_a_clock_change_is_told_by_the_clocks_people_see() -> None:
    twice = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert local_text(twice, "America/Chicago") == "2026-11-01 01:30-0500"
    assert local_text(twice + timedelta(hours=1), "America/Chicago") == "2026-11-01 01:30-0600"
    assert Interval(twice, twice + timedelta(hours=3)).local("America/Chicago") == (
        "2026-11-01 01:30-0500 to 03:30, America/Chicago"
    )
    assert Interval(START, START + DAY).local("Europe/Zurich") == "2026-11-23 15:00 to 2026-11-24 15:00, Europe/Zurich"


@pytest.mark.parametrize("function", ["SD-05", "SD-06", "VS-02"])
@pytest.mark.parametrize("deputy", ["", DANA])
def test_queue_users_and_vendors_are_not_signed_without_a_named_cover(function: str, deputy: str) -> None:
    slots = Slots(DANA, deputy, (LUIS, MARC, PRIYA))
    whole = made(on_call(TOMASZ, 0, 400), slots=slots, line=replace(row("R1"), function=function))
    (one,) = found(Kind.NO_DEPUTY, whole)
    assert one.severity is Level.ERROR
    other = replace(whole, rows=(replace(whole.rows[0], function="SD-02"),))
    assert [one.severity for one in found(Kind.NO_DEPUTY, other)] == [Level.WARNING]
