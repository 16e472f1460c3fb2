"""Words that every firm means differently: a row may use one only where the glossary says what it means here.

The glossary is part of the matrix, so what a word means is signed with the rows that use it.
"""

import re
from collections.abc import Iterator

from demarc.core.matrix.findings import Finding, Kind, finding
from demarc.core.matrix.table import Matrix, Row
from demarc.core.words import RowId

LOADED = {
    "patch": r"patch(?:es|ed|ing)?",
    "monitor": r"monitor(?:s|ed|ing)?",
    "respond": r"respon(?:d|ds|ded|ding|se|ses)",
    "verify": r"verif(?:y|ies|ied|ying|ication|ications)",
    "critical": r"critical(?:ly)?",
    "after-hours": r"(?:after|out[ -]of)[ -]hours",
    "manage": r"manag(?:e|es|ed|ing|ement)",
    "support": r"support(?:s|ed|ing)?",
}
"""Each loaded word with the forms it comes in."""

SAID_IN = ("title", "clocks", "proof", "must_carry")
"""The fields of a row that are signed as sentences."""

_FORMS = {term: re.compile(rf"\b(?:{forms})\b", re.IGNORECASE) for term, forms in LOADED.items()}
_ANY = re.compile(
    "|".join(rf"(?P<{term.replace('-', '_')}>\b(?:{forms})\b)" for term, forms in LOADED.items()), re.IGNORECASE
)
_PARTS = re.compile(r"[/,;|]")


def undefined_terms(matrix: Matrix) -> Iterator[Finding]:
    """Yield each loaded word that rows use and the glossary does not define, with the rows, once."""
    open_terms = LOADED.keys() - defined_terms(matrix)
    used: dict[str, list[tuple[RowId, str]]] = {}
    for row in matrix.rows:
        for term, field in terms_of(row).items():
            if term in open_terms:
                used.setdefault(term, []).append((row.id, field))
    for term in LOADED:
        uses = used.get(term, [])
        if uses:
            first, field = uses[0]
            more = f" and {len(uses) - 1} more" if uses[1:] else ""
            message = f"`{term}` in row `{first}`{more} is not defined: each side means its own; say it in the glossary"
            yield finding(Kind.UNDEFINED_TERM, message, rows=tuple(row for row, _ in uses), field=field)


def terms_of(row: Row) -> dict[str, str]:
    """Give the loaded words of a row, each with the first field that uses it."""
    found: dict[str, str] = {}
    for field in SAID_IN:
        for match in _ANY.finditer(getattr(row, field)):
            assert match.lastgroup is not None
            found.setdefault(match.lastgroup.replace("_", "-"), field)
    return found


def defined_terms(matrix: Matrix) -> frozenset[str]:
    """List the loaded words that the glossary gives a meaning, in whatever form it writes them."""
    named = [part.strip() for term, meaning in matrix.glossary if meaning.strip() for part in _PARTS.split(term)]
    return frozenset(term for term, forms in _FORMS.items() if any(forms.fullmatch(name) for name in named))
