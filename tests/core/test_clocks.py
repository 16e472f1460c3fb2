"""Clocks: the published defaults, business time where it counts, and nothing that a calendar could silence."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.clocks import ARBITER_RULES, LEADS_SETTLE, TERMS, Wound, business_after, dispute_clock, wound
from demarc.core.matrix.table import Clock
from demarc.core.moments import Calendar, DatedDay, Hours, window_at
from demarc.core.spans import BUSINESS_DAY
from demarc.core.words import Priority, Window

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WEEKDAYS = tuple(Hours(day, time(8), time(17)) for day in range(5))
CLINIC = Calendar("clinic", "America/Chicago", WEEKDAYS, (DatedDay(date(2026, 11, 26), "Thanksgiving"),))
NEVER = Calendar("never", "America/Chicago", ())
FRIDAY_EVENING = datetime(2026, 11, 20, 22, 58, tzinfo=UTC)
"""Two minutes before the clinics close for the weekend."""


@pytest.mark.parametrize(
    ("priority", "accept", "steps"),
    [
        (Priority.P1, 15 * MINUTE, (5 * MINUTE, 15 * MINUTE, 25 * MINUTE, 40 * MINUTE)),
        (Priority.P2, HOUR, (HOUR, 2 * HOUR, 4 * HOUR)),
        (Priority.P3, 4 * HOUR, (4 * HOUR, BUSINESS_DAY, 3 * BUSINESS_DAY)),
        (Priority.P4, BUSINESS_DAY, (BUSINESS_DAY, 3 * BUSINESS_DAY, 5 * BUSINESS_DAY)),
    ],
)
def test_the_defaults_are_the_published_ones(priority: Priority, accept: timedelta, steps: tuple[timedelta, ...]) -> None:
    assert (TERMS[priority].accept, TERMS[priority].steps) == (accept, steps)


def test_a_p3_sent_late_on_friday_does_not_age_over_the_weekend() -> None:
    clock = wound((), Priority.P3, always=False, calendar=CLINIC).accept(FRIDAY_EVENING)
    assert clock.due == datetime(2026, 11, 23, 17, 58, tzinfo=UTC)


def test_a_p1_ignores_hours_and_holidays_and_so_does_all_24x7_work() -> None:
    assert wound((), Priority.P1, always=False, calendar=CLINIC).accept(FRIDAY_EVENING).due == FRIDAY_EVENING + 15 * MINUTE
    assert wound((), Priority.P2, always=True, calendar=CLINIC).accept(FRIDAY_EVENING).due == FRIDAY_EVENING + HOUR


def test_work_that_waits_until_opening_starts_its_clock_there() -> None:
    saturday = datetime(2026, 11, 21, 18, tzinfo=UTC)
    clock = wound((), Priority.P3, always=False, calendar=CLINIC).standing(saturday)
    assert clock.start == datetime(2026, 11, 23, 14, tzinfo=UTC)


def test_a_holiday_counts_no_hours() -> None:
    wednesday = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
    assert business_after(CLINIC, wednesday, 2 * HOUR) == datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def test_a_calendar_without_hours_cannot_silence_a_clock() -> None:
    assert business_after(NEVER, FRIDAY_EVENING, 4 * HOUR) == FRIDAY_EVENING + 4 * HOUR


def test_what_the_matrix_routes_has_its_due_date_and_what_somebody_is_asked_has_a_first_act() -> None:
    clocks = wound((), Priority.P3, always=True, calendar=CLINIC)
    assert clocks.standing(FRIDAY_EVENING).due == FRIDAY_EVENING + 3 * BUSINESS_DAY
    assert clocks.standing(FRIDAY_EVENING).next == clocks.standing(FRIDAY_EVENING).due
    assert clocks.accept(FRIDAY_EVENING).due == FRIDAY_EVENING + 4 * HOUR


def test_the_matrix_may_state_its_own_clocks() -> None:
    stated = (Clock(Priority.P2, 30 * MINUTE, (30 * MINUTE, HOUR), business=False),)
    clock = wound(stated, Priority.P2, always=False, calendar=CLINIC).accept(FRIDAY_EVENING)
    assert (clock.due, clock.fires) == (FRIDAY_EVENING + 30 * MINUTE, (FRIDAY_EVENING + 30 * MINUTE, FRIDAY_EVENING + HOUR))


def test_a_dispute_has_clocks_of_its_own() -> None:
    leads = dispute_clock(grave=False, calendar=CLINIC, since=FRIDAY_EVENING)
    assert leads.accept(FRIDAY_EVENING).due == datetime(2026, 11, 23, 21, 58, tzinfo=UTC)
    arbiter = dispute_clock(grave=True, calendar=CLINIC, since=FRIDAY_EVENING)
    assert arbiter.accept(FRIDAY_EVENING).due == FRIDAY_EVENING + HOUR


def test_no_acceptance_and_no_promise_puts_a_dispute_off() -> None:
    clocks = dispute_clock(grave=True, calendar=CLINIC, since=FRIDAY_EVENING)
    later = FRIDAY_EVENING + 20 * MINUTE
    promised = clocks.progress(later, clocks.longest(later))
    assert (promised.fires, promised.step) == ((FRIDAY_EVENING + 30 * MINUTE, FRIDAY_EVENING + HOUR), 1)
    over = clocks.accept(FRIDAY_EVENING + 2 * HOUR)
    assert (over.fires, over.step) == ((FRIDAY_EVENING + 135 * MINUTE,), 3)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001
spans = st.integers(1, 5 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(instants, spans)
def test_business_time_ends_inside_business_hours_and_never_early(start: datetime, span: timedelta) -> None:
    end = business_after(CLINIC, start, span)
    assert end >= start + span
    assert window_at(CLINIC, end - MINUTE / 60) is Window.BUSINESS


@given(start=instants, priority=st.sampled_from(Priority), always=st.booleans())
def test_every_clock_calls_somebody_later_and_again_and_again(start: datetime, priority: Priority, *, always: bool) -> None:
    clocks = wound((), priority, always=always, calendar=CLINIC)
    for clock in (clocks.accept(start), clocks.standing(start), clocks.progress(start, clocks.promised(start))):
        assert list(clock.fires) == sorted(set(clock.fires))
        assert start < clock.next <= clock.due
        running, now = clock, start
        for _ in range(6):
            now = running.next
            running = running.fired(clocks.again(now))
            assert running.next > now


def test_the_promise_by_default_lies_within_the_longest() -> None:
    for terms in (*TERMS.values(), LEADS_SETTLE, ARBITER_RULES):
        clocks = Wound(terms)
        assert FRIDAY_EVENING < clocks.promised(FRIDAY_EVENING) <= clocks.longest(FRIDAY_EVENING)


def test_a_recurring_duty_calls_three_days_before_it_is_due_and_one_and_five_days_after() -> None:
    clock = wound((), Priority.P4, always=False, calendar=CLINIC, duty=True).standing(FRIDAY_EVENING)
    day = timedelta(days=1)
    assert clock.due == FRIDAY_EVENING + 7 * day
    assert clock.fires == (clock.due - 3 * day, clock.due + day, clock.due + 5 * day)


def test_a_row_may_have_clocks_of_its_own_over_those_of_its_priority() -> None:
    stated = (Clock(Priority.P2, 30 * MINUTE, (30 * MINUTE,), business=True),)
    quick = wound(stated, Priority.P2, always=False, calendar=CLINIC, row="accept 10 min; then 10 min, 20 min")
    assert quick.accept(FRIDAY_EVENING).fires == (FRIDAY_EVENING + 10 * MINUTE, FRIDAY_EVENING + 20 * MINUTE)
    due = wound((), Priority.P3, always=False, calendar=CLINIC, row="due 1 bd")
    assert due.standing(FRIDAY_EVENING).due == datetime(2026, 11, 23, 21, 58, tzinfo=UTC)
    words = wound(stated, Priority.P2, always=False, calendar=CLINIC, row="each quarter")
    assert words == wound(stated, Priority.P2, always=False, calendar=CLINIC)
