"""The custody table as people wrote it down (`tests/core/custody.txt`), read without looking at the program's own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent.parent / "core" / "custody.txt"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: where it leads, who may, who holds then, and what the two clocks do, in its own words."""

    to: str
    may: frozenset[str]
    holder: str
    accept: str
    progress: str


@cache
def written_table() -> dict[tuple[str, str], Line]:
    """Read the table, by the state it starts from (`-` for none) and the act."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")][1:]
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines]
    return {(row[0], row[1]): Line(row[2], frozenset(row[3].split(", ")), row[4], row[5], row[6]) for row in rows}
