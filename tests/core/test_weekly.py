"""The three lines of the week, its mornings across clock changes, and what counts as growing for two weeks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from demarc.core.stretched import Growing, grows, need_for_cover
from demarc.core.weekly import ExecutiveWeek, Undecided, latest_monday, latest_morning, next_morning, three_lines

CHICAGO = "America/Chicago"
REVIEW = datetime(2027, 2, 22, 16, 0, tzinfo=UTC)
QUIET = ExecutiveWeek(overdue=(), unowned=(), disputes=0, calls=2, review=REVIEW)


def test_a_quiet_week_says_so_in_three_lines() -> None:
    assert three_lines(QUIET, CHICAGO) == (
        "Covered: everything has an owner, and nothing is past its date.",
        "To decide: nothing this week.",
        "Next review: Monday 22 February 2027.",
    )


def test_what_is_not_covered_is_counted_and_named_and_too_many_calls_are_a_finding() -> None:
    week = ExecutiveWeek(
        overdue=("A-1", "A-2", "A-3", "A-4"),
        unowned=("A-9",),
        disputes=1,
        calls=3,
        review=REVIEW,
        decision=Undecided("rule", "i", "A-4 Whose is it?", ()),
    )
    first, second, _ = three_lines(week, CHICAGO)
    assert "1 thing that no single row owns (A-9); 4 past their date (A-1, A-2, A-3 and 1 more); 1 open dispute;" in first
    assert "executives were called 3 times in 30 days" in first
    assert second == "To decide: A-4 Whose is it?"


def test_an_open_review_says_by_when_it_is_to_be_signed_and_what_it_waits_for_and_a_late_one_since_when() -> None:
    owed = "2 of 3 lines wait to be decided."
    *_, third = three_lines(replace(QUIET, owed=owed), CHICAGO)
    assert third == f"Review open, to be signed by Monday 22 February 2027: {owed}"
    *_, third = three_lines(replace(QUIET, owed=owed, late=True), CHICAGO)
    assert third == f"Review overdue since Monday 22 February 2027: {owed}"


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 11, 24, 13, 59, tzinfo=UTC), datetime(2026, 11, 23, 14, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 14, 0, tzinfo=UTC), datetime(2026, 11, 24, 14, 0, tzinfo=UTC)),
        (datetime(2026, 11, 1, 13, 30, tzinfo=UTC), datetime(2026, 10, 31, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 1, 14, 0, tzinfo=UTC), datetime(2026, 11, 1, 14, 0, tzinfo=UTC)),
    ],
)
def test_morning_is_eight_at_the_place_also_when_its_clock_changes(now: datetime, morning: datetime) -> None:
    assert latest_morning(CHICAGO, now) == morning
    assert next_morning(CHICAGO, now) > now
    assert latest_morning(CHICAGO, next_morning(CHICAGO, now)) == next_morning(CHICAGO, now)


def test_monday_is_the_last_one() -> None:
    sunday = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
    assert latest_monday(CHICAGO, sunday) == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert latest_monday(CHICAGO, sunday + timedelta(days=1)) == datetime(2026, 11, 30, 14, 0, tzinfo=UTC)


def test_only_two_weeks_that_each_end_higher_are_growing() -> None:
    rising = [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5]
    assert grows(rising) == Growing(1, 3, 5)
    assert grows(rising[:14]) is None, "two weeks take fifteen counts"
    assert grows([9, *rising[1:]]) is None
    assert grows([*rising[:-1], 3]) is None
    assert grows([0] * 7 + [1] * 7 + [2]) is None, "two things are an ordinary week"


def test_it_is_worded_as_a_need_for_cover_and_not_as_a_score() -> None:
    text = need_for_cover("Dana Okafor", Growing(1, 3, 5)).casefold()
    assert "cover is needed beside dana okafor" in text
    for word in ("slow", "behind", "performance", "per cent", "average", "rank", "compared"):
        assert word not in text
