"""A pack of files as one ZIP, written while it is read from: nothing of it is held in memory or on disk."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

RECORD = "record.jsonl"
"""The member that `demarc verify` checks."""
CHECKPOINTS = "checkpoints/"
"""The folder of the signed checkpoints that came with it."""
FRONT_PAGE = "READ-ME-FIRST.html"
_BEGINS = b"PK\x03\x04"


def is_pack(beginning: bytes) -> bool:
    """Tell by its first four bytes whether a file is a ZIP."""
    return beginning[: len(_BEGINS)] == _BEGINS


def packed(members: Iterable[tuple[str, Iterable[bytes]]], *, at: datetime) -> Iterator[bytes]:
    """Write members (name and content) into a ZIP, dated `at`, and give it piece by piece."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as pack:
        for name, chunks in members:
            about = ZipInfo(name, at.timetuple()[:6])
            about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
            with pack.open(about, "w", force_zip64=True) as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield from sink.taken()
    yield from sink.taken()


class _Sink:
    """Where the ZIP writes to; it cannot seek, so sizes are written behind each member."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take what the ZIP writes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> Iterator[bytes]:
        """Give what was written since."""
        pieces, self._pieces = self._pieces, []
        yield from pieces
