"""Exports of made-up entries, written line by line, for the tests of `verify`."""

from collections.abc import Iterator

from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.export import EntryLine, Front, SignedVersion, Text, closing_line, entry_line, front_line, read_front
from demarc.core.leaf import canonical, commitment
from demarc.core.tree import Frontier, leaf_hash
from demarc.core.verify import Verification, leaves_of, verify

SALT = bytes(range(16))
ORIGIN = origin_of("alder")


def public(seq: int, said: str = "") -> bytes:
    """Write the public part of an entry; every third one commits to a private text."""
    entry: dict[str, object] = {"v": 1, "engagement": "alder", "seq": seq, "act": "note", "by": "dana", "said": said}
    if seq % 3 == 0:
        entry["sealed"] = {"why": commitment(SALT, f"reason {seq}")}
    return canonical(entry)


def export(says: list[str], bare: frozenset[int] = frozenset()) -> list[bytes]:
    """Write an export of entries that say this; the entries in `bare` are not for the reader."""
    entries = [public(seq, said) for seq, said in enumerate(says)]
    leaves = [leaf_hash(entry) for entry in entries]
    front = Front(
        engagement="alder",
        side="harborline",
        size=len(says),
        root=Frontier().grown(leaves).root(),
        at=1_772_442_000_000_000,
        versions=(SignedVersion(3, "v3", "ab" * 32, 1_772_442_000_000_000),),
        people={"dana": "Dana Okafor"},
    )
    lines = [front_line(front)]
    for seq, entry in enumerate(entries):
        texts = {"why": Text(SALT.hex(), f"reason {seq}")} if seq % 3 == 0 else {}
        lines.append(entry_line(EntryLine(seq, leaves[seq]) if seq in bare else EntryLine(seq, leaves[seq], entry, texts)))
    return [*lines, closing_line(len(says))]


def check(lines: list[bytes], kept: tuple[Checkpoint, ...] = (), earlier: list[bytes] | None = None) -> Verification:
    """Verify a file of these lines, split again at its line ends as it would be on disk."""
    return verify(split(lines), checkpoints=kept, earlier=leaves_of(iter(earlier)) if earlier else ())


def split(lines: list[bytes]) -> Iterator[bytes]:
    return iter(b"".join(lines).splitlines(keepends=True))


def kept_at(says: list[str], size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, read_front(export(says[:size])[0])[0].root)
