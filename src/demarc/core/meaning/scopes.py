"""What a text narrows a row to: device class, operating system, window, severity, site and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarc.core.meaning.phrases import Phrase, Phrasebook, phrases
from demarc.core.meaning.reading import LONGEST_READ, quoted, times_left_out, words_of
from demarc.core.meaning.severities import severities_in
from demarc.core.meaning.vocabulary.scope import SCOPE

_WITHOUT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excl(?:uding|udes?|\.)?|other than|not including|but not|apart from|all but|non|not)"
    r"\b[\s-]*(?P<left>[^;()]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """Words that narrow one aspect to these values; `excluded` when they are carved out (`except servers`)."""

    aspect: str
    values: frozenset[str]
    certain: bool
    because: str
    excluded: bool = False


def scope_in(text: str) -> tuple[ScopeWord, ...]:
    """Return what this text narrows a row to, in the order of the words; nothing narrowed is `()`.

    Several words of one aspect are one entry with all their values (`servers and workstations`). What follows `except` is
    given apart, as excluded. A word that only may mean it (`endpoints`) is a guess.
    """
    text = text[:LONGEST_READ]
    without = _WITHOUT.search(text)
    if without is None:
        return _merged(_found(text), excluded=False)
    kept = text[: without.start()] + " " * len(without[0]) + text[without.end() :]
    left = " " * without.start("left") + without["left"]
    return _merged(_found(kept), excluded=False) + _merged(_found(left), excluded=True)


def _found(text: str) -> Iterator[tuple[int, str, frozenset[str], bool, str]]:
    words = words_of(times_left_out(text))
    for aspect, book in _books():
        for found in book.find(words):
            if found.phrase.meaning:
                said = quoted(text, words, found.positions)
                yield min(found.positions), aspect, found.phrase.meaning, found.phrase.certain, said
    for values, certain, said in severities_in(text):
        yield len(words), "severity", values, certain, said


def _merged(found: Iterator[tuple[int, str, frozenset[str], bool, str]], *, excluded: bool) -> tuple[ScopeWord, ...]:
    """Join what is said about each aspect; a guess adds nothing where something certain is said about the same aspect."""
    by_aspect: dict[str, list[tuple[int, str, frozenset[str], bool, str]]] = {}
    for one in sorted(found, key=lambda one: one[0]):
        by_aspect.setdefault(one[1], []).append(one)
    made = []
    for aspect, said in by_aspect.items():
        settled = [one for one in said if one[3]] or said
        values = frozenset(value for one in settled for value in one[2])
        quotes = ", ".join(dict.fromkeys(f'"{one[4]}"' for one in settled))
        made.append(ScopeWord(aspect, values, settled[0][3], f"because the text says {quotes}", excluded))
    return tuple(made)


@cache
def _books() -> tuple[tuple[str, Phrasebook[frozenset[str]]], ...]:
    """Read one book for each aspect: `Windows servers` speaks of two, and neither silences the other."""
    read: dict[str, list[Phrase[frozenset[str]]]] = {}
    for entry in SCOPE:
        book = read.setdefault(entry.aspect, [])
        book += phrases(entry.sure, entry.values, certain=True, unless=entry.unless)
        book += phrases(entry.maybe, entry.values, certain=False, unless=entry.unless)
    return tuple((aspect, Phrasebook(tuple(dict.fromkeys(book)))) for aspect, book in read.items())
