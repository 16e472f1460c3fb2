"""`demarc verify` on one proof: what it claims, whether it holds, and that it is about what the reader kept."""

import json
from pathlib import Path

import pytest

from demarc.core.checkpoint import Checkpoint
from demarc.core.tree import root_of
from demarc.doors.cli.verify import main
from demarc.files.notes import new_signer
from tests.core.test_proof import LEAVES, growth, inclusion, note
from tests.export_build import ORIGIN

HOST = new_signer("demarc.example")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "entry.json").write_text(inclusion(3, 9).text())
    (tmp_path / "growth.json").write_text(growth(5, 9).text())
    (tmp_path / "kept-5.txt").write_text(note(5))
    (tmp_path / "kept-9.txt").write_text(note(9))
    (tmp_path / "kept-8.txt").write_text(note(8))
    (tmp_path / "other-9.txt").write_text(Checkpoint(ORIGIN, 9, root_of(LEAVES[1:10])).text())
    return tmp_path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, str, str]:
    status = main([str(folder / word) if word.endswith((".json", ".txt")) else word for word in given])
    out, err = capsys.readouterr()
    return status, out.replace(f"{folder}/", ""), err.replace(f"{folder}/", "")


def test_a_proof_says_what_it_proves_and_that_it_was_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "entry.json", "--checkpoint", "kept-9.txt")
    assert status == 0
    assert out == (
        "entry.json: entry 3 of `demarc/alder` is in the checkpoint at 9 entries\n"
        "HOLDS\n"
        "  checkpoint kept-9.txt: the very one this proof is about (9 entries)\n"
    )
    status, out, _ = run(folder, capsys, "growth.json", "--checkpoint", "kept-5.txt", "--checkpoint", "kept-9.txt")
    assert status == 0
    assert out.startswith("growth.json: `demarc/alder` at 9 entries begins with what it was at 5\nHOLDS\n")


def test_a_proof_compared_with_nothing_says_how_little_that_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "entry.json")
    assert status == 0
    assert "a host can prove anything about a checkpoint of its own making" in out


def test_a_proof_about_a_rewritten_record_is_found_by_the_checkpoint_that_was_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(folder, capsys, "entry.json", "--checkpoint", "other-9.txt")
    assert status == 1
    assert "DOES NOT HOLD: it is about another checkpoint than the one you kept" in out


def test_a_changed_proof_does_not_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "entry.json"
    path.write_text(path.read_text().replace("entry 3", "entry 4"))
    status, out, _ = run(folder, capsys, "entry.json", "--format", "json")
    found = json.loads(out)
    assert (status, found["intact"], found["proof"], found["entries"]) == (1, False, "inclusion", 9)
    assert "not what its hash stands for" in found["why"]


def test_who_signed_its_checkpoint_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, signed = folder / "entry.json", json.dumps(HOST.note(note(9)))
    path.write_text(path.read_text().replace(json.dumps(note(9)), signed))
    key = HOST.verifier.text()
    assert "  signed by demarc.example, checked\n" in run(folder, capsys, "entry.json", "--key", key)[1]
    path.write_text(path.read_text().replace("demarc/alder", "demarc/birch"))
    status, _, err = run(folder, capsys, "entry.json", "--key", key)
    assert (status, err.count("\n")) == (2, 1)
    assert "it was changed or forged" in err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("entry.json", "--checkpoint", "kept-8.txt"), "the proof is about `demarc/alder` at 9 entries"),
        (("cut.json",), "not a proof: it is cut or was changed by hand"),
        (("bytes.json",), "not a proof: it is not UTF-8 text"),
    ],
)
def test_what_cannot_be_checked_gets_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], says: str
) -> None:
    (folder / "cut.json").write_text(inclusion(3, 9).text()[:40])
    (folder / "bytes.json").write_bytes(b'{"proof"\xff')
    status, out, err = run(folder, capsys, *given)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_page_to_mail_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "growth.json", "--format", "html")
    assert status == 0
    assert "begins with what it was at 5" in out
