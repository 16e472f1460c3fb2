"""Windows, edges and business time, at the places where naive clocks go wrong."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from demarc.core.moments import Calendar, DatedDay, Hours, NoHours, add_business, edges, next_opening, window_at
from demarc.core.words import Window

WEEKDAYS = tuple(Hours(day, time(8), time(17)) for day in range(5))
CHICAGO = Calendar("clinic", "America/Chicago", WEEKDAYS, (DatedDay(date(2026, 11, 26), "Thanksgiving"),))


def chicago(*parts: int) -> datetime:
    """Give the UTC instant of a local Chicago time in winter (UTC-6)."""
    return datetime(*parts, tzinfo=UTC) + timedelta(hours=6)  # type: ignore[arg-type,misc]  # year, month, day and so on


@pytest.mark.parametrize(
    ("instant", "window"),
    [
        (chicago(2026, 11, 24, 8, 0), Window.BUSINESS),
        (chicago(2026, 11, 24, 16, 59), Window.BUSINESS),
        (chicago(2026, 11, 24, 17, 0), Window.AFTER_HOURS),
        (chicago(2026, 11, 27, 23, 40), Window.AFTER_HOURS),
        (chicago(2026, 11, 26, 10, 0), Window.HOLIDAY),
        (chicago(2026, 11, 26, 23, 59), Window.HOLIDAY),
        (chicago(2026, 11, 28, 10, 0), Window.AFTER_HOURS),
    ],
)
def test_every_instant_has_one_window(instant: datetime, window: Window) -> None:
    assert window_at(CHICAGO, instant) is window


def test_the_repeated_hour_is_two_instants_with_one_window_each() -> None:
    first, second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC), datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    assert first != second
    assert window_at(CHICAGO, first) is window_at(CHICAGO, second) is Window.AFTER_HOURS


def test_a_stretch_that_ends_at_midnight_lasts_until_midnight() -> None:
    late = Calendar("late", "UTC", (Hours(0, time(20), time(0)),))
    assert window_at(late, datetime(2026, 11, 23, 23, 59, tzinfo=UTC)) is Window.BUSINESS
    assert window_at(late, datetime(2026, 11, 24, 0, 0, tzinfo=UTC)) is Window.AFTER_HOURS


def test_the_window_changes_only_at_an_edge() -> None:
    start, end = datetime(2026, 10, 30, tzinfo=UTC), datetime(2026, 11, 28, tzinfo=UTC)
    here = start
    for edge in (*edges(CHICAGO, start, end), end):
        before = window_at(CHICAGO, here)
        probe = here
        while probe < edge:
            assert window_at(CHICAGO, probe) is before
            probe += timedelta(minutes=30)
        here = edge


def test_a_clock_change_is_an_edge() -> None:
    found = list(edges(CHICAGO, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)))
    assert datetime(2026, 11, 1, 7, 0, tzinfo=UTC) in found


def test_what_is_sent_late_on_friday_is_not_late_on_saturday() -> None:
    sent = chicago(2026, 11, 20, 16, 58)
    assert add_business(CHICAGO, sent, timedelta(hours=4)) == chicago(2026, 11, 23, 11, 58)


def test_business_time_steps_over_a_holiday() -> None:
    sent = chicago(2026, 11, 25, 16, 0)
    assert add_business(CHICAGO, sent, timedelta(hours=2)) == chicago(2026, 11, 27, 9, 0)


def test_the_next_opening_of_an_open_instant_is_itself() -> None:
    assert next_opening(CHICAGO, chicago(2026, 11, 24, 9, 0)) == chicago(2026, 11, 24, 9, 0)
    assert next_opening(CHICAGO, chicago(2026, 11, 25, 18, 0)) == chicago(2026, 11, 27, 8, 0)


def test_a_calendar_without_hours_never_opens_and_says_so() -> None:
    never = Calendar("never", "UTC", ())
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert next_opening(never, now) is None
    with pytest.raises(NoHours, match="`never`"):
        add_business(never, now, timedelta(hours=1))


def test_edges_come_in_order_even_where_midnight_is_skipped_or_repeated() -> None:
    for zone, year in (
        ("Africa/Cairo", 2026),
        ("America/Havana", 2026),
        ("Pacific/Apia", 2011),
        ("Australia/Lord_Howe", 2026),
    ):
        around = Calendar("edge", zone, tuple(Hours(day, time(0), time(0)) for day in range(0, 7, 2)))
        start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 5, tzinfo=UTC)
        found = list(edges(around, start, end))
        assert found == sorted(set(found))
        here = start
        for edge in (*found, end):
            assert window_at(around, here) is window_at(around, edge - timedelta(seconds=1))
            here = edge


def test_a_day_with_hours_of_its_own_is_business_inside_them_and_a_holiday_outside() -> None:
    short = Calendar("short", "UTC", WEEKDAYS, (DatedDay(date(2026, 12, 24), "eve", ((time(9), time(12)),)),))
    assert window_at(short, datetime(2026, 12, 24, 9, 0, tzinfo=UTC)) is Window.BUSINESS
    assert window_at(short, datetime(2026, 12, 24, 8, 30, tzinfo=UTC)) is Window.HOLIDAY
    assert window_at(short, datetime(2026, 12, 24, 12, 0, tzinfo=UTC)) is Window.HOLIDAY
