"""Sharing a process: what comes in is kept before it is sorted."""

import pytest

from demarc.server import storm as module
from demarc.server.storm import GivingWay

SPEED = 2_500
"""Bodies per second that this engine sorts."""


class Line:
    """Senders that post so many bodies per second while the engine rests, and its rests."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, per_second: float) -> None:
        self.per_second, self.kept, self.now = per_second, 0.0, 0.0
        self.rests: list[float] = []
        monkeypatch.setattr(module, "perf_counter", lambda: self.now)
        self.manners = GivingWay(lambda: int(self.kept), self.rest)

    def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.pass_time(seconds)

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.kept += self.per_second * seconds

    def sort(self, bodies: int) -> float:
        """Sort so many bodies and tell how long the engine rested for it."""
        self.rests.clear()
        self.pass_time(bodies / SPEED)
        self.manners.after(bodies, bodies / SPEED)
        return sum(self.rests)


def test_with_few_waiting_some_more_may_gather(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=200)
    assert line.sort(20) == pytest.approx(module.GATHER_SECONDS)
    assert not line.manners.storm


def test_in_a_storm_sorting_takes_a_tenth_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=9_000)
    line.sort(50)
    assert line.manners.storm
    assert line.sort(100) == pytest.approx(100 / SPEED * module.REST)
    assert line.sort(1_000) == pytest.approx(module.LONGEST_REST_SECONDS)


def test_when_the_storm_is_over_the_engine_catches_up_without_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=9_000)
    line.sort(200)
    line.sort(200)
    line.per_second = 0
    line.sort(200)
    assert not line.manners.storm
    assert [line.sort(200) for _ in range(5)] == [0.0] * 5


def test_a_steady_stream_that_can_be_sorted_is_no_storm(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=2_000)
    for _ in range(50):
        line.sort(200)
        assert not line.manners.storm


def test_senders_that_make_up_for_a_wait_are_no_storm(monkeypatch: pytest.MonkeyPatch) -> None:
    """They were held up while we sorted, and post all of it at the start of our rest."""
    line = Line(monkeypatch, per_second=2_000)

    def make_up(seconds: float) -> None:
        line.kept += 500 if not line.rests else 0
        line.rest(seconds)

    line.manners._rest = make_up
    line.sort(20)
    assert not line.manners.storm


def test_what_waited_before_the_start_is_no_sign_of_a_storm(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=0)
    for _ in range(10):
        line.sort(200)
    assert not line.manners.storm


def test_while_behind_it_looks_for_a_storm_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(monkeypatch, per_second=2_400)
    line.kept = 10_000
    rested = [line.sort(200) for _ in range(30)]
    assert 0.0 in rested
    assert module.LOOK_SECONDS in [pytest.approx(rest) for rest in rested]
