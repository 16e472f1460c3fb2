"""A list of devices, CSV or XLSX, read for a matrix: its columns found by their headings, its values by their words."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from demarc.core.matrix.fleet import Device
from demarc.core.matrix.table import Aspect, AspectKind, Matrix
from demarc.files.device_words import COLUMNS, field_of, folded, meant
from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes
from demarc.files.tables.delimited import decoded, delimiter_of

FILE_BYTES = 200 * MEGABYTE
ROWS = 1_000_000
SEARCHED = 30
"""Rows among which the headings are looked for; a list may begin with words."""

NAMES = {"device": "", "serial": "serial "}
"""What a device is called by, and how that is said: its name, else its serial number."""

PARTED = re.compile(r"[|;,]")
NO_TAGS = "tags"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
READ = "read are CSV and XLSX lists with one device a row"


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that cannot be read as a device: its number in the file, its name as far as it has one, and why."""

    row: int
    device: str
    why: str


@dataclass(frozen=True, slots=True)
class Devices:
    """A list as it was read. `columns` maps what was recognised to its heading; `aspects` are those of the matrix found.

    `unlisted` counts the values that are no value of the matrix and count as unknown, by (aspect, text). `short` counts
    the rows that were shorter than the headings and were padded with blanks.
    """

    file: str
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    aspects: tuple[str, ...]
    devices: tuple[Device, ...]
    unreadable: tuple[Unread, ...]
    unlisted: Mapping[tuple[str, str], int]
    short: int = 0


def read_devices(path: Path, matrix: Matrix, mapping: Mapping[str, str] | None = None) -> Devices:
    """Read a list of devices in the words of a matrix; `mapping` says which column a heading is, over what is found.

    Raises `UnusableFile` for what is no such list, naming the headings that were seen.
    """
    data = read_bytes(path, most=FILE_BYTES)
    file = str(path)
    if data.startswith(OLE):
        raise UnusableFile("this is an old .xls workbook, or one with a password", file, "save it as .xlsx or .csv")
    tables = _sheets(data, file) if data.startswith(ZIP) else [_records(data, file)]
    wanted = {folded(heading): field for heading, field in (mapping or {}).items()}
    heads = [(_head(table, wanted, matrix), table) for table in tables]
    (count, at), table = max(heads, key=lambda head: head[0][0], default=((0, 0), []))
    if not count:
        seen = ", ".join(f"`{cell}`" for cell in next((row for _, row in table if any(row)), ()) if cell) or "none"
        raise UnusableFile(f"no column of it says anything about a device; its headings are {seen[:300]}", file, READ)
    return _List(file, matrix, wanted).read(table[at][1], table[at + 1 :])


Table = list[tuple[int, Sequence[str]]]
"""Rows with their numbers in the file: the line a record begins on, or the row of a sheet."""


def _records(data: bytes, file: str) -> Table:
    if data.lstrip()[:1] in {b"{", b"[", b"<"}:
        raise UnusableFile("this is JSON or XML, and no list of devices", file, READ)
    text = decoded(data, file, [])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text) or ",")
    rows: Table = []
    line = 1
    try:
        for record in reader:
            rows.append((line, [cell.strip() for cell in record]))
            line = reader.line_num + 1
            if len(rows) > ROWS:
                raise UnusableFile(f"it has more than {ROWS:,} rows", file, "part it into several files")
    except csv.Error as error:
        raise UnusableFile(f"its cells cannot be told apart ({error})", f"{file}, line {line}", READ) from None
    return rows


def _sheets(data: bytes, file: str) -> list[Table]:
    # Loading the workbook reader takes a while, and most lists are CSV.
    sheets: Iterator[Sequence[Sequence[str]]] = import_module("demarc.files.device_workbook").sheets_of(data, file)
    return [list(enumerate(sheet, 1)) for sheet in sheets]


def _head(table: Table, wanted: Mapping[str, str], matrix: Matrix) -> tuple[int, int]:
    """Count the columns recognised in the row that has most of them, and find that row."""
    names = {folded(aspect.name) for aspect in matrix.aspects}
    best = (0, 0)
    for at, (_, row) in enumerate(table[:SEARCHED]):
        known = {
            wanted.get(folded(cell)) or field_of(cell) or (folded(cell) in names and folded(cell)) for cell in row if cell
        }
        count = len(known - {None, False})
        if count > best[0]:
            best = (count, at)
    return best


class _List:
    """One list being read: which column is which aspect, and what each text in it means."""

    def __init__(self, file: str, matrix: Matrix, wanted: Mapping[str, str]) -> None:
        self._file = file
        self._wanted = wanted
        self._aspects = {folded(aspect.name): aspect for aspect in matrix.aspects}
        self._by_field = _aspects_by_field(matrix.aspects)
        self._meant: dict[tuple[str, str], str] = {}
        self._unlisted: Counter[tuple[str, str]] = Counter()

    def read(self, heads: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Devices:
        """Read the rows under these headings."""
        columns = self._columns(heads)
        names = [(said, columns[field]) for field, said in NAMES.items() if field in columns]
        tags = columns.get(NO_TAGS)
        aspects = {field: aspect for field in columns if (aspect := self._aspect(field)) is not None}
        places = [(aspect, columns[field]) for field, aspect in aspects.items()]
        devices: list[Device] = []
        unreadable: list[Unread] = []
        short = 0
        for number, row in rows:
            if not any(row):
                continue
            name = next((f"{said}{row[at]}" for said, at in names if at < len(row) and row[at]), "")
            if len(row) > len(heads) and any(row[len(heads) :]):
                unreadable.append(Unread(number, name, f"it has {len(row)} cells, and there are {len(heads)} headings"))
                continue
            short += len(row) < len(heads)
            said = tuple(self._value(aspect, row[at] if at < len(row) else "") for aspect, at in places)
            carried = row[tags] if tags is not None and tags < len(row) else ""
            devices.append(Device(number, name, said, _tags(carried) if carried else ()))
        shown = {field: heads[at] for field, at in columns.items()}
        ignored = tuple(head for at, head in enumerate(heads) if head and at not in columns.values())
        listed = tuple(aspect.name for aspect, _ in places)
        return Devices(self._file, shown, ignored, listed, tuple(devices), tuple(unreadable), dict(self._unlisted), short)

    def _columns(self, heads: Sequence[str]) -> dict[str, int]:
        """Find the column of each field; a heading that comes twice is its first column."""
        found: dict[str, int] = {}
        for at, head in enumerate(heads):
            field = self._wanted.get(folded(head)) or field_of(head)
            if field is None and folded(head) in self._aspects:
                field = self._aspects[folded(head)].name
            if field is not None and head:
                found.setdefault(field, at)
        return found

    def _aspect(self, field: str) -> Aspect | None:
        return self._by_field.get(field) or self._aspects.get(folded(field))

    def _value(self, aspect: Aspect, raw: str) -> str:
        """Say what a cell means; an empty one is unknown, and so is what is no value of the matrix, which is counted."""
        if not raw:
            return ""
        key = (aspect.name, raw)
        if key not in self._meant:
            value = aspect.listed(raw)
            if value is None and aspect.kind in {AspectKind.CHOICE, AspectKind.SCALE}:
                field = next((field for field, known in self._by_field.items() if known is aspect), aspect.name)
                value = meant(field, raw, aspect.values)
            self._meant[key] = value if value is not None else raw
        value = self._meant[key]
        if aspect.listed(value) is None and aspect.kind is not AspectKind.TAG:
            self._unlisted[key] += 1
        return value


def _aspects_by_field(aspects: Iterable[Aspect]) -> dict[str, Aspect]:
    """Find the aspect of the matrix that each column of a device list speaks of, whatever the matrix calls it."""
    found: dict[str, Aspect] = {}
    for aspect in aspects:
        if (field := field_of(aspect.name)) in COLUMNS and field is not None:
            found.setdefault(field, aspect)
    return found


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in PARTED.split(text) if tag.strip())


def mapping_of(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Read `HEADING=COLUMN` pairs. Raises `UnusableFile` for another form, or a column nobody knows."""
    for text in given:
        heading, equals, field = text.partition("=")
        if not equals or not heading.strip():
            raise UnusableFile(f"`{text}` is no pair", "--map", "write HEADING=COLUMN, as in Kind=device_class")
        yield heading.strip(), field.strip()
