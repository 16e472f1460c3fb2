"""Opening an export, packed or not, with one clear line for what cannot be opened."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, FileIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from demarc.files.limits import UnusableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PACKED = b"\x1f\x8b"
BUFFER = 262_144
"""Bytes read at a time."""


Watch = Callable[[int], None]
"""Is told, now and then, how many bytes of the file on disk were read."""


class Watched(FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path)
        self._watch = watch

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer, and tell how far that was."""
        read = super().readinto(buffer)
        self._watch(self.tell())
        return read


def unwatched(_: int) -> None:
    """Let nobody know."""


@contextmanager
def opened(path: Path, watch: Watch = unwatched) -> Iterator[IO[bytes]]:
    """Open a file for reading bytes, unpacking gzip. Raises `UnusableFile`, also for a damaged end met while reading."""
    try:
        with path.open("rb") as probe:
            packed = probe.read(2) == PACKED
        with BufferedReader(Watched(path, watch), BUFFER) as file:
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    except FileNotFoundError:
        raise UnusableFile("there is no such file", str(path), "check the name and the folder") from None
    except IsADirectoryError:
        raise UnusableFile("this is a folder", str(path), "name the file in it") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnusableFile(
            "the packed file is damaged or cut off", str(path), "copy it again, or unpack it first"
        ) from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise UnusableFile(f"it cannot be opened ({reason})", str(path), "check who may read it") from None
