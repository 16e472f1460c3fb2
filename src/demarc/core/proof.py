"""Proofs as files: one entry is in a checkpoint, or one checkpoint only adds to another. Each is checked by itself.

A proof is one JSON object. It carries the hashes that lead to a root, and the checkpoint with that root as the server
signed it. It convinces whoever holds that checkpoint from elsewhere; alone it only agrees with itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from demarc.core.checkpoint import Checkpoint, NotACheckpoint, read_checkpoint
from demarc.core.export import is_hash
from demarc.core.leaf import NotCanonical, canonical
from demarc.core.tree import extends, includes, leaf_hash

LONGEST = 4 * 1024 * 1024
"""No proof is longer than this many characters: an entry, some dozens of hashes and two checkpoints."""
MARK = '{"proof"'
"""How every proof begins, and no export does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Entry `seq` is in the tree of the checkpoint. `public` is what the entry says, where its reader may see it."""

    note: str
    seq: int
    leaf: bytes
    path: tuple[bytes, ...]
    public: bytes | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """The checkpoint it leads to, as it was signed."""
        return (self.note,)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The same, read."""
        return (read_checkpoint(self.note),)

    def fault(self) -> str:
        """Say why the proof does not hold; empty when it does."""
        (head,) = self.checkpoints
        if self.public is not None and leaf_hash(self.public) != self.leaf:
            return "what the entry says is not what its hash stands for"
        if self.public is not None and _place(self.public) != self.seq:
            return f"what the entry says was recorded in another place than {self.seq}"
        if not includes(head.root, head.size, self.seq, self.leaf, self.path):
            return f"the hashes do not lead from entry {self.seq} to the root of the checkpoint"
        return ""

    def text(self) -> str:
        """Write it as the file that is downloaded."""
        shown = {} if self.public is None else {"public": json.loads(self.public)}
        return _written(
            {
                "proof": "inclusion",
                "seq": self.seq,
                "leaf": self.leaf.hex(),
                **shown,
                "path": [one.hex() for one in self.path],
                "checkpoints": [self.note],
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The later checkpoint's tree begins with the earlier one's: nothing was changed, removed or moved between them."""

    earlier: str
    later: str
    path: tuple[bytes, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """The earlier and the later checkpoint, as they were signed."""
        return (self.earlier, self.later)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The same, read."""
        return (read_checkpoint(self.earlier), read_checkpoint(self.later))

    def fault(self) -> str:
        """Say why the proof does not hold; empty when it does."""
        old, new = self.checkpoints
        if old.origin != new.origin:
            return "its two checkpoints are of two records"
        if not extends(old.root, old.size, new.root, new.size, self.path):
            return f"the tree of {new.size} entries does not begin with the tree of {old.size}"
        return ""

    def text(self) -> str:
        """Write it as the file that is downloaded."""
        path = [one.hex() for one in self.path]
        return _written({"proof": "growth", "path": path, "checkpoints": [self.earlier, self.later]})


Proof = Inclusion | Growth


class NotAProof(ValueError):
    """A text that is no proof of the record."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not a proof: {why}")


def read_proof(text: str) -> Proof:
    """Read a proof. Raises `NotAProof`."""
    try:
        given = json.loads(text[:LONGEST])
        proof = _proof(given)
        for note in given.get("checkpoints", ()):
            read_checkpoint(note)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        why = str(error) if isinstance(error, NotACheckpoint | NotCanonical) else "it is cut or was changed by hand"
        raise NotAProof(why) from None
    if proof is None:
        raise NotAProof("it says neither `inclusion` nor `growth`, or something is missing")
    return proof


def _proof(given: Mapping[str, object]) -> Proof | None:
    match given:
        case {
            "proof": "inclusion",
            "seq": int(seq),
            "leaf": str(leaf),
            "path": list(path),
            "checkpoints": [str(note)],
        } if is_hash(leaf) and all(map(is_hash, path)):
            said = given.get("public")
            public = canonical(said) if isinstance(said, dict) else None
            return Inclusion(note=note, seq=seq, leaf=bytes.fromhex(leaf), path=_hashes(path), public=public)
        case {"proof": "growth", "path": list(path), "checkpoints": [str(earlier), str(later)]} if all(map(is_hash, path)):
            return Growth(earlier=earlier, later=later, path=_hashes(path))
        case _:
            return None


def _hashes(path: list[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(one) for one in path)


def _place(public: bytes) -> object:
    return json.loads(public).get("seq")


def _written(value: Mapping[str, object]) -> str:
    return MARK + json.dumps(value, indent=1, ensure_ascii=False).removeprefix('{\n "proof"') + "\n"
