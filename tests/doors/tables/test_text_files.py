"""CSV, Markdown and AsciiDoc as people have them: encodings, delimiters, marks, spans, and what is damaged."""

import pytest

from demarc.core.matrix.findings import Kind, Level
from demarc.files.grid import Grid
from demarc.files.limits import UnusableFile
from demarc.files.responsibility import Layout, read_tables_bytes
from demarc.files.tables.pick import read_grids
from tests.doors.tables.small import lines, notes, said, table, tables


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def grid_of(text: str, file: str) -> Grid:
    (grid,) = read_grids(text.encode(), file).grids
    return grid


@pytest.mark.parametrize(
    ("data", "delimiter"),
    [
        ("\ufeffTask,Zoë,Priya\nBackups,A,R\n".encode(), "comma"),
        ("Task;Zoë;Priya\nBackups;A;R\n".encode("cp1252"), "semicolon"),
        ("Task\tZoë\tPriya\nBackups\tA\tR\n".encode(), "tab"),
        ("Task;Zoë;Priya\r\nBackups;A;R\r\n".encode("utf-16"), "semicolon"),
        ("sep=;\r\nTask;Zoë;Priya\r\nBackups;A;R\r\n".encode(), "semicolon"),
        ("Task|Zoë|Priya\nBackups|A|R\n".encode(), "bar"),
    ],
)
def test_encoding_and_delimiter_are_found_and_said(data: bytes, delimiter: str) -> None:
    (found,) = read_tables_bytes(data, "raci.csv")
    assert lines(found) == ["Backups: Zoë A, Priya R"]
    told = [note.finding.message for note in found.notes]
    assert any(delimiter in message for message in told) or delimiter == "comma"


def test_windows_text_is_said_to_be_windows_text() -> None:
    (found,) = read_tables_bytes("Task,Zoë\nBackups,A\n".encode("cp1252"), "raci.csv")
    assert any("Windows-1252" in note.finding.message for note in found.notes)


def test_a_record_over_several_lines_stands_at_its_first_line() -> None:
    found = table('Task,Dana,Notes\n"Backups\nand restores",A,"one\ntwo"\nPhones,R,\n', "raci.csv")
    assert [(row.title, row.place.row) for row in found.rows] == [("Backups and restores", 2), ("Phones", 5)]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    found = table('Task,Dana,Priya\n"Backups,A,R\nPhones,R,A\n', "raci.csv")
    assert [row.title for row in found.rows] == ['"Backups', "Phones"]
    (note,) = [note for note in notes(found, Kind.UNREADABLE) if "quotation" in note.finding.message]
    assert note.finding.severity is Level.ERROR


def test_a_bar_in_a_text_parts_no_cell_and_marks_are_taken_off() -> None:
    found = table(r"""
        | **Task** | Dana | _Priya_ |
        |:--|:-:|--:|
        | **On-site \| remote** (`L1`) | A | [R](https://example.org) |
        | Phones<br>and fax | R | ~~ |
        """)
    assert found.rows[0].title == "On-site | remote (L1)"
    assert found.holders == ("Dana", "Priya")
    assert said(found.rows[0]) == "Dana A, Priya R"


def test_tables_in_code_are_no_tables_and_headings_name_the_others() -> None:
    first, second = tables("""
        # Who does what

        ```
        | Task | Nobody |
        |---|---|
        | Example | A |
        ```

        ## Desk

        Task | Dana | Priya
        --- | --- | ---
        Phones | A | R

        ## Servers

        > | Task | Dana | Priya |
        > |---|---|---|
        > | Backups | R | A |
        """)
    assert (first.name, lines(first)) == ("Desk", ["Phones: Dana A, Priya R"])
    assert (second.name, lines(second)) == ("Servers", ["Backups: Dana R, Priya A"])
    assert second.rows[0].place.row == 19


def test_a_table_without_a_line_of_dashes_is_read_and_that_is_said() -> None:
    found = table("""
        | Task | Dana | Priya |
        | Phones | A | R |
        | Backups | R | A |
        """)
    assert len(found.rows) == 2
    assert "no line of dashes" in notes(found, Kind.GUESSED)[0].finding.message


def test_an_html_table_in_markdown_is_said_not_to_be_read() -> None:
    found = table("<table><tr><td>A</td></tr></table>\n\n| Task | Dana |\n|---|---|\n| Phones | A |\n")
    assert any("HTML table" in note.finding.message for note in found.notes)


def test_asciidoc_cells_may_hold_lists_and_several_lines() -> None:
    found = table(
        """
        = Shared responsibility

        [cols="2a,3a,3a",options="header"]
        |===
        |Resource
        |Acme responsibilities
        |Customer responsibilities

        |Logging
        |- Collect the logs.
        - Keep them for `90` days.
        |Read them.

        // a remark
        |Network |Set it up \\| run it. |Ask for changes.
        |===
        """,
        "split.adoc",
    )
    assert found.kind is Layout.DUTIES_PER_PARTY
    assert found.name == "Shared responsibility"
    assert found.rows[0].assignments[0].note == "- Collect the logs.\n- Keep them for 90 days."
    assert found.rows[1].assignments[0].note == "Set it up | run it."
    assert [row.place.row for row in found.rows] == [9, 15]


def test_asciidoc_spans_repeats_and_styles() -> None:
    grid = grid_of(
        "[cols=3*]\n|===\n|Task |Dana |Priya\n2+|wide |x\n.2+|tall |A |R\n|C |I\n3*|same\nh|Head |a |b\n|===\n", "t.adoc"
    )
    assert texts(grid) == [
        ["Task", "Dana", "Priya"],
        ["wide", "", "x"],
        ["tall", "A", "R"],
        ["", "C", "I"],
        ["same", "same", "same"],
        ["Head", "a", "b"],
    ]
    assert (grid.rows[1][0].across, grid.rows[2][0].down, grid.rows[5][0].bold) == (2, 2, True)


def test_an_asciidoc_row_that_is_not_full_is_padded_and_said() -> None:
    found = table("[cols=3*]\n|===\n|Task |Dana |Priya\n|One |A |R\n|Two |A\n|===\n", "t.adoc")
    assert lines(found) == ["One: Dana A, Priya R", "Two: Dana A"]
    assert any("2 of 3 cells" in note.finding.message for note in found.notes)


def test_an_asciidoc_table_that_is_never_closed_is_read_and_said() -> None:
    found = table("|===\n|Task |Dana |Priya\n\n|One |A |R\n", "t.adoc")
    assert lines(found) == ["One: Dana A, Priya R"]
    assert any("never closed" in note.finding.message for note in found.notes)


def test_asciidoc_may_dress_csv_and_name_things() -> None:
    found = table(":msp: Harborline\n\n.Split\n,===\nTask,Dana,{msp}\nOne,A,R\n,===\n", "t.adoc")
    assert found.name == "Split"
    assert found.holders == ("Dana", "Harborline")


@pytest.mark.parametrize("file", ["a.csv", "a.md", "a.adoc", "a.txt"])
@pytest.mark.parametrize("data", [b"A\0B,C\n", b"\x81\x8d\xff\xfe,\x90\n", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_what_is_no_text_is_refused_in_one_line(data: bytes, file: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_tables_bytes(data, file)
    assert "\n" not in str(refused.value)
    assert refused.value.would_help


def test_far_too_many_lines_are_refused_in_one_line() -> None:
    with pytest.raises(UnusableFile, match="beyond 20,000 rows"):
        read_tables_bytes(b"Task,Dana\n" * 25_000, "long.csv")
    with pytest.raises(UnusableFile, match="more than 40,000 lines"):
        read_tables_bytes(b"| a | b |\n" * 45_000, "long.md")


def test_the_kind_of_file_is_found_by_its_text_when_its_name_says_nothing() -> None:
    markdown = b"| Task | Dana |\n|---|---|\n| One | A |\n"
    asciidoc = b"|===\n|Task |Dana\n\n|One |A\n|===\n"
    for data in (markdown, asciidoc, b"Task,Dana\nOne,A\n"):
        (found,) = read_tables_bytes(data, "split.txt")
        assert lines(found) == ["One: Dana A"]


def test_our_own_yaml_is_left_to_its_own_reader() -> None:
    assert read_tables_bytes(b"rows: []\n", "matrix.yaml")[0].kind is Layout.OURS
