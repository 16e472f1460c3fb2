"""The canonical text and digest of a matrix, and its plain form of JSON types; both ways, nothing lost.

The plain form follows the fields of the values themselves: a value is a mapping of its fields, a tuple a list, a set a
sorted list, an instant or a duration integer microseconds (UTC), a day or clock time its ISO text. A field that has its
default is left out, so a field added later does not change the digest of what was signed before.
"""

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from demarc.core.matrix.table import Matrix

Plain = typing.Any
"""A JSON value: mapping with text keys, list, text, integer, true, false or null."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class NotPlain(ValueError):
    """A stored plain form does not describe the value it should."""

    def __init__(self, path: str, given: object, wanted: str) -> None:
        super().__init__(
            f"`{path or 'matrix'}` holds `{str(given)[:80]}`, which is not {wanted}; the stored matrix is damaged"
        )


def to_plain(matrix: Matrix) -> dict[str, Plain]:
    """Turn a matrix into JSON types: `from_plain` gives back an equal matrix."""
    plain: dict[str, Plain] = _plain(matrix)
    return plain


def from_plain(plain: Mapping[str, Plain]) -> Matrix:
    """Read a matrix back from its plain form. Raises `NotPlain`, naming the place, for anything else."""
    matrix = _reader(Matrix)(plain, "")
    assert isinstance(matrix, Matrix)
    return matrix


def canonical(matrix: Matrix) -> bytes:
    """Give the one text of a matrix that is signed: sorted keys, no spaces, UTF-8."""
    return json.dumps(to_plain(matrix), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def from_canonical(text: bytes) -> Matrix:
    """Read a matrix back from its canonical text. Raises `NotPlain`."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise NotPlain("", text[:40], "JSON text") from error
    return from_plain(plain)


def digest(matrix: Matrix) -> str:
    """Give the SHA-256 of the canonical text, in hex: the same matrix has the same digest everywhere."""
    return hashlib.sha256(canonical(matrix)).hexdigest()


def _plain(value: object) -> Plain:
    plain: Plain
    match value:
        case None | bool() | int():
            plain = value
        case str():
            plain = str(value)
        case datetime():
            plain = (value.astimezone(UTC) - EPOCH) // MICROSECOND
        case date() | time():
            plain = value.isoformat()
        case timedelta():
            plain = value // MICROSECOND
        case tuple():
            plain = [_plain(part) for part in value]
        case frozenset():
            plain = sorted(_plain(part) for part in value)
        case _:
            plain = _plain_fields(value)
    return plain


def _plain_fields(value: object) -> dict[str, Plain]:
    plain = {}
    for field in dataclasses.fields(value):  # type: ignore[arg-type]  # every other value of a matrix is a dataclass
        part = getattr(value, field.name)
        if field.init and part != field.default:
            plain[field.name] = _plain(part)
    return plain


Reader = Callable[[Plain, str], object]


@cache
def _reader(kind: object) -> Reader:
    """Make the function that reads a plain value of this type; `path` names the place in errors."""
    if isinstance(kind, typing.NewType):
        return _reader(kind.__supertype__)
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        return _optional(*(part for part in typing.get_args(kind) if part is not types.NoneType))
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if origin is frozenset:
        return _set(*typing.get_args(kind))
    assert isinstance(kind, type)
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    return _simple(kind)


def _optional(inner: object) -> Reader:
    read = _reader(inner)
    return lambda plain, path: None if plain is None else read(plain, path)


def _tuple(kinds: tuple[object, ...]) -> Reader:
    if len(kinds) == 2 and kinds[1] is ...:  # noqa: PLR2004  # tuple[kind, ...]
        each = _reader(kinds[0])
        return lambda plain, path: tuple(each(part, f"{path}[{at}]") for at, part in enumerate(_list(plain, path)))
    readers = tuple(_reader(kind) for kind in kinds)

    def read(plain: Plain, path: str) -> object:
        parts = _list(plain, path)
        if len(parts) != len(readers):
            raise NotPlain(path, plain, f"a list of {len(readers)}")
        return tuple(one(part, path) for one, part in zip(readers, parts, strict=True))

    return read


def _set(inner: object) -> Reader:
    each = _reader(inner)
    return lambda plain, path: frozenset(each(part, path) for part in _list(plain, path))


def _list(plain: Plain, path: str) -> list[Plain]:
    if not isinstance(plain, list):
        raise NotPlain(path, plain, "a list")
    return plain


def _record(kind: type) -> Reader:
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind) if field.init}
    needed = {name for name, field in fields.items() if field.default is dataclasses.MISSING}

    def read(plain: Plain, path: str) -> object:
        if not isinstance(plain, Mapping) or not needed <= plain.keys() <= fields.keys():
            raise NotPlain(path, plain, f"a {kind.__name__.lower()} with the fields {', '.join(fields)}")
        return kind(**{name: _reader(hints[name])(part, f"{path}.{name}".strip(".")) for name, part in plain.items()})

    return read


def _simple(kind: type) -> Reader:
    """Read text, numbers, named values and times; a number is never true or false."""
    reading: tuple[type, Callable[[Plain], object]]
    if kind is datetime:
        reading = int, lambda plain: EPOCH + plain * MICROSECOND
    elif kind is timedelta:
        reading = int, lambda plain: plain * MICROSECOND
    elif kind is date:
        reading = str, date.fromisoformat
    elif kind is time:
        reading = str, time.fromisoformat
    elif issubclass(kind, StrEnum):
        reading = str, kind
    else:
        reading = kind, lambda plain: plain
    stored, make = reading

    def read(plain: Plain, path: str) -> object:
        if type(plain) is not stored:
            raise NotPlain(path, plain, f"a {kind.__name__}")
        try:
            return make(plain)
        except (ValueError, OverflowError) as error:
            raise NotPlain(path, plain, f"a {kind.__name__}") from error

    return read
