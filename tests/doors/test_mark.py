"""A marked workbook says every finding at its cell, and everything else in it is what it was, byte for byte."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table

from demarc.files.limits import UnusableFile
from demarc.files.mark import mark
from demarc.files.matrix.places import Place
from tests.office import saved_again

FILE = "raci.xlsx"
RED = PatternFill(start_color="FFC7CE", end_color="FFC7CE", fill_type="solid")


def at(cell: str, sheet: str | None = "RACI") -> Place:
    """Name a cell of the workbook."""
    return Place(FILE, sheet, int(cell[1:]), cell[0])


def raci(folder: Path) -> Path:
    """Write a workbook with everything that marking must not touch: table, chart, rules, merged cells, comments."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "RACI"
    for row in (("Task", "Dana", "Harborline"), ("Patching", "A", "R"), ("Backup", "R", "R"), ("Vendors", "C", "A")):
        sheet.append(row)
    sheet["B2"].comment = Comment("Since May <2025> & later", "Dana")
    sheet["C4"].comment = Comment("In a thread", "tc={6A2B}")
    sheet.merge_cells("E1:G3")
    sheet.add_table(Table(displayName="Tasks", ref="A1:C4"))
    rule = Rule(type="cellIs", operator="equal", formula=['"A"'], dxf=DifferentialStyle(fill=RED))
    sheet.conditional_formatting.add("B2:C4", rule)
    other = book.create_sheet("Figures")
    for number in range(1, 6):
        other.append((f"m{number}", number))
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=5))
    other.add_chart(chart, "D2")
    book.create_sheet("Bare")
    path = folder / FILE
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    """Unpack a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def compressed(path: Path) -> dict[str, bytes]:
    """Give each part's bytes as they lie in the file."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for info in archive.infolist():
            lengths = data[info.header_offset + 26 : info.header_offset + 30]
            start = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            found[info.filename] = data[start : start + info.compress_size]
        return found


def said(path: Path, sheet: str = "RACI") -> dict[str, str]:
    """List a sheet's comments by their cell."""
    book = load_workbook(path)
    return {cell.coordinate: cell.comment.text for row in book[sheet].iter_rows() for cell in row if cell.comment}


def test_a_finding_is_a_comment_on_its_cell_and_several_are_joined(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    cells = mark(
        raci(tmp_path), target, [(at("A3"), "Two do it"), (at("A3"), 'Nobody <answers> & "signs"'), (at("C2"), "x")]
    )
    assert cells == 2
    assert said(target)["A3"] == 'Two do it\n\nNobody <answers> & "signs"'
    assert said(target)["C2"] == "x"


def test_a_comment_that_is_there_is_kept_and_extended(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(raci(tmp_path), target, [(at("B2"), "Both have an A")])
    assert said(target)["B2"] == "Since May <2025> & later\n\nBoth have an A"
    assert said(target)["C4"] == "In a thread"


def test_a_finding_on_a_threaded_cell_stands_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(raci(tmp_path), target, [(at("C4"), "No deputy")])
    assert said(target)["C4"] == "In a thread"
    assert said(target)["D4"] == "About C4: No deputy"


def test_a_finding_inside_merged_cells_stands_on_the_first_of_them(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(raci(tmp_path), target, [(at("F2"), "Who?")])
    assert said(target)["E1"] == "Who?"


@pytest.mark.parametrize(
    ("place", "sheet", "cell"),
    [
        (Place(FILE), "RACI", "A1"),
        (Place(FILE, "nowhere", 3, "B"), "RACI", "A1"),
        (Place(FILE, "Figures"), "Figures", "A1"),
        (Place(FILE, "Bare", None, "D"), "Bare", "D1"),
        (Place(FILE, "Bare", 7), "Bare", "A7"),
    ],
)
def test_a_finding_without_a_cell_stands_at_the_head_of_what_it_is_about(
    place: Place, sheet: str, cell: str, tmp_path: Path
) -> None:
    target = tmp_path / "marked.xlsx"
    mark(raci(tmp_path), target, [(place, "Not said")])
    assert said(target, sheet)[cell] == "Not said"


def test_every_part_that_need_not_change_keeps_its_compressed_bytes(tmp_path: Path) -> None:
    source, target = raci(tmp_path), tmp_path / "marked.xlsx"
    mark(source, target, [(at("A3"), "one"), (at("A2", "Figures"), "two")])
    before, after = compressed(source), compressed(target)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }
    assert after.keys() - before.keys() == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert list(after)[: len(before)] == list(before)


def test_a_sheet_only_gains_the_element_that_names_its_comments(tmp_path: Path) -> None:
    source, target = raci(tmp_path), tmp_path / "marked.xlsx"
    mark(source, target, [(at("A2", "Figures"), "two")])
    name = "xl/worksheets/sheet2.xml"
    before, after = parts(source)[name], parts(target)[name]
    start = after.index(b"<legacyDrawing ")
    end = after.index(b"/>", start) + 2
    assert after[:start] + after[end:] == before
    assert after[start - 20 : start].endswith(b"/>")
    assert after[end:] == b"</worksheet>"


def test_the_element_stands_before_tables_and_extensions(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Task", "Owner"))
    sheet.append(("Patching", "Mei"))
    sheet.add_table(Table(displayName="T", ref="A1:B2"))
    source, target = tmp_path / FILE, tmp_path / "marked.xlsx"
    book.save(source)
    mark(source, target, [(Place(FILE, "Sheet", 2, "B"), "No deputy")])
    text = parts(target)["xl/worksheets/sheet1.xml"]
    assert text.index(b"<legacyDrawing ") < text.index(b"<tableParts")
    assert load_workbook(target)["Sheet"].tables.keys() == {"T"}


def test_a_marked_workbook_can_be_marked_again(tmp_path: Path) -> None:
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    mark(raci(tmp_path), once, [(at("A3"), "first"), (at("A2", "Figures"), "two")])
    mark(once, twice, [(at("A3"), "second"), (at("B3"), "new")])
    assert said(twice)["A3"] == "first\n\nsecond"
    assert said(twice)["B3"] == "new"
    assert said(twice, "Figures") == {"A2": "two"}


def test_prefixed_xml_is_extended_in_its_own_words(tmp_path: Path) -> None:
    source, target = raci(tmp_path), tmp_path / "marked.xlsx"
    unpacked = parts(source)
    sheet = unpacked["xl/worksheets/sheet3.xml"].decode()
    for name in ("worksheet", "sheetPr", "outlinePr", "pageSetUpPr", "dimension", "sheetViews", "sheetView", "selection"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    for name in ("sheetFormatPr", "sheetData", "pageMargins"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    unpacked["xl/worksheets/sheet3.xml"] = sheet.replace("<x:worksheet xmlns=", "<x:worksheet xmlns:x=").encode()
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in unpacked.items():
            archive.writestr(name, part)
    mark(source, target, [(at("A1", "Bare"), "here")])
    assert b"<x:legacyDrawing " in parts(target)["xl/worksheets/sheet3.xml"]
    assert said(target, "Bare") == {"A1": "here"}


def test_letters_that_xml_or_a_spreadsheet_would_eat_are_written_safely(tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(raci(tmp_path), target, [(at("A3"), "bell \x07 and _x000A_ and ]]> and é字")])
    text = parts(target)["xl/comments/comment1.xml"].decode()
    assert "bell \ufffd and _x005F_x000A_ and ]]&gt; and é字" in text


def test_the_source_is_never_written_over(tmp_path: Path) -> None:
    source = raci(tmp_path)
    before = source.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(source)
    for target in (source, tmp_path / "link.xlsx"):
        with pytest.raises(UnusableFile, match="there is such a file already"):
            mark(source, target, [(at("A3"), "x")])
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        ("raci.csv", b"Task,Owner\n", "only an XLSX workbook can be marked"),
        ("raci.xlsx", b"PK\x03\x04 and nothing", "cut short or damaged"),
        ("raci.xls", b"\xd0\xcf\x11\xe0old", "only an XLSX workbook can be marked"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_line(name: str, data: bytes, refused: str, tmp_path: Path) -> None:
    source, target = tmp_path / name, tmp_path / "marked.xlsx"
    source.write_bytes(data)
    with pytest.raises(UnusableFile, match=refused) as caught:
        mark(source, target, [])
    assert "\n" not in str(caught.value)
    assert not target.exists()


def test_another_office_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnusableFile, match="no XLSX workbook"):
        mark(source, tmp_path / "marked.xlsx", [])


def test_a_document_type_in_a_sheet_is_refused(tmp_path: Path) -> None:
    source = raci(tmp_path)
    unpacked = parts(source)
    name = "xl/worksheets/sheet1.xml"
    unpacked[name] = unpacked[name].replace(b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet', 1)
    with zipfile.ZipFile(source, "w") as archive:
        for part, text in unpacked.items():
            archive.writestr(part, text)
    with pytest.raises(UnusableFile):
        mark(source, tmp_path / "marked.xlsx", [(at("A1"), "x")])


def test_the_marked_copy_is_named_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"name it marked\.xlsx"):
        mark(raci(tmp_path), tmp_path / "marked.txt", [])


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_libreoffice_opens_it_with_every_comment_and_all_else(tmp_path: Path) -> None:
    source, target = raci(tmp_path), tmp_path / "marked.xlsx"
    mark(source, target, [(at("A3"), "Two do it"), (at("B2"), "Both"), (at("A2", "Figures"), "two")])
    again = saved_again(target, tmp_path)
    assert said(again)["A3"] == "Two do it"
    assert said(again)["B2"].endswith("later\n\nBoth")
    assert said(again, "Figures") == {"A2": "two"}
    book = load_workbook(again)
    assert [cell.value for cell in book["RACI"][2]][:3] == ["Patching", "A", "R"]
    assert any(name.startswith("xl/charts/chart") for name in parts(again))
    assert book["RACI"].merged_cells.ranges
