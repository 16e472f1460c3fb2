"""Opening an export, packed or not, with one clear line for what cannot be opened."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from demarc.files.limits import UnusableFile

PACKED = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading bytes, unpacking gzip. Raises `UnusableFile`, also for a damaged end met while reading."""
    try:
        with path.open("rb") as probe:
            packed = probe.read(2) == PACKED
        with path.open("rb") as file:
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
