"""The demo's clock: forward only, and never back by a restart."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from demarc.doors import clock


def test_the_demo_clock_moves_forward_and_stays_there_after_a_restart(tmp_path: Path, settings: Settings) -> None:
    settings.DEMARC_HOME, settings.DEMARC_DEMO = tmp_path, True
    before = clock.now()
    assert clock.let_pass(timedelta(minutes=15)) >= before + timedelta(minutes=15)
    clock._added.clear()
    assert clock.now() >= before + timedelta(minutes=15)


def test_the_demo_clock_is_never_turned_back(tmp_path: Path, settings: Settings) -> None:
    settings.DEMARC_HOME, settings.DEMARC_DEMO = tmp_path, True
    with pytest.raises(clock.ClockOnlyMovesForward):
        clock.let_pass(timedelta(minutes=-1))


def test_the_clock_of_a_real_engagement_cannot_be_moved(tmp_path: Path, settings: Settings) -> None:
    settings.DEMARC_HOME, settings.DEMARC_DEMO = tmp_path, False
    with pytest.raises(clock.ClockOnlyMovesForward):
        clock.let_pass(timedelta(minutes=15))
