"""`demarc who`: one holder at an instant, with every reason and everybody who is called."""

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from tests.doors.cli.files import NOON, alder_file

SATURDAY_NIGHT = "2026-11-28T23:41"
RANSOMWARE = ("topic=edr-alert", "severity=critical", "device_class=server")


def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Ask about the example and return the status and the object that scripts get."""
    status = main(["who", alder_file(tmp_path), *words, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_ransomware_on_a_saturday_night_is_tomaszs_and_he_may_isolate_after_15_minutes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["who", alder_file(tmp_path), *RANSOMWARE, "--at", SATURDAY_NIGHT]) == 0
    assert capsys.readouterr().out == snapshot("""\
Tomasz Wren (Harborline) holds this, by row SE-01.
  When    Sat 28 Nov 2026 23:41, America/Chicago: after-hours
  Why     matrix version 3, window after-hours
          row SE-01 is the only one that takes this
  Row     An endpoint alert is brought to a verdict; telling somebody is not enough
  Clause  Statement of work 4.1
  May     isolate: ask 15 then do; disable-account: allowed
  Called  at once      Tomasz Wren (Harborline)
          15 min       Priya Raman (Harborline)
          25 min       Luis Ferrer (Alder Dental Group)
          40 min       Ruth Kessler (Alder Dental Group)
          40 min       Marc Bell (Alder Dental Group)
""")


def test_scripts_get_stable_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = asked(tmp_path, capsys, *RANSOMWARE, "--at", SATURDAY_NIGHT)
    assert status == 0
    assert answer["holder"] == {
        "person": "tomasz",
        "party": "harborline",
        "name": "Tomasz Wren",
        "party_name": "Harborline",
    }
    stable = ("answered", "asleep_until", "row", "clause", "version", "window", "gap")
    assert [answer[key] for key in stable] == [True, None, "SE-01", "Statement of work 4.1", "3", "after-hours", False]
    assert answer["may"] == {"isolate": "ask 15 then do", "disable-account": "allowed"}
    assert [(call["after_minutes"], call["person"]) for call in answer["call"]] == [
        (0, "tomasz"),
        (15, "priya"),
        (25, "luis"),
        (40, "ruth"),
        (40, "marc"),
    ]
    assert answer["because"]


def test_a_scenario_brings_its_facts_its_instant_and_its_absences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, answer = asked(tmp_path, capsys, "t01", "--at", "2026-11-27T23:40")
    assert (status, answer["scenario"], answer["row"]) == (0, "T01", "SE-01")
    assert "dana" not in {call["person"] for call in answer["call"]}


def test_a_machine_no_row_takes_is_a_gap_sorted_by_dana_from_opening_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = ("topic=os-patch", "device_class=workstation", "support=vendor-sealed", "severity=medium")
    status, answer = asked(tmp_path, capsys, *sealed, "--at", "2026-11-24T20:00")
    assert (status, answer["gap"], answer["row"], answer["holder"]["person"]) == (1, True, None, "dana")
    assert answer["asleep_until"] == "2026-11-25T14:00:00+00:00"
    assert answer["answered"] is False


def test_two_rows_that_both_claim_it_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gateway = ("topic=os-patch", "device_class=network", "vpn-gateway=yes", "--at", NOON)
    status, answer = asked(tmp_path, capsys, *gateway)
    assert (status, answer["gap"], answer["overlap"]) == (1, False, ["PT-04", "SN-07"])
    assert main(["who", alder_file(tmp_path), *gateway]) == 1
    assert capsys.readouterr().out.startswith("ROWS PT-04 and SN-07 both take this; until one gives way, Dana Okafor")


def test_who_is_absent_is_not_called_and_their_deputy_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("topic=leaver", "severity=high", "--at", NOON)
    assert asked(tmp_path, capsys, *words)[1]["holder"]["person"] == "dana"
    _, answer = asked(tmp_path, capsys, *words, "--absent", "Dana")
    assert answer["holder"]["person"] == "luis"
    assert "dana" not in {call["person"] for call in answer["call"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("T99",), "there is no scenario `T99`"),
        (("colour=red",), "there is no aspect `colour` in this matrix; it lists kind, topic"),
        (("topic=leaver", "severity"), "`severity` is neither a scenario nor a fact"),
        (("topic=leaver", "topic=os-patch"), "`topic` is given twice"),
        (("topic=leaver", "--absent", "bob"), "there is no one person `bob` in this matrix"),
        (("topic=leaver", "--at", "yesterday"), "`yesterday` is no date"),
        (("topic=leaver", "--at", "2026-11-01T01:30"), "comes twice in America/Chicago"),
    ],
)
def test_a_question_that_makes_no_sense_is_one_line_and_status_two(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["who", alder_file(tmp_path), *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_value_the_matrix_does_not_list_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = asked(tmp_path, capsys, "topic=espresso-machine", "--at", NOON)
    assert answer["row"] == "SD-01"
    assert any("`espresso-machine` is not a listed value" in reason for reason in answer["because"])
