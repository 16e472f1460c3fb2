"""`demarc cosign`: a side signs a checkpoint in its own name, and only what its own export bears out."""

from pathlib import Path

import pytest

from demarc.core.checkpoint import read_checkpoint
from demarc.doors.cli.cosign import main
from demarc.doors.cli.verify import main as verify
from demarc.files.notes import is_by, read_verifier
from tests.export_build import export, kept_at

SAID = ["received", "accepted", "offered"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "now.jsonl").write_bytes(b"".join(export(SAID)))
    (tmp_path / "rewritten.jsonl").write_bytes(b"".join(export(["received", "accepted!", "offered"])))
    (tmp_path / "kept.txt").write_text(kept_at(SAID, 3).text())
    return tmp_path


def new_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--key", str(folder / "own.key"), "--new", "harborline.example"]) == 0
    return capsys.readouterr().out.strip()


def test_a_side_makes_a_key_signs_and_is_known_by_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = new_key(folder, capsys)
    kept = folder / "kept.txt"
    assert main([str(kept), "--key", str(folder / "own.key"), "--export", str(folder / "now.jsonl")]) == 0
    line = capsys.readouterr().out.strip()
    assert is_by(line, read_verifier(key), read_checkpoint(kept.read_text()).text())
    kept.write_text(f"{kept.read_text()}\n{line}\n", encoding="utf-8")
    assert verify([str(folder / "now.jsonl"), "--checkpoint", str(kept), "--key", key]) == 0
    assert "holds (3 entries; signed by harborline.example, checked)" in capsys.readouterr().out


def test_nothing_is_signed_that_the_export_does_not_bear_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_key(folder, capsys)
    given = [str(folder / "kept.txt"), "--key", str(folder / "own.key"), "--export", str(folder / "rewritten.jsonl")]
    assert main(given) == 1
    assert capsys.readouterr().out.startswith("NOT SIGNED: ")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "`--key FILE` is missing"),
        (["--key", "own.key"], "name the checkpoint to sign"),
        (["kept.txt", "--key", "none.key"], "none.key: the key cannot be read"),
        (["--key", "own.key", "--new", "two words"], "is no name for a key"),
    ],
)
def test_what_cannot_be_signed_gets_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], given: list[str], says: str
) -> None:
    status = main([str(folder / word) if word.endswith((".key", ".txt")) else word for word in given])
    err = capsys.readouterr().err
    assert (status, err.count("\n")) == (2, 1)
    assert says in err
