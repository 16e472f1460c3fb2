"""Law 7 for a stranger's table: whatever stands in it, nothing is dropped or invented, and every hole is a hole."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.findings import Kind
from demarc.files.responsibility import read_tables_bytes
from demarc.files.stranger import Stranger, as_matrix

TITLES = st.sampled_from(
    [
        "Server patching",
        "Workstation patching",
        "Patch management",
        "OT patching at the plant",
        "Windows updates",
        "Linux servers: updates",
        "Third-party patching",
        "Firewall firmware",
        "Restore testing",
        "Backups",
        "Incident response",
        "P1 incidents",
        "After-hours monitoring",
        "EDR alerts (24x7)",
        "User onboarding & offboarding",
        "Vendor management",
        "Patching except servers",
        "Wizardry",
        "",
        "Assist with audits as needed",
    ]
)
NAMES = st.sampled_from(
    ["Dana Okafor", "Luis Ferrer", "Harborline", "MSP", "IT Manager", "Client", "help@x.example", "NOC"]
)
CELLS = st.sampled_from(
    [
        "A",
        "R",
        "C",
        "I",
        "A/R",
        "R, A",
        "",
        "-",
        "Shared",
        "N/A",
        "TBD",
        "x",
        "A (Sev 1-2)",
        "A (after hours)",
        "A (servers only)",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, int]:
    """Draw a table of letters under names, and count its rows."""
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    rows = draw(
        st.lists(st.tuples(TITLES, st.lists(CELLS, min_size=len(names), max_size=len(names))), min_size=1, max_size=9)
    )
    lines = [_line(["Task", *names]), _line(["---"] * (len(names) + 1)), *(_line([title, *said]) for title, said in rows)]
    return "\n".join(lines).encode(), len(rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def read(text: bytes) -> Stranger:
    return as_matrix(read_tables_bytes(text, "ours.md"))


@given(tables())
@settings(max_examples=120)
def test_every_witness_of_a_strangers_table_is_what_it_says(drawn: tuple[bytes, int]) -> None:
    """A hole found in anybody's table is an item that no row of it takes; a double claim is one that several take."""
    found = read(drawn[0])
    for one in found.findings:
        if one.finding.witness is not None:
            outcome = decide(found.matrix, one.finding.witness).outcome
            expected = {Kind.GAP: Outcome.GAP, Kind.OVERLAP: Outcome.OVERLAP}[one.finding.kind]
            assert outcome is expected, one.finding.message


@given(tables())
@settings(max_examples=120)
def test_no_row_of_a_strangers_table_is_dropped(drawn: tuple[bytes, int]) -> None:
    """Every row that was read is a row of the matrix, and every finding has its file."""
    found = read(drawn[0])
    assert sum(len(table.rows) for table in found.tables) == len(found.lines)
    ids = {row.id for row in found.matrix.rows}
    assert len(ids) == len(found.matrix.rows)
    assert all(one.place.file == "ours.md" for one in found.findings)
    assert all(id_ in ids | {line.id for line in found.lines} for one in found.findings for id_ in one.finding.rows)


@given(tables())
@settings(max_examples=60)
def test_two_lines_are_claimed_by_both_only_where_both_own_them(drawn: tuple[bytes, int]) -> None:
    """A double claim is between rows that two different owners hold, or that stand twice in the table."""
    found = read(drawn[0])
    for one in found.findings:
        if one.finding.kind is Kind.OVERLAP:
            rows = [found.matrix.row(id_) for id_ in one.finding.rows]
            owners = [row.slots.accountable for row in rows if row]
            assert len(owners) == 2
            assert all(owners)
            assert owners[0] != owners[1]
