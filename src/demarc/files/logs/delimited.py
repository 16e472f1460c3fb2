"""The events of a CSV export: one event a line, headings in the first."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from demarc.files.limits import BYTE_ORDER_MARKS, UnusableFile
from demarc.files.logs.columns import NEEDED, PARTS, candidates, column_of, said
from demarc.files.logs.events import Events
from demarc.files.logs.opened import Watch, opened, unwatched
from demarc.files.logs.times import Times
from demarc.files.tables.delimited import delimiter_of

SAMPLE_TEXT, SAMPLE_ROWS = 65_536, 20_000
"""What is looked at to find the delimiter, and to see which time changes within a case."""

LINE_TEXT = 1_000_000


def read_delimited(path: Path, events: Events, times: Times, given: Mapping[str, str], watch: Watch) -> dict[str, str]:
    """Read every line into `events`, and tell which column was read as what. Raises `UnusableFile`."""
    encoding = _encoding(path)
    with _rows(path, encoding) as rows:
        headings = [heading.strip() for heading in next(rows, [])]
        columns = _columns(headings, list(islice(rows, SAMPLE_ROWS)), given, str(path))
    with _rows(path, encoding, watch) as rows:
        next(rows)
        _read(rows, [columns.get(part, -1) for part in PARTS], events, times)
    return {part: headings[column] for part, column in columns.items()}


def _read(rows: Iterator[list[str]], columns: Sequence[int], events: Events, times: Times) -> None:
    case, time, group, status = columns
    width = max(columns) + 1
    for number, cells in enumerate(rows, 2):
        if not cells:
            continue
        row = cells if len(cells) >= width else cells + [""] * (width - len(cells))
        instant = times.read(row[time])
        name = row[case].strip()
        if instant is None or not name:
            events.skip(f"record {number}: {'no case' if not name else f'`{row[time][:40]}` is no time'}")
            continue
        events.add(name, instant, row[group], events.says(row[status]) if status >= 0 else 0)


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
def _rows(path: Path, encoding: str, watch: Watch = unwatched) -> Iterator[Iterator[list[str]]]:
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        delimiter = delimiter_of(text.read(SAMPLE_TEXT)) or ","
    with opened(path, watch) as file:
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        try:
            yield csv.reader(_lines(text, str(path)), delimiter=delimiter)
        except csv.Error as error:
            raise UnusableFile(f"this is no table of text ({error})", str(path), "save it as CSV, or as XES") from None


def _lines(text: io.TextIOWrapper, where: str) -> Iterator[str]:
    """Give line after line, none of them without bounds: a packed file can hold a line larger than the memory."""
    while line := text.readline(LINE_TEXT):
        if len(line) == LINE_TEXT:
            raise UnusableFile(f"a line is longer than {LINE_TEXT:,} characters", where, "this is no table of events")
        yield line
