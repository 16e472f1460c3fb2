"""A private key on disk: made for its owner alone, and refused in one line when it cannot be trusted."""

from pathlib import Path

import pytest

from demarc.files.limits import UnusableFile
from demarc.files.signing_key import make_key, read_key


def test_a_key_is_made_for_its_owner_alone_and_reads_back(tmp_path: Path) -> None:
    made = make_key(tmp_path / "signing.key", "demarc.example")
    assert (tmp_path / "signing.key").stat().st_mode & 0o777 == 0o600
    assert read_key(tmp_path / "signing.key").verifier == made.verifier


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    first = make_key(tmp_path / "signing.key", "demarc.example")
    with pytest.raises(UnusableFile, match="a key is never written over"):
        make_key(tmp_path / "signing.key", "demarc.example")
    assert read_key(tmp_path / "signing.key").verifier == first.verifier


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    make_key(tmp_path / "signing.key", "demarc.example")
    (tmp_path / "signing.key").chmod(mode)
    with pytest.raises(UnusableFile, match=r"others than its owner may read this key; .*chmod 600"):
        read_key(tmp_path / "signing.key")


def test_a_missing_key_and_what_is_none_are_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"the key cannot be read .no such file or directory.; bring it back"):
        read_key(tmp_path / "signing.key")
    for data in (b"", b"hello\n", b"\xff\xfe"):
        (tmp_path / "signing.key").write_bytes(data)
        (tmp_path / "signing.key").chmod(0o600)
        with pytest.raises(UnusableFile, match="it holds no private key"):
            read_key(tmp_path / "signing.key")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="the key cannot be kept there"):
        make_key(tmp_path / "nowhere" / "signing.key", "demarc.example")
