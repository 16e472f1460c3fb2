"""`demarc fit` as it is typed: the questions, the form, an outcome, and one line for a bad file."""

import json
from pathlib import Path

import pytest

from demarc.doors.cli.fit import main

Out = pytest.CaptureFixture[str]


def test_without_answers_it_shows_at_most_twelve_questions_and_how_to_start(capsys: Out) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "12. " in said
    assert "13. " not in said
    assert "demarc fit --blank" in said


def test_the_blank_form_is_read_back_and_not_knowing_counts_against(tmp_path: Path, capsys: Out) -> None:
    assert main(["--blank"]) == 0
    file = tmp_path / "answers.yaml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main([str(file), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["score"]) == ("fully managed", 0)
    assert main([str(file)]) == 1
    assert "Fully managed: 0 of 5" in capsys.readouterr().out
    assert main([str(file), "--format", "html"]) == 1
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("line", "said"),
    [("employees: many", "`many`"), ("colour: red", "`colour`"), ("exit: [yes]", "`a list`"), ("exit: {", "not YAML")],
)
def test_a_bad_file_is_one_line_that_names_the_line(line: str, said: str, tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"asked: yes\n{line}\n", encoding="utf-8")
    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert ", line " in error
