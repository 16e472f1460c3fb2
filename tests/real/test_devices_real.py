"""Device lists as other programs write them: every row is a device or named as none, and inventories are refused."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.fleet import cover, duties_of
from demarc.core.presets.alder import alder_dental_group
from demarc.files.devices import read_devices
from demarc.files.limits import UnusableFile

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
LISTS = sorted(REAL.glob("devices_snipeit_samples/*.csv"))
INVENTORIES = [*REAL.glob("devices_glpi_inventory/*.json"), *REAL.glob("devices_glpi_inventory/*.xml")]
WORKBOOK = REAL / "matrix_fedramp_templates" / "SSP-Appendix-M-Integrated-Inventory-Workbook-Template.xlsx"
ALDER = alder_dental_group(date(2026, 11, 23))

pytestmark = pytest.mark.skipif(not LISTS, reason="the real device lists are not here; set DEMARC_REAL to their folder")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_row_of_an_asset_list_is_counted_once_for_each_duty(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if any(cell.strip() for cell in row)]
    found = read_devices(path, ALDER)
    assert len(found.devices) + len(found.unreadable) == len(rows) - 1
    assert len({device.row for device in found.devices}) == len(found.devices)
    compiled = compile_matrix(ALDER)
    for duty in duties_of(ALDER):
        covered = cover(compiled, duty, found.aspects, found.devices)
        several = (*covered.unowned, *covered.doubly_owned)
        assert sum(covered.owned.values()) + sum(len(alike.devices) for alike in several) == len(found.devices)


def test_the_assets_are_read_by_their_own_headings() -> None:
    found = read_devices(REAL / "devices_snipeit_samples" / "assets-sample.csv", ALDER)
    assert {found.columns[name] for name in ("device", "serial", "device_class", "site", "tenant")} == {
        "Name",
        "Asset Tag",
        "Category",
        "Location",
        "Company",
    }
    assert ("device_class", "Ornamental Railings") in found.unlisted


def test_the_inventory_workbook_is_read_from_the_sheet_with_the_headings() -> None:
    found = read_devices(WORKBOOK, ALDER)
    assert found.columns["device"] == "UNIQUE ASSET IDENTIFIER"
    assert found.columns["os_family"] == "OS Name and Version"
    assert found.columns["device_class"] == "Asset Type"


@pytest.mark.parametrize("path", INVENTORIES, ids=lambda path: path.name)
def test_one_machines_own_inventory_is_no_list_of_devices(path: Path) -> None:
    with pytest.raises(UnusableFile, match="JSON or XML"):
        read_devices(path, ALDER)
