"""`demarc init` writes what `demarc drill` passes; a gap in a matrix is listed."""

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from demarc.core.catalogue import Split
from tests.doors.cli.files import NOON, alder_file


@pytest.mark.parametrize("split", Split)
def test_every_first_matrix_passes_the_whole_library(
    split: Split, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "matrix.yaml")
    assert main(["init", "--split", split, "--zone", "Europe/Zurich", "--out", file]) == 0
    capsys.readouterr()
    assert main(["drill", file, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["passed"], len(found["scenarios"])) == (28, 28)


def test_a_drill_says_who_acts_by_when_and_what_is_not_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drill", alder_file(tmp_path), "T05", "T16", "--at", NOON]) == 0
    assert capsys.readouterr().out == snapshot("""\
T05 A laboratory instrument with Windows turns up on the network
  given A laboratory works with an instrument whose maker sealed its operating system.
  when  A scan finds it on the network as a machine nobody listed.
        Mon 30 Nov 2026 15:00
  then
  ok    Who finds out what it is, and by when?
        Dana Okafor, by Tue 01 Dec 2026 10:00, then Luis Ferrer  [SD-01] (expected EP-04)
  ok    Who enrols or isolates it?
        Dana Okafor, by Tue 01 Dec 2026 10:00, then Luis Ferrer  [SD-01] (expected EP-04)
  ok    Who updates it, or proves that it is kept apart?
        Dana Okafor, by Tue 01 Dec 2026 10:00, then Luis Ferrer  [PT-07]
  ok    Who signs the exception?
        Dana Okafor, by Tue 01 Dec 2026 10:00, then Luis Ferrer  [SD-01] (expected PT-06)

T16 The cyber-insurance form asks: strong sign-in on every administrator?
  given The provider says that every administrator signs in strongly; the record says 92 in a hundred.
  when  The renewal form of the insurer asks it as a yes-or-no question.
        Thu 26 Nov 2026 09:00
  then
  ok    Who signs that the form is true?
        Ruth Kessler, by Fri 27 Nov 2026 12:00, then Marc Bell  [CO-02]
  ok    Who attests the line on strong sign-in?
        Dana Okafor, by Fri 27 Nov 2026 12:00, then Luis Ferrer  [IA-03]
  ok    Who attests the line on administrators?
        Dana Okafor, by Fri 27 Nov 2026 12:00, then Luis Ferrer  [SD-01] (expected IA-04)
  ok    Who accepts, in writing, the eight in a hundred without it?
        Dana Okafor, by Fri 27 Nov 2026 12:00, then Luis Ferrer  [SD-01] (expected VM-05)

All 2 pass.
""")


def test_a_gap_is_listed_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "mill.toml"
    story.write_text(
        'id = "M01"\ntitle = "The mill"\nweekday = "monday"\ntime = "09:00"\n'
        'given = "A mill."\nwhen = "It misses updates."\n[[then]]\nask = "Who updates the mill?"\nfunctions = ["PT-07"]\n'
        'facts = { topic = "os-patch", device_class = "workstation", support = "vendor-sealed" }\n',
        encoding="utf-8",
    )
    assert main(["drill", alder_file(tmp_path), str(story), "--at", NOON]) == 1
    told = capsys.readouterr().out
    assert "GAP   Who updates the mill?" in told
    assert "not said: a row that owns it" in told
    assert "0 of 1 pass. Not: M01" in told


def test_a_scenario_that_is_not_toml_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "broken.toml"
    story.write_text("id = \n", encoding="utf-8")
    assert main(["drill", alder_file(tmp_path), str(story)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_init_writes_yaml_to_standard_output_that_reads_as_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--split", "monitoring"]) == 0
    text = capsys.readouterr().out
    assert "# The named humans of both sides." in text
    file = tmp_path / "matrix.yaml"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file)]) == 0


def test_init_never_writes_over_a_file_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "matrix.yaml"
    file.write_text("mine", encoding="utf-8")
    assert main(["init", "--out", str(file)]) == 2
    assert "there is such a file already" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert main(["init", "--out", str(file), "--force"]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--split", "half"], "`--split half` is not known"),
        (["--zone", "Mars/Olympus"], "`Mars/Olympus` is no time zone"),
        (["--out", "matrix.pdf"], "`.pdf` is no kind of matrix file"),
        (["--out", "no/such/folder/matrix.yaml"], "it cannot be written"),
    ],
)
def test_what_init_cannot_do_is_one_line_and_status_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
