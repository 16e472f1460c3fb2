"""What a cell under a person or role says: letters, words or ticks, several of them, with notes in brackets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from demarc.files.responsibility.table import Letter

RACI: Mapping[str, frozenset[Letter]] = MappingProxyType({
    "R": frozenset({Letter.RESPONSIBLE}),
    "A": frozenset({Letter.ACCOUNTABLE}),
    "C": frozenset({Letter.CONSULTED}),
    "I": frozenset({Letter.INFORMED}),
    "S": frozenset({Letter.SUPPORT}),
})  # fmt: skip
LEADING: Mapping[str, frozenset[Letter]] = MappingProxyType({
    "P": frozenset({Letter.PRIMARY}),
    "L": frozenset({Letter.PRIMARY}),
    "S": frozenset({Letter.SECONDARY}),
    "B": frozenset({Letter.SECONDARY}),
})  # fmt: skip
"""The letters of tables of primary (or lead) and secondary (or backup), which have no R."""

DRIVEN: Mapping[str, frozenset[Letter]] = MappingProxyType({**RACI, "D": frozenset({Letter.RESPONSIBLE})})
"""The letters of tables with a driver, who does the work, and an approver, who answers for it."""

ANY: Mapping[str, frozenset[Letter]] = MappingProxyType({**LEADING, **DRIVEN})
"""Every letter of every such table, for telling letters from other text before the table is known."""

WORDS: Mapping[str, Letter] = MappingProxyType({
    **dict.fromkeys(("responsible", "does", "performs", "executes", "driver", "doer"), Letter.RESPONSIBLE),
    **dict.fromkeys(("accountable", "approver", "approves", "approve", "signs off"), Letter.ACCOUNTABLE),
    **dict.fromkeys(("consulted", "consult", "consults", "advises", "reviews", "contributor"), Letter.CONSULTED),
    **dict.fromkeys(("informed", "inform", "notified", "notify"), Letter.INFORMED),
    **dict.fromkeys(("support", "supports", "supporting", "assist", "assists", "supported"), Letter.SUPPORT),
    **dict.fromkeys(("owner", "owns", "own", "dri", "holder"), Letter.OWNS),
    **dict.fromkeys(("primary", "lead", "leads", "main"), Letter.PRIMARY),
    **dict.fromkeys(("secondary", "backup", "back-up", "deputy", "alternate"), Letter.SECONDARY),
    **dict.fromkeys(("x", "yes", "y", "✓", "✔", "✅", "☑", "☒", "●", "•", "■", "◉", "√", "✗", "✘", "true"), Letter.TICK),
    **dict.fromkeys(("shared", "joint", "both"), Letter.SHARED),
    **dict.fromkeys(("n/a", "na", "n.a.", "n.a", "not applicable"), Letter.NOT_APPLICABLE),
    **dict.fromkeys(("no", "n", "none", "❌", "☐", "○", "false", "not involved"), Letter.NOBODY),
})  # fmt: skip
BLANK = re.compile(r"[\s\-\u2010-\u2015_.\u00b7\u2026]*\Z")
DASHES = re.compile(r"\s*[-\u2010-\u2015]{2,}\s*\Z")
SEPARATORS = re.compile(r"\s*(?:[/,&+;|\n]|\band\b|\bor\b)\s*", re.IGNORECASE)
MARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰\d.:]+\Z")
HEAD = re.compile(r"\s*([A-Za-z]{1,12})\s*(?::|\u2013|\u2014|\s-\s|-\s)\s*(\S.*)\Z", re.DOTALL)
AFTER_LETTER = frozenset(
    {
        "for",
        "on",
        "only",
        "until",
        "in",
        "during",
        "except",
        "if",
        "when",
        "at",
        "of",
        "with",
        "via",
        "by",
        "to",
        "per",
        "from",
    }
)
"""The words that may follow a letter and make the rest its note: `A for servers`, not `I guess so`."""

OPENING, CLOSING = "([{", ")]}"
LONGEST_RUN = 5
LETTER_SIGNS = frozenset("racis")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: its letters, the note beside them, and the part that is none of the letters we know."""

    letters: frozenset[Letter]
    note: str = ""
    unknown: str = ""


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty, or only dashes or dots."""
    return bool(BLANK.match(text))


def is_ruled(text: str) -> bool:
    """Tell whether a cell is only a line of dashes, as people rule a heading off."""
    return bool(DASHES.match(text))


def alphabet_of(texts: Iterable[str]) -> Mapping[str, frozenset[Letter]]:
    """Choose the letters of a table from what its cells use: RACI, or primary and secondary, or driver and approver."""
    used = {token for text in texts for token in _tokens(_parted(text)[0]) if len(token) == 1 and token.isalpha()}
    used = {token.upper() for token in used}
    if used & {"P", "L"} and not used & {"R", "A"}:
        return LEADING
    return DRIVEN if "D" in used and "R" not in used and used & {"A", "C", "I"} else RACI


def letters_in(text: str, alphabet: Mapping[str, frozenset[Letter]] = RACI) -> Said:
    """Read a cell.

    1. What stands in brackets is a note, unless the whole cell does. 2. The rest is parted at / , & + and `and`. 3. Each
    part is a letter, several capital letters in a row, or a word; `R - note`, `R: note` and `A for servers` are a letter
    and its note. 4. Other words are a note when a letter was found, else unknown.
    """
    core, note = _parted(text)
    if not core:
        core, note = note, ""
    if core.casefold() in WORDS:
        return Said(frozenset({WORDS[core.casefold()]}), note)
    found: set[Letter] = set()
    rest: list[str] = []
    for token in _tokens(core):
        letters, more = _part(token, alphabet)
        found |= letters
        rest.extend([more] if more else [])
    if rest and not found:
        return Said(frozenset(), note, " ".join(rest))
    return Said(frozenset(found), "; ".join(part for part in (*rest, note) if part))


def is_letters(text: str, alphabet: Mapping[str, frozenset[Letter]] = RACI) -> bool:
    """Tell whether a cell is plainly letters: nothing but letters, ticks, their words, and notes set apart."""
    core, note = _parted(text)
    said = core or note
    parts = [_part(token, alphabet) for token in _tokens(said)]
    return said.casefold() in WORDS or (bool(parts) and all(letters for letters, _ in parts))


def _part(token: str, alphabet: Mapping[str, frozenset[Letter]]) -> tuple[frozenset[Letter], str]:
    """Read one part of a cell into its letters and the words beside them."""
    read = _one(token, alphabet)
    if read:
        return read, ""
    head = HEAD.match(token)
    if head and (read := _one(head.group(1), alphabet)):
        return read, head.group(2)
    first, _, more = token.partition(" ")
    if more.split(" ", 1)[0].casefold() in AFTER_LETTER and (read := _one(first, alphabet)):
        return read, more
    return frozenset(), token


def _one(token: str, alphabet: Mapping[str, frozenset[Letter]]) -> frozenset[Letter] | None:
    """Read one part: a letter in any case, a word, or up to five different capital letters in a row; None if neither."""
    bare = token if token.casefold() in WORDS else MARKS.sub("", token).strip() or token
    lowered = bare.casefold()
    if bare.upper() in alphabet and (len(bare) == 1 or bare.isupper()):
        return alphabet[bare.upper()]
    if lowered in WORDS:
        return frozenset({WORDS[lowered]})
    run = bare.upper()
    shown = bare.isupper() or (len(bare) == 2 and set(lowered) <= LETTER_SIGNS)  # noqa: PLR2004 `ra`, `ar`
    if 1 < len(bare) <= LONGEST_RUN and shown and len(set(run)) == len(run) and all(sign in alphabet for sign in run):
        return frozenset(letter for sign in run for letter in alphabet[sign])
    return None


def _tokens(text: str) -> list[str]:
    parts = [part.strip() for part in SEPARATORS.split(text)]
    found = [part for part in parts if part]
    spaced = [token for part in found for token in (part.split() if _spaced(part) else [part])]
    return spaced or ([text.strip()] if text.strip() else [])


def _spaced(part: str) -> bool:
    """Tell whether a part is letters with spaces between them, like `R A`."""
    words = part.split()
    return len(words) > 1 and all(len(word) == 1 for word in words)


def _parted(text: str) -> tuple[str, str]:
    """Part a text into what stands outside of brackets and what stands in them; an open bracket reaches to the end."""
    outside: list[str] = []
    inside: list[str] = []
    notes: list[str] = []
    depth = 0
    for sign in text:
        if sign in OPENING:
            depth += 1
            if depth == 1:
                continue
        elif sign in CLOSING and depth:
            depth -= 1
            if not depth:
                notes.append("".join(inside).strip())
                inside = []
                outside.append(" ")
                continue
        (inside if depth else outside).append(sign)
    if inside:
        notes.append("".join(inside).strip())
    return "".join(outside).strip(), "; ".join(note for note in notes if note)
