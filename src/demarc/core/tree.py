"""The tree over the record (RFC 9162): one root that no entry can be changed, dropped or moved under.

`root_of` is the definition, slow and obvious. `Frontier` keeps only the peaks, the roots of the perfect subtrees from
left to right, and grows by one leaf in O(log n) memory. The proofs show one entry in a tree, or one tree in a later one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Hash the canonical bytes of one entry: SHA-256 over 0x00 and the bytes."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them: SHA-256 over 0x01, left and right."""
    return sha256(_NODE + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """THE DEFINITION: the root over leaf hashes, split at the largest power of two below their number.

    The root of no leaves is the hash of nothing.
    """
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _split(len(leaves))
    return node_hash(root_of(leaves[:half]), root_of(leaves[half:]))


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree of `size` leaves: the roots of its perfect subtrees, the largest first.

    There is one peak for each bit set in `size`. Raises `NotAFrontier` when the two do not belong together.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a size and peaks that no tree has."""
        if self.size < 0 or self.size.bit_count() != len(self.peaks) or any(len(p) != HASH_BYTES for p in self.peaks):
            raise NotAFrontier(self.size, len(self.peaks))

    def grown(self, leaves: Iterable[bytes]) -> "Frontier":
        """Return the frontier after these leaf hashes, appended in order."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            above, bits = leaf, size
            while bits & 1:
                above = node_hash(peaks.pop(), above)
                bits >>= 1
            peaks.append(above)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """Return the root: the peaks joined from the right."""
        if not self.peaks:
            return root_of(())
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def to_text(self) -> str:
        """Write the peaks as hexadecimal text without gaps, the way the record keeps them."""
        return b"".join(self.peaks).hex()

    @classmethod
    def from_text(cls, size: int, text: str) -> "Frontier":
        """Read back what `to_text` wrote for a tree of this size. Raises `NotAFrontier`."""
        try:
            whole = bytes.fromhex(text)
        except ValueError:
            raise NotAFrontier(size, 0) from None
        return cls(size, tuple(whole[at : at + HASH_BYTES] for at in range(0, len(whole), HASH_BYTES)))


class NotAFrontier(ValueError):
    """A stored tree head whose size and peaks do not belong together."""

    def __init__(self, size: int, peaks: int) -> None:
        super().__init__(f"a tree of {size} entries cannot have {peaks} peaks; the stored head is damaged")


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """List the hashes that lead from leaf `index` to the root over `leaves`, from the bottom up.

    Raises `NoSuchProof` for a leaf that is not in the tree.
    """
    if not 0 <= index < len(leaves):
        raise NoSuchProof(f"entry {index}", len(leaves))
    if len(leaves) == 1:
        return ()
    half = _split(len(leaves))
    if index < half:
        return (*inclusion_proof(leaves[:half], index), _root(leaves[half:]))
    return (*inclusion_proof(leaves[half:], index - half), _root(leaves[:half]))


def includes(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that `leaf` is entry `index` of the tree with this root and size."""
    if not 0 <= index < size:
        return False
    at, last, above = index, size - 1, leaf
    for hash_ in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            above = node_hash(hash_, above)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            above = node_hash(above, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and above == root


def consistency_proof(leaves: Sequence[bytes], old: int) -> tuple[bytes, ...]:
    """List the hashes that show the tree over the first `old` leaves to be the beginning of the tree over all of them.

    Raises `NoSuchProof` unless 0 < old <= number of leaves.
    """
    if not 0 < old <= len(leaves):
        raise NoSuchProof(f"a tree of {old} entries", len(leaves))
    return _subproof(leaves, old, whole=True)


def extends(old_root: bytes, old: int, new_root: bytes, new: int, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the tree (new_root, new) only added to the tree (old_root, old)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for hash_ in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(hash_, before), node_hash(hash_, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, hash_)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


class NoSuchProof(ValueError):
    """A proof was asked for something that the tree does not hold."""

    def __init__(self, what: str, size: int) -> None:
        super().__init__(f"{what} is not part of a tree of {size} entries")


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(leaves: Sequence[bytes]) -> bytes:
    return Frontier().grown(leaves).root()


def _subproof(leaves: Sequence[bytes], old: int, *, whole: bool) -> tuple[bytes, ...]:
    if old == len(leaves):
        return () if whole else (_root(leaves),)
    half = _split(len(leaves))
    if old <= half:
        return (*_subproof(leaves[:half], old, whole=whole), _root(leaves[half:]))
    return (*_subproof(leaves[half:], old - half, whole=False), _root(leaves[:half]))
