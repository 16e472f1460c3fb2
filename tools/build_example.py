"""Write the example's matrix files from their values: `python tools/build_example.py [FOLDER]` (default: example/)."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from demarc.core.presets.alder import alder_dental_group
from demarc.files.matrix.file import write_matrix

START = date(2026, 11, 23)
"""The Monday the example's roster begins; the alerts beside it are of the same fortnight."""

MADE_AT = datetime(2026, 11, 23, tzinfo=UTC)

OUR_RACI = (
    ("Function", "Dana Okafor", "Harborline"),
    ("Helpdesk for users", "A", "R"),
    ("New starters and leavers", "A", "C"),
    ("Network", "I", "A"),
    ("Workstation patching", "I", "A"),
    ("Server patching", "A", "A"),
    ("Nightly backups", "I", "A"),
    ("Restore testing", "R", "R"),
    ("EDR alerts", "I", "A (notify client)"),
    ("Incident response", "Shared", ""),
    ("Vendor cases", "A", "A"),
    ("Cloud", "C", "A"),
    ("Cyber insurance form", "A", "C"),
)
"""What many firms have instead of a matrix: twelve lines, two columns, and letters. The first thing `demarc check` sees."""


def write_our_raci(path: Path) -> None:
    """Write the plain sheet that somebody would have before they knew of us."""
    with Workbook(str(path)) as book:
        book.set_properties({"title": "Who does what", "created": MADE_AT})
        sheet = book.add_worksheet("RACI")
        bold = book.add_format({"bold": True})
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 2, 18)
        for at, row in enumerate(OUR_RACI):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(at, column, text, None if at else bold)


def main(folder: Path) -> None:
    """Write the example in both clothes, and the sheet from before."""
    write_our_raci(folder / "our-raci.xlsx")
    matrix = alder_dental_group(START)
    for name in ("matrix.yaml", "matrix.xlsx"):
        write_matrix(matrix, folder / name)
        print(f"wrote {folder / name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "example")
