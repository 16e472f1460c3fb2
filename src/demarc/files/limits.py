"""How much of a stranger's file is read: bytes, text and encodings, with one clear line for what cannot be used."""

import codecs
from pathlib import Path

MEGABYTE = 1_000_000
FILE_BYTES = 16 * MEGABYTE
"""The largest file that is opened; a matrix of 5,000 rows has 2."""

LINES = 20_000
"""The most lines one section may have."""

COLUMNS = 200
"""The most columns one sheet may have."""

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class UnusableFile(Exception):
    """An input cannot be used at all: what is wrong, where, and what would help. Exit status 2, one line."""

    def __init__(self, what: str, where: str, would_help: str) -> None:
        super().__init__(f"{where}: {what}; {would_help}")
        self.what = what
        self.where = where
        self.would_help = would_help


def read_bytes(
    path: Path,
    *,
    most: int = FILE_BYTES,
    if_empty: str = "`demarc init --out matrix.xlsx` writes a complete example",
    if_large: str = "keep only the matrix in it, without pictures or other data",
) -> bytes:
    """Read a whole file of at most `most` bytes, whatever its directory entry says about its size.

    `if_empty` and `if_large` say what would help.

    Raises `UnusableFile` when it is missing, no file, not readable, empty, or larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise UnusableFile("there is no such file", str(path), "check the name and the folder") from None
    except IsADirectoryError:
        raise UnusableFile("this is a folder", str(path), "name the file in it") from None
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise UnusableFile(f"it cannot be opened ({reason})", str(path), "check who may read it") from None
    if len(data) > most:
        raise UnusableFile(
            f"it is larger than {most // MEGABYTE} MB",
            str(path),
            if_large,
        )
    if not data:
        raise UnusableFile("it is empty", str(path), if_empty)
    return data


def read_text(data: bytes, where: str) -> str:
    """Turn bytes into text: UTF-8, or UTF-16 with its mark as some editors save it. Nothing is guessed.

    Raises `UnusableFile` naming the first line that is not text.
    """
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableFile("this is not UTF-8 text", f"{where}, line {line}", "save the file again as UTF-8") from None
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise UnusableFile(
            "a NUL character stands here: the file is damaged or not text", f"{where}, line {line}", "save it as UTF-8 text"
        )
    return text
