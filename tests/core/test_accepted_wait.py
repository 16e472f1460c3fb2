"""A row may wait until opening where a named person accepts it until a date: signed, honoured, and over when it is over."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from demarc.core.matrix.canon import canonical, digest, from_canonical
from demarc.core.matrix.coverage import coverage
from demarc.core.matrix.findings import Finding, Kind, Level
from demarc.core.matrix.lint import check
from demarc.core.matrix.pseudonyms import under_pseudonyms
from demarc.core.matrix.table import AcceptedWait, Matrix, Topic
from demarc.core.matrix.who import who
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Channel, Role, Shift, Slots
from demarc.core.words import PersonId, RowId
from tests.cast import DANA, LUIS, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.matrix_build import CAST, choice, matrix, row

CLINIC = Calendar(
    "clinic", "America/Chicago", tuple(Hours(day, time(8), time(17)) for day in range(5)), horizon=date(2027, 12, 31)
)
MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
"""08:00 in Chicago."""
NIGHT = datetime(2026, 11, 25, 5, tzinfo=UTC)
"""Tuesday 23:00 in Chicago."""
OPENING = datetime(2026, 11, 25, 14, tzinfo=UTC)
ALL_DAY_ON_CALL = (Shift("oncall", TOMASZ, NIGHT - timedelta(hours=2), NIGHT + timedelta(hours=2)),)


def made(waits: AcceptedWait | None, *, topic: Topic | None = None, shifts: tuple[Shift, ...] = ()) -> Matrix:
    """Make one row that runs 24x7 with people who work by day."""
    people = tuple(replace(person, hours=CLINIC, channels=(Channel.PHONE,)) for person in CAST.people)
    directory = replace(CAST, people=people, roles=(Role("oncall", PRIYA),), shifts=shifts)
    whole = matrix(
        replace(row("R1", topic="mailbox|unknown"), slots=Slots(DANA, LUIS, (MARC, "oncall")), waits=waits),
        aspects=(choice("topic", "mailbox"),),
        topics=(topic or Topic("mailbox", "IA-01", "ia", "clinic"),),
        directory=directory,
    )
    return replace(whole, calendars=(CLINIC,))


def unanswered(whole: Matrix, start: datetime = MONDAY) -> list[Finding]:
    """List what is said about silence."""
    return [one for one in check(whole, start=start) if one.kind is Kind.UNANSWERED]


def until(days: int) -> AcceptedWait:
    """Let Ruth accept it for so many days from the Monday."""
    return AcceptedWait(RUTH, MONDAY + timedelta(days=days))


def test_without_acceptance_a_silent_night_is_a_finding_with_its_first_stretch() -> None:
    (one,) = unanswered(made(None))
    assert one.severity is Level.WARNING
    assert "answered 90 of 336 h" in one.message
    assert "from 2026-11-23 17:00 to 2026-11-24 08:00, America/Chicago" in one.message
    assert one.interval is not None
    assert one.interval.start == datetime(2026, 11, 23, 23, tzinfo=UTC)


def test_what_a_named_person_accepts_is_known_and_no_warning() -> None:
    (one,) = unanswered(made(until(100)))
    assert one.severity is Level.INFO
    assert "`ruth` accepts that until 2027-03-03" in one.message
    told = coverage(made(until(100)), MONDAY).rows[0]
    assert (told.owned, told.answered, told.accepted) == (336, 90, 246)
    assert told.silent is None


def test_after_the_date_it_is_a_finding_again_from_that_instant() -> None:
    info, warning = sorted(unanswered(made(until(7))), key=lambda one: one.severity)
    assert (info.severity, warning.severity) == (Level.INFO, Level.WARNING)
    assert warning.interval is not None
    assert warning.interval.start == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert "ends 2026-11-30 08:00" in warning.message
    (again,) = unanswered(made(until(-1)))
    assert again.severity is Level.WARNING


def test_an_acceptance_that_ends_at_night_ends_in_that_minute() -> None:
    ends = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
    told = coverage(made(AcceptedWait(RUTH, ends)), MONDAY).rows[0]
    assert told.silent is not None
    assert (told.silent.start, told.silent.end) == (ends, OPENING)
    assert told.accepted == 15 + 7.5


def test_nobody_can_accept_silence_within_opening_hours() -> None:
    whole = made(until(100))
    mail_only = tuple(replace(person, channels=(Channel.EMAIL,)) for person in whole.directory.people)
    silent = replace(whole, directory=replace(whole.directory, people=mail_only))
    (warning,) = [one for one in unanswered(silent) if one.severity is Level.WARNING]
    assert "within opening hours" in warning.message
    assert warning.interval is not None
    assert warning.interval.start == MONDAY


def test_a_holiday_is_closed_too_and_may_be_waited_out() -> None:
    whole = made(until(100))
    festive = replace(CLINIC, dated=(DatedDay(date(2026, 11, 26), "Thanksgiving"),))
    people = tuple(replace(person, hours=festive) for person in whole.directory.people)
    festival = replace(whole, calendars=(festive,), directory=replace(whole.directory, people=people))
    assert coverage(festival, MONDAY).rows[0].silent is None


def test_who_sleeps_until_opening_and_says_who_accepts_it() -> None:
    owned = who(made(until(100)), {"topic": "mailbox", "severity": "critical"}, NIGHT)
    assert owned.asleep_until == OPENING
    assert owned.holder == DANA
    assert not owned.answered
    assert any("Ruth accepts until 2027-03-03" in reason for reason in owned.because)


@pytest.mark.parametrize(
    ("waits", "instant"),
    [(None, NIGHT), (until(0), NIGHT), (until(100), OPENING)],
)
def test_who_is_awake_without_acceptance_after_it_and_by_day(waits: AcceptedWait | None, instant: datetime) -> None:
    assert who(made(waits), {"topic": "mailbox"}, instant).asleep_until is None


def test_who_sleeps_no_longer_than_is_accepted() -> None:
    ends = NIGHT + timedelta(hours=1)
    assert who(made(AcceptedWait(RUTH, ends)), {"topic": "mailbox"}, NIGHT).asleep_until == ends


def test_whoever_is_on_call_is_not_put_to_sleep_by_an_acceptance() -> None:
    owned = who(made(until(100), shifts=ALL_DAY_ON_CALL), {"topic": "mailbox"}, NIGHT)
    assert owned.asleep_until is None
    assert owned.answered


@pytest.mark.parametrize("by", ["oncall", "Harborline", "nobody-known"])
def test_only_a_named_person_can_accept(by: str) -> None:
    whole = made(AcceptedWait(PersonId(by), MONDAY + timedelta(days=50)))
    (one,) = [one for one in check(whole) if one.kind is Kind.NOT_A_PERSON and one.field == "waits_by"]
    assert one.severity is Level.ERROR
    assert f"`{by}`" in one.message


def test_the_acceptance_is_signed_and_its_person_has_a_pseudonym_in_what_is_stored() -> None:
    whole = made(until(100))
    assert from_canonical(canonical(whole)) == whole
    assert len({digest(made(None)), digest(whole), digest(made(until(99)))}) == 3
    stored = under_pseudonyms(whole, {RUTH: PersonId("p1")})
    assert stored.rows[0].waits == AcceptedWait(PersonId("p1"), MONDAY + timedelta(days=100))


def test_a_matrix_without_acceptance_keeps_the_digest_it_had() -> None:
    assert b"waits" not in canonical(made(None))


def test_a_lane_tells_what_is_accepted_apart_from_what_is_answered() -> None:
    whole = made(until(7))
    other = replace(whole.rows[0], id=RowId("R2"), slots=Slots(MEI, LUIS, (MARC,)), waits=None)
    both = replace(whole, rows=(whole.rows[0], replace(other, scope=(("topic", frozenset({"other"})),))))
    both = replace(both, topics=(*both.topics, Topic("other", "IA-02", "other-lane", "clinic")))
    lanes = {lane.lane: (lane.hours, lane.owned, lane.answered, lane.accepted) for lane in coverage(both, MONDAY).lanes}
    assert lanes == {"ia": (336, 336, 90, 123), "other-lane": (336, 336, 90, 0)}
