"""Six published AsciiDoc tables, counted by hand: owners per area with two spellings, and duties in words."""

import os
from collections import Counter
from pathlib import Path

import pytest

from demarc.core.matrix.findings import Kind
from demarc.files.responsibility import Layout, read_tables

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
FOLDER = REAL / "matrix_openshift_dedicated"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the tables are not here; set DEMARC_REAL to their folder's parent"
)


@pytest.mark.parametrize(
    ("file", "spelled"), [("policy-responsibilities.adoc", 11), ("rosa-policy-responsibilities.adoc", 0)]
)
def test_14_resources_in_5_areas_have_an_owner_each(file: str, spelled: int) -> None:
    (found,) = read_tables(FOLDER / file)
    assert found.kind is Layout.ONE_OWNER
    assert len(found.rows) == 70
    assert len({row.place.row for row in found.rows}) == 14
    assert Counter(row.section for row in found.rows) == dict.fromkeys(
        [
            "Incident and operations management",
            "Change management",
            "Identity and access management",
            "Security and regulation compliance",
            "Disaster recovery",
        ],
        14,
    )
    cells = Counter(" + ".join(each.holder for each in row.assignments).replace("Redhat", "Red Hat") for row in found.rows)
    assert cells == {"Customer": 15, "Red Hat": 30, "Shared": 15, "Red Hat + Cloud provider": 5, "Cloud provider": 5}
    told = [note.finding.message for note in found.notes if note.finding.kind is Kind.GUESSED]
    assert ("`Red Hat` was read as `Redhat`, in 11 cells" in told) is (spelled == 11)
    assert "`cloud provider` was read as `Cloud provider`, in 5 cells" in told


@pytest.mark.parametrize("prefix", ["", "rosa-"])
def test_duties_of_each_party_stand_under_five_headings(prefix: str) -> None:
    found = read_tables(FOLDER / f"{prefix}policy-shared-responsibility.adoc")
    assert [(table.name, len(table.rows)) for table in found] == [
        ("Incident and operations management", 2),
        ("Change management", 6),
        ("Identity and access management", 4),
        ("Security and regulation compliance", 2),
        ("Disaster recovery", 1),
    ]
    for table in found:
        assert table.kind is Layout.DUTIES_PER_PARTY
        assert all(row.section == table.name and len(row.assignments) == 2 for row in table.rows)
        assert not table.notes
    first = "Red Hat and AWS" if prefix else "Red Hat"
    assert found[0].holders == (first, "Customer")
    assert found[0].rows[0].assignments[1].note.count("\n") == 2


@pytest.mark.parametrize("prefix", ["", "rosa-"])
def test_the_customers_own_table_has_three_rows(prefix: str) -> None:
    (found,) = read_tables(FOLDER / f"{prefix}policy-customer-responsibility.adoc")
    assert [row.title for row in found.rows] == ["Customer data", "Customer applications", "Developer services (CodeReady)"]
    assert [each.holder for each in found.rows[0].assignments] == ["Red Hat", "Customer"]
