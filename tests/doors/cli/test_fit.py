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
    [("employees: many", "`many`"), ("colour: red", "`colour`"), ("exit: [yes]", "is a list"), ("exit: {", "not YAML")],
)
def test_a_bad_file_is_one_line_that_names_the_line(line: str, said: str, tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(f"asked: yes\n{line}\n", encoding="utf-8")
    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert ", line " in error


ANSWERS = """by: {by}
on: 2026-11-29
secondary_duty: no
junior: no
posture: no
exit: {exit}
simple: no
employees: 84
opinion: {{answer: yes, evidence: the architecture note of March}}
asked: {{answer: yes, evidence: said in private}}
domains: {{answer: yes, evidence: the list of domains}}
gaps: {{answer: yes, evidence: the list of gaps}}
authority: {{answer: yes, evidence: the letter of May}}
executive: no
documented: 70
vault: 90
single_knower: 20
inventory: 95
week:
  hours: 40
  tickets: 20 to 23
  minutes: 20 to 25
  duties: 12
  projects: 4
  moved: 9
  hand_offs: 12
  approvals: 10
moves: SE-01, BK-04
"""


def written(folder: Path, name: str, **said: str) -> str:
    file = folder / name
    file.write_text(ANSWERS.format(**{"by": "internal", "exit": "no"} | said), encoding="utf-8")
    return str(file)


def test_two_people_answer_apart_and_a_dated_list_comes_back(tmp_path: Path, capsys: Out) -> None:
    lead, ruth = written(tmp_path, "lead.yaml"), written(tmp_path, "ruth.yaml", by="executive", exit="yes")
    assert main([lead, "--format", "json"]) == 1
    alone = json.loads(capsys.readouterr().out)
    assert alone["outcome"] == "fix prerequisites first"
    assert [one["by"] for one in alone["to_do"]] == ["2026-12-13"]
    assert alone["week"]["verdict"] == ["pass", "pass"]
    assert "BK-05" in alone["divided"]
    assert main([lead, ruth, "--format", "json"]) == 1
    both = json.loads(capsys.readouterr().out)
    assert (both["outcome"], [one["question"] for one in both["disagreements"]]) == ("fully managed", ["exit"])


@pytest.mark.parametrize(("name", "start"), [("memo.pdf", b"%PDF-"), ("memo.docx", b"PK"), ("memo.html", b"<!doctype")])
def test_the_memo_is_a_document_and_the_same_answers_give_the_same_bytes(
    name: str, start: bytes, tmp_path: Path, capsys: Out
) -> None:
    lead, memo = written(tmp_path, "lead.yaml"), tmp_path / name
    main([lead, "--out", str(memo)])
    first = memo.read_bytes()
    assert first.startswith(start)
    main([lead, "--out", str(memo)])
    assert memo.read_bytes() == first or name.endswith(".docx"), "a Word file holds the time of its writing"
    assert "Fix prerequisites first: 5 of 5" in capsys.readouterr().out


def test_a_memo_of_another_kind_or_nowhere_is_refused_in_one_line(tmp_path: Path, capsys: Out) -> None:
    lead = written(tmp_path, "lead.yaml")
    assert main([lead, "--out", "memo.odt"]) == 2
    assert ".pdf, .docx, .html" in capsys.readouterr().err
    assert main([lead, "--out", str(tmp_path / "nowhere" / "memo.html")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("hours: 40", "hours: many"), "`many` is no number for `hours`"),
        (("tickets: 20 to 23", "tickets: 23 to 20"), "`23 to 20` is no number or range"),
        (("  approvals: 10\n", ""), "the week says nothing of `approvals`"),
        (("moves: SE-01", "moves: SE-99"), "there is no function `SE-99`"),
        (("by: internal", "by: nobody"), "`nobody` is no `by`"),
        (("on: 2026-11-29", "on: yesterday"), "`yesterday` is no day"),
        (("hours: 40", "hours: 0"), "leave no week"),
    ],
)
def test_a_number_that_means_nothing_is_named_with_its_line(
    change: tuple[str, str], said: str, tmp_path: Path, capsys: Out
) -> None:
    file = Path(written(tmp_path, "lead.yaml"))
    file.write_text(file.read_text().replace(*change), encoding="utf-8")
    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert ", line " in error
