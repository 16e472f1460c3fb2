"""The events of a CSV export: one event a line, headings in the first."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from demarc.files.limits import BYTE_ORDER_MARKS, UnusableFile
from demarc.files.logs.columns import NEEDED, PARTS, candidates, column_of, said
from demarc.files.logs.events import Events
from demarc.files.logs.opened import BUFFER, Watch, opened, unwatched
from demarc.files.logs.plain import Piece, pieces
from demarc.files.logs.times import Times
from demarc.files.tables.delimited import delimiter_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SAMPLE_TEXT, SAMPLE_ROWS = 65_536, 20_000
"""What is looked at to find the delimiter, and to see which time changes within a case."""

LINE_TEXT = 1_000_000
BYTE_BY_BYTE = frozenset({"utf-8", "utf-8-sig", "cp1252"})
"""Encodings in which a byte that ends a line is never a part of another character."""


def read_delimited(path: Path, events: Events, times: Times, given: Mapping[str, str], watch: Watch) -> dict[str, str]:
    """Read every line into `events`, and tell which column was read as what. Raises `UnusableFile`."""
    encoding = _encoding(path)
    with _text(path, encoding) as (_, lines, delimiter):
        rows = csv.reader(lines, delimiter=delimiter)
        headings = [heading.strip() for heading in next(rows, [])]
        columns = _columns(headings, list(islice(rows, SAMPLE_ROWS)), given, str(path))
    with _text(path, encoding, watch) as (text, lines, delimiter):
        next(csv.reader(lines, delimiter=delimiter))
        _read(pieces(text, lines, delimiter, len(headings)), [columns.get(part, -1) for part in PARTS], events, times)
    return {part: headings[column] for part, column in columns.items()}


def _read(taken: Iterable[Piece], columns: Sequence[int], events: Events, times: Times) -> None:
    """Read many lines at a time, column by column; where one of them is unusual, those lines are read one by one."""
    case, time, group, status = columns
    number = 2
    for piece in taken:
        try:
            fields = piece.columns or _turned(piece.rows, columns)
            instants = times.read_all(fields[time])
            said = map(events.says.__getitem__, fields[status]) if status >= 0 else bytes(piece.records)
            done = instants is not None and events.add_all(fields[case], instants, fields[group], said)
        except IndexError:
            done = False
        if not done:
            _read_each(piece.rows or zip(*piece.columns, strict=True), number, columns, events, times)
        number += piece.records


def _turned(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> dict[int, list[str]]:
    """Give the columns that are read. Raises `IndexError` where a line is too short."""
    return {column: [row[column] for row in rows] for column in columns if column >= 0}


def _read_each(rows: Iterable[Sequence[str]], first: int, columns: Sequence[int], events: Events, times: Times) -> None:
    case, time, group, status = columns
    width = max(columns) + 1
    for number, cells in enumerate(rows, first):
        if not cells:
            continue
        row = cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))]
        instant = times.read(row[time])
        name = row[case].strip()
        if instant is None or not name:
            events.skip(f"record {number}: {'no case' if not name else f'`{row[time][:40]}` is no time'}")
            continue
        events.add(name, instant, row[group], events.says[row[status]] if status >= 0 else 0)


def _columns(headings: Sequence[str], sample: list[list[str]], given: Mapping[str, str], where: str) -> dict[str, int]:
    found = {part: column_of(headings, part, given[part], where) for part in PARTS if given.get(part)}
    for part in PARTS:
        if part in found:
            continue
        likely = [column for column in candidates(headings, part) if column not in found.values()]
        if part == "time":
            likely = [column for column in likely if _changes(sample, found["case"], column)]
        if likely:
            found[part] = likely[0]
        elif part in NEEDED:
            raise UnusableFile(f"no column is surely the {part}", where, said(headings))
    return {part: found[part] for part in PARTS if part in found}


def _changes(sample: list[list[str]], case: int, time: int) -> bool:
    """Tell whether a time differs within any case; where no case has two events, it cannot be told and is believed."""
    first: dict[str, str] = {}
    repeated = False
    for row in sample:
        if len(row) <= max(case, time):
            continue
        before = first.setdefault(row[case], row[time])
        if before is not row[time]:
            repeated = True
            if before != row[time]:
                return True
    return not repeated


def _encoding(path: Path) -> str:
    with opened(path) as file:
        start = file.read(4)
    marked = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), None)
    if marked:
        return marked
    with opened(path) as file:
        try:
            text = io.TextIOWrapper(file, encoding="utf-8")
            while text.read(SAMPLE_TEXT):
                pass
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


@contextmanager
def _text(path: Path, encoding: str, watch: Watch = unwatched) -> Iterator[tuple[io.TextIOWrapper, Iterator[str], str]]:
    """Open the text, its lines, none of them without bounds, and say what delimits their fields."""
    with opened(path) as file:
        start = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        delimiter = delimiter_of(start.read(SAMPLE_TEXT)) or ","
    with opened(path, watch) as file:
        checked = io.BufferedReader(Bounded(file, str(path)), BUFFER) if encoding in BYTE_BY_BYTE else file
        text = io.TextIOWrapper(checked, encoding=encoding, errors="replace", newline="")
        try:
            yield text, iter(text) if checked is not file else _short_lines(text, str(path)), delimiter
        except csv.Error as error:
            raise UnusableFile(f"this is no table of text ({error})", str(path), "save it as CSV, or as XES") from None


def _short_lines(text: io.TextIOWrapper, where: str) -> Iterator[str]:
    while line := text.readline(LINE_TEXT):
        if len(line) == LINE_TEXT:
            raise _too_long(where)
        yield line


class Bounded(io.RawIOBase):
    """The bytes of a file, as long as they have an end of line often enough: looked at where that is fastest."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file, self._where = file, where
        self._since = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer. Raises `UnusableFile` where a line is too long."""
        read = self._file.read(memoryview(buffer).nbytes)
        end = max(read.rfind(b"\n"), read.rfind(b"\r"))
        self._since = len(read) - end - 1 if end >= 0 else self._since + len(read)
        if self._since > LINE_TEXT:
            raise _too_long(self._where)
        memoryview(buffer).cast("B")[: len(read)] = read
        return len(read)


def _too_long(where: str) -> UnusableFile:
    return UnusableFile(f"a line is longer than {LINE_TEXT:,} characters", where, "this is no table of events")
