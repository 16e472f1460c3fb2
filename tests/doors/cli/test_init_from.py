"""`demarc init --from`: their rows and people are kept, the rest is proposed, and what was decided for them is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot

from demarc.__main__ import main
from demarc.core.catalogue import FUNCTIONS, Split
from demarc.core.matrix.table import Matrix
from demarc.files.matrix.file import read_matrix
from tests.doors.cli.files import alder_file

ROOT = Path(__file__).parents[3]
OURS = ROOT / "example" / "our-raci.xlsx"


def grown(source: str, out: Path, *more: str) -> Matrix:
    assert main(["init", "--from", source, "--out", str(out), *more]) == 0
    return read_matrix(out).matrix


def checked(file: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    main(["check", str(file), "--format", "json"])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("suffix", ["yaml", "xlsx"])
@pytest.mark.parametrize("split", Split)
def test_twelve_rows_become_a_sound_matrix_in_every_split(
    split: Split, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"new.{suffix}"
    matrix = grown(str(OURS), out, "--split", split)
    found = checked(out, capsys)
    assert found["sound"] is True
    assert {one["severity"] for one in found["findings"]} <= {"info"}
    topics = {topic for row in matrix.rows for topic in row.box()["topic"]}
    assert topics == {function.topic for function in FUNCTIONS}


def test_their_rows_keep_ids_titles_and_people(tmp_path: Path) -> None:
    matrix = grown(str(OURS), tmp_path / "new.yaml")
    row = matrix.row("2")
    assert row is not None
    assert (row.title, row.slots.accountable) == ("Helpdesk for users", "dana-okafor")
    dana = matrix.directory.person("dana-okafor")
    assert dana is not None
    assert (dana.name, dana.example) == ("Dana Okafor", False)
    assert [party.name for party in matrix.directory.parties if party.side == "provider"] == ["Harborline"]
    assert [row.id for row in matrix.rows[:12]] == [str(number) for number in range(2, 14)]


def test_what_was_decided_for_them_is_asked_and_stays_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix = grown(str(OURS), tmp_path / "new.yaml")
    told = capsys.readouterr()
    assert told.err == snapshot("""\
To be answered before it is yours:
  row 6 "Server patching": Dana Okafor and Harborline both own it. Proposed: Lee Example
    (endpoints). Who is it?
  row 8 "Restore testing": nobody answers for it. Proposed: Max Example (backup). Who is it?
  row 10 "Incident response": it is shared. Proposed: whoever is on call (soc-oncall). Who is it?
  row 11 "Vendor cases": Dana Okafor and Harborline both own it. Proposed: Dana Okafor. Who is it?
  Who answers for Harborline, by name? It owns rows 4, 5, 6, 7 and 3 more; example people stand
    there now.
  Nobody had os-patch: network. Row PT-04-rest, proposed: Lee Example (endpoints). Is that right?
  Nobody had os-patch: cloud, mobile, network. Row PT-07-rest, proposed: Dana Okafor. Is that right?
  Nobody had os-patch: mobile. Row PT-01-rest, proposed: Lee Example (endpoints). Is that right?
  Nobody had os-patch: iot, none, ot-medical, printer, saas and more. Row PT-07-rest-2, proposed:
    Dana Okafor. Is that right?
  Nobody had os-patch: cloud. Row PT-02-rest, proposed: Lee Example (endpoints). Is that right?
  Working hours and telephone of Dana Okafor? Assumed: Monday to Friday, 8 to 17.
  Who is the client's executive, and who the deputy? They accept risks and rule in disputes.
""")
    asked = [text for term, text in matrix.glossary if term.startswith("question ")]
    assert " ".join(asked) == " ".join(told.err.split("\n", 1)[1].split())
    assert f"{len(asked)} questions" in told.out


def test_what_nobody_owned_is_owned_afterwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new.yaml"
    grown(str(OURS), out)
    for facts in (["topic=restore-test"], ["topic=containment"], ["topic=os-patch", "device_class=printer"]):
        assert main(["who", str(out), *facts, "--at", "2026-11-24T12:00"]) == 0, facts
    assert "NOBODY" not in capsys.readouterr().out


def test_a_matrix_of_our_own_keeps_its_rows_and_gets_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new.yaml"
    before = read_matrix(Path(alder_file(tmp_path))).matrix
    matrix = grown(alder_file(tmp_path), out, "--split", "after-hours")
    found = checked(out, capsys)
    assert found["sound"] is True
    assert {row.id for row in before.rows} <= {row.id for row in matrix.rows}
    for row in before.rows:
        kept = matrix.row(row.id)
        assert kept is not None
        assert (kept.title, kept.slots.accountable) == (row.title, row.slots.accountable)
    assert matrix.engagement.executive == "ruth"


def test_a_line_of_severities_keeps_them_and_the_rest_is_proposed(tmp_path: Path) -> None:
    file = tmp_path / "ours.md"
    file.write_text(
        "| Task | Dana Okafor | Tomasz Wren |\n| --- | --- | --- |\n| Incident command | I | A (Sev 1-2) |\n",
        encoding="utf-8",
    )
    matrix = grown(str(file), tmp_path / "new.yaml")
    own = matrix.row("3")
    assert own is not None
    assert own.box()["severity"] == {"critical", "high"}
    rest = next(row for row in matrix.rows if row.id.startswith("SE-04-rest"))
    assert rest.box()["severity"] == {"medium", "low", "unknown"}
    assert rest.slots.accountable == own.slots.accountable == "tomasz-wren"


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--from", str(tmp_path / "none.xlsx")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
