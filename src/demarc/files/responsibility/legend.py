"""The key beside a table: what its letters and colours stand for, as its own author says."""

import re
from collections.abc import Iterable, Mapping, Sequence

from demarc.files.grid import Cell
from demarc.files.responsibility.letters import RACI, WORDS, is_blank
from demarc.files.responsibility.table import Letter

PAIR = re.compile(r"(?<![\w/])([A-Za-z✓✔●]{1,3})\s*(=|:|\u2013|-(?=\s))\s*([A-Za-z][\w' ]{2,30})")
TOKEN = re.compile(r"\(?([A-Za-z✓✔●*]{1,2})\)?[.:]?\Z")
LONGEST_KEY, LONGEST_ROW = 40, 3


def is_legend(row: Sequence[Cell]) -> bool:
    """Tell whether a row explains letters: `R = Responsible`, or a letter and beside it the word it begins."""
    said = [cell.text for cell in row if not is_blank(cell.text)]
    if not said or len(said) > LONGEST_ROW:
        return False
    pairs = PAIR.findall(said[0])
    if any(_explains(sign, word, mark) for sign, mark, word in pairs):
        return True
    token = TOKEN.match(said[0])
    return bool(token and len(said) > 1 and _explains(token.group(1), said[1]))


def letters_explained(rows: Iterable[Sequence[Cell]]) -> Mapping[str, frozenset[Letter]]:
    """Collect what the letters of the rows' keys stand for; only words we know count."""
    found: dict[str, frozenset[Letter]] = {}
    for row in rows:
        said = [cell.text for cell in row if not is_blank(cell.text)]
        pairs = [pair for text in said for pair in PAIR.findall(text)]
        if len(said) > 1 and (token := TOKEN.match(said[0])) and len(said) <= LONGEST_ROW:
            pairs.append((token.group(1), "", said[1]))
        for sign, mark, word in pairs:
            letter = _letter_of(word)
            if letter is not None and len(sign) == 1 and _explains(sign, word, mark):
                found[sign.upper()] = frozenset({letter})
    return found


def names_explained(rows: Iterable[Sequence[Cell]]) -> Mapping[str, str]:
    """Collect the abbreviations that keys give for names (`M = Harborline`), folded; letters are not among them."""
    found: dict[str, str] = {}
    for row in rows:
        for cell in row:
            for sign, _, word in PAIR.findall(cell.text):
                if _letter_of(word) is None:
                    found[sign.casefold()] = " ".join(word.split())
    return found


def colours_explained(rows: Iterable[Sequence[Cell]]) -> Mapping[str, str]:
    """Collect what fills stand for: a filled cell that says it, or a blank one with the word beside it."""
    found: dict[str, str] = {}
    for row in rows:
        said = [cell for cell in row if not is_blank(cell.text)]
        if not said or len(said) > LONGEST_ROW:
            continue
        for cell, following in zip(row, [*row[1:], None], strict=False):
            text = cell.text or (following.text if following is not None and not following.fill else "")
            bare = re.sub(r"\A\s*[=:-]\s*", "", text).strip()
            if cell.fill and bare and len(bare) <= LONGEST_KEY:
                found.setdefault(cell.fill, bare)
    return found


def _explains(sign: str, word: str, mark: str = "") -> bool:
    """Tell whether a word is what a letter stands for: a word of ours, after `=` any, else one that begins with it."""
    begins = sign.upper() in RACI or word.strip().casefold().startswith(sign.casefold())
    return _letter_of(word) is not None and (mark == "=" or begins)


def _letter_of(text: str) -> Letter | None:
    words = text.casefold().split()
    return next((WORDS[word.strip(".,;")] for word in words[:2] if word.strip(".,;") in WORDS), None)
