"""Marking real workbooks: their parts stay as they are, byte for byte, and two programs read them as before."""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml import ElementTree
from openpyxl import load_workbook

from demarc.files.mark import mark
from demarc.files.matrix.places import Place
from tests.office import saved_again

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
BOOKS = sorted(REAL.glob("matrix_*/*.xlsx"))
pytestmark = [
    pytest.mark.skipif(not BOOKS, reason="the real workbooks are not here; set DEMARC_REAL to their folder"),
    pytest.mark.timeout(300),
]
CELLS = ("B4", "C7", "H9", "A40")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MARK = 'Nobody answers for this <"A" & "R">'


def marked(source: Path, folder: Path) -> Path:
    """Put a comment on four cells of every sheet and one on the file."""
    sheets = load_workbook(source, read_only=True).sheetnames
    target = folder / source.name
    places = [Place(source.name, sheet, int(cell[1:]), cell[0]) for sheet in sheets for cell in CELLS]
    mark(source, target, [(place, MARK) for place in (*places, Place(source.name))])
    return target


def stored(path: Path) -> dict[str, bytes]:
    """Give each part's compressed bytes."""
    data = path.read_bytes()
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            head = info.header_offset + 30
            name, extra = (int.from_bytes(data[head - shift : head - shift + 2], "little") for shift in (4, 2))
            found[info.filename] = data[head + name + extra :][: info.compress_size]
    return found


def contents(path: Path) -> Iterator[tuple[str, str, object, object]]:
    """Yield every cell's value and style."""
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    yield sheet.title, cell.coordinate, cell.value, (cell.fill.fgColor.rgb, cell.font.b, cell.number_format)


def comments(path: Path) -> dict[tuple[str, str], str]:
    """Give every comment, read from the parts themselves."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.match(r"xl/(comments/)?comments?\d+\.xml", name):
                for comment in ElementTree.fromstring(archive.read(name)).iter(f"{MAIN}comment"):
                    found[name, comment.attrib["ref"]] = "".join(text.text or "" for text in comment.iter(f"{MAIN}t"))
    return found


@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_only_the_parts_that_name_comments_change(source: Path, tmp_path: Path) -> None:
    target = marked(source, tmp_path)
    before, after = stored(source), stored(target)
    changed = {name for name in before if after[name] != before[name]}
    allowed = ("[Content_Types].xml", "xl/worksheets/", "xl/comments", "xl/drawings/vmlDrawing")
    assert all(name.startswith(allowed) for name in changed)
    added = after.keys() - before.keys()
    assert all(name.startswith(("xl/comments", "xl/drawings/vmlDrawing", "xl/worksheets/_rels/")) for name in added)
    old, new = comments(source), comments(target)
    assert all(new[cell].startswith(text) for cell, text in old.items())
    assert sum(MARK in text for text in new.values()) >= len(load_workbook(source, read_only=True).sheetnames)


@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_a_sheet_only_gains_the_element_that_names_its_comments(source: Path, tmp_path: Path) -> None:
    target = marked(source, tmp_path)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        for name in old.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            was, now = old.read(name), new.read(name)
            start = now.find(b"<legacyDrawing xmlns:r=")
            end = now.find(b"/>", start) + 2
            assert was in {now, now[:start] + now[end:]}


@pytest.mark.slow
@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_every_cell_keeps_its_value_and_its_look(source: Path, tmp_path: Path) -> None:
    assert list(contents(marked(source, tmp_path))) == list(contents(source))


@pytest.mark.slow
@pytest.mark.parametrize("source", BOOKS, ids=lambda path: path.stem)
def test_libreoffice_reads_what_it_read_before(source: Path, tmp_path: Path) -> None:
    target = marked(source, tmp_path)
    read: dict[str, dict[str, str]] = {}
    again = source
    for name, path in (("before", source), ("after", target)):
        again = saved_again(path, tmp_path)
        read[name] = {f"{sheet}!{cell}": str(value) for sheet, cell, value, _ in contents(again) if value is not None}
        with zipfile.ZipFile(again) as archive:
            read[name]["pictures"] = str(sorted(part for part in archive.namelist() if "/media/" in part))
    assert read["after"] == read["before"]
    assert sum(MARK in text for text in comments(again).values()) == sum(MARK in text for text in comments(target).values())
