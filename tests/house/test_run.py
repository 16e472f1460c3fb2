"""The first use of `./run` on a machine that lacks something: it says the exact command and ends with 2."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT

OLD_PYTHON = '#!/bin/sh\ncase "$*" in *version_info*) exit 1 ;; esac\nexit 0\n'
PYTHON_WITHOUT_VENV = '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexit 0\n'
TOOLS = ("sh", "dirname", "cat", "cksum", "mkdir", "rm", "sleep", "date")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout with nothing but `run` and the locks, and a machine with little more than a shell and a plain user."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    _program(tmp_path, "id", "#!/bin/sh\necho 1000\n")
    shutil.copy(ROOT / "run", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def _program(machine: Path, name: str, text: str) -> None:
    path = machine / "bin" / name
    path.write_text(text)
    path.chmod(0o755)


def _run(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine / "bin"), "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        ["sh", "./run", *arguments], cwd=machine, env=environment, capture_output=True, text=True, check=False
    )


def test_without_python_it_says_what_to_install(machine: Path) -> None:
    ran = _run(machine, "demo")
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "Demarc needs Python 3.11 or newer, and none was found. Run: sudo apt-get install python3 python3-venv"
    ]


def test_an_old_python_is_not_taken(machine: Path) -> None:
    _program(machine, "python3", OLD_PYTHON)
    ran = _run(machine, "demo")
    assert ran.returncode == 2
    assert "none was found" in ran.stderr


def test_without_the_venv_module_it_says_what_to_install(machine: Path) -> None:
    _program(machine, "python3", PYTHON_WITHOUT_VENV)
    ran = _run(machine, "test")
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "This Python cannot make virtual environments. Run: sudo apt-get install python3-venv"
    ]
    assert not (machine / ".venv").exists()
    assert not (machine / ".venv.lock").exists()


def test_a_lock_whose_owner_died_is_taken_over(machine: Path) -> None:
    _program(machine, "python3", PYTHON_WITHOUT_VENV)
    (machine / ".venv.lock").mkdir()
    (machine / ".venv.lock" / "pid").write_text("999999999")
    assert _run(machine, "demo").returncode == 2
    assert not (machine / ".venv.lock").exists()
