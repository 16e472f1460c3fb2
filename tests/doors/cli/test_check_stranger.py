"""`demarc check` on tables that are not in our format: what a manager reads, what a script reads, how to overrule it."""

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from demarc.files.stranger import BadMapping, overruled
from tools.build_example import OUR_RACI, write_our_raci

EXAMPLE = Path(__file__).parents[3] / "example" / "our-raci.xlsx"
NOON = "2026-11-24T12:00"


def table(tmp_path: Path, *rows: str, name: str = "ours.md") -> str:
    """Write a Markdown table: each row as `A | B | C`, the first as its headings."""
    head, *body = [f"| {row} |" for row in rows]
    rule = "|" + " --- |" * (head.count("|") - 1)
    file = tmp_path / name
    file.write_text("\n".join((head, rule, *body)) + "\n", encoding="utf-8")
    return str(file)


def checked(file: str, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    main(["check", file, "--at", NOON, "--format", "json", *more])
    return json.loads(capsys.readouterr().out)


def of_kind(found: Any, kind: str) -> list[Any]:
    return [one for one in found["findings"] if one["kind"] == kind]


def test_a_manager_reads_what_falls_through_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_our_raci(Path("our-raci.xlsx"))
    assert main(["check", "our-raci.xlsx"]) == 1
    told = capsys.readouterr().out
    assert told == snapshot("""\
our-raci.xlsx, sheet RACI: 12 rows, all read. Sides: Dana Okafor (internal), Harborline (provider)
9 rows recognised, 3 guessed (~). How each was read: --explain   Change it: --map
DOES NOT HOLD: 3 things nobody owns, 2 have two owners. Answered at night: no hours given.

Falls through first
 1 Monthly restore test ............................ nobody
     row 8 "Restore testing": R and R, no A. Each side may think the other does it      B8:C8   D104
 2 Ransomware on a server, Saturday 03:00 .......... nobody may decide to isolate it
     row 10 "Incident response": "Shared"; row 9 says only "notify client"              B10     D106
 3 Label printer at the warehouse, update missed ... nobody
     rows 5 and 6 take workstations and servers; printers, phones, switches fit none    A5:A6   D101
Two owners
 4 Server patching ................................. Dana and Harborline, both A      B6:C6     D105
 5 Vendor cases .................................... Dana and Harborline, both A      B11:C11   D105
Named, but not a person
 6 Harborline ...................................... a firm, not a person
     it stands as the owner in 7 of 12 rows. At 03:00 one calls a person             column C   D107
Not in the list at all
 7 11 of 18 that need one owner, in no row ......... nobody
     the copy ransomware cannot reach (BK-06); odd sign-ins (SE-02); holes that attackers
     already use (PT-05); recovery of whole systems (BK-05); strong sign-in (IA-03);
     administrator accounts (IA-04); evidence and the insurer (SE-05); telling authorities and
     customers (SE-06); telling the users (SD-05); open tickets (SD-06); restores (BK-03)       D114
Says too little
 8 Attack alert on a laptop, Friday 23:40 .......... somebody is told, nobody decides
     row 9 "EDR alerts" says only "notify client": telling somebody is no verdict; say
     who decides, and by when                                                              A9   D111
Left out
 9 No column for deputies: who takes over when the owner is ill, away or gone                   D118
10 No column for escalation: who is called next when the owner does not answer                  D118
11 No column for hours: who can be reached at night and at weekends                             D118
12 No column for clocks: how soon somebody must have taken it, and finished it                  D118
13 No column for proof: what shows that it was done                                             D118
Good to know
14 3 of 12 rows were read by a guess (~)
     rows 4, 7 and 12: --explain says how, --map 'row title=PT-02' says it better               D130

If Dana left tomorrow, 3 of 12 rows have nobody: demarc leave our-raci.xlsx "Dana Okafor"
Send it: --mark marked.xlsx     Mend it: demarc init --from our-raci.xlsx
""")
    assert max(map(len, told.splitlines())) <= 100


def test_the_example_is_what_its_tool_writes(tmp_path: Path) -> None:
    write_our_raci(tmp_path / "our-raci.xlsx")
    assert (tmp_path / "our-raci.xlsx").read_bytes() == EXAMPLE.read_bytes(), "run tools/build_example.py"


def test_a_script_reads_kind_place_and_witness_of_each_finding(capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(str(EXAMPLE), capsys)
    assert (found["rows"], found["recognised"], found["guessed"], found["sound"]) == (12, 9, 3, False)
    assert (found["owned_hours"], found["answered_hours"]) == (0.0, None)
    errors = [
        (one["kind"], one["where"]["row"], one["where"]["column"])
        for one in found["findings"]
        if one["severity"] == "error"
    ]
    assert errors == [
        ("no-accountable", 8, "B"),
        ("shared", 10, "B"),
        ("gap", 5, "A"),
        ("two-accountable", 6, "B"),
        ("overlap", 6, "A"),
        ("two-accountable", 11, "B"),
        ("overlap", 11, "A"),
        ("not-a-person", None, "C"),
    ]
    assert all(one["where"]["file"] == str(EXAMPLE) and one["where"]["sheet"] == "RACI" for one in found["findings"])
    (gap,) = of_kind(found, "gap")
    assert gap["witness"]["topic"] == "os-patch"
    assert gap["witness"]["device_class"] not in {"workstation", "server"}
    assert {one["witness"]["topic"] for one in of_kind(found, "overlap")} == {"os-patch", "vendor-case"}
    assert len(of_kind(found, "absent-column")) == 5
    assert all(one["where"]["row"] is None for one in of_kind(found, "absent-column"))
    assert len(of_kind(found, "missing-function")) == 1


def test_each_witness_of_a_hole_falls_to_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    (gap,) = of_kind(checked(str(EXAMPLE), capsys), "gap")
    facts = [f"{aspect}={value}" for aspect, value in gap["witness"].items() if aspect not in {"window", "vpn-gateway"}]
    assert main(["who", str(EXAMPLE), *facts]) == 1
    assert "NO ROW takes this" in capsys.readouterr().out


def test_leaving_and_checking_count_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    main(["leave", str(EXAMPLE), "Dana Okafor"])
    assert capsys.readouterr().out.startswith("If Dana Okafor left, 3 of 12 rows would have nobody.")


def test_every_row_and_column_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(EXAMPLE), "--explain"])
    told = capsys.readouterr().out
    for heading in OUR_RACI[0]:
        assert f"column {heading!r} was read as" in told
    for at, (title, *_) in enumerate(OUR_RACI[1:], 2):
        assert f"row {at} {title!r}: " in told
    assert "~ row 4 'Network': SN-04" in told


def test_a_row_can_be_given_another_function(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Harborline", "Wizardry | A | I", "Server patching | I | A")
    assert checked(file, capsys)["read"][0]["functions"] == []
    assert checked(file, capsys, "--map", "Wizardry=BK-04")["read"][0]["functions"] == ["BK-04"]
    assert checked(file, capsys, "--map", "Server patching=nothing")["read"][1]["functions"] == []


def test_a_name_can_be_given_a_side_or_said_to_be_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Okafor | Harborline", "Server patching | A | I", "Backups | I | A")
    assert [one["message"].split(":")[0] for one in of_kind(checked(file, capsys), "not-a-person")] == [
        "Okafor",
        "Harborline",
    ]
    found = checked(file, capsys, "--map", "Okafor=person", "--map", "Harborline=provider")
    assert [one["message"].split(":")[0] for one in of_kind(found, "not-a-person")] == ["Harborline"]
    assert {one["name"]: one["side"] for one in found["sides"]} == {"Okafor": "client", "Harborline": "provider"}


def test_a_column_can_be_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Luis Ferrer", "Server patching | A | A", "Backups | A | I")
    assert of_kind(checked(file, capsys), "two-accountable")
    assert not of_kind(checked(file, capsys, "--map", "Luis Ferrer=skip"), "two-accountable")


@pytest.mark.parametrize(("pair", "said"), [("nonsense", "is no pair"), ("Backups=BK-99", "no function of the catalogue")])
def test_a_mapping_that_says_nothing_is_refused_in_one_line(
    pair: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadMapping, match=said):
        overruled([pair])
    assert main(["check", str(EXAMPLE), "--map", pair]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_letter_that_holds_for_some_severities_leaves_the_others_to_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Tomasz Wren", "Incident command | I | A (Sev 1-2)")
    gaps = of_kind(checked(file, capsys), "gap")
    assert {one["witness"]["severity"] for one in gaps} <= {"medium", "low", "unknown"}
    assert gaps[0]["where"]["row"] == 3


def test_two_owners_at_different_hours_are_one_owner_at_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(
        tmp_path, "Task | Dana Okafor | Tomasz Wren", "EDR alerts | A (business hours) | A (after hours)", "Backups | A | R"
    )
    found = checked(file, capsys)
    assert not of_kind(found, "two-accountable")
    assert not of_kind(found, "overlap")
    assert not of_kind(found, "gap")


def test_a_narrower_line_is_an_exception_and_no_overlap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Tomasz Wren", "Patch management | I | A", "Server patching | A | I")
    found = checked(file, capsys)
    assert not of_kind(found, "overlap")
    assert not of_kind(found, "gap")
    main(["who", file, "topic=os-patch", "device_class=server", "kind=ticket"])
    assert "Dana Okafor" in capsys.readouterr().out


def test_lines_that_cut_a_duty_two_ways_both_claim_what_they_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Tomasz Wren", "Server patching | A | I", "Windows updates | I | A")
    (overlap,) = of_kind(checked(file, capsys), "overlap")
    assert (overlap["witness"]["device_class"], overlap["witness"]["os_family"]) == ("server", "windows")
    assert overlap["rows"] == ["3", "4"]


def test_one_line_written_twice_with_two_owners_is_claimed_by_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "Task | Dana Okafor | Tomasz Wren", "Firewall | A | I", "Backups | A | I", "Firewall | I | A")
    (overlap,) = of_kind(checked(file, capsys), "overlap")
    assert overlap["rows"] == ["3", "5"]


def test_lines_that_only_touch_the_same_function_are_left_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(
        tmp_path,
        "Task | Dana Okafor | Tomasz Wren",
        "Server patching | I | A",
        "Server patch approval | A | I",
        "Remote support | I | A",
        "On-site support | A | I",
    )
    assert not of_kind(checked(file, capsys), "overlap")


@pytest.mark.parametrize(
    ("cells", "kind", "severity"),
    [
        ("R | R", "no-accountable", "error"),
        ("R | I", "no-accountable", "error"),
        ("C | I", "no-accountable", "error"),
        ("TBD | I", "no-accountable", "error"),
        ("Shared | ", "shared", "error"),
        ("both | both", "shared", "error"),
        ("A | A", "two-accountable", "error"),
        ("A/R | A", "two-accountable", "error"),
        ("A, R | R", "two-responsible", "info"),
        ("N/A | N/A", "not-applicable", "info"),
        ("A (as needed) | I", "vague", "warning"),
    ],
)
def test_how_a_line_stands_is_found(
    cells: str, kind: str, severity: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ("Backups | A | I", f"Mail flow | {cells}", "Firewall | I | A")
    file = table(tmp_path, "Task | Dana Okafor | Tomasz Wren", *rows)
    found = [
        one
        for one in checked(file, capsys)["findings"]
        if one["kind"] == kind or (one["where"]["row"] == 4 and one["severity"] == "error")
    ]
    assert {(one["kind"], one["severity"]) for one in found} - {("overlap", "error")} == {(kind, severity)}
    assert {one["where"]["row"] for one in found} == {4}


@pytest.mark.parametrize("owner", ["MSP", "Helpdesk team", "support@harborline.example", "IT Manager", "Harborline LLC"])
def test_an_owner_who_is_no_person_is_named_once(owner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Owner", f"Backups | {owner}", f"Mail flow | {owner}", "Firewall | Dana Okafor")
    found = of_kind(checked(file, capsys), "not-a-person")
    assert len(found) == 1
    assert len(found[0]["rows"]) == 2
    assert found[0]["where"]["row"] is None


def test_a_joint_cell_names_two_owners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Owner", "Backups | Joe Hart / MSP", "Mail flow | MSP", "Firewall | Joe Hart")
    (two,) = of_kind(checked(file, capsys), "two-accountable")
    assert two["where"]["row"] == 3


def test_two_tables_that_disagree_contradict_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = table(tmp_path, "Task | Owner", "Backups | Dana Okafor", "Mail flow | Tomasz Wren")
    text = Path(one).read_text(encoding="utf-8")
    both = tmp_path / "both.md"
    both.write_text(f"# First\n\n{text}\n# Second\n\n{text.replace('Dana Okafor', 'Mei Lin')}", encoding="utf-8")
    (found,) = of_kind(checked(str(both), capsys), "contradiction")
    assert "Dana Okafor in one table, Mei Lin in another" in found["message"]


def test_absent_columns_are_said_once_and_those_that_are_there_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(
        tmp_path,
        "Task | Owner | Deputy | Escalation | Evidence",
        "Backups | Dana Okafor | Luis Ferrer | Ruth Kessler | job log",
        "Mail flow | Dana Okafor |  | Ruth Kessler | trace",
    )
    found = checked(file, capsys)
    assert [one["message"].split(":")[0] for one in of_kind(found, "absent-column")] == [
        "No column for hours",
        "No column for clocks",
    ]
    (lone,) = of_kind(found, "no-deputy")
    assert lone["where"]["row"] == 4


def test_nothing_is_wrong_with_a_table_that_says_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path, "Task | Owner", "Backups | Dana Okafor", "Mail flow | Tomasz Wren")
    assert main(["check", file]) == 0
    assert "HOLDS as far as it goes" in capsys.readouterr().out


def test_a_file_with_no_such_table_is_no_finding_invented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "prose.md"
    file.write_text("# Notes\n\nNothing to see here.\n", encoding="utf-8")
    main(["check", str(file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in found["findings"]} == {"unreadable"}


def test_vague_words_in_a_note_are_found_at_their_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ("Backups | Dana Okafor | each night", "Firewall | Tomasz Wren | assists the client as needed")
    (vague,) = of_kind(checked(table(tmp_path, "Task | Owner | Notes", *rows), capsys), "vague")
    assert vague["where"]["row"] == 4
    assert "say what makes it needed" in vague["message"]


def test_scenarios_can_be_held_against_a_strangers_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drill", str(EXAMPLE), "T01"]) == 1
    assert "Ransomware note on a file server" in capsys.readouterr().out


def test_the_same_answer_can_be_mailed_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert "Label printer at the warehouse, update missed" in page
    assert "nobody may decide to isolate it" in page
    assert "<script" not in page
