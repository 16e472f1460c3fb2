"""The public co-managed RACI, counted by hand: rows, headings, letters of each column."""

import os
from collections import Counter
from pathlib import Path

import pytest

from demarc.files.responsibility import Layout, ResponsibilityTable, read_tables

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
FILE = REAL / "matrix_lesniak_raci" / "midsize-CIO-with-infra-director-MSP-MSSP.md"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="the public RACI is not here; set DEMARC_REAL to its folder's parent"
)

LETTERS = {
    "CIO": {"A": 11, "C": 5, "I": 31},
    "Infrastructure Director": {"A": 8, "R": 16, "C": 22, "CR": 1},
    "MSP": {"A": 16, "R": 20, "C": 7, "AR": 3, "I": 1},
    "MSSP": {"A": 9, "R": 17, "C": 10, "AR": 1, "I": 10},
}


def raci() -> ResponsibilityTable:
    (found,) = read_tables(FILE)
    return found


def test_all_47_rows_stand_under_their_11_headings() -> None:
    found = raci()
    assert found.kind is Layout.RACI
    assert Counter(row.section for row in found.rows) == {
        "Strategy & Governance": 7,
        "Infrastructure & Operations": 10,
        "OT Operations": 3,
        "Identity & Access Management": 2,
        "Security & Monitoring": 10,
        "Service Desk/Support": 3,
        "BC/DR & Backup": 2,
        "Projects": 2,
        "Architecture": 2,
        "General Responsibilities": 2,
        "Coordination": 4,
    }
    assert not found.notes


def test_every_letter_of_every_column_is_read() -> None:
    found = raci()
    counted = {holder: Counter[str]() for holder in found.holders}
    for row in found.rows:
        for each in row.assignments:
            counted[each.holder]["".join(sorted(each.letters))] += 1
    assert counted == LETTERS


def test_only_row_21_has_two_who_are_accountable() -> None:
    owners = {row.number: [each.holder for each in row.assignments if each.owns] for row in raci().rows}
    assert [number for number, who in owners.items() if len(who) != 1] == ["21"]
    assert owners["21"] == ["CIO", "MSSP"]


def test_titles_and_notes_in_brackets_are_kept_with_their_place() -> None:
    row = next(row for row in raci().rows if row.number == "18")
    assert row.title == "Incident Response (Triage & Remediation)"
    assert [(each.holder, each.note) for each in row.assignments] == [
        ("CIO", "Sev 1-2"),
        ("Infrastructure Director", "OT Escalation"),
        ("MSP", "Sev 3-4 Triage"),
        ("MSSP", "Forensics, Sev 1-2"),
    ]
    line = FILE.read_text(encoding="utf-8").splitlines()[(row.place.row or 0) - 1]
    assert line.startswith("| 18 |")
