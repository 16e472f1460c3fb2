"""`demarc decide` as it is typed: the vendors in order, the conditions, what keeps it open, and the matrix that follows."""

import json
from pathlib import Path
from typing import Any

import pytest

from demarc.core.interview.kit import MUST
from demarc.doors.cli.check import main as check
from demarc.doors.cli.decide import main
from demarc.doors.cli.proposal import main as proposal
from tests.doors.cli.test_fit import written as answers
from tests.doors.cli.test_interview import written as interview

Out = pytest.CaptureFixture[str]

GOOD = """# Responsibilities

| Function | Dana Okafor | Harborline |
|---|---|---|
| Server patching | A | R |
| Restore testing | C | A |
| EDR alerts | C | A |
| Helpdesk | A | C |

The client lead, Dana Okafor, reviews the scope for 15 business days before signature.
"""
POOR = "# Offer\n\nHarbour IT will monitor the servers and assist as needed. The matrix is defined during onboarding.\n"


def folder_of(tmp_path: Path, *, review: str = "", exit_: str = "no", executive: str = "yes") -> Path:
    file = Path(answers(tmp_path, "lead.yaml", exit=exit_))
    file.write_text(file.read_text().replace("executive: no", f"executive: {executive}"), encoding="utf-8")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "poor.md").write_text(POOR, encoding="utf-8")
    interview(tmp_path, "Harborline")
    interview(tmp_path, "Harbour")
    decision = tmp_path / "decision.yaml"
    decision.write_text(
        "fit: [lead.yaml]\nvendors:\n"
        "  - {name: Harbour, proposal: [poor.md], interview: Harbour.yaml}\n"
        "  - {name: Harborline, proposal: [good.md], interview: Harborline.yaml}\n" + review,
        encoding="utf-8",
    )
    return decision


REVIEW = "review: {by: Dana Okafor, on: 2026-11-20, said: 'The night is theirs, the week is mine.'}\n"
WAIVER = "without_review: {by: Ruth Kessler, reason: Dana is on leave until June}\n"


def told(decision: Path, capsys: Out, expected: int, *words: str) -> dict[str, Any]:
    assert main([str(decision), "--format", "json", *words]) == expected
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_the_vendor_with_fewer_flags_comes_first_with_its_questions_as_conditions(tmp_path: Path, capsys: Out) -> None:
    answer = told(folder_of(tmp_path, review=REVIEW), capsys, 0)
    assert (answer["outcome"], answer["chosen"], answer["final"]) == ("co-managed", "Harborline", True)
    assert [one["vendor"] for one in answer["vendors"]] == ["Harborline", "Harbour"]
    assert {one["whose"] for one in answer["conditions"]} == {"Harborline"}
    assert all(one["ask"] for one in answer["conditions"])
    assert answer["again"] == "2027-02-28"


def test_it_is_not_final_without_the_leads_own_reading_or_the_executives_reason(tmp_path: Path, capsys: Out) -> None:
    assert "own reading" in told(folder_of(tmp_path), capsys, 1)["open"][0]
    assert told(folder_of(tmp_path, review=WAIVER), capsys, 0)["final"]


def test_prerequisites_keep_it_open(tmp_path: Path, capsys: Out) -> None:
    answer = told(folder_of(tmp_path, review=REVIEW, executive="no"), capsys, 1)
    assert answer["open"] == ["the fit is `fix prerequisites first`"]


def test_a_vendor_whose_interview_does_not_count_cannot_be_chosen(tmp_path: Path, capsys: Out) -> None:
    decision = folder_of(tmp_path, review=REVIEW)
    file = tmp_path / "Harborline.yaml"
    file.write_text(file.read_text().replace(f"{MUST[2]}:", "bills:"), encoding="utf-8")
    answer = told(decision, capsys, 0)
    assert answer["chosen"] == "Harbour"
    assert "month three" in answer["vendors"][1]["wanting"][0]


def test_a_hard_stop_leads_to_fully_managed_and_what_that_takes_over(tmp_path: Path, capsys: Out) -> None:
    answer = told(folder_of(tmp_path, review=REVIEW, exit_="yes"), capsys, 0)
    assert answer["outcome"] == "fully managed"
    assert any("SD-01" in one["functions"] for one in answer["changes_hands"])


def test_the_first_matrix_keeps_the_rows_of_the_chosen_proposal_and_names_what_it_leaves_open(
    tmp_path: Path, capsys: Out
) -> None:
    matrix = tmp_path / "first.yaml"
    assert main([str(folder_of(tmp_path, review=REVIEW)), "--matrix", str(matrix)]) == 0
    said = capsys.readouterr().out
    assert "4 rows of good.md" in said
    assert "To be answered by the vendor before the first matrix is signed" in said
    assert "Who is the client's executive, and who the deputy?" in " ".join(said.split())
    assert check([str(matrix)]) == 0


def test_a_review_that_was_kept_decides_as_its_proposal_would_and_gives_the_same_first_matrix(
    tmp_path: Path, capsys: Out
) -> None:
    decision = folder_of(tmp_path, review=REVIEW)
    read = told(decision, capsys, 0, "--matrix", str(tmp_path / "read.yaml"))
    for name in ("good", "poor"):
        assert proposal([str(tmp_path / f"{name}.md"), "--format", "json"]) == 1
        (tmp_path / f"{name}.json").write_text(capsys.readouterr().out, encoding="utf-8")
        (tmp_path / f"{name}.md").unlink()
        form = decision.read_text(encoding="utf-8")
        decision.write_text(form.replace(f"proposal: [{name}.md]", f"reviewed: {name}.json"), encoding="utf-8")
    kept = told(decision, capsys, 0, "--matrix", str(tmp_path / "kept.yaml"))
    assert {**kept, "matrix": None} == {**read, "matrix": None}
    assert kept["matrix"]["asked"] == read["matrix"]["asked"] != []
    assert (tmp_path / "kept.yaml").read_bytes() == (tmp_path / "read.yaml").read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is no JSON"),
        ("[]", "no review of one proposal"),
        ('{"file": "x"}', "no review of one proposal"),
        ('{"file": "x", "flags": [], "extras": [], "unreadable_pages": []}', "does not grade every safeguard once"),
        ('{"file": "x", "flags": [{"id": "F1", "grade": "perhaps"}]}', "no review of one proposal"),
    ],
)
def test_a_review_that_is_none_is_one_line(text: str, said: str, tmp_path: Path, capsys: Out) -> None:
    decision = folder_of(tmp_path)
    (tmp_path / "good.json").write_text(text, encoding="utf-8")
    decision.write_text(decision.read_text().replace("proposal: [good.md]", "reviewed: good.json"), encoding="utf-8")
    assert main([str(decision)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error


def test_a_proposal_without_a_table_and_a_full_split_begin_from_a_usual_matrix(tmp_path: Path, capsys: Out) -> None:
    decision = folder_of(tmp_path, review=REVIEW)
    (tmp_path / "good.md").write_text(POOR, encoding="utf-8")
    assert main([str(decision), "--matrix", str(tmp_path / "first.yaml")]) == 0
    assert "no proposal holds a table" in capsys.readouterr().out
    assert main([str(decision), "--split", "full", "--matrix", str(tmp_path / "full.yaml")]) == 0
    assert "What changes hands" in capsys.readouterr().out
    assert check([str(tmp_path / "full.yaml")]) == 0


def test_the_memo_is_written_as_a_document(tmp_path: Path, capsys: Out) -> None:
    memo = tmp_path / "memo.pdf"
    assert main([str(folder_of(tmp_path, review=REVIEW)), "--out", str(memo)]) == 0
    assert memo.read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr().out.startswith("Co-managed, with Harborline, on ")


def test_without_a_file_it_writes_the_form(capsys: Out) -> None:
    assert main([]) == 0
    assert "without_review" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("vendors: []", "names no answers"),
        ("fit: [lead.yaml]\nvendors:\n  - {proposal: [good.md]}", "a vendor has no name"),
        ("fit: [nowhere.yaml]", "there is no such file"),
        ("fit: [lead.yaml]\nreview: {by: Dana}", "the review has no `said`"),
        ("fit: [lead.yaml]\nwithout_review: {by: Ruth}", "`without_review` has no `reason`"),
        ("fit: [lead.yaml]\ncolour: red", "there is no part of a decision `colour`"),
        (
            "fit: [lead.yaml]\nvendors:\n  - {name: H, proposal: [good.md], reviewed: g.json}",
            "a proposal and a review of one",
        ),
        ("fit: [lead.yaml]\nvendors: Harborline", "a list of forms"),
    ],
)
def test_a_bad_form_is_one_line(line: str, said: str, tmp_path: Path, capsys: Out) -> None:
    folder_of(tmp_path)
    file = tmp_path / "bad.yaml"
    file.write_text(line, encoding="utf-8")
    assert main([str(file)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
