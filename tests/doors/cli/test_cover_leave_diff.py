"""`demarc cover`, `leave` and `diff`: what a manager reads, what a script reads, and the exit statuses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from tests.doors.cli.files import NOON, alder_file

DEVICES = """\
Device,Serial,Site,Type,Platform,Support,Tags
FRONT-01,1,north,Laptop,Windows 11,yes,
FRONT-01,2,north,Desktop,Windows 11,yes,
,3,lab,workstation,Windows 10,vendor sealed,
CENTRAL-FW,4,central,Firewall,FortiOS 7,supported,vpn-gateway
LAB-X,5,lab,toaster,,,
BROKEN,6,lab,server,linux,yes,,left over
"""


def devices_file(folder: Path, text: str = DEVICES) -> str:
    """Write a list of devices and give its name."""
    path = folder / "devices.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def plain(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Run a command and return the status and the object that scripts get."""
    status = main([*words, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_cover_names_every_device_that_has_not_exactly_one_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    status = main(["cover", Path(alder_file(tmp_path)).name, Path(devices_file(tmp_path)).name])
    assert capsys.readouterr().out == snapshot("""\
6 devices: 1 with no owner, 1 with two, 1 that cannot be read.
By alder.yaml. Columns read: device, serial, site, device_class (`Type`), os_family (`Platform`),
support, tags.
Not in the matrix, so read as unknown: device_class `toaster` (1).

No owner
 1 os patch: a workstation, support vendor-sealed ........................................... nobody
     serial 3 (row 4)

Two owners
 2 os patch: a network device, support supported, tagged vpn-gateway
     Mei Lin (PT-04) and Tomasz Wren (SN-07)
     CENTRAL-FW (row 5)

Cannot be read
 3 BROKEN
     it has 8 cells, and there are 7 headings
     row 7

Who does what
   Duty          Row    Who          Devices
   edr-coverage  EP-03  Mei Lin      5
   os-patch      PT-01  Mei Lin      2
   os-patch      PT-07  Dana Okafor  1

The whole matrix, at every hour: demarc check alder.yaml
""")
    assert status == 1


def test_cover_counts_every_device_once_for_each_duty_and_over_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = plain(["cover", alder_file(tmp_path), devices_file(tmp_path)], capsys)
    assert status == 1
    several = len(found["unowned"]) + len(found["doubly_owned"]) + len(found["unreadable"])
    assert found["owned"] + several == found["devices"] == 6
    for duty in found["duties"]:
        assert duty["owned"] + len(duty["unowned"]) + len(duty["doubly_owned"]) + duty["unreadable"] == 6
    (gap,), (overlap,), (unread,) = found["unowned"], found["doubly_owned"], found["unreadable"]
    assert (gap["device"], gap["row"], gap["witness"]["support"]) == ("serial 3", 4, "vendor-sealed")
    assert (overlap["device"], overlap["rows"]) == ("CENTRAL-FW", ["PT-04", "SN-07"])
    assert (unread["device"], unread["row"]) == ("BROKEN", 7)
    assert found["columns"]["device_class"] == "Type"
    assert {"aspect": "device_class", "value": "toaster", "devices": 1} in found["read_as_unknown"]


def test_cover_of_a_fleet_without_a_gap_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    devices = devices_file(tmp_path, "device,device_class,support\nA,server,\nB,workstation,supported\n")
    status, found = plain(["cover", alder_file(tmp_path), devices], capsys)
    assert (status, found["owned"], found["unowned"], found["doubly_owned"]) == (0, 2, [], [])
    status, found = plain(["cover", alder_file(tmp_path), devices, "--duty", "os-patch"], capsys)
    assert [duty["duty"] for duty in found["duties"]] == ["os-patch"]


def test_a_hundred_thousand_devices_take_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (f"PC-{number},{number},north,Laptop,Windows 11,yes," for number in range(100_000))
    devices = devices_file(tmp_path, "\n".join((DEVICES.splitlines()[0], *lines)))
    status, found = plain(["cover", alder_file(tmp_path), devices], capsys)
    assert (status, found["owned"]) == (0, 100_000)


def test_check_looks_at_the_devices_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", alder_file(tmp_path), "--at", NOON, "--devices", devices_file(tmp_path)]
    _, found = plain(words, capsys)
    assert found["cover"]["devices"] == 6
    main(words)
    assert "6 devices: 1 with no owner, 1 with two, 1 that cannot be read." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--duty", "lawn"], "there is no topic `lawn` in this matrix; its duties are edr-coverage, os-patch"),
        (["--map", "Type"], "write HEADING=COLUMN"),
    ],
)
def test_what_cover_cannot_do_is_one_line_and_status_two(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cover", alder_file(tmp_path), devices_file(tmp_path), *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_leave_says_what_breaks_first_and_whom_everything_falls_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["leave", alder_file(tmp_path), "tomasz", "--at", NOON])
    assert capsys.readouterr().out.replace(f"{tmp_path}/", "") == snapshot("""\
If Tomasz Wren left, every row would have somebody, but 5 rows would have no deputy.
Tomasz Wren (Harborline), from Tue 24 Nov 2026 12:00 on, and for the 14 days after.

No deputy any more
 1 Health and capacity alerts of servers, storage, directory and name service are cleared
     stays with Priya Raman
     They were its deputy; it has none then. 3 people left to call.
     row SN-01-night
 2 A reported phish gets a verdict, and releases from quarantine are decided
     stays with Priya Raman
     They were its deputy; it has none then. 3 people left to call.
     row EM-02
 3 An endpoint alert is brought to a verdict; telling somebody is not enough
     stays with Priya Raman
     They were its deputy; it has none then. 3 people left to call.
     row SE-01
 4 An odd sign-in, a flood of prompts or a forwarding rule is judged and the session ended
     stays with Priya Raman
     They were its deputy; it has none then. 3 people left to call.
     row SE-02
 5 One person decides to isolate a machine, disable an account or block an address, executives
   included ................................................................. stays with Priya Raman
     They were its deputy; it has none then. 3 people left to call.
     row SE-03-night

Too few are left to call
 6 Remote access gateways work and are safe, their firmware included ... to Priya Raman (Harborline)
     Priya Raman agreed to take over. 2 people left to call.
     row SN-07

Hardly notices
 7 11 rows would call others instead, and enough of them
     SD-01, SD-02, SD-05, IA-02, IA-03, IA-07, PT-07, SN-01, SN-06, SE-03, VS-02

Hours to give to others
 8 soc-oncall: 215 hours on call
     Up to Sun 20 Dec 2026 08:00; until others take them, its rows fall to the next on their
     list.

What does not hold today: demarc check alder.yaml
""")
    assert status == 1


def test_leave_gives_scripts_every_row_that_names_the_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = plain(["leave", alder_file(tmp_path), "Dana Okafor", "--at", NOON], capsys)
    assert status == 1
    assert (found["leaver"]["person"], found["rows"], found["nobody"]) == ("dana", 26, [])
    own = [lost for lost in found["lost"] if lost["as"] == "accountable"]
    assert {lost["falls_to"]["person"] for lost in own} == {"luis"}
    assert found["offices"] == [{"office": "intake holder", "falls_to": {"person": "luis", "party": "alder",
        "name": "Luis Ferrer", "party_name": "Alder Dental Group"}}]  # fmt: skip


def test_leave_names_a_row_that_has_nobody_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def alone(text: str) -> str:
        start = text.index("id: BK-02")
        end = text.index("  - id:", start)
        row = re.sub(r"\n    (deputy|escalation):[^\n]*", "", text[start:end])
        return text[:start] + row + text[end:]

    assert main(["leave", alder_file(tmp_path, alone), "jonah", "--at", NOON]) == 1
    told = capsys.readouterr().out
    assert told.startswith("If Jonah Pike left, 1 of 26 rows would have nobody.")
    assert "row BK-02" in told


def test_leave_refuses_somebody_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leave", alder_file(tmp_path), "zoe"]) == 2
    assert "there is no one person `zoe`" in capsys.readouterr().err


def versions(folder: Path) -> tuple[str, str]:
    """Write two versions: one row to another person, the gap closed, one row gone, a new intake holder."""
    (folder / "new").mkdir()

    def change(text: str) -> str:
        start = text.index("  - id: BK-03")
        text = text[:start] + text[text.index("  - id:", start + 5) :]
        text = text.replace("support: [supported, ended, unknown]\n", "support: any\n")
        text = text.replace("intake_holder: dana", "intake_holder: luis")
        return re.sub(r"(id: BK-04\n(?:    .*\n)*?    accountable:) jonah", r"\1 priya", text)

    return alder_file(folder), alder_file(folder / "new", change)


def test_diff_says_what_falls_through_first_then_who_hands_what_to_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = versions(tmp_path)
    assert main(["diff", old, new]) == 1
    assert capsys.readouterr().out.replace(f"{tmp_path}/", "") == snapshot("""\
1 thing falls through, 2 things change hands.
Version 3 before, version 3 after. Gone: BK-03; written differently: PT-01, BK-04.

Falls through from now on
 1 restore request ....................................................... from Jonah Pike to nobody
     row BK-03 before, no row after

Changes hands
 2 restore test ..................................................... from Jonah Pike to Priya Raman
     row BK-04 before, row BK-04 after

Has one owner from now on
 3 os patch: a workstation, support vendor-sealed ........................... from nobody to Mei Lin
     no row before, row PT-01 after

Whose work changes
   Who          Gives up  Takes on
   Jonah Pike   2
   Mei Lin                1
   Priya Raman            1

Around the rows
 4 The intake holder
     before: Dana Okafor
     after: Luis Ferrer

Check the new one: demarc check new/alder.yaml
""")


def test_diff_gives_scripts_each_box_with_its_holders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = versions(tmp_path)
    status, found = plain(["diff", old, new], capsys)
    assert (status, found["same"], found["undecided_topics"]) == (1, False, [])
    by_topic = {tuple(change["where"]["topic"]): change for change in found["changes"]}
    gone, handed, closed = by_topic["restore-request",], by_topic["restore-test",], by_topic["os-patch",]
    assert (gone["before"]["holders"], gone["after"]["outcome"]) == (["Jonah Pike"], "gap")
    assert (handed["before"]["holders"], handed["after"]["holders"]) == (["Jonah Pike"], ["Priya Raman"])
    assert (closed["before"]["outcome"], closed["after"]["holders"]) == ("gap", ["Mei Lin"])
    assert closed["where"]["support"] == ["vendor-sealed"]
    assert found["around"] == [{"what": "intake holder", "name": "", "before": "Dana Okafor", "after": "Luis Ferrer"}]
    assert found["rows"] == {"added": [], "removed": ["BK-03"], "rewritten": ["PT-01", "BK-04"]}


def test_the_same_matrix_in_the_other_clothes_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml, xlsx = str(tmp_path / "matrix.yaml"), str(tmp_path / "matrix.xlsx")
    assert main(["init", "--out", yaml]) == main(["init", "--out", xlsx]) == 0
    capsys.readouterr()
    status, found = plain(["diff", yaml, xlsx], capsys)
    assert (status, found["same"], found["changes"]) == (0, True, [])
    assert main(["diff", yaml, xlsx]) == 0
    assert capsys.readouterr().out.startswith("Nothing changes hands.\n")


RACI = """\
| Task | Dana Okafor | Harborline |
|---|---|---|
| Server patching | A | R |
| Restore testing | A | R |
| Incident response | I | A |
"""


def test_leave_works_on_a_table_that_lists_no_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "raci.md"
    path.write_text(RACI, encoding="utf-8")
    assert main(["leave", str(path), "Dana Okafor", "--at", NOON]) == 1
    assert capsys.readouterr().out.startswith("If Dana Okafor left, 2 of 3 rows would have nobody.")


def test_a_row_that_names_nobody_any_more_falls_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new").mkdir()
    new = alder_file(
        tmp_path / "new", lambda text: re.sub(r"(id: BK-04\n(?:    .*\n)*?)    accountable: jonah\n", r"\1", text)
    )
    assert main(["diff", alder_file(tmp_path), new]) == 1
    told = capsys.readouterr().out
    assert "Falls through from now on\n 1 restore test" in told
    assert "from Jonah Pike to nobody" in told
