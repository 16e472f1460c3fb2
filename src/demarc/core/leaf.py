"""What the tree hashes: the canonical bytes of one entry, and the commitments that stand in it for private texts.

Canonical means: one way to write it. Keys are sorted by code point, text is UTF-8, there is no white space, and the only
values are strings, integers, and lists and objects of them. An instant is its microseconds since 1970 in UTC.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

FORMAT = 1
"""The version of the leaf's own format; it stands in every leaf as `v`."""

SALT_BYTES = 16
_COMMITMENT = b"\x02"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
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


def micros(instant: datetime) -> int:
    """Write an aware instant as whole microseconds since 1970 in UTC."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(microseconds: int) -> datetime:
    """Read back what `micros` wrote, as an aware instant in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def _refuse_others(value: object, where: str) -> None:
    # The exact types: True is an int to isinstance, and a subclass may write itself in a second way.
    kind = type(value)
    if kind is str or kind is int:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if type(key) is not str:
                raise NotCanonical(f"the key {key!r}", where)
            _refuse_others(inner, f"{where}.{key}" if where else key)
    elif kind in (list, tuple):
        for inner in value:  # type: ignore[attr-defined]  # kind is a list or a tuple
            _refuse_others(inner, where)
    else:
        raise NotCanonical(repr(value), where)
