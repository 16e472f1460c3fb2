"""Whatever stands in a table: reading never fails, and every filled cell is found again in what was read."""

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from demarc.files.grid import Cell, Grid
from demarc.files.limits import UnusableFile
from demarc.files.matrix.places import Place, column_letters
from demarc.files.responsibility import Layout, ResponsibilityTable, read_tables_bytes
from demarc.files.responsibility.grids import tables_in
from demarc.files.responsibility.letters import is_blank
from demarc.files.tables.pick import read_grids

LETTERED = "A R C I S x A/R R,A RA P Q TBD N/A - --- Task Owner Who # No. Dana MSP Customer Provider Shared Redhat Yes No"
WORDED = (
    "Red Hat|Control ID|Can Be Inherited from CSP|Service Provider Corporate|Shared (both)|Partial|Responsibilities"
    "|Note: signed|R = Responsible|1.|1.1|Governance:|Acme responsibilities|Monitor the logs and answer the alerts"
    "|Joe/MSP|R (OT) & C (Reviews)|Section|Accountable"
)
WORDS = st.sampled_from([*LETTERED.split(), *WORDED.split("|")])
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
CELLS = st.one_of(st.just(""), WORDS, PRINTABLE)
GRIDS = st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12))


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def told(found: tuple[ResponsibilityTable, ...]) -> str:
    """Put all that was read into one text, spaces and case aside."""
    parts: list[str] = []
    for table in found:
        parts += [*table.texts, *table.columns, *table.parties.values(), *table.holders, table.name]
        parts += [note.finding.message for note in table.notes]
        for row in table.rows:
            parts += [row.number, row.title, row.section, *row.notes]
            parts += [text for each in row.assignments for text in (each.raw, each.note)]
    return squeezed(" ".join(parts))


def squeezed(text: str) -> str:
    return "".join(text.casefold().split())


@settings(max_examples=400, deadline=None)
@given(GRIDS)
@example([["", "A", "0", "NAME"], ["", "", "Owner", "A"]])
def test_every_filled_cell_of_any_grid_is_found_again(rows: list[list[str]]) -> None:
    """Nothing a stranger wrote is dropped: it is a heading, title, section, note, part, text, or a finding."""
    data = as_csv([["sheet of the cast"], *rows])
    (grid,) = read_grids(b"sep=,\n" + data, "any.csv").grids
    found = read_tables_bytes(b"sep=,\n" + data, "any.csv")
    everything = told(found)
    read = {place for table in found for place in table.cells}
    for row in grid.rows:
        for cell in row:
            if not is_blank(cell.text):
                assert cell.place in read
                assert squeezed(cell.text).rstrip(":") in everything or is_repeated(cell.text, grid.rows), cell


def is_repeated(text: str, rows: object) -> bool:
    """Headings that come again say nothing new; ticks become `yes`."""
    del rows
    return text.strip().casefold() in {"x", "✓", "✔"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.md", "a.adoc", "a.csv", "a.txt"]))
def test_any_text_is_read_or_refused_in_one_line(text: str, file: str) -> None:
    """No text file makes the readers fail in their own words."""
    read_or_refuse(text.encode("utf-8", "surrogatepass"), file)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["|", "|===", "\n", "2+", ".3+", "3*", "a|", '[cols="1,2"]', " x ", "---", "\\|", '"', "!===", "//"]
        )
    )
)
def test_any_mixture_of_table_marks_is_read(pieces: list[str]) -> None:
    """Broken markup is read as far as it goes."""
    for file in ("a.adoc", "a.md"):
        read_or_refuse("".join(pieces).encode(), file)


def read_or_refuse(data: bytes, file: str) -> None:
    try:
        found = read_tables_bytes(data, file)
    except UnusableFile as refused:
        message = str(refused)
    else:
        message = ""
        assert all(isinstance(table.kind, Layout) for table in found)
    assert "\n" not in message


LOOKS = st.tuples(CELLS, st.sampled_from(["", "", "00B050", "FFC000"]), st.booleans(), st.integers(1, 3), st.integers(1, 3))
PAINTED = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(LOOKS, min_size=width, max_size=width), min_size=1, max_size=9)
)


@settings(max_examples=200, deadline=None)
@given(PAINTED)
def test_whatever_cells_look_like_each_filled_one_is_accounted_for(
    rows: list[list[tuple[str, str, bool, int, int]]],
) -> None:
    """Fills, bold and merges change what cells mean, never whether they are read."""
    made = tuple(
        tuple(
            Cell(text, Place("any.xlsx", "any", row, column_letters(column)), fill, bold, across, down)
            for column, (text, fill, bold, across, down) in enumerate(cells)
        )
        for row, cells in enumerate(rows, 1)
    )
    read = {place for table in tables_in(Grid("any.xlsx", "any", made), {}) for place in table.cells}
    assert {cell.place for row in made for cell in row if cell.text} <= read
