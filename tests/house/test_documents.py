"""What is documented is tested or generated."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, tracked_files
from tools.docs.__main__ import stale
from tools.docs.laws import cited
from tools.docs.settings import asked_for, settings

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
NAMED_FILE = re.compile(
    r"`((?:src|tests|tools|docs|bench|core|record|acts|doors|files|server|bulk)/[\w/.-]+\.(?:py|md|toml|html))`"
)
SHELL = re.compile(r"^```\w*\n\$ demarc (.*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = ("demo", "test", "slow", "check", "docs", "bench", "year", "pictures", "fresh", "lock")


def _documents() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


def _anchor(heading: str) -> str:
    """The anchor that a heading gets: lower case, no punctuation, dashes for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _leads_somewhere(document: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    name, _, anchor = target.partition("#")
    path = (document.parent / name).resolve() if name else document
    if not path.exists():
        return False
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
    return not anchor or anchor in map(_anchor, headings)


def test_links_in_documents_resolve() -> None:
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in _documents()
        for target in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
        if not _leads_somewhere(document, target)
    ]
    assert not broken


def test_files_that_documents_name_exist() -> None:
    absent = [
        f"{document.relative_to(ROOT)}: {name}"
        for document in _documents()
        for name in NAMED_FILE.findall(document.read_text(encoding="utf-8"))
        if not (ROOT / name).exists() and not (ROOT / "src" / "demarc" / name).exists()
    ]
    assert not absent


def test_what_documents_show_of_the_command_line_is_what_it_says() -> None:
    wrong = []
    for document in _documents():
        for command, shown in SHELL.findall(document.read_text(encoding="utf-8")):
            ran = subprocess.run(
                [sys.executable, "-m", "demarc", *shlex.split(command)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            said = {line.strip() for line in (ran.stdout + ran.stderr).splitlines()}
            wrong += [line for line in map(str.strip, shown.splitlines()) if line not in said | {"", "..."}]
    assert not wrong


def test_generated_documents_are_current() -> None:
    assert stale() == [], "run: ./run docs"


def test_every_setting_says_what_it_is_for() -> None:
    assert {setting.name for setting in settings() if setting.meaning} == asked_for().keys()


def test_the_makefile_only_delegates() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    targets = [line for line in lines if line and not line.startswith(("#", ".PHONY"))]
    assert targets == [f"{name}: ; @./run {name}" for name in COMMANDS]


def test_run_lists_every_command_and_knows_no_other() -> None:
    listed = subprocess.run(["sh", str(ROOT / "run")], capture_output=True, text=True, check=True).stdout
    assert tuple(re.findall(r"^  (\w+) ", listed, re.MULTILINE)) != ()
    assert set(re.findall(r"^  (\w+) ", listed, re.MULTILINE)) == set(COMMANDS)
    unknown = subprocess.run(["sh", str(ROOT / "run"), "tset"], capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert "no such command: tset" in unknown.stderr


@pytest.mark.parametrize("script", ["run", "tools/fresh"])
def test_scripts_are_read_by_a_plain_posix_shell(script: str) -> None:
    subprocess.run(["sh", "-n", str(ROOT / script)], check=True)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Law 2: the sender holds.", {2}),
        ("Laws 1, 3 and 4 over any acts.", {1, 3, 4}),
        ("Laws 1 to 5 as a machine.", {1, 2, 3, 4, 5}),
        ("No promise is cited, in 3 words.", set()),
    ],
)
def test_the_promises_a_law_cites_are_read(text: str, numbers: set[int]) -> None:
    assert cited(text) == numbers
