"""Progress is shown to a person who waits, and to nobody else."""

import io
import sys

import pytest

from demarc.doors.cli import progress


class Terminal(io.StringIO):
    """Standard error with a person in front of it."""

    def isatty(self) -> bool:
        return True


def test_a_person_who_waits_sees_how_far_it_is_and_then_a_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "BEAT", -1.0)
    assert list(progress.shown(range(2000), "devices")) == list(range(2000))
    drawn = terminal.getvalue().split("\r")
    assert "devices [#######                       ] 512 of 2,000" in drawn
    assert drawn[-1] == ""
    assert drawn[-2].strip() == ""


def test_what_is_done_at_once_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert len(list(progress.shown(range(2000), "devices"))) == 2000
    assert terminal.getvalue() == ""


def test_a_script_is_never_drawn_to(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert len(list(progress.shown(range(2000), "devices"))) == 2000
    assert capsys.readouterr().err == ""
