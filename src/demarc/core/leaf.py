"""What the tree hashes: the canonical bytes of one entry, and the commitments that stand in it for private texts.

Canonical means: one way to write it. Keys are sorted by code point, text is UTF-8, there is no white space, and the only
values are strings, integers, and lists and objects of them. An instant is its microseconds since 1970 in UTC.
"""

import json
from collections.abc import Mapping
from hashlib import sha256

FORMAT = 1
"""The version of the leaf's own format; it stands in every leaf as `v`."""

SALT_BYTES = 16
_COMMITMENT = b"\x02"
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Mapping[str, object]) -> bytes:
    """Write a value in the one way that is hashed. Raises `NotCanonical` for anything but text, integers and their like."""
    _refuse_others(value, "")
    return canonical_unchecked(value)


def canonical_unchecked(value: object) -> bytes:
    """Write a value that is known to hold text and integers only. Raises `NotCanonical` for text that is not Unicode."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        raise NotCanonical("a text with half a character (a lone surrogate)", "") from None


class NotCanonical(ValueError):
    """A value that has more than one way to be written: a fraction, true, null, or a key that is not text."""

    def __init__(self, what: str, where: str) -> None:
        place = f" at `{where}`" if where else ""
        super().__init__(f"an entry holds text, integers, lists and objects only, not {what}{place}")


def commitment(salt: bytes, value: str) -> str:
    """Commit to a private text: hexadecimal SHA-256 over 0x02, the salt (16 bytes) and the text as UTF-8.

    Without the salt nobody can guess the text; with both, anybody can check it.
    """
    return sha256(_COMMITMENT + salt + value.encode()).hexdigest()


def _refuse_others(value: object, where: str) -> None:
    """Walk through mappings and lists; the exact types, because True is an integer to `isinstance`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if type(key) is not str:
                raise NotCanonical(f"the key {key!r}", where)
            # Most values are plain; a call for each would take longer than writing them all.
            if type(inner) is not str and type(inner) is not int:
                _refuse_others(inner, f"{where}.{key}" if where else key)
    elif type(value) is list or type(value) is tuple:
        for inner in value:
            if type(inner) is not str and type(inner) is not int:
                _refuse_others(inner, where)
    else:
        raise NotCanonical(repr(value), where)
