"""Files that cannot be used: one clear line each, in bounded memory and time, whatever somebody sends."""

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import read_matrix, xlsx_bytes
from demarc.files.matrix.file import read_matrix_bytes as read_bytes_as

ADDRESS_SPACE = 700_000_000
RESIDENT = 320_000_000
SECONDS = 20
READ_ALONE = f"""
import re, resource, sys
from pathlib import Path
from demarc.files.limits import UnusableFile
from demarc.files.matrix.file import read_matrix
resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE}, {ADDRESS_SPACE}))
try:
    read_matrix(Path(sys.argv[1]))
    print("read")
except UnusableFile as error:
    print(error)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024)
"""
ROW_YAML = b"rows:\n- {id: R1, function: f}\n"


def read_alone(path: Path) -> str:
    """Read a file in a process of its own with little memory, and give what is said: one line."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ALONE, str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *said, resident = done.stdout.splitlines()
    assert int(resident) < RESIDENT, f"{int(resident) / 1e6:.0f} MB"
    (line,) = said
    return line


def read_here(path: Path) -> str:
    """Read a file in this process, and give what is said."""
    try:
        read_matrix(path)
    except UnusableFile as error:
        return str(error)
    return "read"


SMALL_WORKBOOK = xlsx_bytes(read_bytes_as(ROW_YAML, "m.yaml").matrix)


def with_part(name: str, content: bytes, *, data: bytes | None = None) -> bytes:
    """Replace or add one part of the small workbook."""
    copy = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or SMALL_WORKBOOK)) as old,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, content)
    return copy.getvalue()


def rows_sheet(body: bytes) -> bytes:
    """Put XML in place of the sheet Rows."""
    with zipfile.ZipFile(io.BytesIO(SMALL_WORKBOOK)) as book:
        names = [line for line in book.read("xl/workbook.xml").decode().split("<sheet ") if 'name="Rows"' in line]
        number = names[0].split('sheetId="')[1].split('"')[0]
    start = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return with_part(f"xl/worksheets/sheet{number}.xml", start + body + b"</sheetData></worksheet>")


def a_lying_bomb() -> bytes:
    """Make a workbook whose shared strings claim to be small and unpack to 100 MB."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -15)
    squeezed = b"".join(squeezer.compress(b"<si><t>" + b"a" * 1_000_000) for _ in range(100)) + squeezer.flush()
    data = with_part("xl/sharedStrings.xml", b"x" * 100)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        info = book.getinfo("xl/sharedStrings.xml")
        start = info.header_offset
    name = b"xl/sharedStrings.xml"
    local = (
        struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, info.CRC, len(squeezed), 100, len(name), 0) + name + squeezed
    )
    central_start = data.index(b"PK\1\2")
    central = data[central_start : data.rindex(b"PK\5\6")]
    at = central.index(name) - 46
    entry = bytearray(central[at : at + 46 + len(name)])
    struct.pack_into("<L", entry, 20, len(squeezed))
    central = central[:at] + bytes(entry) + central[at + len(entry) :]
    body = data[:start] + local
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(book.infolist()), len(book.infolist()), len(central), len(body), 0)
    return body + central + end


def a_dictionary_bomb() -> bytes:
    """Make YAML in which each list repeats the one before ten times."""
    lines = [b"a0: &a0 [lol, lol, lol]"]
    lines += [b"a%d: &a%d [%s]" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 10)) for level in range(1, 12)]
    return b"\n".join(lines) + b"\n" + ROW_YAML


MANY_ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (number, number) for number in range(1, 100_000))
YAML: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "it is empty"),
    "blank": (lambda: b"# only a comment\n", "no section Rows"),
    "deep lists": (lambda: b"[" * 200_000, "maximum nesting depth"),
    "deep blocks": (lambda: b"- " * 50_000, "nested"),
    "deep mappings": (lambda: b"rows: " + b"{a: " * 100_000, "nested"),
    "billion laughs": (a_dictionary_bomb, "line 1: anchors (&) and aliases (*) are not read"),
    "self-reference": (lambda: b"rows: &r\n- *r\n", "line 1: anchors"),
    "merge key": (lambda: b"rows:\n- <<: *x\n", "line 2: anchors"),
    "code": (lambda: b"rows: !!python/object/apply:os.system [id]\n", "line 1: tags (!) are not read"),
    "duplicate keys": (lambda: b"rows:\n- id: R1\n  title: f\n  id: R2\n", "line 4: `id` is given twice, first on line 2"),
    "duplicate sections": (lambda: ROW_YAML + b"Rows: []\n", "line 3: the section Rows is given twice"),
    "second document": (lambda: ROW_YAML + b"---\n" + ROW_YAML, "line 3: a second document"),
    "a list as a key": (lambda: b"rows: []\n? [a, b]\n: c\n", "line 2: a list or mapping stands where a name should"),
    "unclosed": (lambda: b"rows: [{id: R1,\n", "this is not YAML"),
    "tab": (lambda: b"rows:\n\t- id: R1\n", "line 2: this is not YAML"),
    "wrong encoding": (lambda: b"rows:\n- {id: R1, function: B\xfcro}\n", "line 2: this is not UTF-8 text"),
    "nul": (lambda: b"rows:\n- {id: R1\x00}\n", "line 2: a NUL character"),
    "control": (lambda: b"rows:\n- {id: R1\x07}\n", "this is not YAML"),
    "million rows": (lambda: b"rows:\n" + b"- {id: a}\n" * 1_000_000, "more than 500,000 values"),
    "many rows": (lambda: b"rows:\n" + b"- {id: a}\n" * 30_000, "more than 20,000 entries"),
    "million keys": (lambda: b"rows: {" + b"".join(b"k%d: ," % each for each in range(1_000_000)) + b"}", "than 500,000"),
    "long text": (lambda: b"rows:\n- {id: " + b"a" * 15_000_000 + b"}\n", "a text of 15,000,000 letters"),
    "wide conditions": (
        lambda: b"aspects: [{name: n, kind: number, values: 0..9999}]\nrows:\n"
        + b"".join(b"- {id: R%d, function: f, scope: {n: '>= %d'}}\n" % (number, number) for number in range(5_000)),
        "conditions come to more than 2,000,000 values",
    ),
    "somebody's RACI": (lambda: b"tasks:\n- {task: Patching, R: Mei, A: Dana}\n", "not laid out as a Demarc matrix"),
    "a CSV": (lambda: b"Task,Dana,Mei\nPatching,A,R\n", "not laid out as a Demarc matrix"),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3", "this is a PDF"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "an old .xls workbook, or one"),
    "noise": (lambda: hashlib.shake_256(b"noise").digest(5_000), "not UTF-8"),
}  # fmt: skip
XLSX: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: SMALL_WORKBOOK[:-400], "cut short or damaged"),
    "only a start": (lambda: b"PK\x03\x04", "cut short or damaged"),
    "another zip": (lambda: with_part("word/document.xml", b"<a/>", data=_empty_zip()), "a zip file, but no XLSX workbook"),
    "zip bomb": (lambda: with_part("xl/sharedStrings.xml", b"a" * 60_000_000), "unpacks to more than 32 MB"),
    "lying bomb": (a_lying_bomb, "`xl/sharedStrings.xml` is damaged"),
    "bomb in another part": (lambda: with_part("xl/media/image1.png", b"a" * 60_000_000), "read"),
    "flipped byte": (lambda: _flipped(SMALL_WORKBOOK), "is damaged"),
    "many parts": (lambda: _many_parts(2_000), "more than 1,000 parts"),
    "million rows": (lambda: rows_sheet(MANY_ROWS), "a sheet reaches to row 20,002"),
    "far cell": (lambda: rows_sheet(b'<row><c r="A1"/></row><row><c r="XFD1048576"><v>1</v></c></row>'), "row 1,048,576"),
    "far column": (lambda: rows_sheet(b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row>"), "column 201"),
    "unnamed cells": (
        lambda: rows_sheet((b"<row>" + b"<c><v>1</v></c>" * 190 + b"</row>") * 5_000), "a sheet reaches to row 2,632",
    ),
    "prefixed cells": (lambda: rows_sheet(b'<x:row><x:c t=">" r = "ZZZ9"/></x:row>'), "column 18,278"),
    "large dimension": (lambda: with_part(*_with_dimension()), "read"),
    "doctype": (
        lambda: with_part("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'),
        "declares a document type",
    ),
    "broken XML": (lambda: rows_sheet(b"<row><c></row>"), "cannot be read as a workbook"),
    "wrong string number": (
        lambda: rows_sheet(b'<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "cannot be read as a workbook",
    ),
    "two sheets of one section": (
        lambda: with_part("xl/workbook.xml", _part("xl/workbook.xml").replace(b'name="People"', b'name="rows"')),
        "is given twice",
    ),
    "somebody's RACI": (
        lambda: with_part("xl/workbook.xml", _part("xl/workbook.xml").replace(b'name="Rows"', b'name="RACI"')),
        "not laid out as a Demarc matrix: it has no section Rows, and other layouts are not read yet",
    ),
}  # fmt: skip


def _empty_zip() -> bytes:
    written = io.BytesIO()
    zipfile.ZipFile(written, "w").close()
    return written.getvalue()


def _part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SMALL_WORKBOOK)) as book:
        return book.read(name)


def _flipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        info = book.getinfo("xl/sharedStrings.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _with_dimension() -> tuple[str, bytes]:
    name = "xl/worksheets/sheet13.xml"
    return name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', _part(name))


def _many_parts(count: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for number in range(count):
            made.writestr(f"xl/worksheets/sheet{number}.xml", b"")
    return written.getvalue()


HEAVY = frozenset(
    {
        "deep lists",
        "deep mappings",
        "billion laughs",
        "million rows",
        "many rows",
        "million keys",
        "long text",
        "wide conditions",
    }
    | {"zip bomb", "lying bomb", "bomb in another part", "far cell", "far column", "unnamed cells", "large dimension"}
)
"""What could cost memory is read in a process of its own; the rest is read here."""


@pytest.mark.parametrize(("suffix", "name"), [*((".yaml", name) for name in YAML), *((".xlsx", name) for name in XLSX)])
def test_a_hostile_file_gets_one_line(suffix: str, name: str, tmp_path: Path) -> None:
    make, said = (YAML if suffix == ".yaml" else XLSX)[name]
    path = tmp_path / f"m{suffix}"
    path.write_bytes(make())
    line = read_alone(path) if name in HEAVY else read_here(path)
    assert said in line
    assert "\n" not in line
    assert line == "read" or line.startswith(str(path))


@pytest.mark.parametrize("name", ["m.yaml", "m.xlsx"])
def test_a_file_of_200_megabytes_is_not_read_to_its_end(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"PK\x03\x04" if name == "m.xlsx" else ROW_YAML)
        file.truncate(200_000_000)
    assert "it is larger than 16 MB" in read_alone(path)


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="this is a folder"):
        read_matrix(tmp_path)
    with pytest.raises(UnusableFile, match="there is no such file"):
        read_matrix(tmp_path / "absent.yaml")


def test_a_workbook_in_utf_16_text_or_with_a_mark_is_read() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert read_bytes_as(ROW_YAML.decode().encode(encoding), "m.yaml").matrix.rows[0].id == "R1"


def read_or_refused(data: bytes, name: str) -> None:
    """Read bytes that may be damaged: either outcome is right, a refusal is one line, and nothing else is raised."""
    try:
        read_bytes_as(data, name)
    except UnusableFile as refused:
        said = str(refused)
    else:
        said = "read"
    assert "\n" not in said


DAMAGE = st.lists(st.tuples(st.integers(4, 100_000), st.integers(0, 255)), min_size=1, max_size=30)
SIGNS = st.lists(
    st.tuples(st.integers(0, 100_000), st.sampled_from(b"[]{}:,-|&*!#'\"\n \t?>%@`ab0")), min_size=1, max_size=6
)
TEXT = (
    b"people:\n- {id: dana, hours: Mon-Fri 08:00-17:00, party: a}\n" + ROW_YAML + b"  scope: {os: not linux or unknown}\n"
)


@settings(max_examples=60, deadline=None)
@given(DAMAGE, st.floats(0.5, 1))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(damage: list[tuple[int, int]], kept: float) -> None:
    data = bytearray(SMALL_WORKBOOK)
    for at, byte in damage:
        data[4 + at % (len(data) - 4)] = byte
    read_or_refused(bytes(data[: int(len(data) * kept)]), "m.xlsx")


@settings(max_examples=150, deadline=None)
@given(SIGNS)
def test_a_damaged_text_is_read_or_refused_and_nothing_else(damage: list[tuple[int, int]]) -> None:
    data = bytearray(TEXT)
    for at, byte in damage:
        data[at % len(data)] = byte
    read_or_refused(bytes(data), "m.yaml")
