"""Lists of devices: columns by their headings, values by their words, and no device dropped or joined with another."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.fleet import Cover, cover, duties_of
from demarc.core.presets.alder import alder_dental_group
from demarc.files.device_words import COLUMNS, VALUES, folded, meant
from demarc.files.devices import Devices, read_devices
from demarc.files.limits import UnusableFile
from tests.matrix_build import choice, matrix, row

ALDER = alder_dental_group(date(2026, 11, 23))


def listed(folder: Path, text: str, name: str = "devices.csv") -> Devices:
    """Write a list and read it for the example."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_devices(path, ALDER)


def patched(devices: Devices) -> Cover:
    """Decide the example's duty of updates."""
    return cover(compile_matrix(ALDER), "os-patch", devices.aspects, devices.devices)


def total(found: Cover) -> int:
    """Add up every device of a cover."""
    several = (*found.unowned, *found.doubly_owned)
    return sum(found.owned.values()) + sum(len(alike.devices) for alike in several)


def test_headings_and_values_are_folded_to_the_words_of_the_matrix(tmp_path: Path) -> None:
    found = listed(tmp_path, "Hostname;Device Type;Operating System;Lifecycle Status\nA;Dell Laptop;Windows 11 Pro;EOL\n")
    assert found.columns == {
        "device": "Hostname",
        "device_class": "Device Type",
        "os_family": "Operating System",
        "support": "Lifecycle Status",
    }
    said = dict(zip(found.aspects, found.devices[0].said, strict=True))
    assert said == {"device_class": "workstation", "os_family": "windows", "support": "ended"}


def test_an_empty_cell_is_unknown_and_has_an_owner_only_where_a_row_takes_unknown(tmp_path: Path) -> None:
    found = patched(listed(tmp_path, "device,device_class,support\nA,,\nB,workstation,\n"))
    assert found.owned == {"PT-07": 1, "PT-01": 1}


def test_a_device_that_no_row_takes_and_one_that_two_take_are_named(tmp_path: Path) -> None:
    text = (
        "device,device_class,support,tags\nMILL,workstation,vendor-sealed,\nGATE,network,,vpn-gateway\nPC,workstation,,\n"
    )
    found = patched(listed(tmp_path, text))
    (gap,), (overlap,) = found.unowned, found.doubly_owned
    assert [device.name for device in gap.devices] == ["MILL"]
    assert decide(ALDER, gap.witness).outcome is Outcome.GAP
    assert ([device.name for device in overlap.devices], overlap.rows) == (["GATE"], ("PT-04", "SN-07"))
    assert decide(ALDER, overlap.witness).effective == overlap.rows
    assert total(found) == found.devices == 3


def test_nameless_and_same_named_devices_stay_apart_by_their_row(tmp_path: Path) -> None:
    found = listed(tmp_path, "device,device_class\nA,server\nA,server\n,printer\n,printer\n")
    assert [(device.row, device.name) for device in found.devices] == [(2, "A"), (3, "A"), (4, ""), (5, "")]
    assert patched(found).devices == 4


def test_a_row_with_more_cells_than_headings_is_unreadable_and_listed(tmp_path: Path) -> None:
    found = listed(tmp_path, "device,device_class\nA,server\nB,server,left,over\nC\n\nD,server,,\n")
    assert [(unread.row, unread.device) for unread in found.unreadable] == [(3, "B")]
    assert [device.name for device in found.devices] == ["A", "C", "D"]
    assert found.short == 1


def test_a_quoted_line_break_does_not_move_the_rows(tmp_path: Path) -> None:
    found = listed(tmp_path, 'device,device_class\n"A\nB",server\nC,server\n')
    assert [device.row for device in found.devices] == [2, 4]


def test_a_value_the_matrix_does_not_list_counts_as_unknown_and_is_said(tmp_path: Path) -> None:
    found = listed(tmp_path, "device,device_class\nA,toaster\nB,toaster\n")
    assert found.unlisted == {("device_class", "toaster"): 2}
    assert patched(found).owned == {"PT-07": 2}


def test_tags_are_read_from_their_column_and_from_one_of_their_own(tmp_path: Path) -> None:
    one = listed(tmp_path, "device,device_class,tags\nA,network,core; vpn-gateway\n")
    other = listed(tmp_path, "device,device_class,vpn-gateway\nA,network,yes\n")
    assert patched(one).doubly_owned[0].rows == patched(other).doubly_owned[0].rows == ("PT-04", "SN-07")


def test_a_workbook_is_read_from_the_sheet_that_has_devices(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(("About this list",))  # type: ignore[union-attr]  # a new book has one
    sheet = book.create_sheet("Assets")
    for cells in (("All our machines", None), ("Name", "Category", "Serial"), ("A", "Server", 1234), ("B", "Laptop", None)):
        sheet.append(cells)
    book.save(tmp_path / "assets.xlsx")
    found = read_devices(tmp_path / "assets.xlsx", ALDER)
    assert [(device.row, device.name, device.said) for device in found.devices] == [
        (3, "A", ("server",)),
        (4, "B", ("workstation",)),
    ]


def test_a_column_can_be_mapped_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "devices.csv"
    path.write_text("Bezeichnung,Art\nA,server\n", encoding="utf-8")
    found = read_devices(path, ALDER, {"Bezeichnung": "device", "Art": "device_class"})
    assert found.columns == {"device": "Bezeichnung", "device_class": "Art"}


def test_an_aspect_of_another_name_is_found_by_what_it_means(tmp_path: Path) -> None:
    made = matrix(row("R1", platform="windows"), aspects=(choice("platform", "windows", "linux"),))
    path = tmp_path / "devices.csv"
    path.write_text("host,os\nA,Windows 10\nB,Ubuntu 24.04\n", encoding="utf-8")
    devices = read_devices(path, made)
    found = cover(compile_matrix(made), "", devices.aspects, devices.devices)
    assert found.owned == {"R1": 1}
    assert [device.name for device in found.unowned[0].devices] == ["B"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ('{"devices": []}', "this is JSON or XML"),
        ("colour,weight\nred,3\n", "its headings are `colour`, `weight`"),
        ('device,type\n"' + "x" * 200_000, "cannot be told apart"),
    ],
)
def test_what_is_no_list_of_devices_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableFile) as caught:
        listed(tmp_path, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_duties_are_those_marked_else_those_with_rows_on_devices() -> None:
    assert duties_of(ALDER) == ("edr-coverage", "os-patch")
    aspects = (choice("topic", "os-patch", "mailbox"), choice("device_class", "server"))
    made = matrix(row("R1", topic="os-patch", device_class="server"), row("R2", topic="mailbox"), aspects=aspects)
    assert duties_of(made) == ("os-patch",)
    assert duties_of(matrix(row("R1"), aspects=())) == ("",)


def test_every_word_is_written_folded_and_means_one_thing() -> None:
    headings = [heading for several in COLUMNS.values() for heading in several]
    assert len(headings) == len(set(headings))
    assert all(folded(heading) == heading for heading in headings)
    for field, values in VALUES.items():
        words = [word for several in values.values() for word in several]
        assert len(words) == len(set(words))
        assert all(folded(word) == word for word in words)
        for value, several in values.items():
            assert all(meant(field, word, values) == value for word in several)


@pytest.mark.parametrize(("raw", "value"), [("Cisco IOS 15.2", "firmware"), ("iOS 17", "ios"), ("Mac OS X 10.15", "macos")])
def test_the_longest_words_decide(raw: str, value: str) -> None:
    assert meant("os_family", raw, VALUES["os_family"]) == value
    assert meant("device_class", "laptop server", ("laptop", "server", "workstation")) is None
