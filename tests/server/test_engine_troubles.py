"""The engine in trouble: one of its works fails, or one engagement does, and the others still get their turn."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from demarc.server.engine import TICK_SECONDS, Engine, Work

NOW = datetime(2026, 3, 7, 22, 41, tzinfo=UTC)


@dataclass
class Desk:
    """Works that fail when they are named as failing."""

    fails: frozenset[str]
    done: list[str] = field(default_factory=list)

    def do(self, name: str) -> int:
        if name in self.fails:
            raise RuntimeError(f"{name} fails")
        self.done.append(name)
        return 1

    def engine(self) -> Engine:
        work = Work(take_in=lambda _: self.do("take in"), tick=lambda _: self.do("tick"), send=lambda _: self.do("send"))
        return Engine(work, lambda: NOW)


@pytest.mark.parametrize("failing", ["take in", "tick", "send"])
def test_clocks_fire_and_letters_leave_though_something_else_fails(failing: str) -> None:
    desk = Desk(frozenset({failing}))
    with pytest.raises(ExceptionGroup, match="turn"):
        desk.engine().turn()
    assert desk.done == [name for name in ("take in", "tick", "send") if name != failing]


@pytest.mark.django_db  # after a failure the engine looks after this thread's connection, if an earlier test left one
def test_while_something_works_the_engine_does_not_slow_down() -> None:
    part, all_ = Desk(frozenset({"take in"})).engine(), Desk(frozenset({"take in", "tick", "send"})).engine()
    for engine in (part, all_):
        for _ in range(8):
            assert not engine._turn_safely()
    assert part._pause() == TICK_SECONDS
    assert all_._pause() > 10 * TICK_SECONDS
