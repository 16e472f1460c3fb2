"""Is there a table with exactly one accountable party in each row?"""

import re
from collections.abc import Sequence

from demarc.core.proposal.clauses import Sentence

LETTERS = re.compile(r"\s*(?:[RACIS](?:\s*[/,&+]?\s*[RACIS])*|[-\u2013\u2014]?)\s*")
WORDS = re.compile(r"\b(responsible|accountable|consulted|informed|supports?)\b", re.IGNORECASE)
AND = re.compile(r"\b(?:and|also)\b", re.IGNORECASE)
OURS = re.compile(r"\| *(?:the provider|provider|supplier|msp|us|we|contractor)(?: [a-z0-9]+)? *(?=\|)")
THEIRS = re.compile(r"\| *(?:the client|client|customer|you|your team|council)(?: [a-z0-9]+)? *(?=\|)")
WORK = re.compile(
    r"\| *(?:(?:sl|no|#)[. ]*\| *)?(?:functions?|tasks?|activity|activities|work|jobs?|dut(?:y|ies)"
    r"|areas?|responsibilit\w+|domain) *\|"
)
FIGURES = re.compile(
    r"\b(?:price|rate|qty|monthly|each|cost|fee|hours|frequency|minutes|within|when|by|deadline"
    r"|response|included|otherwise)\b"
)
"""A table of work by party: its first column names the work, and no other holds times or prices."""

ROWS = 3
"""The fewest rows that make a matrix."""


def letter_rows(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the table rows whose cells beside the first hold only RACI letters, one at least."""
    found = []
    for sentence in sentences:
        cells = _letters(sentence)
        if len(cells) > 1 and re.search("[RA]", "".join(cells)):
            found.append(sentence)
    return tuple(found) if len(found) >= ROWS else ()


def accountable(row: Sentence) -> int:
    """Count the parties that a row makes accountable."""
    return sum("A" in cell for cell in _letters(row))


def _letters(row: Sentence) -> list[str]:
    """Give the cells after the last that is no letter: the first ones number and name the row. Words count as letters."""
    found: list[str] = []
    for cell in row.cells:
        written = AND.sub("/", WORDS.sub(lambda word: word[1][0].upper(), cell.strip("* ")))
        found = [*found, written] if LETTERS.fullmatch(written) else []
    return found if len(found) < len(row.cells) else []


def duty_rows(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the rows of a table that has a column for each side and says in words what each does."""
    found = []
    for at, sentence in enumerate(sentences):
        if len(sentence.cells) > 2 and not (at and sentences[at - 1].cells):  # noqa: PLR2004 - a name, and two sides
            heads = f"| {sentence.folded.strip('| ')} |"
            by_sides = OURS.search(heads) and THEIRS.search(heads)
            rows = _below(sentences, at) if by_sides or (WORK.match(heads) and not FIGURES.search(heads)) else []
            found += rows if len(rows) >= ROWS else []
    return tuple(found)


def _below(sentences: Sequence[Sentence], at: int) -> list[Sentence]:
    rows = []
    for sentence in sentences[at + 1 :]:
        if not sentence.cells:
            break
        rows.append(sentence)
    return rows
