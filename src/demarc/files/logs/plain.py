"""Lines of delimited text taken apart many at a time, as long as they are plain; what is not is left to the csv module.

Plain is a piece of text without a quote, each of whose lines has as many fields as the headings: then its columns are
every so-many-th part of it. A quote can change what follows it, so from the first one on every line is read as CSV.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

PIECE, LONGEST = 32_768, 65_536
"""Characters taken apart at a time, and those without an end of line from which on the csv module reads."""

LINES = 512
"""Lines that the csv module reads at a time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines: their fields by column where they are plain, else `rows`, line by line. `records` counts them."""

    records: int
    columns: Sequence[list[str]] = ()
    rows: Sequence[list[str]] = ()


def pieces(text: io.TextIOWrapper, lines: Iterator[str], delimiter: str, fields: int) -> Iterator[Piece]:
    """Take apart what follows the headings. `lines` are the lines of `text`, none of them without bounds."""
    left = ""
    while read := text.read(PIECE):
        left += read
        whole, left = _whole_lines(left)
        if '"' in whole or '"' in left or len(left) > LONGEST:
            left = whole + left
            break
        if whole:
            yield _apart(whole, delimiter, fields)
    else:
        if left:
            yield _apart(left, delimiter, fields)
        return
    rest = csv.reader(_joined(left, lines), delimiter=delimiter)
    while rows := list(islice(rest, LINES)):
        yield Piece(len(rows), rows=rows)


def _whole_lines(text: str) -> tuple[str, str]:
    """Cut after the last end of line, and leave a carriage return with what may follow it."""
    end = text.rfind("\n") + 1
    return text[:end], text[end:]


def _apart(text: str, delimiter: str, fields: int) -> Piece:
    plain = text.replace("\r\n", "\n") if "\r" in text else text
    if "\r" not in plain and fields > 1:
        plain = plain.removesuffix("\n")
        # An end of line becomes a part of its own: it stands at every so-many-th place, or some line is no plain one.
        parts = plain.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
        ends = parts[fields :: fields + 1]
        if len(parts) == len(ends) * (fields + 1) + fields and ends.count("\n") == len(ends) == plain.count("\n"):
            return Piece(len(ends) + 1, columns=[parts[column :: fields + 1] for column in range(fields)])
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return Piece(len(rows), rows=rows)


def _joined(left: str, lines: Iterator[str]) -> Iterator[str]:
    """Give the lines of what was taken already, the last one with its end, and then the others."""
    taken = list(io.StringIO(left, newline=""))
    if taken and not taken[-1].endswith("\n"):
        following = next(lines, "")
        if taken[-1].endswith("\r") and following != "\n":
            taken.append(following)
        else:
            taken[-1] += following
    yield from filter(None, taken)
    yield from lines
