"""Is there a table with exactly one accountable party in each row?"""

import re
from collections.abc import Sequence

from demarc.core.proposal.clauses import Sentence

LETTERS = re.compile(r"\s*(?:[RACIS](?:\s*[/,&+]?\s*[RACIS])*|[-\u2013\u2014]?)\s*")
ROWS = 3
"""The fewest rows that make a matrix."""


def letter_rows(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the table rows whose cells beside the first hold only RACI letters, one at least."""
    found = []
    for sentence in sentences:
        cells = [cell.strip("* ") for cell in sentence.cells[1:]]
        if (
            len(cells) > 1
            and any(cells)
            and all(LETTERS.fullmatch(cell) for cell in cells)
            and re.search("[RA]", "".join(cells))
        ):
            found.append(sentence)
    return tuple(found) if len(found) >= ROWS else ()


def accountable(row: Sentence) -> int:
    """Count the parties that a row makes accountable."""
    return sum("A" in cell for cell in row.cells[1:])
