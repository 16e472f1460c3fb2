"""A pack is a ZIP that anybody opens, written in pieces, and a front page that anybody reads."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from demarc.core.front_page import FrontPage, Passage
from demarc.doors.cli.verify import main
from demarc.files.front_page import front_page_html
from demarc.files.pack import packed
from tests.export_build import export, kept_at

NOW = datetime(2026, 11, 28, 23, 41, 7, tzinfo=UTC)
SAID = ["received", "accepted", "offered"]


def a_pack(*extra: tuple[str, bytes], says: list[str] = SAID) -> bytes:
    members = [("record.jsonl", iter(export(says))), *((name, iter((data,))) for name, data in extra)]
    return b"".join(packed(members, at=NOW))


def test_a_pack_holds_its_members_byte_for_byte() -> None:
    data = bytes(range(256)) * 1_000
    with ZipFile(io.BytesIO(a_pack(("originals/x", data)))) as pack:
        assert pack.testzip() is None
        assert pack.read("originals/x") == data
        assert pack.read("record.jsonl") == b"".join(export(SAID))
        assert pack.getinfo("originals/x").date_time == (2026, 11, 28, 23, 41, 6)


def test_a_pack_is_given_before_it_is_whole() -> None:
    asked: list[int] = []

    def chunks() -> Iterator[bytes]:
        for nth in range(100):
            asked.append(nth)
            yield nth.to_bytes(2) * 50_000

    pieces = packed([("big", chunks())], at=NOW)
    next(pieces)
    assert len(asked) < 10


def test_verify_reads_the_record_in_a_pack_and_the_checkpoints_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(a_pack(("checkpoints/2.txt", kept_at(SAID, 2).text().encode())))
    assert main([str(path)]) == 0
    out = capsys.readouterr().out
    assert "INTACT" in out
    assert "  1 in the pack itself, up to 2 entries: holds\n" in out
    assert "Nothing you kept was compared." in out, "what comes with the pack proves nothing against the host"


def test_a_pack_whose_own_checkpoint_does_not_fit_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(a_pack(("checkpoints/2.txt", kept_at(["received", "declined"], 2).text().encode())))
    assert main([str(path)]) == 1
    assert "DOES NOT HOLD (2 entries)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (a_pack()[:-40], "this ZIP is cut or damaged"),
        (b"PK\x03\x04 and nothing", "this ZIP is cut or damaged"),
        (b"".join(packed([("other.txt", iter((b"x",)))], at=NOW)), "this ZIP holds no `record.jsonl`"),
        (a_pack(("checkpoints/2.txt", b"\xff")), "not a checkpoint: it is damaged"),
        (a_pack(("checkpoints/2.txt", b"hello")), "not a checkpoint: it needs three lines"),
        (a_pack().replace(b"record.jsonl", b"checkpoints/"), "checkpoints: not a checkpoint"),
    ],
)
def test_a_pack_that_cannot_be_read_gets_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    assert main([str(path)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert says in err


def test_a_flipped_byte_in_a_pack_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(a_pack(says=["received", *["accepted"] * 50]))
    data[120] ^= 1
    path = tmp_path / "export.zip"
    path.write_bytes(bytes(data))
    assert main([str(path)]) in {1, 2}
    capsys.readouterr()


def test_verify_reads_a_pack_without_loading_the_server(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(a_pack())
    script = "import sys; from demarc.doors.cli.verify import main; main(sys.argv[1:]); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_front_page_is_one_file_and_shows_a_strangers_text_as_text() -> None:
    passage = Passage("What <is> held", ("See `population.csv` & more.",), (("Holder", "Items"), ("<b>Dana</b>", "3")))
    html = front_page_html(FrontPage("The record of <Alder>", 'For "you".', (passage,)))
    assert "<h1>The record of &lt;Alder&gt;</h1>" in html
    assert "&lt;b&gt;Dana&lt;/b&gt;" in html
    assert "See <code>population.csv</code> &amp; more." in html
    assert "http" not in html
    assert "<script" not in html
