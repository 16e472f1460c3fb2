"""The wheel holds everything that the program needs away from its checkout, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without reaching for a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    return next(folder.glob("demarc_it-*.whl"))


def test_the_wheel_has_the_pages_the_scenarios_and_the_example(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "demarc"
    needed = [
        *(
            path.relative_to(ROOT / "src")
            for path in package.rglob("*")
            if path.suffix in {".py", ".html", ".css", ".js", ".csv"}
        ),
        *(Path("demarc") / path.relative_to(ROOT) for path in (ROOT / "scenarios").glob("*.toml")),
        *(Path("demarc") / path.relative_to(ROOT) for path in (ROOT / "example").rglob("*") if path.is_file()),
    ]
    assert not [str(path) for path in needed if path.as_posix() not in names]
    assert not [name for name in names if not name.startswith(("demarc/", "demarc_it-"))]


def test_the_wheel_answers_without_its_checkout_and_without_a_server(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    ran = subprocess.run(
        [sys.executable, "-m", "demarc", "who", str(tmp_path / "installed/demarc/example/matrix.yaml"), "T01"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "row SE-01" in ran.stdout
