"""Words of a row that do not say who does what, and what to write instead."""

import re

VAGUE = {
    "assist": "say which step this party does, and who does the rest",
    "support": "say what is done, and by whom it is finished",
    "help": "say what is done, and by whom it is finished",
    "as needed": "say what makes it needed, and who decides that",
    "as required": "say what requires it, and who decides that",
    "best effort": "say by when it is done, or that it is not promised",
    "jointly": "name one who is accountable; the other is responsible or consulted",
    "shared": "name one who is accountable; the other is responsible or consulted",
    "where possible": "say where it is possible, and who takes the rest",
    "if applicable": "say when it applies",
    "coordinate": "say who acts, and who is told",
    "reasonable": "give a number",
    "etc": "list the rest",
}
"""Each vague word or phrase, with what would make it specific."""

SHARED_OWNERS = frozenset({"shared", "both", "joint", "jointly", "all", "everyone", "client/provider", "we"})
"""Owners that are nobody in particular: each side may think they mean the other."""

_PATTERN = re.compile(r"\b(" + "|".join(map(re.escape, VAGUE)) + r")\b", re.IGNORECASE)


def vague_words(text: str) -> tuple[str, ...]:
    """List the vague words of a text, in order and once each, lower case."""
    return tuple(dict.fromkeys(found.casefold() for found in _PATTERN.findall(text)))


def is_shared(owner: str) -> bool:
    """Tell whether an owner is written as shared (`both`, `Dana and Harborline`, `client / provider`)."""
    folded = " ".join(owner.casefold().split())
    return folded in SHARED_OWNERS or bool(re.search(r"\s(?:and|&|\+|/)\s", folded))
