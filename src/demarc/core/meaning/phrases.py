"""Phrases that mean something, and the search for them in a text.

A phrase is a few words that must all stand near one another, in any order. A longer phrase silences a shorter one that is
part of it: `restore test` is not `restore`. Tables write phrases as `file|folder restore, undelete file`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from demarc.core.meaning.reading import Word, table_stems

M = TypeVar("M")
SLACK = 3
"""How many other words may stand among the words of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[M]):
    """Words that together mean `meaning`; each of `unless` is a set of words that forbids it where all of them stand."""

    words: frozenset[str]
    meaning: M
    certain: bool
    unless: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found(Generic[M]):
    """A phrase that stands in a text, and the positions of its words in the sequence that was searched."""

    phrase: Phrase[M]
    positions: frozenset[int]


def phrases(text: str, meaning: M, *, certain: bool, unless: str = "") -> Iterator[Phrase[M]]:
    """Read phrases from their table form: commas separate phrases, `|` separates words of which one must stand.

    In `unless` spaces separate what forbids, and `_` joins words that forbid only together.
    """
    forbidden = tuple(frozenset(table_stems(words.split("_"))) for words in unless.split())
    for written in text.split(","):
        for chosen in product(*(word.split("|") for word in written.split())):
            words = frozenset(table_stems(chosen))
            if words:
                yield Phrase(words, meaning, certain, forbidden)


@dataclass(frozen=True, slots=True)
class Phrasebook(Generic[M]):
    """Phrases indexed by their rarest word, so that a title is held against few of them."""

    entries: tuple[Phrase[M], ...]
    _by_word: dict[str, list[Phrase[M]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index every phrase once, under the word that the fewest phrases have."""
        common = Counter(word for phrase in self.entries for word in phrase.words)
        for phrase in self.entries:
            rarest = min(phrase.words, key=lambda word: (common[word], word))
            self._by_word.setdefault(rarest, []).append(phrase)

    def find(self, words: Sequence[Word]) -> tuple[Found[M], ...]:
        """Find every phrase that stands in these words and is not part of a longer one that does."""
        places: dict[str, list[int]] = {}
        for position, word in enumerate(words):
            places.setdefault(word.stem, []).append(position)
        found: dict[Found[M], None] = {}
        for stem, positions in places.items():
            for phrase in self._by_word.get(stem, ()):
                if phrase.words <= places.keys() and not any(words <= places.keys() for words in phrase.unless):
                    found.update((Found(phrase, stretch), None) for stretch in _stretches(phrase, positions, places))
        return tuple(_longest(found))


def _stretches(phrase: Phrase[M], anchors: Iterable[int], places: dict[str, list[int]]) -> Iterator[frozenset[int]]:
    """Around each place of the rarest word, take the nearest place of every other word, if all stand close enough."""
    for anchor in anchors:
        nearest = frozenset(min(places[word], key=lambda place: abs(place - anchor)) for word in phrase.words)
        if max(nearest) - min(nearest) < len(phrase.words) + SLACK:
            yield nearest


def _longest(found: Iterable[Found[M]]) -> Iterator[Found[M]]:
    kept = list(found)
    for one in kept:
        if not any(one.positions < other.positions for other in kept):
            yield one
