"""Sentences with the clause they stand in. What is compared is folded; what is quoted is the document's own text."""

import re
from dataclasses import dataclass, replace

from demarc.core.proposal.document import Block, Document
from demarc.core.proposal.parties import Naming, naming_of

NUMBER = re.compile(
    r"\s*(?:\*\*|#+\s*)?(?:(?:section|article|clause|annex|exhibit"
    r"|schedule)\s+)?((?:\d{1,3}\.)*\d{1,3}|[ivx]+|[a-z])[.)\s]\s*(?=\S)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?<=[.;:])\s+(?=\d{1,2}\.\d{1,2}\s+[A-Z])|(?<=[.!?;])(?<!\.[A-Za-z]\.)(?<!\b[MD]r\.)[\"')]*\s+(?=[A-Z\"'(0-9#|*-])"
)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2013": "-", "*": " "})
HEADING_WORDS = 9
NAME_LETTERS = 4
"""Shorter words, such as `of`, are written small in a heading too."""

LISTED = re.compile(r"\s*[-*\u2022\u25cf]\s")
PROMISES = re.compile(r"\b(?:shall|will|must|is|are|may|has|have|agrees?|provides?|pays?)\b")
LONGEST = 4_000
"""A sentence longer than this is cut: a document may come without a single full stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the document: verbatim, folded for comparing, its place, and the cells when it is a table row."""

    text: str
    folded: str
    page: int | None
    where: str
    cells: tuple[str, ...] = ()
    heading: bool = False


def folded(text: str) -> str:
    """Fold case, spaces, markup and curly quotes away."""
    return " ".join(TAG.sub("", text).translate(QUOTES).lower().split())


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Cut a document into sentences, each with its page, line or paragraph, and the number of its clause."""
    found: list[Sentence] = []
    naming = naming_of(document)
    clause = ""
    heads: tuple[str, ...] = ()
    for block in document.blocks:
        if block.cells:
            heads = heads or block.cells
            found.append(_row(block, clause, heads, naming))
            continue
        heads = ()
        for part in _parts(block.text):
            number = NUMBER.match(part)
            if number and number[1][0].isdigit():
                clause = number[1]
            found.append(_sentence(part, block, clause, naming))
    return tuple(found)


def _row(block: Block, clause: str, heads: tuple[str, ...], naming: Naming) -> Sentence:
    """Make a row a sentence that says each cell under its heading; the row of headings itself stays as it is."""
    if block.cells is heads or len(heads) != len(block.cells):
        return _sentence(block.text, block, clause, naming)
    # The heading stands on both sides of its cell: `Minutes | 30` is thirty minutes, `Who | SOC` the SOC.
    said = ", ".join(f"{head} {cell} {head}" for head, cell in zip(heads, block.cells, strict=True) if cell)
    return replace(_sentence(block.text, block, clause, naming), folded=folded(naming.by_roles(said)))


def _parts(text: str) -> list[str]:
    parts = []
    start = 0
    for cut in (*(match.span() for match in NUMBERED.finditer(text)), (len(text), len(text))):
        piece = text[start : cut[0]].strip()
        start = cut[1]
        parts += [piece[at : at + LONGEST].strip() for at in range(0, len(piece), LONGEST)]
    return [part for part in parts if part]


def _sentence(text: str, block: Block, clause: str, naming: Naming) -> Sentence:
    where = f"clause {clause}, {block.where}" if clause else block.where
    plain = folded(naming.by_roles(text))
    return Sentence(text, plain, block.page, where, block.cells, _is_heading(text, plain) and not block.cells)


def _is_heading(text: str, plain: str) -> bool:
    """Tell a heading: short, capitalised or marked as one, without a verb that promises. Nothing is inferred from it."""
    if text.lstrip().startswith("#"):
        return True
    if len(plain.split()) > HEADING_WORDS or LISTED.match(text) or PROMISES.search(plain) or ":" in text:
        return False
    names: list[str] = [word for word in re.findall(r"[A-Za-z]+", text) if len(word) >= NAME_LETTERS]
    return 3 * sum(word[0].isupper() for word in names) >= 2 * len(names)
