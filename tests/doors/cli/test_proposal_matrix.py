"""The table inside a proposal: found in every kind of document, checked, drilled, and shared out between the sides."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from demarc.core.catalogue import FUNCTIONS
from demarc.core.catalogue.effort import DAILY, WEEKLY_MINUTES
from demarc.core.proposal.share import said_of, shares
from demarc.core.words import Side
from demarc.doors.cli.proposal import main

Out = pytest.CaptureFixture[str]
ROWS = (
    ("Function", "Dana Okafor", "Harborline"),
    ("Server patching", "A", "R"),
    ("Restore testing", "C", "A"),
    ("Vendor contracts and renewals", "R", "A"),
    ("Helpdesk", "A", "C"),
)


def markdown() -> str:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    return "\n".join(["# Offer", "", "Who does what", "", lines[0], "|---|---|---|", *lines[1:], "", "Signed below."])


def html() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<h1>Offer</h1><p>Who does what</p><table>{rows}</table><p>Signed below.</p>"


def written(folder: Path, kind: str) -> Path:
    file = folder / f"offer.{kind}"
    if kind == "docx":
        document = docx.Document()
        document.add_heading("Offer", 1)
        table = document.add_table(rows=0, cols=3)
        for row in ROWS:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(file))
    else:
        file.write_text(markdown() if kind == "md" else html(), encoding="utf-8")
    return file


def told(file: Path, capsys: Out) -> dict[str, Any]:
    main([str(file), "--format", "json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_a_table_is_found_drilled_and_shared_out_in_every_kind_of_document(kind: str, tmp_path: Path, capsys: Out) -> None:
    matrix = told(written(tmp_path, kind), capsys)["matrix"]
    assert matrix["rows"] == 4
    assert {"BK-04", "VS-06"} <= set(matrix["provider"]["functions"])
    assert "PT-02" in matrix["client"]["functions"]
    assert not set(matrix["provider"]["functions"]) & set(matrix["client"]["functions"])
    assert matrix["provider"]["daily"] == 0
    assert matrix["scenarios"]["of"] == 28
    assert any("Harborline: a firm, not a person" in message for message in matrix["errors"])


def test_a_proposal_without_a_table_says_so_and_what_to_ask_for(tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "offer.md"
    file.write_text("# Offer\n\nWe monitor.\n\n| Price | Per month |\n|---|---|\n| All | 900 |\n", encoding="utf-8")
    assert told(file, capsys)["matrix"] is None
    main([str(file)])
    assert "Ask for a filled one" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "start"), [("flags.pdf", b"%PDF-"), ("flags.docx", b"PK")])
def test_the_red_flags_are_written_as_a_document(name: str, start: bytes, tmp_path: Path, capsys: Out) -> None:
    main([str(written(tmp_path, "md")), "--out", str(tmp_path / name)])
    assert (tmp_path / name).read_bytes().startswith(start)
    assert "red flag" in capsys.readouterr().out


def test_every_function_has_an_estimate_and_all_of_them_make_the_whole_week() -> None:
    assert set(WEEKLY_MINUTES) == {function.id for function in FUNCTIONS}
    assert set(WEEKLY_MINUTES) >= DAILY
    everything = shares({function.id: Side.PROVIDER for function in FUNCTIONS})
    assert everything[Side.PROVIDER].of_the_week == 1
    assert said_of(everything[Side.CLIENT]) == "accountable for 0 of 90, none daily, 0% of the expected minutes"
