"""Workbooks and Word documents: colours, merges, what is hidden, what is damaged, and what would explode."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from demarc.core.matrix.findings import Kind, Level
from demarc.files.limits import UnusableFile
from demarc.files.responsibility import Layout, ResponsibilityTable, read_tables_bytes
from tests.doors.tables.small import lines, notes, said

GREEN, GREY, BLUE = (PatternFill("solid", fgColor=colour) for colour in ("FF00B050", "FFD9D9D9", "FF0070C0"))
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def workbook(fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "RACI"
    fill(sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet_of(rows: list[list[object]]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return fill


def read(data: bytes, file: str = "raci.xlsx") -> ResponsibilityTable:
    (found,) = read_tables_bytes(data, file)
    return found


PLAIN: list[list[object]] = [["Task", "Dana", "Priya"], ["Backups", "A", "R"], ["Phones", "R", "A"]]


def test_a_cell_is_found_again_by_sheet_row_and_column() -> None:
    found = read(workbook(sheet_of([["Our split"], [], *PLAIN])))
    assert lines(found) == ["Backups: Dana A, Priya R", "Phones: Dana R, Priya A"]
    place = found.rows[1].assignments[1].place
    assert (place.sheet, place.row, place.column) == ("RACI", 5, "C")
    assert found.texts == ("Our split",)


def test_filled_bold_and_merged_rows_are_sections() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of([["Task", "Dana", "Priya"], ["Desk"], ["Phones", "A", "R"], ["Servers"], ["Backups", "R", "A"]])(sheet)
        sheet_of([["Other"], ["Cables", "A", "C"]])(sheet)
        sheet["A2"].font = Font(bold=True)
        sheet["A4"].fill = GREY
        sheet.merge_cells("A6:C6")

    found = read(workbook(fill))
    assert [(row.section, row.title) for row in found.rows] == [
        ("Desk", "Phones"),
        ("Servers", "Backups"),
        ("Other", "Cables"),
    ]


def test_colour_as_data_is_read_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [["Task", "Dana", "Priya"], ["Phones"], ["Backups"], ["Cables"]]:
            sheet.append(row)
        sheet["B2"].fill = GREEN
        sheet["C3"].fill = GREEN
        sheet["B4"].fill = GREEN
        sheet["C4"].fill = GREEN

    found = read(workbook(fill))
    assert lines(found) == ["Phones: Dana x", "Backups: Priya x", "Cables: Dana x, Priya x"]
    (note,) = notes(found, Kind.GUESSED)
    assert note.finding.message == "4 cells say something only by their colour; read were 00B050 as `x`"
    assert note.finding.severity is Level.WARNING
    assert str(note.place).endswith("sheet RACI, cell B2")


def test_a_key_says_what_a_colour_means() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [["", "Responsible"], ["", "Accountable"], [], ["Task", "Dana", "Priya"], ["Phones"], ["Backups"]]:
            sheet.append(row)
        sheet["A1"].fill = BLUE
        sheet["A2"].fill = GREEN
        for cell, fill_ in (("B5", GREEN), ("C5", BLUE), ("C6", GREEN)):
            sheet[cell].fill = fill_

    assert lines(read(workbook(fill))) == ["Phones: Dana A, Priya R", "Backups: Priya A"]


def test_banded_rows_and_filled_columns_are_only_decoration() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [["Task", "Dana", "Priya"], ["Phones", "A"], ["Backups"], ["Cables", "", "A"], ["Mail", "A"]]:
            sheet.append(row)
        for column in "ABC":
            for banded in (3, 5):
                sheet[f"{column}{banded}"].fill = GREY
        for filled in (2, 3, 4):
            sheet[f"D{filled}"].fill = BLUE

    found = read(workbook(fill))
    assert lines(found) == ["Phones: Dana A", "Backups: ", "Cables: Priya A", "Mail: Dana A"]
    assert not found.notes


def test_a_cell_merged_over_several_rows_or_holders_is_said_in_each() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in [
            ["Area", "Task", "Dana", "Priya"],
            ["Desk", "Phones", "A", "R"],
            ["", "Mail", "R", "A"],
            ["", "Fax", "C"],
        ]:
            sheet.append(row)
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("C4:D4")

    found = read(workbook(fill))
    assert [row.section for row in found.rows] == ["Desk", "Desk", "Desk"]
    assert said(found.rows[2]) == "Dana C, Priya C"


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(PLAIN)(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    found = read(workbook(fill))
    assert len(found.rows) == 2
    told = [note.finding.message for note in found.notes]
    assert "rows that are hidden in the sheet were read like the others: 3" in told
    assert "columns that are hidden were read like the others: C" in told


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("Old split")
    assert isinstance(sheet, Worksheet)
    for row in PLAIN:
        sheet.append(row)
        other.append(row)
    other.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    (found,) = read_tables_bytes(data.getvalue(), "raci.xlsx")
    (note,) = found.notes
    assert "hidden, so it was not read (9 filled cells)" in note.finding.message
    assert note.place.sheet == "Old split"


def test_errors_and_formulas_without_a_value_are_findings() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(PLAIN)(sheet)
        sheet["B3"] = "#REF!"
        sheet["B3"].data_type = "e"
        sheet["C3"] = "=A1"

    first, second = [note for note in read(workbook(fill)).notes if note.finding.severity is Level.ERROR][-2:]
    assert ("#REF!" in first.finding.message, first.place.column) == (True, "B")
    assert ("never saved" in second.finding.message, second.place.column) == (True, "C")


def test_a_format_down_to_the_last_row_and_column_harms_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet_of(PLAIN)(sheet)
        sheet["XFD1048576"].fill = GREY

    assert len(read(workbook(fill)).rows) == 2


def test_one_sheet_that_reaches_too_far_does_not_hide_the_others() -> None:
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("Data")
    assert isinstance(sheet, Worksheet)
    for row in PLAIN:
        sheet.append(row)
    other["A1"], other["XFD1048576"] = "x", "y"
    data = io.BytesIO()
    book.save(data)
    (found,) = read_tables_bytes(data.getvalue(), "raci.xlsx")
    assert len(found.rows) == 2
    (note,) = found.notes
    assert "reaches to row 1,048,576" in note.finding.message


def test_numbers_and_dates_are_read_as_they_are_shown() -> None:
    found = read(workbook(sheet_of([["No", "Task", "Dana", "Priya"], [1, "Phones", "A", "R"], [1.5, "Mail", "R", "A"]])))
    assert [row.number for row in found.rows] == ["1", "1.5"]


def test_an_example_sheet_is_nobodys_own() -> None:
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("Example responses")
    assert isinstance(sheet, Worksheet)
    for row in PLAIN:
        sheet.append(row)
        other.append(row)
    data = io.BytesIO()
    book.save(data)
    mine, example = read_tables_bytes(data.getvalue(), "raci.xlsx")
    assert (mine.kind, example.kind, example.rows) == (Layout.RACI, Layout.OTHER, ())


def test_two_sheets_about_the_same_controls_must_agree() -> None:
    book = openpyxl.Workbook()
    summary, matrix = book.active, book.create_sheet("CRM")
    assert isinstance(summary, Worksheet)
    summary.title = "CIS"
    for row in [
        ["Control ID", "Service Provider Corporate", "Shared (Both)", "Provided by Customer"],
        ["AC-01 (a)", "X"],
        ["AC-01 (b)", "", "X"],
        ["AC-02", "", "", "X"],
        ["AC-03", "X"],
        ["AC-05", "X"],
    ]:
        summary.append(row)
    for row in [
        ["Control ID", "Can Be Inherited from CSP", "Responsibilities"],
        ["AC-1(a)", "Yes"],
        ["AC-1(b)", "Yes"],
        ["AC-2", "No", "all"],
        ["AC-4", "Yes"],
        ["AC-5", "No", "all"],
    ]:
        matrix.append(row)
    data = io.BytesIO()
    book.save(data)
    first, second = read_tables_bytes(data.getvalue(), "crm.xlsx")
    contradictions = notes(second, Kind.CONTRADICTION)
    assert [(note.finding.entry, note.place.column, note.place.row) for note in contradictions] == [
        ("AC-1(b)", "B", 3),
        ("AC-5", "B", 6),
    ]
    (only_there,) = notes(first, Kind.GAP)
    (only_here,) = notes(second, Kind.GAP)
    assert only_there.finding.message == "AC-03 stands on `CIS` and not on `CRM`"
    assert only_here.finding.message == "AC-4 stands on `CRM` and not on `CIS`"


def document(body: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document {SPACE}><w:body>{body}</w:body></w:document>'
        )
    return data.getvalue()


def cell(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def test_a_word_table_with_merged_cells_and_headings() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Who does what</w:t></w:r></w:p><w:tbl>'
        + row(cell("Area"), cell("Task"), cell("Dana"), cell("Priya"))
        + row(cell("Desk", '<w:vMerge w:val="restart"/>'), cell("Phones"), cell("A"), cell("R"))
        + row(cell("", "<w:vMerge/>"), cell("Mail"), cell("R"), cell("A"))
        + row(cell("Servers", '<w:gridSpan w:val="4"/><w:shd w:fill="D9D9D9"/>', "<w:b/>"))
        + row(cell(""), cell("Backups"), cell("C"), cell("A"))
        + "</w:tbl>"
    )
    found = read(document(body), "split.docx")
    assert found.name == "Who does what"
    assert [(each.section, each.title, said(each)) for each in found.rows] == [
        ("Desk", "Phones", "Dana A, Priya R"),
        ("Desk", "Mail", "Dana R, Priya A"),
        ("Servers", "Backups", "Dana C, Priya A"),
    ]
    assert (found.rows[0].place.sheet, found.rows[0].place.row) == ("table 1", 2)


def test_word_text_leaves_out_what_was_deleted_and_reads_check_marks() -> None:
    ticked = '<w:tc><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:tc>'
    struck = "<w:tc><w:p><w:del><w:r><w:t>Fax and </w:t></w:r></w:del><w:r><w:t>Phones</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl>{row(cell('Service'), cell('Client'), cell('Provider'))}{row(struck, ticked, cell(''))}</w:tbl>"
    assert lines(read(document(body), "split.docx")) == ["Phones: Client x"]


def bomb(name: str, size: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, b" " * size)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (bomb("xl/worksheets/sheet1.xml", 200_000_000), "bomb.xlsx"),
        (bomb("other.xml", 10)[:100], "cut.xlsx"),
        (document("<!DOCTYPE x [<!ENTITY a 'b'>]>"), "entity.docx"),
        (document("<w:tbl>"), "broken.docx"),
        (workbook(sheet_of(PLAIN))[:2000], "cut.xlsx"),
        (b"PK\x03\x04" + b"\0" * 100, "zeros.xlsx"),
    ],
    # a name of its own for each case: the bytes hold the time of day, and workers must collect the same names
    ids=["bomb", "cut zip", "entity", "broken", "cut workbook", "zeros"],
)
def test_hostile_and_damaged_files_are_refused_in_one_line(data: bytes, file: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_tables_bytes(data, file)
    assert "\n" not in str(refused.value)
    assert file in refused.value.where
    assert refused.value.would_help


def test_entities_in_another_encoding_are_refused_too() -> None:
    data = io.BytesIO()
    xml = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><w:document {SPACE}>&a;</w:document>'
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", xml.encode("utf-16"))
    with pytest.raises(UnusableFile, match="no readable XML"):
        read_tables_bytes(data.getvalue(), "entity.docx")


def test_our_own_workbook_is_left_to_its_own_reader() -> None:
    book = workbook(sheet_of([["Id", "Function", "Accountable"], ["R1", "Backups", "dana"]])).replace(b"", b"")
    renamed = openpyxl.load_workbook(io.BytesIO(book))
    renamed["RACI"].title = "Rows"
    data = io.BytesIO()
    renamed.save(data)
    (found,) = read_tables_bytes(data.getvalue(), "matrix.xlsx")
    assert found.kind is Layout.OURS
