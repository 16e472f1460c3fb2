"""The paper of a signed version: everything that was signed stands in it, and the same version gives the same bytes."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from demarc.core.contract import Contract, Signed, as_json, from_json
from demarc.core.matrix.canon import digest
from demarc.core.moments import Calendar
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import Side
from demarc.doors.cli.contract import main
from demarc.doors.cli.contract_report import contract_report

AT = datetime(2026, 3, 7, 22, 44, tzinfo=UTC)
MATRIX = alder_dental_group(AT.date())
CONTRACT = Contract(
    number=2,
    label="v4",
    digest=digest(MATRIX),
    starts_at=AT + timedelta(days=2),
    matrix=MATRIX,
    signatures=(
        Signed(Side.PROVIDER, "Harborline", "Priya Raman", AT),
        Signed(Side.CLIENT, "Alder Dental Group", "Dana Okafor", AT + timedelta(hours=1)),
    ),
)


def written(contract: Contract, folder: Path) -> Path:
    """Write a contract's PDF as the server has it written."""
    (folder / "contract.json").write_text(as_json(contract), encoding="utf-8")
    assert main(["--out", str(folder / "contract.pdf"), str(folder / "contract.json")]) == 0
    return folder / "contract.pdf"


def text_of(path: Path) -> str:
    opened = pypdfium2.PdfDocument(path)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in opened).split())
    opened.close()
    return text


def test_it_comes_back_from_its_json_as_it_was() -> None:
    assert from_json(as_json(CONTRACT)) == CONTRACT


def test_the_same_version_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    here = written(CONTRACT, tmp_path).read_bytes()
    words = [sys.executable, "-m", "demarc.doors.cli.contract", "--out", "other.pdf", "contract.json"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, env={"PYTHONPATH": ":".join(sys.path)})
    assert hashlib.sha256(here).digest() == hashlib.sha256((tmp_path / "other.pdf").read_bytes()).digest()


def test_nothing_of_the_matrix_is_left_out_but_where_people_are_reached() -> None:
    report = contract_report(CONTRACT)
    said = "\n".join(cell for section in report.sections if section.table for row in section.table.rows for cell in row)
    for row in MATRIX.rows:
        for part in (row.id, row.title, row.proof, row.clause, row.must_carry, row.clocks):
            assert part in said
    for person in MATRIX.directory.people:
        assert person.name in said
        assert person.email
        assert person.email not in said
        assert person.phone not in said
    for term, meaning in MATRIX.glossary:
        assert term in said
        assert meaning in said
    titles = [section.title for section in report.sections]
    assert [lane.title for lane in MATRIX.lanes] == [
        title for title in titles if title in {one.title for one in MATRIX.lanes}
    ]
    assert {"Signed by", "Permissions", "Calendars", "Clocks", "Rosters", "Dated days"} <= set(titles)


def test_a_lane_that_is_only_observed_says_so() -> None:
    observed = {lane.title for lane in MATRIX.lanes if not lane.live}
    assert observed
    leads = {section.title: section.lead for section in contract_report(CONTRACT).sections}
    assert {title for title, lead in leads.items() if lead == "Only observed."} == observed


def test_signs_that_no_font_inside_has_stand_in_it_all_the_same(tmp_path: Path) -> None:
    odd = replace(MATRIX.rows[0], title="Müller 🦷 `raw` #let x = 1 \\ $y$ *z*")
    path = written(replace(CONTRACT, matrix=replace(MATRIX, rows=(odd, *MATRIX.rows[1:]))), tmp_path)
    assert "#let x = 1 \\ $y$ *z*" in text_of(path)


def test_what_has_no_words_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = replace(MATRIX, calendars=(*MATRIX.calendars, Calendar(MATRIX.calendars[0].name, "UTC", ())))
    (tmp_path / "contract.json").write_text(as_json(replace(CONTRACT, matrix=twice)), encoding="utf-8")
    assert main(["--out", str(tmp_path / "contract.pdf"), str(tmp_path / "contract.json")]) == 2
    said = capsys.readouterr().err
    assert "two calendars are called" in said
    assert said.count("\n") == 1
