"""The engine's loop: it does everything in its turn, wakes for what comes in, and outlives every failure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from time import monotonic

import pytest

from demarc.server import engine as module
from demarc.server.engine import Engine, Work

NOW = datetime(2026, 3, 7, 22, 41, tzinfo=UTC)


@dataclass
class Desk:
    """What the engine is given to do in a test, and what it did."""

    waiting: int = 0
    came_in: int = 0
    done: list[str] = field(default_factory=list)
    trouble: int = 0
    turned: Event = field(default_factory=Event)
    when_sorting: Callable[[], None] = lambda: None

    def take_in(self, _now: datetime) -> int:
        if self.trouble:
            self.trouble -= 1
            raise RuntimeError("the database is away")
        part = min(self.waiting, 200)
        self.waiting -= part
        self.when_sorting()
        self.done.append(f"sorted {part}")
        return part

    def tick(self, _now: datetime) -> int:
        self.done.append("ticked")
        return 0

    def send(self, _now: datetime) -> int:
        self.done.append("sent")
        self.turned.set()
        return 0

    def engine(self) -> Engine:
        work = Work(take_in=self.take_in, tick=self.tick, send=self.send, came_in=lambda: self.came_in)
        return Engine(work, lambda: NOW)


@contextmanager
def running(desk: Desk) -> Iterator[Engine]:
    engine = desk.engine()
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def turns_again(desk: Desk, *, within: float) -> bool:
    desk.turned.clear()
    return desk.turned.wait(within)


def test_a_turn_sorts_then_does_what_time_asks_then_sends() -> None:
    desk = Desk(waiting=5)
    assert desk.engine().turn()
    assert desk.done == ["sorted 5", "ticked", "sent"]


def test_an_idle_turn_says_that_there_is_no_hurry() -> None:
    assert not Desk().engine().turn()


def test_the_engine_turns_by_itself_every_second() -> None:
    desk = Desk()
    with running(desk):
        assert turns_again(desk, within=5)
        assert turns_again(desk, within=5)


def test_a_post_wakes_the_engine_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK_SECONDS", 60.0)
    desk = Desk()
    with running(desk) as engine:
        assert desk.turned.wait(5)
        desk.turned.clear()
        engine.wake()
        assert desk.turned.wait(5)


def test_stopping_does_not_wait_for_the_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK_SECONDS", 60.0)
    started = monotonic()
    with running(Desk()):
        pass
    assert monotonic() - started < 5


def test_a_failing_turn_is_told_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "TICK_SECONDS", 0.01)
    desk = Desk(trouble=3)
    with running(desk):
        while "sorted 0" not in desk.done:
            assert turns_again(desk, within=5)
    assert [record.message for record in caplog.records][:3] == [
        f"a turn of the engine failed ({number} in a row)" for number in (1, 2, 3)
    ]


def test_after_many_failures_it_waits_longer_but_never_long() -> None:
    engine = Desk().engine()
    engine._failures = 1_000
    assert engine._pause() == module.LONGEST_WAIT_SECONDS
