"""The import contracts bite: a package with one bad import of each kind breaks each of them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.source import PACKAGE, ROOT

BAD_IMPORTS = {
    "core/matrix/bad_floor.py": "import demarc.record.models\n",
    "doors/cli/bad_reach.py": "import django\n",
    "core/moments.py": "import demarc.core.custody.states\n",
    "doors/notify/bad_neighbour.py": "import demarc.doors.web\n",
    "doors/web/bad_table.py": "import demarc.record.models\n",
    "files/first_of_two.py": "import demarc.files.second_of_two\n",
    "files/second_of_two.py": "import demarc.files.first_of_two\n",
}


def _lint(folder: Path) -> str:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    ran = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_each_contract_catches_the_import_it_is_there_for(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "src" / "demarc", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in BAD_IMPORTS.items():
        path = tmp_path / "src" / "demarc" / name
        path.write_text(text + (path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
    said = _lint(tmp_path)
    verdicts = dict(re.findall(r"^(.+?) (KEPT|BROKEN)", said, re.MULTILINE))
    assert len(verdicts) == 6, said
    assert not [name for name, verdict in verdicts.items() if verdict == "KEPT"], said
