"""Opening a posted body: strict JSON, plain text, nothing that the record could not write down again."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NoReturn

from demarc.core.signals import BadPayload, Pairs

SUBJECT_LENGTH, VALUE_LENGTH, NAME_LENGTH = 200, 500, 80
MOST_LABELS = 100
PLAIN = (str, int, float)
MOST_SIGNALS = 20_000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""What no line of text has: control characters, line separators, what turns the reading direction, halves of pairs."""


def opened(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Parse a body. Raises `BadPayload` for what is not JSON, for a name given twice, and for endless nesting."""
    if not body.strip():
        raise BadPayload("the body is empty")
    try:
        return _strict(body.decode(json.detect_encoding(body), "surrogatepass"))
    except BadPayload:
        raise
    except RecursionError as error:
        raise BadPayload("the body is nested too deep") from error
    except json.JSONDecodeError as error:
        raise BadPayload(f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except ValueError as error:
        raise BadPayload(f"the body is not JSON: {_UNPRINTABLE.sub(' ', str(error))[:120]}") from error


def entries_of(value: object, name: str) -> list[Mapping[str, Any]]:
    """Return a list of objects. Raises `BadPayload` naming the first that is none."""
    if not isinstance(value, list):
        raise BadPayload(f"`{name}` is not a list")
    if len(value) > MOST_SIGNALS:
        raise BadPayload(f"`{name}` has {len(value)} entries; at most {MOST_SIGNALS} go into one body")
    for position, entry in enumerate(value):
        if not isinstance(entry, dict):
            raise BadPayload(f"`{name}`[{position}] is not an object")
    return value


def text(value: object, length: int = VALUE_LENGTH) -> str:
    """Write a plain value as one line of text; control characters become blanks, what is too long is cut."""
    if isinstance(value, str) and value.isprintable():
        plain = value.strip()
    elif value is None:
        return ""
    elif isinstance(value, bool):
        return "yes" if value else "no"
    else:
        plain = _UNPRINTABLE.sub(" ", str(value)).strip()
    return plain if len(plain) <= length else plain[: length - 1] + "…"


def labels_of(value: object) -> Pairs:
    """Return the plain values of an object as sorted pairs; values that are objects or lists are left to the raw body."""
    if not isinstance(value, dict):
        return ()
    plain = ((name, one) for name, one in value.items() if isinstance(one, PLAIN) and one != "")
    pairs = sorted((text(name, NAME_LENGTH), text(one)) for name, one in plain)
    return tuple(pairs[:MOST_LABELS])


def first_text(entry: Mapping[str, Any], names: tuple[str, ...], length: int = VALUE_LENGTH) -> str:
    """Return the first of these names that says something, as text."""
    for name in names:
        value = entry.get(name)
        if value is not None and isinstance(value, PLAIN) and (said := text(value, length)):
            return said
    return ""


def instant(value: object) -> datetime | None:
    """Read an instant of RFC 3339; what has no zone, is no instant, or lies before 1970 is None."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return found.astimezone(UTC) if found.tzinfo is not None and found.year > EARLIEST_YEAR else None
    except (ValueError, OverflowError):
        return None


EARLIEST_YEAR = 1970


def digest_of(*parts: object) -> str:
    """Name a cause by what was said about it, where the source gives it no name."""
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadPayload(f"`{text(next(_twice(pairs)), NAME_LENGTH)}` is given twice in one object")
    return found


def _twice(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            yield name
        seen.add(name)


def _no_constant(word: str) -> NoReturn:
    raise BadPayload(f"`{word}` is not a JSON value")


_strict = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant).decode
"""Made once; `json.loads` would make a decoder for every body."""
