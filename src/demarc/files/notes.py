"""Signed notes (C2SP): a text with the Ed25519 signatures of whoever stands by it, one line each.

A verifier key is one line, `name+hash+key`: the hash tells keys of one name apart, so that a note may bear signatures by
keys the reader does not know.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_KEY_BYTES, _HASH_BYTES = 32, 4
_DASH = "\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and the public key (32 bytes) that speaks for it."""

    name: str
    key: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes that tell this key from others of its name."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:_HASH_BYTES]

    def text(self) -> str:
        """Write the key as the line one side gives the other."""
        return f"{self.name}+{self.hash.hex()}+{base64.b64encode(_ED25519 + self.key).decode()}"


class BadNote(ValueError):
    """A verifier key that cannot be read, or a signature that is not by the key it names."""


def read_verifier(text: str) -> Verifier:
    """Read a verifier key. Raises `BadNote`."""
    name, _, rest = text.strip().partition("+")
    hash_, _, key = rest.partition("+")
    data = _decoded(key)
    verifier = Verifier(name, data[1:])
    whole = data[:1] == _ED25519 and len(data) == 1 + _KEY_BYTES
    if not name or any(letter.isspace() for letter in name) or not whole or verifier.hash.hex() != hash_:
        raise BadNote(f"not a verifier key: `{text.strip()[:120]}`; give the line `name+hash+key` as it was sent")
    return verifier


def signed(body: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """Give the note over `body`, which ends with a line end, signed by one key."""
    verifier = Verifier(name, key.public_key().public_bytes_raw())
    signature = base64.b64encode(verifier.hash + key.sign(body.encode())).decode()
    return f"{body}\n{_DASH}{name} {signature}\n"


def signers_of(note: str, verifiers: Sequence[Verifier]) -> tuple[str, ...]:
    """Name whose signatures on the note were checked. Raises `BadNote` for one that a given key disowns."""
    text, _, lines = note.replace("\r\n", "\n").rpartition("\n\n")
    body = f"{text}\n".encode()
    found: list[str] = []
    for line in lines.split("\n"):
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        data = _decoded(encoded)
        for verifier in verifiers:
            if line.startswith(_DASH) and verifier.name == name and data[:_HASH_BYTES] == verifier.hash:
                _check(verifier, data[_HASH_BYTES:], body)
                found.append(name)
    return tuple(found)


def _check(verifier: Verifier, signature: bytes, body: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(verifier.key).verify(signature, body)
    except InvalidSignature:
        raise BadNote(f"the signature of `{verifier.name}` is not over this text; it was changed or forged") from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
