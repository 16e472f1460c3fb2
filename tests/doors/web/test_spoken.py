"""Times and acts in the words people use."""

from datetime import UTC, datetime, timedelta

import pytest

from demarc.core.custody.states import Act
from demarc.doors.web import calls, spoken
from demarc.doors.web.drawers import DRAWERS
from demarc.record.reads.sentences import SENTENCES

NOW = datetime(2026, 11, 28, 23, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=6), "6 min"),
        (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(hours=19, minutes=50), "19 h"),
        (timedelta(days=2, hours=4), "2 d 4 h"),
        (timedelta(days=40, hours=4), "40 d"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(amount: timedelta, said: str) -> None:
    assert spoken.span(amount) == said


def test_what_lies_behind_is_ago_and_what_lies_ahead_is_in() -> None:
    assert spoken.relative(NOW - timedelta(minutes=9), NOW) == "9 min ago"
    assert spoken.relative(NOW + timedelta(hours=2), NOW) == "in 2 h"
    assert spoken.relative(NOW, NOW) == "now"


def test_a_clock_says_what_is_left_or_by_how_much_it_is_over() -> None:
    assert spoken.left(NOW + timedelta(minutes=6), NOW) == "6 min left"
    assert spoken.left(NOW - timedelta(minutes=34), NOW) == "34 min over"
    assert [spoken.pressing(NOW + timedelta(minutes=count), NOW) for count in (0, 6, 90)] == ["over", "soon", "ok"]


def test_an_instant_is_said_at_the_place_of_the_engagement() -> None:
    zone = "America/Chicago"
    assert spoken.local(NOW, zone, NOW) == "17:41"
    assert spoken.local(NOW - timedelta(days=1), zone, NOW) == "Fri 17:41"
    assert spoken.local(NOW - timedelta(days=30), zone, NOW) == "29 Oct 18:41"
    assert spoken.local(NOW - timedelta(days=365), zone, NOW) == "28 Nov 2025 17:41"
    assert spoken.in_full(NOW, zone) == "Sat 28 Nov 2026 17:41:00 America/Chicago (2026-11-28 23:41:00 UTC)"


def test_the_repeated_hour_is_told_apart_by_utc() -> None:
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (6, 7))
    zone = "America/Chicago"
    assert spoken.local(first, zone, NOW) == spoken.local(second, zone, NOW)
    assert spoken.in_full(first, zone) != spoken.in_full(second, zone)


def test_every_act_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Act)


def test_every_drawer_has_the_act_it_calls() -> None:
    assert set(DRAWERS) == set(calls.CALLS)
