"""Commands in odd surroundings: no output, a full one, odd files and names. One clear line, and the right status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MATRIX = ROOT / "example" / "matrix.yaml"
DEMARC = [sys.executable, "-m", "demarc"]
SECONDS = 30


def shell(line: str, folder: Path) -> tuple[int, str]:
    """Run a line of shell in which `$demarc` is the command, and give its status and what it said on standard error."""
    env = {**os.environ, "demarc": " ".join(DEMARC), "matrix": str(MATRIX)}
    done = subprocess.run(["/bin/sh", "-c", line], cwd=folder, env=env, capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, done.stderr.decode(errors="replace")


@pytest.mark.parametrize("way", ["check $matrix", "check $matrix --format json", "who $matrix T01", "--help", "--version"])
def test_a_closed_output_is_no_fault(tmp_path: Path, way: str) -> None:
    wanted = 1 if way.startswith("check") else 0
    assert shell(f"$demarc {way} >&-", tmp_path) == (wanted, "")
    assert shell(f"$demarc {way} >&- 2>&-", tmp_path) == (wanted, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("way", ["check $matrix", "check $matrix --format json", "--help"])
def test_a_full_output_is_said_in_one_line(tmp_path: Path, way: str) -> None:
    status, said = shell(f"$demarc {way} > /dev/full", tmp_path)
    assert (status, said) == (2, "demarc: the output cannot be written (no space left on device)\n")
    assert shell("$demarc check no-such-file 2> /dev/full", tmp_path)[0] == 2


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    assert shell("{ $demarc check $matrix --format json; echo status $? >&2; } | true", tmp_path)[1] in {
        "status 1\n",
        "status 0\n",
    }


@pytest.mark.parametrize("command", ["check", "verify", "drill", "cover"])
@pytest.mark.parametrize("file", [".", "/dev/null", "''", "no-such-file", "/proc/self/mem", "locked/file"])
def test_what_is_no_file_of_ours_is_one_line(tmp_path: Path, command: str, file: str) -> None:
    more = " $matrix" if command == "cover" else ""
    status, said = shell(f"$demarc {command} {file}{more}", tmp_path)
    assert status == 2, said
    assert said.count("\n") == 1
    assert said.startswith(f"demarc {command}: ")


def test_a_name_of_several_lines_is_told_in_one(tmp_path: Path) -> None:
    name = "no\nsuch\x1b[31m\udcff.yaml"
    done = subprocess.run([*DEMARC, "check", name], cwd=tmp_path, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_a_pipe_nobody_writes_to_can_be_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert shell("timeout -s INT 1 $demarc check pipe", tmp_path) == (124, "")


def test_a_file_that_became_another_thing_is_one_line(tmp_path: Path) -> None:
    changed = tmp_path / "matrix.xlsx"
    changed.write_bytes(MATRIX.read_bytes()[:200] + b"PK\x03\x04")
    status, said = shell("$demarc check matrix.xlsx", tmp_path)
    assert status in {1, 2}
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["check", "who", "drill"])
def test_a_strangers_cell_does_not_steer_the_terminal(tmp_path: Path, command: str) -> None:
    steering = '"Al\\e[31mder\\u202e"'
    text = MATRIX.read_text(encoding="utf-8").replace("name: Alder Dental Group", f"name: {steering}")
    assert steering in text
    (tmp_path / "matrix.yaml").write_text(text, encoding="utf-8")
    words = ["who", "matrix.yaml", "T01"] if command == "who" else [command, "matrix.yaml"]
    said = subprocess.run([*DEMARC, *words], cwd=tmp_path, capture_output=True, timeout=SECONDS, check=False).stdout
    assert said
    assert b"\x1b" not in said
    assert "\u202e".encode() not in said


def test_a_name_without_letters_of_this_terminal_is_shown_by_its_numbers(tmp_path: Path) -> None:
    name = os.fsdecode(b"matrix\xff.yaml")
    (tmp_path / name).write_bytes(MATRIX.read_bytes())
    for encoding in ("utf-8", "ascii"):
        env = {**os.environ, "PYTHONIOENCODING": encoding}
        for way in ("text", "json", "html"):
            done = subprocess.run(
                [*DEMARC, "check", name, "--format", way],
                cwd=tmp_path,
                env=env,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
            assert done.returncode == 1, done.stderr
