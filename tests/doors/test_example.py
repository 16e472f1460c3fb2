"""The files of the example are what the program writes, and everything beside them fits them."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.table import Matrix
from demarc.core.matrix.who import who
from demarc.core.presets.alder import alder_dental_group
from demarc.doors.ingest.generic.read import read
from demarc.files.matrix.file import read_matrix, write_yaml
from tools.build_example import START

EXAMPLE = Path(__file__).parents[2] / "example"
NOON = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def alder() -> Matrix:
    return alder_dental_group(START)


def test_the_yaml_file_is_what_the_writer_writes(alder: Matrix) -> None:
    assert (EXAMPLE / "matrix.yaml").read_text(encoding="utf-8") == write_yaml(alder), "run tools/build_example.py"


@pytest.mark.parametrize("name", ["matrix.yaml", "matrix.xlsx"])
def test_both_clothes_read_as_the_same_matrix(name: str, alder: Matrix) -> None:
    found = read_matrix(EXAMPLE / name)
    assert found.matrix == alder
    assert found.notes == ()


def test_every_alert_of_the_example_has_facts_that_the_matrix_lists(alder: Matrix) -> None:
    signals = read((EXAMPLE / "alerts.json").read_bytes())
    assert len(signals) == 9
    for signal in signals:
        facts = facts_of(alder.aspects, {**dict(signal.facts), "severity": signal.severity}, signal.tags)
        assert facts.unlisted == (), signal.subject


def test_the_example_alerts_find_their_owners(alder: Matrix) -> None:
    found = {}
    for signal in read((EXAMPLE / "alerts.json").read_bytes()):
        owned = who(alder, {**dict(signal.facts), "severity": signal.severity}, NOON, tags=signal.tags)
        found[signal.fingerprint] = owned.row.id if owned.row else str(owned.verdict.outcome)
    assert found == {
        "edr-7f31": "SE-01",
        "idp-2214": "SE-02",
        "backup-xray-20261129": "BK-04",
        "disk-north-app-01": "SN-01",
        "patch-lab-mill-01": "gap",
        "patch-central-fw-01": "overlap",
        "denti-4410": "VS-02",
        "unsorted-1": "SD-01",
    }


def test_one_device_has_no_patch_owner_and_one_has_two(alder: Matrix) -> None:
    with (EXAMPLE / "devices.csv").open(encoding="utf-8", newline="") as file:
        devices = list(csv.DictReader(file))
    assert len(devices) == 40
    outcomes: dict[str, list[str]] = {outcome: [] for outcome in Outcome}
    for device in devices:
        facts = {aspect: device[aspect] for aspect in ("site", "device_class", "os_family", "support")}
        owned = who(alder, {"topic": "os-patch", **facts}, NOON, tags=tuple(device["tags"].split()))
        assert owned.facts.unlisted == (), device["device"]
        outcomes[owned.verdict.outcome].append(device["device"])
    assert outcomes[Outcome.GAP] == ["LAB-MILL-01"]
    assert outcomes[Outcome.OVERLAP] == ["CENTRAL-FW-01"]
