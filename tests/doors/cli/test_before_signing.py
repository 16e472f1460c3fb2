"""The example before signing, the way its page tells it: fit, proposals, interviews, decision, and the first matrix."""

import json
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it has no types of its own

from demarc.doors.cli.check import main as check
from demarc.doors.cli.decide import main as decide
from demarc.doors.cli.fit import main as fit
from demarc.doors.cli.interview import main as interview

HERE = Path(__file__).parents[3] / "example" / "before-signing"
Out = pytest.CaptureFixture[str]


def test_the_whole_way_from_fit_to_a_first_matrix(tmp_path: Path, capsys: Out) -> None:
    assert fit([str(HERE / "lead.yaml"), str(HERE / "executive.yaml")]) == 0
    assert "Co-managed: 5 of 5 fit points" in capsys.readouterr().out
    assert interview([str(HERE / "harborline.yaml"), str(HERE / "northgate.yaml")]) == 1
    assert "Harborline answers best" in capsys.readouterr().out
    matrix = tmp_path / "first.yaml"
    assert decide([str(HERE / "decision.yaml"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["chosen"], told["final"]) == ("co-managed", "Harborline", True)
    assert [one["vendor"] for one in told["vendors"]] == ["Harborline", "Northgate"]
    assert decide([str(HERE / "decision.yaml"), "--matrix", str(matrix)]) == 0
    assert "10 rows of harborline.md" in capsys.readouterr().out
    assert check([str(matrix)]) == 0


def test_the_memo_of_the_fit_is_one_page(tmp_path: Path) -> None:
    memo = tmp_path / "memo.pdf"
    assert fit([str(HERE / "lead.yaml"), str(HERE / "executive.yaml"), "--out", str(memo)]) == 0
    assert len(PdfDocument(memo)) == 1
