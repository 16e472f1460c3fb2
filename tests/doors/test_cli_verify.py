"""`demarc verify` as people and scripts meet it: its words, its object, its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demarc.core.checkpoint import Checkpoint
from demarc.doors.cli.verify import main
from demarc.files.notes import Signer
from tests.export_build import ORIGIN, export, kept_at

SAID = ["received", "accepted", "offered", "declined"]
REWRITTEN = ["received", "accepted", "offered!", "declined"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "now.jsonl").write_bytes(b"".join(export(SAID, frozenset({1}))))
    (tmp_path / "rewritten.jsonl").write_bytes(b"".join(export(REWRITTEN)))
    (tmp_path / "before.jsonl").write_bytes(b"".join(export(SAID[:3])))
    for size in (1, 4):
        (tmp_path / f"kept-{size}.txt").write_text(kept_at(SAID, size).text())
    return tmp_path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    paths = [
        argument if argument.startswith("--") or argument == "json" else str(folder / argument) for argument in arguments
    ]
    status = main(paths)
    out, err = capsys.readouterr()
    return status, out.replace(str(folder) + "/", ""), err.replace(str(folder) + "/", "")


def test_an_intact_export_says_so_and_asks_for_what_was_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "now.jsonl")
    assert status == 0
    assert out.splitlines()[0] == (
        "now.jsonl: the record of `alder` for `harborline`, 4 entries, exported 2026-03-02 09:00 UTC"
    )
    assert "INTACT: every entry is what was recorded; root " in out
    assert "1 entry not yours to read: only the hash is here, and it counts" in out
    assert "Nothing you kept was compared." in out


def test_a_rewritten_record_is_told_apart_by_a_checkpoint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "rewritten.jsonl", "--checkpoint", "kept-1.txt", "--checkpoint", "kept-4.txt")
    assert status == 1
    assert "BROKEN somewhere from entry 1 to entry 3 (the first is 0)" in out
    assert "checkpoint kept-1.txt: holds (1 entry)" in out
    assert "checkpoint kept-4.txt: DOES NOT HOLD (4 entries)" in out


def test_a_rewritten_record_is_named_to_the_entry_by_an_earlier_export(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(folder, capsys, "rewritten.jsonl", "--earlier", "before.jsonl")
    assert status == 1
    assert "BROKEN at entry 2 (the first is 0): the earlier export has another entry in its place" in out


def test_scripts_get_the_promised_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(folder, capsys, "rewritten.jsonl", "--checkpoint", "kept-4.txt", "--format", "json")
    found = json.loads(out)
    assert status == 1
    assert {name: found[name] for name in ("entries", "intact", "first_broken", "broken_between")} == {
        "entries": 4,
        "intact": False,
        "first_broken": None,
        "broken_between": [0, 4],
    }
    assert found["checkpoints"] == [{"by": ORIGIN, "holds": False, "size": 4, "checked": []}]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("text.jsonl", b"hello\n", "its first line is not the front of an export of Demarc, or it is damaged"),
        ("empty.jsonl", b"", "its first line is not the front of an export of Demarc, or it is damaged"),
        ("long.jsonl", b"x" * 9_000_000, "line 1: the line is longer than 8388608 bytes"),
    ],
)
def test_what_is_no_export_gets_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, says: str
) -> None:
    (folder / name).write_bytes(data)
    status, out, err = run(folder, capsys, name)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("missing.jsonl",), "missing.jsonl: it cannot be opened (no such file or directory)"),
        ((".",), "it cannot be opened (is a directory)"),
        (("now.jsonl", "--checkpoint", "missing.txt"), "missing.txt: there is no such file"),
        (("now.jsonl", "--checkpoint", "now.jsonl"), "not a checkpoint"),
        (
            ("now.jsonl", "--checkpoint", "birch.txt"),
            "it belongs to the record `demarc/birch`, the export to `demarc/alder`",
        ),
        (("now.jsonl", "--earlier", "cut.jsonl"), "cut.jsonl: it is damaged itself"),
    ],
)
def test_what_cannot_be_compared_gets_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    (folder / "birch.txt").write_text(Checkpoint("demarc/birch", 4, bytes(32)).text())
    (folder / "cut.jsonl").write_bytes(b"".join(export(SAID)[:-2]))
    status, out, err = run(folder, capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_names_in_a_hostile_file_do_not_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = b"".join(export(SAID)).replace(b'"side":"harborline"', b'"side":"\\u001b[2J"')
    (folder / "hostile.jsonl").write_bytes(data)
    status, out, _ = run(folder, capsys, "hostile.jsonl")
    assert status == 1
    assert "\x1b" not in out


def test_memory_does_not_grow_with_the_export(folder: Path) -> None:
    small, large = folder / "small.jsonl", folder / "large.jsonl"
    small.write_bytes(b"".join(export(["x" * 200] * 100)))
    large.write_bytes(b"".join(export(["x" * 200] * 20_000)))
    script = (
        "import resource, sys; from demarc.doors.cli.verify import main; status = main(sys.argv[1:]);"
        "print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 'django' in sys.modules)"
    )

    def peak(path: Path) -> int:
        done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
        status, kilobytes, django = done.stdout.splitlines()[-1].split()
        assert (status, django) == ("0", "False")
        return int(kilobytes)

    assert peak(large) < peak(small) + 3_000


SIGNER = Signer("demarc.example", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
KEY = SIGNER.verifier.text()


def verify_signed(folder: Path, note: str, key: str) -> int:
    kept = folder / "signed.txt"
    kept.write_text(note)
    return main([str(folder / "now.jsonl"), "--checkpoint", str(kept), "--key", key])


def test_a_signed_checkpoint_is_checked_with_the_key_of_its_signer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = SIGNER.note(kept_at(SAID, 4).text())
    assert verify_signed(folder, note, KEY) == 0
    assert "holds (4 entries; signed by demarc.example, checked)" in capsys.readouterr().out


def test_a_checkpoint_changed_after_signing_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = SIGNER.note(kept_at(SAID, 4).text()).replace("\n4\n", "\n3\n")
    assert verify_signed(folder, note, KEY) == 2
    assert "it was changed or forged" in capsys.readouterr().err


def test_what_is_no_verifier_key_is_refused_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = SIGNER.note(kept_at(SAID, 4).text())
    assert verify_signed(folder, note, "nonsense") == 2
    assert "`nonsense`" in capsys.readouterr().err
