"""The lint rules we lean on fire on a bad line and are quiet on a good one, where they are meant to."""

import json
import subprocess
import sys

import pytest

from tests.house.source import ROOT

ACT, DOOR, CORE = "src/demarc/acts/example.py", "src/demarc/doors/web/pages/example.py", "src/demarc/core/example.py"


def _codes(code: str, path: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=json", "--no-cache", f"--stdin-filename={path}", "-"],
        input=f'"""An example."""\n\n{code}\n',
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return {finding["code"] for finding in json.loads(ran.stdout)}


@pytest.mark.parametrize(
    ("code", "path", "rule"),
    [
        ("from datetime import datetime\n\nSTART = datetime.now()", ACT, "DTZ005"),
        ("from datetime import UTC, datetime\n\nSTART = datetime.now(UTC)", ACT, "TID251"),
        ("import time\n\nSTART = time.time()", CORE, "TID251"),
        ("import random\n\nLUCK = random.random()", CORE, "TID251"),
        ("from django.db.models.signals import post_save\n\nHOOK = post_save", ACT, "TID251"),
        ("from django.dispatch import receiver\n\nHOOK = receiver", DOOR, "TID251"),
        ("def act() -> None:\n    import json\n\n    json.dumps(1)", ACT, "PLC0415"),
        ("def act(values: list[int] = []) -> None:\n    values.append(1)", ACT, "B006"),
        ("try:\n    VALUE = 1\nexcept Exception:\n    pass", ACT, "BLE001"),
        ("def act():\n    return 1", ACT, "ANN201"),
        ("def said() -> None:\n    print(1)", ACT, "T201"),
        ("class Thing:\n    x = 1", CORE, "D101"),
        ('QUERY = "SELECT 1 FROM a WHERE b = %s" % input()', ACT, "S608"),
        ("VALUE = eval(input())", DOOR, "S307"),
    ],
)
def test_a_bad_line_is_found(code: str, path: str, rule: str) -> None:
    assert rule in _codes(code, path)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        (
            "from datetime import datetime\n\n\ndef is_due(due: datetime, now: datetime) -> bool:\n    return due <= now",
            ACT,
        ),
        (
            "def hand_off(*, a: str, b: str, c: str, d: str, e: str, f: str) -> str:\n    return a + b + c + d + e + f",
            ACT,
        ),
        ("class NotAllowed(Exception):\n    pass", DOOR),
        ('def refuse(name: str) -> None:\n    raise ValueError(f"`{name}` is no person")', ACT),
    ],
)
def test_a_good_line_is_left_alone(code: str, path: str) -> None:
    assert not _codes(code, path)


def test_each_rule_that_is_switched_off_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("ignore = [", 1)[1].split("]", 1)[0]
    entries = [line.strip() for line in block.splitlines() if line.strip()]
    assert [line for line in entries if "#" not in line] in ([], ['"TC002",', '"TC003",', '"DOC402",', '"DOC501",'])
