"""From a text to the words that carry its meaning, each with the place in the text where it stands."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from demarc.core.meaning.forms import FILLER, SAME, TOGETHER
from demarc.core.meaning.stems import stem

LONGEST_READ = 2_000
"""Characters of a text that are read for meaning; a cell may hold a whole page, and its title stands at its head."""

_TIMES = re.compile(
    r"\b(?:maintenance|change|patch(?:ing)?|backup|outage|service|update|release|freeze|time|test(?:ing)?)\s+(windows?)\b"
    r"(?!\s+(?:server|workstation|desktop|laptop|pc|os|device|machine|client|update|patch|1[01]))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as it is compared (`stem`), and where it was written: text[start:end]."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """Read the meaningful words of a text in order: folded, stemmed, compounds joined, fillers left out."""
    plain = _plain(text)
    made: list[Word] = []
    at = 0
    for joined, length in _joined([word.stem for word in plain]):
        if joined not in FILLER:
            made.append(Word(joined, plain[at].start, plain[at + length - 1].end))
        at += length
    return tuple(made)


def table_stems(words: Sequence[str]) -> tuple[str, ...]:
    """Read the words of a table, each written in lower case and alone, the way a text is read."""
    return tuple(joined for joined, _ in _joined([stem_of(word) for word in words]) if joined not in FILLER)


def times_left_out(text: str) -> str:
    """Blank the `windows` of `maintenance windows`, which are stretches of time and no operating system."""
    return _TIMES.sub(lambda found: found[0][: -len(found[1])] + "time".ljust(len(found[1])), text)


def quoted(text: str, words: Sequence[Word], positions: frozenset[int]) -> str:
    """Quote the words at these positions as the text writes them: neighbours as one stretch, the stretches apart."""
    stretches: list[tuple[int, int, int]] = []
    for position in sorted(positions):
        word = words[position]
        if stretches and stretches[-1][0] == position - 1:
            stretches[-1] = (position, stretches[-1][1], word.end)
        else:
            stretches.append((position, word.start, word.end))
    return " ... ".join(" ".join(text[start:end].split()) for _, start, end in stretches)


def folded(text: str) -> str:
    """Fold a text for comparison without changing its length: case, and accents on single letters."""
    return "".join(_fold_letter(letter) for letter in text)


@cache
def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base if len(base) == 1 else letter


def _plain(text: str) -> list[Word]:
    text = folded(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    found = ((match[0].removesuffix("'s"), match.start(), match.end()) for match in _WORD.finditer(text))
    return [Word(stem_of(word), start, end) for word, start, end in found]


@cache
def stem_of(word: str) -> str:
    """Return the stem of a lower-case word, kept for the next time: titles use few words, again and again."""
    return word if word in FILLER else stem(word)


def _joined(stems: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Replace compounds and synonyms by our words; each comes with the number of stems it stands for."""
    compounds, longest = _compounds()
    synonyms = _synonyms()
    at = 0
    while at < len(stems):
        for length in range(min(longest.get(stems[at], 1), len(stems) - at), 1, -1):
            ours = compounds.get(tuple(stems[at : at + length]))
            if ours:
                yield ours, length
                at += length
                break
        else:
            yield synonyms.get(stems[at], stems[at]), 1
            at += 1


@cache
def _synonyms() -> dict[str, str]:
    """Map the stem of each word of `SAME` to the stem of ours."""
    return {stem(word): stem(ours) for ours, others in SAME.items() for word in (ours, *others.split())}


@cache
def _compounds() -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """Map the stems that mean one thing together to ours, and each first stem to its longest compound."""
    compounds: dict[tuple[str, ...], str] = {}
    longest: dict[str, int] = {}
    for ours, written in TOGETHER.items():
        for compound in written.split("|"):
            parts = tuple(stem_of(word) for word in compound.split())
            compounds[parts] = stem(ours)
            longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    return compounds, longest
