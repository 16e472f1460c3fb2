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
    r"(?<=[A-Z]{3})\n(?=[A-Z(\d])|(?<=[.;:])\s+(?=[A-Z]?\d{1,2}\.\d{1,2}\s+[A-Z])"
    r"|(?<=[.!?;])(?<!\.[A-Za-z]\.)(?<!\b[MD]r\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bNo\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bSt\.)"
    r"(?<![ .][A-Z]\.)(?<!\.\.)"
    r"[\"')*_]*\s+(?=[A-Z\"'(0-9#|*_\u00a3$\u20ac\u2022-])"
)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
LEADERS = re.compile(r"\s*\.{3,}")
"""The dots that lead the eye to a price."""

QUOTES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2013": "-", "\u2014": "-", "*": " "}
)
HEADING_WORDS = 9
NAME_LETTERS = 4
"""Shorter words, such as `of`, are written small in a heading too."""

LISTED = re.compile(r"\s*[-*\u2022\u25cf]\s")
BARE = re.compile(r"\W*(?:[A-Za-z]{0,2}\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,5}|[A-Za-z])[.)]\W*")
"""The number of a clause by itself, which belongs to what follows."""

WORDY = re.compile(r"[A-Za-z]{3}")
BOLD = re.compile(r"\s*(?:\d+[.)]\s*)?(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)?[.:]?\s*")
ITEM = re.compile(r"\s*(?:[-*\u2022\u25cf]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s)")
LEADS = re.compile(
    r"^(.*?(?:\b(?:shall|will|must|may|agrees? to|is to|are)\b[^;]{0,120}?|:\s*))(?=\((?:a|i|1)\)\s)", re.DOTALL
)
ASKS = re.compile(
    r"\s*(?:q ?\d*[.:)]* ?)?(?:(?:what|who|whose|whom|how|which|when|where|why|do|does|did|may|can|could|will|would|is|are"
    r"|has|have|should)\b.*|(?:[a-z'-]+ ){0,5}[a-z'-]+)\?\W*$"
)
"""A question that the text goes on to answer. It stands for a heading: what it asks is no promise."""
PROMISES = re.compile(r"\b(?:shall|will|must|is|are|may|has|have|agrees?|provides?|pays?)\b")
LONGEST = 4_000
"""A sentence longer than this is cut: a document may come without a single full stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the document: verbatim, folded for comparing, its place, and the cells when it is a table row.

    `under` is the heading above it, folded: it helps to find the sentence and promises nothing. `lead` is the sentence
    that leads in the list it stands in, or the question it answers, and is part of what it says. `section` counts the
    headings. `said` is the sentence with what leads it in.
    """

    text: str
    folded: str
    page: int | None
    where: str
    cells: tuple[str, ...] = ()
    heading: bool = False
    under: str = ""
    lead: str = ""
    section: int = 0
    said: str = ""


def folded(text: str) -> str:
    """Fold case, spaces, markup and curly quotes away."""
    return " ".join(LEADERS.sub(":", TAG.sub("", text)).translate(QUOTES).lower().split())


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Cut a document into sentences, each with its page, line or paragraph, and the number of its clause."""
    found: list[Sentence] = []
    naming = naming_of(document)
    clause = under = lead = asked = ""
    section = 0
    heads: tuple[str, ...] = ()
    for block in document.blocks:
        if block.cells:
            heads = heads or block.cells
            found.append(_standing(_row(block, clause, heads, naming), under, f"{asked} {lead}".strip(), section))
            continue
        heads = ()
        parts = _parts(block.text)
        first = next((part for part in parts if WORDY.search(part)), "")
        for part in parts:
            number = NUMBER.match(part)
            if number and number[1][0].isdigit():
                clause = number[1]
            sentence = _sentence(part, block, clause, naming)
            if sentence.heading and part is not first and not part.isupper():
                sentence = replace(sentence, heading=False)
            lead = lead if ITEM.match(part) else ""
            if sentence.heading:
                under, section = sentence.folded, section + 1
                asked = sentence.folded if sentence.folded.endswith("?") else ""
            found.append(_standing(sentence, under, f"{asked} {lead}".strip(), section))
            lead = lead or _led_in(part, naming)
    return tuple(found)


def _standing(sentence: Sentence, under: str, lead: str, section: int) -> Sentence:
    """Place a sentence below its heading and behind what leads it in."""
    return replace(sentence, under=under, lead=lead, section=section, said=f"{lead} {sentence.folded}".strip())


def _led_in(part: str, naming: Naming) -> str:
    """Give what leads in a list: a sentence that ends with a colon, or the words before its item (a)."""
    if part.rstrip("*_ ").endswith(":"):
        return folded(naming.by_roles(part))
    leads = LEADS.match(part)
    return folded(naming.by_roles(leads[1])) if leads else ""


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
        if BARE.fullmatch(piece) and cut[1] < len(text):
            continue
        start = cut[1]
        parts += [piece[at : at + LONGEST].strip() for at in range(0, len(piece), LONGEST)]
    return [part for part in parts if part]


def _sentence(text: str, block: Block, clause: str, naming: Naming) -> Sentence:
    where = f"clause {clause}, {block.where}" if clause else block.where
    plain = folded(naming.by_roles(text))
    return Sentence(text, plain, block.page, where, block.cells, _is_heading(text, plain) and not block.cells)


def _is_heading(text: str, plain: str) -> bool:
    """Tell a heading: short, capitalised or marked as one, without a verb that promises. Nothing is inferred from it."""
    if text.lstrip().startswith("#") or BOLD.fullmatch(text) or ASKS.match(plain):
        return True
    if (
        plain in {"yes.", "no."}
        or len(plain.split()) > HEADING_WORDS
        or LISTED.match(text)
        or PROMISES.search(plain)
        or ":" in text
    ):
        return False
    names: list[str] = [word for word in re.findall(r"[A-Za-z]+", text) if len(word) >= NAME_LETTERS]
    return 3 * sum(word[0].isupper() for word in names) >= 2 * len(names)
