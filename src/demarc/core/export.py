"""The lines of an export: what one side takes home of the record, and can check without the server.

One JSON object per line, each written in the one canonical way and each with a check sum of its own, so that a flipped
byte names its line. First the front: whose record, for which party, how many entries, their root. Then every entry in
order: its leaf hash and, where that party may see it, its public part and the private texts with their salts. An entry
the party may not see is its bare leaf hash; the root still fits. Last the closing line.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from demarc.core.leaf import NotCanonical, canonical
from demarc.core.tree import HASH_BYTES

FORMAT = 1
LONGEST = 8 * 1024 * 1024
"""No line is longer than this many bytes."""

_END_OF_TIME = 253_402_300_800_000_000
"""The year 10000 in microseconds, where instants end."""

_CHECK = b'{"check":"%08x",'
_FRONT_KEYS = {"check", "export", "engagement", "side", "size", "root", "at", "versions", "people"}


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """A signed version of the matrix as the front names it: number, label, SHA-256 of its text, start (microseconds)."""

    number: int
    label: str
    digest: str
    starts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The first line. `side` is the party it was made for; `at` is microseconds since 1970 in UTC.

    `people` gives names for the ids of the ledger; names stand outside the tree, and no root vouches for them.
    """

    engagement: str
    side: str
    size: int
    root: bytes
    at: int
    versions: tuple[SignedVersion, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """A private text with the salt (hexadecimal) of its commitment."""

    salt: str
    value: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as a line holds it: its place, its leaf hash, and what of it the party may see."""

    seq: int
    leaf: bytes
    public: bytes | None = None
    texts: Mapping[str, Text] = field(default_factory=dict)


class NotAnExport(ValueError):
    """A first line that is not the front of an export."""

    def __init__(self) -> None:
        super().__init__("its first line is not the front of an export of Demarc, or it is damaged")


def front_line(front: Front) -> bytes:
    """Write the first line."""
    versions = [
        {"number": one.number, "label": one.label, "digest": one.digest, "starts": one.starts} for one in front.versions
    ]
    return _line(
        canonical(
            {
                "export": FORMAT,
                "engagement": front.engagement,
                "side": front.side,
                "size": front.size,
                "root": front.root.hex(),
                "at": front.at,
                "versions": versions,
                "people": dict(front.people),
            }
        )
    )


def entry_line(entry: EntryLine) -> bytes:
    """Write the line of an entry; its public part goes in as the very bytes that were hashed."""
    parts = [b'{"leaf":"%s"' % entry.leaf.hex().encode()]
    if entry.public is not None:
        parts.append(b',"public":%s' % entry.public)
    parts.append(b',"seq":%d' % entry.seq)
    if entry.texts:
        texts = {name: {"salt": text.salt, "value": text.value} for name, text in entry.texts.items()}
        parts.append(b',"texts":%s' % canonical(texts))
    parts.append(b"}")
    return _line(b"".join(parts))


def closing_line(entries: int) -> bytes:
    """Write the last line, without which the file was cut."""
    return _line(b'{"end":%d}' % entries)


def read_front(line: bytes) -> tuple[Front, bool]:
    """Read the first line; the second value tells whether it is whole. Raises `NotAnExport`."""
    given = read_line(line)
    if given is None or given.keys() != _FRONT_KEYS or given["export"] != FORMAT:
        raise NotAnExport
    match given:
        case {
            "engagement": str(engagement),
            "side": str(side),
            "size": int(size),
            "root": str(root),
            "at": int(at),
            "versions": list(versions),
            "people": dict(people),
        } if size >= 0 and is_hash(root) and 0 <= at < _END_OF_TIME:
            known = tuple(_version(one) for one in versions)
            names = {id_: str(name) for id_, name in people.items()}
            front = Front(
                engagement=engagement,
                side=side,
                size=size,
                root=bytes.fromhex(root),
                at=at,
                versions=known,
                people=names,
            )
            return front, _is_whole(front, line)
    raise NotAnExport


def read_entry(line: bytes) -> EntryLine | None:
    """Read the line of an entry, or None when it is damaged: cut, misspelled, or written in another way than ours."""
    entry = _entry(read_line(line))
    if entry is None:
        return None
    try:
        return entry if entry_line(entry) == line else None
    except NotCanonical:
        return None


def read_line(line: bytes) -> dict[str, object] | None:
    """Read one line as an object, or None."""
    try:
        given = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def is_hash(text: object) -> bool:
    """Tell whether this is a hash in lower-case hexadecimal."""
    return isinstance(text, str) and len(text) == 2 * HASH_BYTES and set(text) <= set("0123456789abcdef")


def _is_whole(front: Front, line: bytes) -> bool:
    try:
        return front_line(front) == line
    except NotCanonical:
        return False


def _line(body: bytes) -> bytes:
    """Put the check sum of an object's bytes in front of them."""
    return _CHECK % crc32(body) + body[1:] + b"\n"


def _entry(given: dict[str, object] | None) -> EntryLine | None:
    match given:
        case {"seq": int(seq), "leaf": str(leaf), **rest} if is_hash(leaf) and rest.keys() <= {"check", "public", "texts"}:
            public, texts = rest.get("public"), _texts(rest.get("texts", {}))
            if texts is None or not (public is None or isinstance(public, dict)):
                return None
            try:
                return EntryLine(seq, bytes.fromhex(leaf), None if public is None else canonical(public), texts)
            except (NotCanonical, RecursionError):
                return None
        case _:
            return None


def _texts(given: object) -> dict[str, Text] | None:
    if not isinstance(given, dict):
        return None
    texts: dict[str, Text] = {}
    for name, one in given.items():
        match one:
            case {"salt": str(salt), "value": str(value), **rest} if not rest:
                texts[name] = Text(salt, value)
            case _:
                return None
    return texts


def _version(given: object) -> SignedVersion:
    match given:
        case {"number": int(number), "label": str(label), "digest": str(digest), "starts": int(starts)}:
            return SignedVersion(number, label, digest, starts)
        case _:
            raise NotAnExport
