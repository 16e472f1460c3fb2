"""LibreOffice, headless, as the second opinion on a workbook that we changed."""

import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

from tests import services

TRIES = 2
"""On a busy machine the program sometimes ends at its start without a word and without a file; then it is asked again."""


def saved_again(path: Path, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it as one; skip the test, counted as not run, where there is none."""
    office = services.libreoffice()
    if office.program is None:
        pytest.skip(office.missing)
    said = ""
    for _ in range(TRIES):
        home = folder / f"home-{uuid4().hex[:8]}"
        out = folder / f"again-{uuid4().hex[:8]}"
        command = [str(office.program), f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx"]
        done = subprocess.run(
            [*command, "--outdir", str(out), str(path)], check=False, capture_output=True, text=True, timeout=280
        )
        if (out / path.name).exists():
            return out / path.name
        said = f"{done.stdout}{done.stderr}"
    raise AssertionError(f"LibreOffice did not save {path.name}: {said}")
