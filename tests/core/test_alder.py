"""The example tells one story: 26 rows in eight lanes, one gap and one overlap, both in the lane that is only observed."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from demarc.core.matrix.findings import Kind
from demarc.core.matrix.lint import check
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.who import who
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import Window

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def alder() -> Matrix:
    return alder_dental_group(MONDAY)


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """Give the instant of a local time of the example's first week."""
    zone = ZoneInfo("America/Chicago")
    return datetime(2026, 11, 23, hour, minute, tzinfo=zone).astimezone(UTC) + timedelta(days=days)


def lane_of(alder: Matrix, row: Row) -> str:
    """Tell the lane of a row's topic."""
    (name,) = row.box()["topic"]
    topic = alder.topic(name)
    assert topic is not None
    return topic.lane


def test_twenty_six_rows_lie_in_eight_lanes_of_which_seven_are_live(alder: Matrix) -> None:
    assert len(alder.rows) == 26
    assert len(alder.lanes) == 8
    assert {lane_of(alder, row) for row in alder.rows} == {lane.name for lane in alder.lanes}
    assert [lane.name for lane in alder.lanes if not lane.live] == ["EP+PT"]
    assert alder.version == "3"


def test_the_only_gap_and_the_only_overlap_are_in_the_observed_lane(alder: Matrix) -> None:
    found = check(alder, start=at(0, 12))
    assert [one.kind for one in found][:2] == [Kind.GAP, Kind.OVERLAP]
    assert Counter(one.severity for one in found) == {"error": 2, "info": 3}
    gap, overlap = found[:2]
    assert gap.witness is not None
    assert (gap.witness["topic"], gap.witness["support"]) == ("os-patch", "vendor-sealed")
    assert overlap.rows == ("PT-04", "SN-07")


def test_on_the_saturday_night_tomasz_holds_and_luis_covers_for_dana(alder: Matrix) -> None:
    facts = {"topic": "edr-alert", "severity": "critical", "device_class": "server"}
    owned = who(alder, facts, at(5, 23, 41))
    assert owned.holder == "tomasz"
    assert owned.call == ("tomasz", "priya", "luis")
    assert ("isolate", "ask 15 then do") in owned.may
    assert owned.answered


@pytest.mark.parametrize(
    ("days", "hour", "answer"),
    [(1, 10, "ask 15 then not"), (1, 20, "ask 15 then do"), (3, 10, "ask 15 then do")],
)
def test_a_server_is_cut_off_after_asking_at_night_and_on_a_holiday_but_not_by_day(
    alder: Matrix, days: int, hour: int, answer: str
) -> None:
    facts = {"topic": "edr-alert", "severity": "critical", "device_class": "server"}
    assert dict(who(alder, facts, at(days, hour)).may)["isolate"] == answer


def test_the_roster_has_no_hole_and_nobody_has_too_much_of_it(alder: Matrix) -> None:
    shifts = alder.directory.shifts
    assert all(one.end == following.start for one, following in pairwise(shifts))
    assert shifts[-1].end - shifts[0].start == timedelta(weeks=4)
    week = [shift for shift in shifts if shift.start < shifts[0].start + timedelta(weeks=1)]
    hours = Counter[str]()
    for shift in week:
        hours[shift.person] += int((shift.end - shift.start) / timedelta(hours=1))
    assert max(hours.values()) <= 60
    assert set(hours) == {"tomasz", "priya", "jonah", "mei"}


def test_every_action_has_one_answer_for_each_device_and_window(alder: Matrix) -> None:
    devices = alder.aspect("device_class")
    assert devices is not None
    for row in alder.rows:
        actions = {permission.action for permission in alder.permissions_of(row.id)}
        for action in actions:
            for device in devices.domain():
                for window in row.box().get("window", frozenset(Window)):
                    fitting = [
                        permission
                        for permission in alder.permissions_of(row.id)
                        if permission.action == action
                        and (permission.device_class is None or device in permission.device_class)
                        and (permission.window is None or window in permission.window)
                    ]
                    assert len(fitting) == 1, (row.id, action, device, window)


def test_the_example_can_begin_on_any_day(alder: Matrix) -> None:
    assert alder_dental_group(date(2026, 11, 29)) == alder
    assert alder_dental_group(date(2027, 2, 1)).directory.shifts[0].start > alder.directory.shifts[-1].end
