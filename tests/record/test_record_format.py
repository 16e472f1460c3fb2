"""The check that `docs/record-format.md` prints is a whole one: it agrees with ours and finds what was changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from demarc.acts.note import note
from demarc.record.reads.export import checkpoint_for, export_lines
from tests.cast import DANA, TOMASZ
from tests.stage import DAY, TUESDAY, Stage, done, put_on_stage

PAGE = Path(__file__).parents[2] / "docs" / "record-format.md"


def own_check(path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    script = folder / "own_check.py"
    script.write_text(PAGE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0], encoding="utf-8")
    return subprocess.run([sys.executable, script, path], capture_output=True, text=True, check=False)


def taken_home(stage: Stage, folder: Path) -> Path:
    item = stage.receive()
    done(note(**stage.at(item, TOMASZ), text='größer, "quoted" and \U0001f9f7'))
    done(note(**stage.at(item, TOMASZ), text="for us alone", internal=True))
    path = folder / "record.jsonl"
    path.write_bytes(b"".join(export_lines(engagement=stage.engagement, by=stage.id(DANA), now=TUESDAY + DAY)))
    return path


@pytest.mark.usefixtures("database")
def test_the_printed_check_finds_the_same_root(tmp_path: Path) -> None:
    stage = put_on_stage()
    found = own_check(taken_home(stage, tmp_path), tmp_path)
    head = checkpoint_for(engagement=stage.engagement, by=stage.id(DANA), now=TUESDAY + DAY)
    assert found.stdout == f"{head.size} {head.root.hex()}\n", found.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "made"), [('"act":"receive"', '"act":"deceive"'), ("größer", "kleiner"), ('"seq":2', '"seq":9')]
)
def test_the_printed_check_finds_what_was_changed(tmp_path: Path, was: str, made: str) -> None:
    path = taken_home(put_on_stage(), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, made), encoding="utf-8")
    found = own_check(path, tmp_path)
    assert found.returncode == 1
    assert "AssertionError" in found.stderr
