"""FedRAMP's workbooks: three filled ones that differ, and blank templates. Counted by hand from the sheets."""

import os
from collections import Counter
from pathlib import Path

import pytest

from demarc.core.matrix.findings import Kind
from demarc.files.responsibility import Layout, ResponsibilityTable, read_tables

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
FILLED, BLANK = REAL / "matrix_cloudgov_crm", REAL / "matrix_fedramp_templates"

pytestmark = pytest.mark.skipif(
    not (FILLED.exists() and BLANK.exists()), reason="the workbooks are not here; set DEMARC_REAL to their folder's parent"
)

YEARS = {
    "2020-12-23": ((94, 152, 228, 1, 22, 95, 163), {"Yes": 107, "Partial": 138, "No": 371}, 436),
    "2021-07-21": ((94, 153, 228, 1, 21, 95, 163), {"Yes": 110, "Partial": 141, "No": 365}, 429),
    "2022-07-14": ((94, 153, 228, 1, 21, 95, 163), {"Yes": 109, "Partial": 142, "No": 365}, 430),
}
"""For each version: the X marks of the seven origins, the answers, and where the two sheets do not agree."""


def sheet(found: tuple[ResponsibilityTable, ...], title: str) -> ResponsibilityTable:
    return next(table for table in found if table.sheet == title)


@pytest.mark.parametrize("year", YEARS)
def test_both_sheets_are_read_mark_by_mark(year: str) -> None:
    origins, answers, disagreeing = YEARS[year]
    found = read_tables(FILLED / f"cloudgov_paas_{year}.xlsx")
    summary, matrix = sheet(found, "CIS Worksheet"), sheet(found, "CRM Worksheet")
    assert (summary.kind, matrix.kind) == (Layout.CIS, Layout.CRM)
    assert len(summary.rows) == len(matrix.rows) == 616
    counted = Counter(each.holder for row in summary.rows for each in row.assignments)
    assert tuple(counted[holder] for holder in summary.holders) == origins
    assert [row.number for row in summary.rows if not row.assignments] == ["PS-03 (03) (a)", "PS-03 (03) (b)"]
    assert Counter(each.raw for row in matrix.rows for each in row.assignments) == answers
    assert all(row.notes for row in matrix.rows)
    assert len([note for note in matrix.notes if note.finding.kind is Kind.CONTRADICTION]) == disagreeing
    assert not [note for note in (*summary.notes, *matrix.notes) if note.finding.kind is Kind.GAP]


def test_a_disagreement_says_both_sides_and_stands_at_the_answer() -> None:
    found = read_tables(FILLED / "cloudgov_paas_2022-07-14.xlsx")
    first = next(note for note in sheet(found, "CRM Worksheet").notes if note.finding.kind is Kind.CONTRADICTION)
    assert first.finding.message == (
        "AC-01 (a) can be inherited: No; but `CIS Worksheet` says Service Provider Hybrid, which goes with Yes"
    )
    assert (first.place.sheet, first.place.row, first.place.column) == ("CRM Worksheet", 4, "B")


def test_blank_templates_are_one_finding_a_sheet_and_no_crash() -> None:
    found = read_tables(BLANK / "SSP-Appendix-J-CSO-CIS-and-CRM-Workbook.xlsx")
    rows = {table.sheet: len(table.rows) for table in found if table.kind in {Layout.CIS, Layout.CRM}}
    assert rows == {
        "High CIS Worksheet": 791,
        "High CRM Worksheet": 791,
        "Moderate CIS Worksheet": 688,
        "Moderate CRM Worksheet": 688,
        "Low CIS Worksheet": 424,
        "Low CRM Worksheet": 424,
        "LI-SaaS CIS Worksheet": 424,
        "LI-SaaS CRM Worksheet": 424,
    }
    for table in found:
        blank = [note for note in table.notes if note.finding.kind is Kind.NO_ACCOUNTABLE]
        assert len(blank) == (1 if table.sheet in rows else 0)
        assert not any(row.assignments for row in table.rows)


def test_the_template_of_the_fourth_revision_keeps_its_examples_apart() -> None:
    found = read_tables(BLANK / "REV_4_SSP-A09-FedRAMP-Low-or-Moderate-CIS-Workbook-Template.xlsx")
    assert [(table.sheet, table.kind, len(table.rows)) for table in found] == [
        ("Instructions", Layout.OTHER, 0),
        ("CIS Worksheet", Layout.CIS, 616),
        ("CRM Worksheet", Layout.CRM, 616),
        ("Example CRM Worksheet Responses", Layout.OTHER, 0),
    ]


def test_an_inventory_says_nothing_about_who_does_what() -> None:
    found = read_tables(BLANK / "SSP-Appendix-M-Integrated-Inventory-Workbook-Template.xlsx")
    assert {table.kind for table in found} == {Layout.OTHER}
    assert any("no table in this file says who does what" in note.finding.message for note in found[0].notes)
