"""The table of commands: each leads to a module, help costs nothing, and no file command ever loads Django."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import COMMANDS, main
from tests.doors.cli.files import NOON, alder_file

FILE_COMMANDS = ("check", "who", "drill")
CPU_OF_HELP = 0.1
"""Seconds; the goal is 0.05, and a loaded machine needs room."""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, and report what it had loaded at its end."""
    code = (
        "import sys\n"
        "from demarc.__main__ import main\n"
        "status = main(sys.argv[1:])\n"
        "heavy = {'django', 'numpy', 'argparse'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, timeout=50)


def test_help_lists_every_command_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == snapshot("""\
demarc: who owns which outcome in co-managed IT, at any instant

  check     does a matrix hold together? findings with their place and a witness
  who       who holds it, why, what they may do, and who is called when
  init      write a complete first matrix with example people
  diff      what changes hands between two versions, and whose
  drill     hold the scenario library against a matrix
  leave     what breaks if this person leaves tomorrow
  cover     which devices have no owner for a duty, or two
  replay    hand-offs, returns and waits in an existing ticket export
  fit       does co-managed IT fit, and which single answer would change that
  proposal  what a vendor's proposal promises and hides, with quotes to check
  interview what vendors answered, scored by two and capped by what they showed
  decide    with whom to sign, on which conditions, or fully managed
  verify    check an export against its tree and the checkpoints you kept, offline
  cosign    sign a checkpoint in your own name, with a key of your own, offline
  demo      the example, in force, with sign-in links for both sides
  begin     an engagement of your own from a matrix file, to be signed by both sides
  serve     the server: intake, pages and engine in one process
  worker    the engine alone, beside `serve` on PostgreSQL

`demarc COMMAND --help` says more. Begin: `demarc init --out matrix.xlsx`, then `demarc check matrix.xlsx`.
Exit status: 0 sound or done, 1 findings, 2 the input cannot be used.
""")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_and_one_line_of_help(name: str) -> None:
    module, means = COMMANDS[name]
    assert find_spec(module) is not None
    assert means
    assert len(means) < 80


@pytest.mark.parametrize("name", ["check", "who", "init", "diff", "drill", "leave", "cover"])
def test_a_command_says_how_it_is_used(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"demarc {name} ")
    assert main(["help", name]) == 0


def test_a_word_that_is_no_command_is_refused_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == 2
    assert capsys.readouterr().err == "demarc: there is no command `chekc`; did you mean `check`?\n"
    assert main(["xyzzy"]) == 2
    assert capsys.readouterr().err == "demarc: there is no command `xyzzy`; `demarc --help` lists the commands\n"


@pytest.mark.parametrize("name", FILE_COMMANDS)
def test_no_file_command_loads_django(name: str, tmp_path: Path) -> None:
    words = [name, alder_file(tmp_path), *(["T01"] if name != "check" else []), "--at", NOON, "--format", "json"]
    done = run(*words)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr.strip() == "[]"


def test_init_and_help_load_neither_django_nor_an_argument_parser(tmp_path: Path) -> None:
    assert run("--help").stderr.strip() == "[]"
    assert run("init", "--out", str(tmp_path / "matrix.yaml")).stderr.strip() == "[]"


def test_help_costs_less_than_a_tenth_of_a_second_of_cpu() -> None:
    before = os.times()
    subprocess.run([sys.executable, "-m", "demarc", "--help"], capture_output=True, check=True, timeout=50)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < CPU_OF_HELP


def test_output_nobody_reads_ends_quietly(tmp_path: Path) -> None:
    check = f"{sys.executable} -m demarc drill {alder_file(tmp_path)} | true"
    done = subprocess.run(["/bin/sh", "-c", check], capture_output=True, text=True, check=False, timeout=50)
    assert done.stderr == ""


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"demarc \S.*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "demarc check: something is missing; write `demarc check FILE`"),
        (["check", "a", "b"], "demarc check: `b` is one word too many; write `demarc check FILE`"),
        (
            ["check", "a", "--loud"],
            (
                "demarc check: there is no option `--loud`; known are --at, --devices, --mark, --explain, --map, --all, "
                "--format"
            ),
        ),
        (
            ["check", "a", "--format", "pdf"],
            "demarc check: `--format pdf` is not known; write one of text, json, html, sarif",
        ),
        (["check", "a", "--format"], "demarc check: `--format` needs a value: text|json|html|sarif"),
        (["check", "a", "--all=yes"], "demarc check: `--all` takes no value"),
        (
            ["check", "a", "--format", "json", "--format=text"],
            "demarc check: `--format` is given twice; give it once",
        ),
    ],
)
def test_words_that_make_no_sense_are_one_line_and_status_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err == f"{said}\n"
