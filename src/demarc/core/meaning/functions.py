"""Which functions of the catalogue a row is about: by its title, and by section and notes where that is silent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from demarc.core.meaning.controls import control_functions
from demarc.core.meaning.forms import COMMON
from demarc.core.meaning.phrases import Found, Phrase, Phrasebook, phrases
from demarc.core.meaning.reading import LONGEST_READ, Word, quoted, table_stems, times_left_out, words_of
from demarc.core.meaning.vocabulary import VOCABULARY
from demarc.core.meaning.vocabulary.scope import SCOPE

ELSE_PER_WORD = 2
"""With this many other words for each word of a phrase, the title is about something else; with half as many, who knows."""

_SEPARATORS = re.compile(r"[\s,|]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_EXCLUDED = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excl(?:uding|udes|\.)?|other than|not including|but not|non(?=-))\b[^,;()]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """One function a text is about: its id, whether the words settle it or only suggest it, and which words they are."""

    function: str
    certain: bool
    because: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase found: what it means, why, how many words it has, and their positions among the words read."""

    functions: tuple[str, ...]
    certain: bool
    because: str
    words: int
    positions: frozenset[int]


def functions_in(title: str, notes: Sequence[str] = (), section: str = "") -> tuple[Match, ...]:
    """Return the functions this row is about, certain ones first, then by how much of the title speaks for them.

    1. A control id (`AC-2 (a)`) stands for its control. 2. The words of the title decide. 3. Where they are silent or only
    suggest something, they are read together with the section's heading, as a guess. 4. Where that is silent too, the
    notes are read, as a guess. Nothing found is `()`: the row means nothing of the catalogue.
    """
    control = control_functions(title)
    if control is not None:
        return _ranked(_Hit((id_,), certain, because, 1, frozenset({0})) for id_, certain, because in control)
    hits = _read(title, "title")
    if not any(hit.certain for hit in hits) and section:
        hits = _with_section(title, section) or hits
    if not hits:
        hits = [hit for note in notes for hit in _read(note, "note", certain=False)]
    return _ranked(hits)


def _read(text: str, where: str, *, certain: bool = True) -> list[_Hit]:
    text = text[:LONGEST_READ]
    read = _EXCLUDED.sub(lambda left: " " * len(left[0]), text)
    words = words_of(times_left_out(read))
    found = _book().find(words)
    aside = _in_brackets(read, words)
    unexplained = _unexplained(words, found, aside)
    hits = [
        _hit(one, words, text, f"the {where} says", certain=certain and unexplained < len(one.phrase.words))
        for one in found
        if _means(one) and unexplained < len(one.phrase.words) * ELSE_PER_WORD
    ]
    return _without_asides(hits, aside)


def _without_asides(hits: list[_Hit], inside: frozenset[int]) -> list[_Hit]:
    """Beside something certain, a lone word that only suggests is dropped, and what stands in brackets is a guess."""
    if not any(hit.certain and not hit.positions & inside for hit in hits):
        return hits
    judged = [replace(hit, certain=hit.certain and not hit.positions & inside) for hit in hits]
    return [hit for hit in judged if hit.certain or hit.words > 1 or hit.positions & inside]


def _in_brackets(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Return the positions of the words that stand in brackets."""
    spans = [found.span() for found in _BRACKETS.finditer(text)]
    return frozenset(
        position for position, word in enumerate(words) if any(start < word.start < end for start, end in spans)
    )


def _unexplained(words: Sequence[Word], found: Sequence[Found[tuple[str, ...]]], aside: frozenset[int]) -> int:
    """Count the words, outside brackets, that no phrase speaks for and that are not common in titles."""
    explained = {position for one in found if _means(one) for position in one.positions}
    common = _common()
    return sum(
        position not in explained and word.stem not in common and not word.stem.isdigit() and position not in aside
        for position, word in enumerate(words)
    )


def _with_section(title: str, section: str) -> list[_Hit]:
    """Read section and title as one text and keep what needs at least one word of the title."""
    section = section[:LONGEST_READ]
    text = f"{section} / {title[:LONGEST_READ]}"
    words = words_of(text)
    inside = {position for position, word in enumerate(words) if word.start > len(section)}
    return [
        _hit(found, words, text, "section and title say", certain=False)
        for found in _book().find(words)
        if _means(found) and found.positions & inside
    ]


def _means(found: Found[tuple[str, ...]]) -> bool:
    return bool(found.phrase.meaning)


def _hit(found: Found[tuple[str, ...]], words: Sequence[Word], text: str, says: str, *, certain: bool) -> _Hit:
    because = f'{says} "{quoted(text, words, found.positions)}"'
    phrase = found.phrase
    return _Hit(phrase.meaning, certain and phrase.certain, because, len(phrase.words), found.positions)


def _ranked(hits: Iterator[_Hit] | list[_Hit]) -> tuple[Match, ...]:
    best: dict[str, tuple[tuple[bool, int, int, str], Match]] = {}
    for hit in hits:
        for function in hit.functions:
            rank = (not hit.certain, -hit.words, min(hit.positions), function)
            if function not in best or rank < best[function][0]:
                best[function] = (rank, Match(function, hit.certain, f"because {hit.because}"))
    return tuple(match for _, match in sorted(best.values(), key=lambda ranked: ranked[0]))


@cache
def _common() -> frozenset[str]:
    """Join what is common in titles with what only narrows a row: `24x7` or `Azure` says nothing against a phrase."""
    narrowing = [word for entry in SCOPE for text in (entry.sure, entry.maybe) for word in _SEPARATORS.split(text) if word]
    return frozenset(table_stems(sorted(COMMON))) | {stem for word in narrowing for stem in table_stems([word])}


@cache
def _book() -> Phrasebook[tuple[str, ...]]:
    """Read the vocabulary once; a sure phrase that is also a guess elsewhere stays sure."""
    read: list[Phrase[tuple[str, ...]]] = []
    for entry in VOCABULARY:
        read += phrases(entry.sure, entry.functions, certain=True, unless=entry.unless)
        read += phrases(entry.maybe, entry.functions, certain=False, unless=entry.unless)
    return Phrasebook(tuple(dict.fromkeys(read)))
