"""Write the example's matrix files from its values: `python tools/build_example.py [FOLDER]` (default: example/)."""

import sys
from datetime import date
from pathlib import Path

from demarc.core.presets.alder import alder_dental_group
from demarc.files.matrix_file import write_matrix

START = date(2026, 11, 23)
"""The Monday the example's roster begins; the alerts beside it are of the same fortnight."""


def main(folder: Path) -> None:
    """Write the example in both clothes."""
    matrix = alder_dental_group(START)
    for name in ("matrix.yaml", "matrix.xlsx"):
        write_matrix(matrix, folder / name)
        print(f"wrote {folder / name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "example")
