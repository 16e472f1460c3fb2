"""`demarc check` on public responsibility tables: its findings are those that a person counts in the files by hand."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from demarc.__main__ import main

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
RACI = REAL / "matrix_lesniak_raci" / "midsize-CIO-with-infra-director-MSP-MSSP.md"
FILES = sorted(path for path in REAL.glob("matrix_*/*") if path.suffix in {".xlsx", ".md", ".adoc"})
pytestmark = pytest.mark.skipif(not FILES, reason="the real tables are not here; set DEMARC_REAL to their folder")

TWO_DO_IT = [21, 27, 38, 39, 40, 43, 45, 47, 50, 52, 53, 60, 69, 70, 72, 73, 74, 75]
"""The lines of the public RACI with one A and two or three R, counted by eye."""


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    main(["check", str(path), "--format", "json"])
    return json.loads(capsys.readouterr().out)


def counted(found: Any) -> dict[str, int]:
    return dict(Counter(one["kind"] for one in found["findings"]))


def rows_of(found: Any, kind: str) -> list[int]:
    return sorted(one["where"]["row"] for one in found["findings"] if one["kind"] == kind)


@pytest.fixture
def raci(capsys: pytest.CaptureFixture[str]) -> Any:
    return checked(RACI, capsys)


def test_the_public_raci_has_two_owners_in_one_line_and_half_an_owner_in_another(raci: Any) -> None:
    assert raci["rows"] == 47
    assert rows_of(raci, "two-accountable") == [54]
    (overlap,) = [one for one in raci["findings"] if one["kind"] == "overlap"]
    assert overlap["witness"]["topic"] == "awareness-training"
    gaps = [one for one in raci["findings"] if one["kind"] == "gap"]
    assert {one["where"]["row"] for one in gaps} == {50}
    assert all(one["witness"]["severity"] in {"medium", "low", "unknown"} for one in gaps)


def test_the_public_raci_names_firms_and_posts_and_no_person(raci: Any) -> None:
    owners = {one["message"].split(":")[0]: one for one in raci["findings"] if one["kind"] == "not-a-person"}
    assert {name: len(one["rows"]) for name, one in owners.items()} == {
        "MSP": 19,
        "CIO": 11,
        "MSSP": 10,
        "Infrastructure Director": 8,
    }
    assert {one["where"]["row"] for one in owners.values()} == {None}


def test_every_line_of_the_public_raci_with_two_doers_is_named_and_none_without_an_owner(raci: Any) -> None:
    assert rows_of(raci, "two-responsible") == TWO_DO_IT
    assert "no-accountable" not in counted(raci)
    assert "shared" not in counted(raci)
    assert counted(raci)["absent-column"] == 5


def test_the_public_raci_is_told_in_a_hundred_columns_and_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(RACI)])
    told = capsys.readouterr().out.replace(str(RACI), RACI.name)
    assert "DOES NOT HOLD: 1 thing nobody owns, 1 has two owners." in told
    assert max(map(len, told.splitlines()[:-1])) <= 100


@pytest.mark.parametrize(
    ("year", "partial"), [("2020-12-23", 138), ("2021-07-21", 141), ("2022-07-14", 142)]
)  # fmt: skip
def test_a_cloud_workbook_is_shared_where_its_cells_say_so(
    year: str, partial: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(REAL / "matrix_cloudgov_crm" / f"cloudgov_paas_{year}.xlsx", capsys)
    assert found["rows"] == 2 * 616
    shared = Counter(one["where"]["sheet"] for one in found["findings"] if one["kind"] == "shared")
    # The customer's matrix says Partial so often; the summary marks Shared, or an origin of each side, in 107 rows.
    assert shared == {"CRM Worksheet": partial, "CIS Worksheet": 107}
    # Two rows of the summary mark no origin at all.
    assert rows_of(found, "no-accountable") == [434, 435]
    assert counted(found)["not-a-person"] == 3


@pytest.mark.parametrize("name", ["policy-responsibilities.adoc", "rosa-policy-responsibilities.adoc"])
def test_an_overview_of_areas_is_shared_in_fifteen_cells_and_owned_twice_in_five(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(REAL / "matrix_openshift_dedicated" / name, capsys)
    assert found["rows"] == 14 * 5
    assert counted(found)["shared"] == 3 + 3 + 2 + 5 + 1 + 1
    assert counted(found)["two-accountable"] == 5
    folded = [one for one in found["findings"] if "`Red Hat` was read as `Redhat`, in 11 cells" in one["message"]]
    assert len(folded) == (1 if name.startswith("policy") else 0)


@pytest.mark.parametrize("name", ["policy-shared-responsibility.adoc", "rosa-policy-shared-responsibility.adoc"])
def test_duties_of_each_side_in_words_are_nobody_elses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(REAL / "matrix_openshift_dedicated" / name, capsys)
    assert found["rows"] == 15
    assert not {"shared", "two-accountable", "overlap", "gap", "no-accountable"} & counted(found).keys()


def test_a_blank_template_is_said_to_be_blank_once_for_each_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(REAL / "matrix_fedramp_templates" / "SSP-Appendix-J-CSO-CIS-and-CRM-Workbook.xlsx", capsys)
    assert counted(found)["no-accountable"] == 8
    assert not {"shared", "gap", "overlap", "contradiction"} & counted(found).keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_finding_of_a_real_table_has_its_place_and_nothing_is_dropped(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(path, capsys)
    assert all(one["where"]["file"] == str(path) for one in found["findings"])
    assert len(found["read"]) == found["rows"]
    if path.suffix == ".xlsx" and found["rows"]:
        placed = [one for one in found["findings"] if one["kind"] != "unreadable"]
        assert all(one["where"]["sheet"] for one in placed)
    if path.suffix != ".xlsx":
        main(["check", str(path), "--explain"])
        assert capsys.readouterr().out.count("\n") > found["rows"]
