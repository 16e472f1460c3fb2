"""Signed notes (C2SP): a text with the Ed25519 signatures of whoever stands by it, one line each.

A verifier key is one line, `name+hash+key`: the hash tells keys of one name apart, so that a note may bear signatures by
keys the reader does not know. Two kinds of key are read: a plain one, whose signature is over the text itself, and a
cosigner's (`cosignature/v1`), whose signature also says when it was made.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PLAIN, _COSIGNER = b"\x01", b"\x04"
_KEY_BYTES, _HASH_BYTES, _TIME_BYTES = 32, 4, 8
_DASH = "\N{EM DASH} "
_LATEST = 2**63
_PRIVATE = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and the public key (32 bytes) that speaks for it; `cosigns` when its signatures are dated cosignatures."""

    name: str
    key: bytes
    cosigns: bool = False

    @property
    def hash(self) -> bytes:
        """The four bytes that tell this key from others of its name."""
        return sha256(self.name.encode() + b"\n" + self._typed).digest()[:_HASH_BYTES]

    @property
    def _typed(self) -> bytes:
        return (_COSIGNER if self.cosigns else _PLAIN) + self.key

    def text(self) -> str:
        """Write the key as the line one side gives the other."""
        return f"{self.name}+{self.hash.hex()}+{base64.b64encode(self._typed).decode()}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A name and the private key that speaks for it."""

    name: str
    key: Ed25519PrivateKey = field(repr=False)
    cosigns: bool = False

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self.key.public_key().public_bytes_raw(), self.cosigns)

    def note(self, body: str) -> str:
        """Give the note over `body`, which ends with a line end, signed by this key alone."""
        return f"{body}\n{self.line(body)}\n"

    def line(self, body: str, seconds: int = 0) -> str:
        """Give the signature line over `body`; a cosigner's says when, in seconds since 1970 UTC."""
        time = seconds.to_bytes(_TIME_BYTES) if self.cosigns else b""
        signature = time + self.key.sign(_dated(body, seconds) if self.cosigns else body.encode())
        return f"{_DASH}{self.name} {base64.b64encode(self.verifier.hash + signature).decode()}"

    def secret(self) -> str:
        """Write the private key as one line, for a file that only its owner may read."""
        typed = (_COSIGNER if self.cosigns else _PLAIN) + self.key.private_bytes_raw()
        return f"{_PRIVATE}{self.name}+{self.verifier.hash.hex()}+{base64.b64encode(typed).decode()}"


class BadNote(ValueError):
    """A key that cannot be read, or a signature that is not by the key it names."""


def read_verifier(text: str) -> Verifier:
    """Read a verifier key. Raises `BadNote`."""
    name, hash_, typed = _parts(text.strip())
    verifier = Verifier(name, typed[1:], typed[:1] == _COSIGNER)
    if not _is_whole(name, typed) or verifier.hash.hex() != hash_:
        raise BadNote(f"not a verifier key: `{text.strip()[:120]}`; give the line `name+hash+key` as it was sent")
    return verifier


def read_signer(text: str) -> Signer:
    """Read a private key written by `secret`. Raises `BadNote`, which never repeats what was given."""
    name, hash_, typed = _parts(text.strip().removeprefix(_PRIVATE))
    if text.startswith(_PRIVATE) and _is_whole(name, typed):
        signer = Signer(name, Ed25519PrivateKey.from_private_bytes(typed[1:]), typed[:1] == _COSIGNER)
        if signer.verifier.hash.hex() == hash_:
            return signer
    raise BadNote("it holds no private key of a signed note, `PRIVATE+KEY+name+hash+key` on one line")


def new_signer(name: str, *, cosigns: bool = False) -> Signer:
    """Make a new key. Raises `BadNote` for a name that no note can bear."""
    if not _is_name(name):
        raise BadNote(f"`{name[:80]}` is no name for a key: it takes one word without `+`, such as `harborline.example`")
    return Signer(name, Ed25519PrivateKey.generate(), cosigns)


def signers_of(note: str, verifiers: Sequence[Verifier]) -> tuple[str, ...]:
    """Name whose signatures on the note were checked. Raises `BadNote` for one that a given key disowns."""
    body, lines = parted(note)
    found = [verifier.name for line in lines for verifier in verifiers if is_by(line, verifier, body)]
    return tuple(dict.fromkeys(found))


def is_by(line: str, verifier: Verifier, body: str) -> bool:
    """Tell whether a signature line is by this key. Raises `BadNote` where it names the key and is not over `body`."""
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    data = _decoded(encoded)
    if not line.startswith(_DASH) or name != verifier.name or data[:_HASH_BYTES] != verifier.hash:
        return False
    signature = data[_HASH_BYTES:]
    signed = body.encode()
    if verifier.cosigns:
        seconds, signature = int.from_bytes(signature[:_TIME_BYTES]), signature[_TIME_BYTES:]
        signed = _dated(body, seconds) if seconds < _LATEST else b""
    try:
        Ed25519PublicKey.from_public_bytes(verifier.key).verify(signature, signed)
    except InvalidSignature:
        raise BadNote(f"the signature of `{verifier.name}` is not over this text; it was changed or forged") from None
    return True


def parted(note: str) -> tuple[str, tuple[str, ...]]:
    """Part a note into its body, which ends with a line end, and its signature lines."""
    text, _, lines = note.replace("\r\n", "\n").rpartition("\n\n")
    return f"{text}\n", tuple(line for line in lines.split("\n") if line)


def _dated(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def _parts(text: str) -> tuple[str, str, bytes]:
    name, _, rest = text.partition("+")
    hash_, _, key = rest.partition("+")
    return name, hash_, _decoded(key)


def _is_whole(name: str, typed: bytes) -> bool:
    return _is_name(name) and typed[:1] in {_PLAIN, _COSIGNER} and len(typed) == 1 + _KEY_BYTES


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and name.isprintable() and not any(letter.isspace() for letter in name)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
