"""Which safeguard a sentence speaks of, by the words it is made of: a second way to find a passage that no phrase finds.

The weights stand in `spoken_words.py`. A word weighs how much more often it stands in passages about this safeguard than
in all others (log odds); a sentence scores the sum of its words, made even for its length. It decides no grade: it only
keeps a passage from being overlooked, because `absent` is not to be claimed where a quote exists.
"""

import re
from functools import cache
from math import log10, sqrt

from demarc.core.meaning.stems import stem
from demarc.core.proposal.spoken_words import SPOKEN_WORDS

WORD = re.compile(r"[a-z][a-z-]+")
COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "in",
        "on",
        "for",
        "by",
        "with",
        "at",
        "is",
        "are",
        "be",
        "will",
        "shall",
        "this",
        "that",
        "it",
        "as",
        "we",
        "you",
        "our",
        "your",
        "its",
        "their",
        "from",
        "not",
        "no",
        "any",
        "all",
        "each",
        "per",
        "if",
        "when",
        "the",
        "provider",
        "client",
        "customer",
        "supplier",
        "party",
        "parties",
        "agreement",
        "service",
        "services",
    ]
)
SHORT, PLAIN = 6, 20
"""Sentences of fewer words score as if they had so many; a text of so many sentences is a short one."""

ENOUGH, GROWS = 1.6, 1.0
"""The score that counts in a short text, and how much more it takes for ten times as many sentences."""


def score(id_: str, folded: str) -> float:
    """Tell how much a folded sentence speaks of a safeguard."""
    weights = SPOKEN_WORDS.get(id_)
    if not weights:
        return 0.0
    said = stems_of(folded)
    return sum(weights.get(one, 0.0) for one in said) / sqrt(max(len(said), SHORT))


def enough_in(sentences: int) -> float:
    """Give the score that counts in a text of so many sentences: in a long one more of them look alike by chance."""
    return ENOUGH + GROWS * log10(max(sentences, PLAIN) / PLAIN)


@cache
def stems_of(folded: str) -> frozenset[str]:
    """Give the stems of the words that mean something."""
    return frozenset(stem(word) for word in WORD.findall(folded) if word not in COMMON)
