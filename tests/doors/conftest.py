"""The clock stands still in the web tests, and the stage is set anew for each."""

from datetime import datetime, timedelta

import pytest

from demarc.doors import clock
from tests.doors.web import stage


class Standing:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = stage.NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> Standing:
    """Let doors read a clock that stands."""
    standing = Standing()
    monkeypatch.setattr(clock, "now", standing)
    return standing


@pytest.fixture
def staged(db: None, standing_clock: Standing) -> Standing:  # noqa: ARG001 - the stage is set in the database
    """Set the stage, and give the clock."""
    stage.set_the_stage()
    return standing_clock
