"""`demarc check`: what a manager reads, what a script reads, and the three exit statuses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from demarc.core.catalogue import Split
from tests.doors.cli.files import NOON, alder_file


def checked(file: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Check a file and return the status and the object that scripts get."""
    status = main(["check", file, "--at", NOON, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def mended(text: str) -> str:
    """Mend the example: the gateway's firmware goes to SN-07, and sealed machines to PT-07."""
    text = text.replace("id: PT-04\n", "id: PT-04\n    yields_to: SN-07\n")
    return text.replace("support: [supported, ended, unknown]\n", "support: any\n")


def test_the_example_has_one_gap_and_one_overlap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", alder_file(tmp_path), "--at", NOON])
    told = capsys.readouterr().out.replace(str(tmp_path), "example")
    assert re.sub(r"line \d+", "line N", told) == snapshot("""\
example/alder.yaml: 26 rows, all read. Version 3. Sides: Alder Dental Group (client), Harborline (provider)
DOES NOT HOLD: 1 thing nobody owns, 1 has two owners.
Owned 168 of 168 hours a week, answered 60. Live: 7 of 8 lanes.
What falls through is sorted by Dana Okafor until a row takes it.
Hours of the next 14 days, 336 in all:
  Service desk                         owned 336, answered 180
  Identity and access                  owned 336, answered 180
  Endpoints and patching               owned 336, answered 120
  Servers, network, mail and building  owned 336, answered 336
  Backup and recovery                  owned 336, answered 276
  Security                             owned 336, answered 336
  Vendors and assets                   owned 336, answered 336
  Compliance and governance            owned 336, answered 336

Falls through first
 1 os-patch, device_class workstation, support vendor-sealed ................................ nobody
     lane Endpoints and patching: observed, not live   line N   D101

Two owners
 2 rows `PT-04` and `SN-07` both claim topic os-patch, device_class network, vpn-gateway yes; let
   one of them give way (`yields_to`) ...................................... Mei Lin and Tomasz Wren
     lane Endpoints and patching: observed, not live   line N   D102

Good to know
 3 9 rows wait until opening: they are owned at night, and nobody answers
     line N   D116
 4 one person stands at two levels of 20 rows at some hours; each still calls 3 different people.
   First `SD-01`, `tomasz`, 2026-11-24 12:00 to 17:00, America/Chicago
     line N   D134
 5 `marc` and `ruth` would rule on their own work in row `CO-02` and 1 more; agree beforehand who
   rules there instead
     line N   D135
""")
    assert status == 1


def test_scripts_get_stable_names_places_and_witnesses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = checked(alder_file(tmp_path), capsys)
    assert status == 1
    assert {"matrix", "rows", "sound", "owned_hours", "answered_hours", "findings"} <= found.keys()
    assert (found["rows"], found["sound"], found["owned_hours"]) == (26, False, 168.0)
    gap, overlap, waits, doubled, arbiter = found["findings"]
    assert {key: gap[key] for key in ("code", "kind", "severity", "rows")} == {
        "code": "D101",
        "kind": "gap",
        "severity": "error",
        "rows": [],
    }
    assert gap["where"]["file"].endswith("alder.yaml")
    assert gap["where"]["row"] > 1
    assert gap["where"]["sheet"] is None
    assert (gap["witness"]["device_class"], gap["witness"]["support"]) == ("workstation", "vendor-sealed")
    assert (overlap["kind"], overlap["rows"]) == ("overlap", ["PT-04", "SN-07"])
    assert overlap["witness"]["vpn-gateway"] == "yes"
    assert (waits["kind"], waits["severity"]) == ("unanswered", "info")
    assert (doubled["kind"], doubled["severity"]) == ("same-person", "info")
    assert (arbiter["kind"], arbiter["rows"]) == ("arbiter-is-party", ["CO-02", "GV-02"])
    assert doubled["interval"] == {
        "start": "2026-11-24T18:00:00+00:00",
        "end": "2026-11-24T23:00:00+00:00",
        "zone": "America/Chicago",
    }


def test_scripts_get_owned_and_answered_hours_of_each_lane(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = checked(alder_file(tmp_path), capsys)
    lanes = {lane["lane"]: (lane["hours"], lane["owned"], lane["answered"], lane["accepted"]) for lane in found["lanes"]}
    assert len(lanes) == 8
    assert lanes["SE+VM"] == (336, 336, 336, 0)
    assert lanes["EP+PT"] == (336, 336, 120, 0)


def test_an_accepted_wait_is_told_and_lapses_into_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def without_phones(text: str) -> str:
        text = text.replace("channels: [email, phone, sms]", "channels: email")
        return text.replace("id: SE-01\n", "id: SE-01\n    waits_by: Ruth Kessler\n    waits_until: 2026-12-01\n")

    _, found = checked(alder_file(tmp_path, without_phones), capsys)
    about = [one for one in found["findings"] if one["kind"] == "unanswered" and "SE-01" in one["rows"]]
    assert [one["severity"] for one in about] == ["warning", "info"]
    assert "`ruth` accepts that until 2026-12-02 00:00, America/Chicago" in about[1]["message"]


def test_a_mended_matrix_is_sound_and_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = checked(alder_file(tmp_path, mended), capsys)
    assert status == 0
    assert found["sound"] is True


@pytest.mark.parametrize("suffix", ["yaml", "xlsx"])
@pytest.mark.parametrize("split", Split)
def test_every_first_matrix_is_sound_but_for_its_example_people(
    split: Split, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / f"matrix.{suffix}")
    assert main(["init", "--split", split, "--out", file]) == 0
    capsys.readouterr()
    assert main(["check", file, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sound"] is True
    assert {one["severity"] for one in found["findings"]} == {"info"}
    assert [one["code"] for one in found["findings"]].count("D132") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("just words\n", "alder.yaml"),
        ("people: []\n", "Demarc's own YAML and XLSX"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_status_two(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = alder_file(tmp_path, lambda _: text)
    assert main(["check", file]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.startswith(f"demarc check: {file}")
    assert error.count("\n") == 1


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.xlsx"]) == 2
    assert capsys.readouterr().err == snapshot(
        "demarc check: nowhere.xlsx: there is no such file; check the name and the folder\n"
    )


def test_a_name_nobody_has_stands_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = alder_file(tmp_path, lambda text: text.replace("accountable: jonah", "accountable: jona", 1))
    _, found = checked(file, capsys)
    strange = next(one for one in found["findings"] if one["kind"] == "not-a-person")
    line = Path(file).read_text(encoding="utf-8").splitlines()[strange["where"]["row"] - 1]
    assert line.strip() == "accountable: jona"


def test_a_long_list_is_cut_until_all_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = alder_file(tmp_path, lambda text: text.replace("accountable:", "accountable: someone #"))
    main(["check", file, "--at", NOON])
    assert "more: add --all" in capsys.readouterr().out
    main(["check", file, "--at", NOON, "--all"])
    assert "more: add --all" not in capsys.readouterr().out
