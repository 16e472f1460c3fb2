"""The parts of an office file (a zip of XML), counted while they are unpacked: its directory is not believed."""

import io
import re
import zipfile
import zlib

from demarc.files.limits import MEGABYTE, UnusableFile

PARTS = 1_000
PART_BYTES = 32 * MEGABYTE
ALL_BYTES = 64 * MEGABYTE
CHUNK = 1_000_000
DEFAULT_HELP = "save it again, or copy its tables into a new file"


def part_names(data: bytes, where: str) -> tuple[str, ...]:
    """List the parts of an office file. Raises `UnusableFile` when it is damaged or has far too many."""
    with _opened(data, where) as archive:
        return tuple(info.filename for info in _infos(archive, where))


def unpacked_parts(
    data: bytes, where: str, needed: re.Pattern[str], *, largest: int = PART_BYTES, most: int = ALL_BYTES
) -> dict[str, bytes]:
    """Unpack the needed parts, by name, none larger than `largest` bytes and `most` in all.

    Raises `UnusableFile` for what is damaged, double, locked or too large. A part that declares a document type is
    refused: no office file does, and entities are how XML is made to explode.
    """
    found: dict[str, bytes] = {}
    left = most
    seen: set[str] = set()
    with _opened(data, where) as archive:
        for info in _infos(archive, where):
            name = info.filename
            if not needed.fullmatch(name):
                continue
            if name.casefold() in seen:
                raise UnusableFile(f"the part `{name}` is in it twice", where, DEFAULT_HELP)
            seen.add(name.casefold())
            part = found[name] = _unpacked(archive, info, min(largest, left), where)
            left -= len(part)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UnusableFile(
                    f"the part `{name}` declares a document type, which no office file does", where, DEFAULT_HELP
                )
    return found


def _opened(data: bytes, where: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnusableFile("it is cut short or damaged: this is no whole file", where, "copy or save it again") from None


def _infos(archive: zipfile.ZipFile, where: str) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > PARTS:
        raise UnusableFile(f"it has more than {PARTS:,} parts inside", where, DEFAULT_HELP)
    return infos


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, where: str) -> bytes:
    """Unpack one part, at most `most` bytes of it at any moment, whatever size it claims."""
    if info.file_size > most:
        raise _too_large(where)
    chunks = []
    size = 0
    try:
        with archive.open(info) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(where)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError):
        raise UnusableFile(f"its part `{info.filename}` is damaged or locked", where, DEFAULT_HELP) from None
    return b"".join(chunks)


def _too_large(where: str) -> UnusableFile:
    return UnusableFile(
        f"it unpacks to more than {PART_BYTES // MEGABYTE} MB, far more than such a file holds",
        where,
        "keep only what is needed in it",
    )
